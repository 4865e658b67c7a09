/**
 * A job in slices of a given time, with its figure now and then: in a worker and on the page.
 *
 * IDEA   The first figure is sent after a few milliseconds, so that a reader sees something at once;
 *        the next ones at growing intervals, because each is drawn. A slice learns from the last how
 *        many events fit in its time.
 * UNITS  Milliseconds of the reader's, events.
 */
import type { SimFigure, SimRequest } from "./figure.ts";
import { startJob } from "./job.ts";

export interface Pace {
  /** How long a slice may take. */
  readonly sliceMs: number;
  /** Least time between two figures after the first: each is drawn. */
  readonly figureEveryMs: number;
  /** Gives way to what waits: messages, typing. */
  readonly giveWay: () => Promise<void>;
  readonly now: () => number;
}

const firstSlice = 2_000;
const largestSlice = 2_000_000;
const firstFigureMs = 10;

/** @returns the last figure, or null when cancelled */
export async function runInSlices(
  request: SimRequest,
  pace: Pace,
  isCancelled: () => boolean,
  onFigure: (figure: SimFigure) => void,
): Promise<SimFigure | null> {
  const job = startJob(request);
  let events = firstSlice;
  let wait = firstFigureMs;
  let shown = pace.now();
  for (;;) {
    const before = pace.now();
    const done = job.advance(events);
    const took = Math.max(0.05, pace.now() - before);
    if (done) return job.figure();
    events = Math.round(
      Math.min(
        largestSlice,
        Math.max(200, events * Math.min(4, pace.sliceMs / took)),
      ),
    );
    if (pace.now() - shown >= wait) {
      onFigure(job.figure());
      shown = pace.now();
      wait = pace.figureEveryMs;
    }
    await pace.giveWay();
    if (isCancelled()) return null;
  }
}
