/**
 * Runs a lab's requests: in a module worker, or on the page in slices where none can be had.
 *
 * LENGTH What is foreseen is followed as what is asked for is, and may become it at any moment.
 * IDEA   A page has one worker for all its labs. Its thread starts when the page is idle, what it runs
 *        is loaded at the first sign of a reader. A figure is handed over when it comes, and the next is made when the frame that shows it is drawn:
 *        pictures follow each other as fast as they can be seen, and a page that is slow to draw gets
 *        fewer, never a queue of them. On the page itself slices are short and each gives way, so typing is never
 *        blocked for longer than a slice.
 */
import { sameRequest, type SimFigure, type SimRequest } from "./figure.ts";
import type { Act } from "./foreseen.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { withNews } from "./news.ts";

export interface Listener {
  readonly onFigure: (figure: SimFigure, done: boolean) => void;
  readonly onFailure: (why: string) => void;
}

export interface Runner {
  /** Loads what simulates: there is a reader. */
  load(): void;
  /** Begins what a lab will ask for when it lives, where that takes no time from the page. */
  foresee(act: Act): void;
  /** Starts a request. @returns a function that cancels it */
  start(request: SimRequest, listener: Listener): () => void;
}

/** Acts in the next frame; a page that nobody sees has none, and waits for none. */
const inFrame = (act: () => void): void => {
  if (document.hidden) act();
  else requestAnimationFrame(act);
};

const pageSliceMs = 6;
/** On the page a figure is made and drawn by the thread that listens to keys: seldom. */
const pageFigureMs = 500;

/** Slices on the page; each ends with a task of its own, so that input comes between. */
const pageRunner: Runner = {
  load() {
    void import("./slices.ts");
  },
  foresee() {
    /* The lab comes to life on the same thread. */
  },
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
      const figure = await runInSlices(request, pace, {
        isCancelled: () => cancelled,
        isReady: () => true,
        onFigure: (part) => {
          listener.onFigure(part, false);
        },
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
};

interface Followed {
  /** Null while it is only foreseen. */
  asked: { readonly request: SimRequest; readonly to: Listener } | null;
  /** The newest figure, and whether it is the last. */
  newest?: SimFigure;
  done: boolean;
  /** A figure is drawn, and the frame that shows it is not over. */
  isInFrame: boolean;
}

/** What of a worker is used. */
export type WorkerPort = Pick<Worker, "postMessage" | "addEventListener">;

/** Milliseconds after which a worker that has sent no figure and no failure is given up. */
const silence = 3000;

/** @param soon  acts in the frame that shows what was handed over */
export function workerRunner(worker: WorkerPort, soon = inFrame): Runner {
  let last = 0;
  const followed = new Map<number, Followed>();
  const stops = new Map<number, () => void>();
  const send = (message: ToWorker): void => {
    worker.postMessage(message);
  };
  let broken = false;
  let answers = false;
  const handOver = (id: number, run: Followed): void => {
    const { asked, newest, done } = run;
    // Cancelled since, or what was drawn last is not seen yet.
    if (!asked || !newest || !followed.has(id) || run.isInFrame) return;
    if (done) followed.delete(id);
    asked.to.onFigure(newest, done);
    if (!followed.has(id)) return;
    run.isInFrame = true;
    soon(() => {
      run.isInFrame = false;
      if (run.newest !== newest) handOver(id, run);
      else if (followed.has(id)) send({ kind: "drawn", id });
    });
  };
  /** The newest figure is of what is asked for: something else may have been foreseen. */
  const isAsked = ({ asked, newest }: Followed): boolean =>
    asked !== null && !!newest && sameRequest(newest.request, asked.request);
  worker.addEventListener("message", (event) => {
    const message = (event as MessageEvent<FromWorker>).data;
    if (message.kind === "missing") {
      goOnHere();
      return;
    }
    answers = true;
    const { id } = message;
    const run = followed.get(id);
    if (!run) return;
    if (message.kind === "failed") {
      // Of what was foreseen: what is asked for instead comes after it.
      if (run.asked && !sameRequest(message.request, run.asked.request)) return;
      followed.delete(id);
      run.asked?.to.onFailure(message.why);
      return;
    }
    run.newest = withNews(run.newest, message.news);
    run.done = message.done;
    if (isAsked(run)) handOver(id, run);
  });
  // The worker's file could not be loaded or run, or it is stuck: what waits goes on here.
  const goOnHere = () => {
    broken = true;
    for (const [id, { asked }] of followed) {
      send({ kind: "cancel", id });
      if (asked) stops.set(id, pageRunner.start(asked.request, asked.to));
    }
    followed.clear();
  };
  worker.addEventListener("error", goOnHere);
  /** The number of what is foreseen and not asked for yet. */
  let foreseen: number | null = null;
  const forget = () => {
    if (foreseen !== null && followed.delete(foreseen))
      send({ kind: "cancel", id: foreseen });
    foreseen = null;
  };
  return {
    load() {
      send({ kind: "load" });
    },
    foresee(act) {
      forget();
      if (broken) return;
      foreseen = ++last;
      followed.set(foreseen, { asked: null, done: false, isInFrame: false });
      send({ kind: "foresee", id: foreseen, act });
    },
    start(request, to) {
      if (broken) return pageRunner.start(request, to);
      const begun = foreseen === null ? undefined : followed.get(foreseen);
      const id = begun && foreseen !== null ? foreseen : ++last;
      foreseen = null;
      const run = begun ?? { asked: null, done: false, isInFrame: false };
      run.asked = { request, to };
      followed.set(id, run);
      send({ kind: "start", id, request });
      // Made already; not before this has returned.
      if (isAsked(run))
        queueMicrotask(() => {
          handOver(id, run);
        });
      setTimeout(() => {
        if (!answers && followed.has(id)) goOnHere();
      }, silence);
      return () => {
        stops.get(id)?.();
        if (followed.delete(id)) send({ kind: "cancel", id });
      };
    },
  };
}

/** `?worker=off` in an address runs on the page: for tests, and for a reader whose worker fails. */
const wantsWorker = (): boolean =>
  typeof Worker === "function" &&
  new URLSearchParams(location.search).get("worker") !== "off";

const started = (): Runner => {
  if (wantsWorker())
    try {
      return workerRunner(
        new Worker(new URL("./thread.ts", import.meta.url), {
          type: "module",
        }),
      );
    } catch {
      // A policy of the page that holds the book may forbid workers.
    }
  return pageRunner;
};

let shared: Runner | undefined;

/** The page's runner, started when it is first asked for. */
export const runner = (): Runner => (shared ??= started());
