/**
 * The simulator of the labs, in its thread (thread.ts). Requests of several labs take turns, slice by slice.
 *
 * READS  messages.ts.
 */
import { sameRequest, type SimFigure, type SimRequest } from "./figure.ts";
import { foreseen, type Act } from "./foreseen.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { newsOf } from "./news.ts";
import { runInSlices, type Pace } from "./slices.ts";
import { warmUp } from "./warm-up.ts";

const send = (message: FromWorker): void => {
  postMessage(message);
};

/** Messages are read between slices; a channel is not slowed down as timers are. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => {
  waiting.shift()?.();
};
const pace: Pace = {
  sliceMs: 8,
  figureEveryMs: 16,
  now: () => performance.now(),
  giveWay: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    }),
};

interface Sending {
  last?: SimFigure;
  /** The page has drawn it. */
  drawn: boolean;
  /** Ends the wait for the first figure to be drawn. */
  goOn?: () => void;
  /** That is over. */
  isUnderWay: boolean;
}

/** Requests that are wanted. */
const runs = new Map<number, Sending>();

function start(id: number, request: SimRequest): void {
  const run: Sending = { drawn: true, isUnderWay: false };
  runs.set(id, run);
  const isCancelled = () => runs.get(id) !== run;
  const sendFigure = (figure: SimFigure, done: boolean) => {
    send({ kind: "figure", id, news: newsOf(figure, run.last), done });
    run.last = figure;
    run.drawn = false;
  };
  const giveWay = async () => {
    await pace.giveWay();
    // With its first figure it leaves the processors to the page, which comes to life and draws it.
    if (run.last && !run.isUnderWay)
      await new Promise<void>((resolve) => {
        run.goOn = resolve;
      });
  };
  const follower = {
    isCancelled,
    isReady: () => run.drawn,
    onFigure: (figure: SimFigure) => {
      sendFigure(figure, false);
    },
  };
  runInSlices(request, { ...pace, giveWay }, follower).then(
    (figure) => {
      if (isCancelled()) return;
      runs.delete(id);
      if (figure) sendFigure(figure, true);
    },
    (error: unknown) => {
      if (isCancelled()) return;
      runs.delete(id);
      send({
        kind: "failed",
        id,
        request,
        why: error instanceof Error ? error.message : String(error),
      });
    },
  );
}

/** A guess that fails is none: an error here would cost the page its worker. */
const guessed = (act: Act): SimRequest | null => {
  try {
    return foreseen(act);
  } catch {
    return null;
  }
};

/** What was foreseen last; it may be over when it is asked for. */
let begun: { readonly id: number; readonly request: SimRequest } | null = null;

export function hear(message: ToWorker): void {
  if (message.kind === "load") return;
  const { id } = message;
  switch (message.kind) {
    case "foresee": {
      const request = guessed(message.act);
      begun = request && { id, request };
      if (request) start(id, request);
      return;
    }
    case "start":
      if (begun?.id !== id || !sameRequest(begun.request, message.request))
        start(id, message.request);
      return;
    case "drawn": {
      const run = runs.get(id);
      if (!run) return;
      run.drawn = true;
      run.isUnderWay = true;
      run.goOn?.();
      return;
    }
    case "cancel":
      runs.delete(id);
  }
}

void warmUp(
  (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  () => runs.size === 0,
);
