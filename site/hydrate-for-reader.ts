/**
 * The directive `client:reader`: an island comes to life at the first sign of a reader.
 *
 * IDEA   Figures are whole without a script, so a page loads none for them until somebody moves a
 *        pointer, touches, types or comes by a link with a state. What is done to the island before
 *        its script has come is kept and done again, so nothing is lost: a slider's input as well as
 *        the change that ends it, and what was opened or closed.
 *        The island that the reader is at comes first; the others wait until the page is idle, and
 *        while the reader is at one a little longer, for what that one has to do.
 *        Where the script does not come, because the network has gone, the figure says that it stands
 *        as it was drawn.
 * READS  components/first-sign.ts. An address with a query is a sign for all islands at once.
 */
import type { ClientDirective } from "astro";
import { cameByLink, firstSign, signAt } from "../components/first-sign.ts";

const acts = ["input", "change", "click"] as const;

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

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Resolves when the island that the reader is at lives; milliseconds that the others leave it then. */
let attended: Promise<void> | null = null;
const leave = 400;
const longest = 2000;

/** Islands that nobody is at come to life one after another. */
let others: Promise<void> = Promise.resolve();
const turn = (): Promise<void> =>
  cameByLink
    ? Promise.resolve()
    : (others = others.then(async () => {
        // The page hears of a sign before the island that it is at.
        await pause(0);
        if (attended) {
          // Its script may never come: the others have their own.
          await Promise.race([attended, pause(longest)]);
          await pause(leave);
        }
        await idle();
      }));

/** What was done to one control: the kinds of event in the order of their first, the last value. */
type Acts = { readonly types: Set<string>; value: string | null };

/** Says in a figure that its controls will do nothing: where its notices stand, or below it. */
const sayScriptIsMissing = (element: Element): void => {
  const notice = document.createElement("p");
  notice.className = "script-missing";
  notice.setAttribute("role", "status");
  notice.textContent =
    "The script of this figure could not be loaded. It stands as the page draws it, and its controls do nothing. Load the page again once there is a connection.";
  (element.querySelector(".lab-notices") ?? element).append(notice);
};

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
  let lives: () => void = () => undefined;
  const life = new Promise<void>((resolve) => {
    lives = resolve;
  });
  const readerIsHere = signAt(element).then(() => {
    attended = life;
  });
  void firstSign().then(async () => {
    // Astro has asked twice by then, and hands over what does nothing.
    let isMissing = false;
    element.addEventListener("astro:hydration-error", () => {
      isMissing = true;
    });
    await Promise.race([readerIsHere, turn()]);
    const hydrate = await load();
    if (isMissing) {
      sayScriptIsMissing(element);
      lives();
      return;
    }
    await hydrate();
    lives();
    for (const name of acts) element.removeEventListener(name, keep, true);
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
    // A section opens without a script; what it holds is made by one, which has not heard of it.
    for (const section of element.querySelectorAll("details"))
      section.dispatchEvent(new Event("toggle"));
  });
};

export default forReader;
