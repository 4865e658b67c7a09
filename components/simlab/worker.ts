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
  sliceMs: 10,
  figureEveryMs: 120,
  now: () => performance.now(),
  giveWay: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    }),
};

const wanted = new Set<number>();

addEventListener("message", (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.kind === "warm") {
    void warmUp(pace.giveWay, () => wanted.size === 0);
    return;
  }
  if (message.kind === "cancel") {
    wanted.delete(message.id);
    return;
  }
  const { id, request } = message;
  wanted.add(id);
  runInSlices(
    request,
    pace,
    () => !wanted.has(id),
    (figure) => {
      send({ kind: "figure", id, figure });
    },
  ).then(
    (figure) => {
      wanted.delete(id);
      if (figure) send({ kind: "done", id, figure });
    },
    (error: unknown) => {
      wanted.delete(id);
      send({
        kind: "failed",
        id,
        why: error instanceof Error ? error.message : String(error),
      });
    },
  );
});
