/**
 * Runs a lab's requests: in a module worker, or on the page in slices where none can be had.
 *
 * IDEA   A page has one worker for all its labs; it is started by the first sign of a reader, not by
 *        the page. On the page itself slices are short and each gives way, so typing is never
 *        blocked for longer than a slice.
 */
import type { SimFigure, SimRequest } from "./figure.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

export interface Listener {
  readonly onFigure: (figure: SimFigure, done: boolean) => void;
  readonly onFailure: (why: string) => void;
}

export interface Runner {
  /** Starts a request. @returns a function that cancels it */
  start(request: SimRequest, listener: Listener): () => void;
  /** The first sign of a reader: whatever takes time to load is loaded. */
  warm(): void;
}

const pageSliceMs = 6;
/** On the page a figure is made and drawn by the thread that listens to keys: seldom. */
const pageFigureMs = 500;

/** Slices on the page; each ends with a task of its own, so that input comes between. */
export const pageRunner: Runner = {
  start(request, listener) {
    let cancelled = false;
    const giveWay = () =>
      new Promise<void>((resolve) => {
        setTimeout(resolve, 0);
      });
    const run = async () => {
      const { runInSlices } = await import("./slices.ts");
      const pace = {
        sliceMs: pageSliceMs,
        figureEveryMs: pageFigureMs,
        giveWay,
        now: () => performance.now(),
      };
      const isCancelled = () => cancelled;
      const figure = await runInSlices(request, pace, isCancelled, (part) => {
        if (!cancelled) listener.onFigure(part, false);
      });
      if (figure && !cancelled) listener.onFigure(figure, true);
    };
    run().catch((error: unknown) => {
      if (!cancelled)
        listener.onFailure(
          error instanceof Error ? error.message : String(error),
        );
    });
    return () => {
      cancelled = true;
    };
  },
  warm: () => {
    void import("./slices.ts");
  },
};

function workerRunner(worker: Worker): Runner {
  let last = 0;
  const listeners = new Map<number, { request: SimRequest; to: Listener }>();
  const stops = new Map<number, () => void>();
  const send = (message: ToWorker): void => {
    worker.postMessage(message);
  };
  let broken = false;
  worker.addEventListener("message", (event: MessageEvent<FromWorker>) => {
    const message = event.data;
    const listener = listeners.get(message.id)?.to;
    if (!listener) return;
    if (message.kind !== "figure") listeners.delete(message.id);
    if (message.kind === "failed") listener.onFailure(message.why);
    else listener.onFigure(message.figure, message.kind === "done");
  });
  // The worker's file could not be loaded or run: what waits goes on here.
  worker.addEventListener("error", () => {
    broken = true;
    for (const [id, { request, to }] of listeners)
      stops.set(id, pageRunner.start(request, to));
    listeners.clear();
  });
  return {
    start(request, to) {
      if (broken) return pageRunner.start(request, to);
      const id = ++last;
      listeners.set(id, { request, to });
      send({ kind: "start", id, request });
      return () => {
        stops.get(id)?.();
        if (listeners.delete(id)) send({ kind: "cancel", id });
      };
    },
    warm: () => {
      send({ kind: "warm" });
    },
  };
}

let shared: Runner | undefined;

/** `?worker=off` in an address runs on the page: for tests, and for a reader whose worker fails. */
const wantsWorker = (): boolean =>
  typeof Worker === "function" &&
  new URLSearchParams(location.search).get("worker") !== "off";

/** The page's runner, made when it is first asked for. */
export function runner(): Runner {
  if (shared) return shared;
  try {
    shared = wantsWorker()
      ? workerRunner(
          new Worker(new URL("./worker.ts", import.meta.url), {
            type: "module",
          }),
        )
      : pageRunner;
  } catch {
    // A policy of the page that holds the book may forbid workers.
    shared = pageRunner;
  }
  shared.warm();
  return shared;
}
