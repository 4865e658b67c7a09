/**
 * The first sign that a page has a reader: until then it loads nothing that answers one.
 *
 * HOLDS  Scrolling alone is no sign; an address with a query is one.
 */
const signs = [
  "pointermove",
  "pointerdown",
  "touchstart",
  "keydown",
  "focusin",
  "input",
] as const;

/** Resolves when somebody points at, touches or types into `target`. */
export const signAt = (target: EventTarget): Promise<void> =>
  new Promise((resolve) => {
    const seen = () => {
      for (const name of signs) target.removeEventListener(name, seen, true);
      resolve();
    };
    for (const name of signs)
      target.addEventListener(name, seen, { capture: true, passive: true });
  });

/** The page was entered by a link to a state; labs change the address later. */
export const cameByLink = location.search !== "";

let sign: Promise<void> | undefined;

/** Resolves at the page's first sign. */
export const firstSign = (): Promise<void> =>
  (sign ??= cameByLink ? Promise.resolve() : signAt(window));
