/**
 * The module worker of the simulated labs. Requests of several labs take turns, slice by slice.
 *
 * READS  messages.ts.
 */
import type { FromWorker, ToWorker } from "./messages.ts";
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

/** The page comes to life meanwhile: on a machine of few processors this would slow it down. */
const warmAfterMs = 250;
setTimeout(() => {
  void warmUp(pace.giveWay, () => runs.size === 0);
}, warmAfterMs);

/** Requests that are wanted, and whether the page has drawn the last figure of each. */
const runs = new Map<number, { drawn: boolean }>();

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
  const run = { drawn: true };
  runs.set(id, run);
  runInSlices(message.request, pace, {
    isCancelled: () => !runs.has(id),
    isReady: () => run.drawn,
    onFigure: (figure) => {
      run.drawn = false;
      send({ kind: "figure", id, figure, done: false });
    },
  }).then(
    (figure) => {
      runs.delete(id);
      if (figure) send({ kind: "figure", id, figure, done: true });
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
