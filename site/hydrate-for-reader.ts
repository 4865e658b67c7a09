/**
 * The directive `client:reader`: an island comes to life at the first sign of a reader.
 *
 * IDEA   Figures are whole without a script, so a page loads none for them until somebody moves a
 *        pointer, touches, types or comes by a link with a state. What is done to the island before
 *        its script has come is kept and done again, so nothing is lost: a slider's input as well as
 *        the change that ends it, and what was opened or closed.
 *        The island that the reader is at comes first; the others wait until the page is idle.
 * HOLDS  Scrolling alone is no sign; an address with a query is one, for all islands at once.
 */
import type { ClientDirective } from "astro";

const signs = [
  "pointermove",
  "pointerdown",
  "touchstart",
  "keydown",
  "focusin",
  "input",
] as const;
const acts = ["input", "change", "click"] as const;

/** Resolves at the first sign, once for all islands of a page. */
let sign: Promise<void> | undefined;
const firstSign = (): Promise<void> =>
  (sign ??= location.search !== "" ? Promise.resolve() : signAt(window));

const signAt = (target: EventTarget): Promise<void> =>
  new Promise((resolve) => {
    const seen = () => {
      for (const name of signs) target.removeEventListener(name, seen, true);
      resolve();
    };
    for (const name of signs)
      target.addEventListener(name, seen, { capture: true, passive: true });
  });

/** Milliseconds after which a page that is never idle goes on all the same. */
const patience = 200;
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === "function")
      requestIdleCallback(
        () => {
          resolve();
        },
        { timeout: patience },
      );
    else setTimeout(resolve, patience);
  });

/** Islands that nobody is at come to life one after another. */
let others: Promise<void> = Promise.resolve();
const turn = (): Promise<void> =>
  location.search !== "" ? Promise.resolve() : (others = others.then(idle));

/** What was done to one control: the kinds of event in the order of their first, the last value. */
type Acts = { readonly types: Set<string>; value: string | null };

const forReader: ClientDirective = (load, _options, element) => {
  const kept = new Map<Element, Acts>();
  const keep = (event: Event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    // A summary or a link acts without a script.
    if (event.type === "click" && !target.closest("button")) return;
    const done = kept.get(target) ?? { types: new Set(), value: null };
    done.types.add(event.type);
    if (
      target instanceof HTMLInputElement ||
      target instanceof HTMLSelectElement
    )
      done.value = target.value;
    kept.set(target, done);
  };
  for (const name of acts) element.addEventListener(name, keep, true);
  const readerIsHere = signAt(element);
  void firstSign().then(async () => {
    const hydrate = await load();
    await Promise.race([readerIsHere, turn()]);
    await hydrate();
    for (const name of acts) element.removeEventListener(name, keep, true);
    // A section opens without a script; what it holds is made by one, which has not heard of it.
    for (const section of element.querySelectorAll("details"))
      section.dispatchEvent(new Event("toggle"));
    for (const [target, { types, value }] of kept) {
      if (
        value !== null &&
        (target instanceof HTMLInputElement ||
          target instanceof HTMLSelectElement) &&
        target.type !== "checkbox" &&
        target.type !== "radio"
      )
        target.value = value;
      for (const type of types)
        target.dispatchEvent(new Event(type, { bubbles: true }));
    }
  });
};

export default forReader;
