/**
 * The module worker of the simulated labs. Requests of several labs take turns, slice by slice.
 *
 * READS  messages.ts.
 */
import type { SimFigure } from "./figure.ts";
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
}

/** Requests that are wanted. */
const runs = new Map<number, Sending>();

addEventListener("message", (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  const { id } = message;
  if (message.kind === "cancel") {
    runs.delete(id);
    return;
  }
  if (message.kind === "drawn") {
    const run = runs.get(id);
    if (run) run.drawn = true;
    return;
  }
  const run: Sending = { drawn: true };
  runs.set(id, run);
  const sendFigure = (figure: SimFigure, done: boolean) => {
    send({ kind: "figure", id, news: newsOf(figure, run.last), done });
    run.last = figure;
    run.drawn = false;
  };
  runInSlices(message.request, pace, {
    isCancelled: () => !runs.has(id),
    isReady: () => run.drawn,
    onFigure: (figure) => {
      sendFigure(figure, false);
    },
  }).then(
    (figure) => {
      runs.delete(id);
      if (figure) sendFigure(figure, true);
    },
    (error: unknown) => {
      runs.delete(id);
      send({
        kind: "failed",
        id,
        why: error instanceof Error ? error.message : String(error),
      });
    },
  );
});

void warmUp(
  (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  () => runs.size === 0,
);
