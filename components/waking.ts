/**
 * An island asks the page's scripts, before it takes the processor to come to life, whether one of them
 * wants a moment first.
 *
 * UNITS  Milliseconds.
 */
type Waking = CustomEvent<Promise<void>[]>;

declare global {
  interface WindowEventMap {
    "island-wakes": Waking;
  }
}

/** An island waits no longer, whatever was asked for. */
const most = 50;

/** For the island: resolves when it may come to life. */
export async function askToWake(island: Element): Promise<void> {
  const wanted: Promise<void>[] = [];
  const event: Waking = new CustomEvent("island-wakes", {
    detail: wanted,
    bubbles: true,
  });
  island.dispatchEvent(event);
  if (wanted.length === 0) return;
  await Promise.race([
    Promise.all(wanted),
    new Promise((resolve) => setTimeout(resolve, most)),
  ]);
}

/** For a script: `moment` is asked as each island wakes; null for none. */
export const beforeWaking = (moment: () => Promise<void> | null): void => {
  addEventListener("island-wakes", ({ detail }) => {
    const wanted = moment();
    if (wanted) detail.push(wanted);
  });
};
