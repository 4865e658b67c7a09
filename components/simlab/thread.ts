/**
 * The worker's thread while the page has no reader: it starts when the page has nothing else to do, and
 * holds nothing. What simulates is loaded with the first message, and hears that and all later ones.
 */
import type { FromWorker, ToWorker } from "./messages.ts";
import type * as Simulator from "./worker.ts";

let simulator: Promise<typeof Simulator> | undefined;

const sayItIsMissing = (): void => {
  postMessage({ kind: "missing" } satisfies FromWorker);
};

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  simulator ??= import("./worker.ts");
  simulator.then(({ hear }) => {
    hear(data);
  }, sayItIsMissing);
});
