/**
 * A job in slices of a given time, with its figure now and then: in a worker and on the page.
 *
 * IDEA   The first figure is sent as soon as it tells something, so that a reader sees something at
 *        once. The next follow as fast as they are drawn, and less often as a run grows long: each
 *        then differs less from the one before, and each takes time from the run. A slice learns
 *        from the last how many events fit in its time.
 * UNITS  Milliseconds of the reader's, events.
 */
import type { SimFigure, SimRequest } from "./figure.ts";
import { startJob, type SweepMemory } from "./job.ts";

export interface Pace {
  /** How long a slice may take. */
  readonly sliceMs: number;
  /** Least time between two figures. */
  readonly figureEveryMs: number;
  /** Gives way to what waits: messages, typing. */
  readonly giveWay: () => Promise<void>;
  readonly now: () => number;
}

/** Who follows a run. */
export interface Follower {
  readonly isCancelled: () => boolean;
  /** Whether the last figure is drawn: no other is made before. */
  readonly isReady: () => boolean;
  readonly onFigure: (figure: SimFigure) => void;
}

const firstSlice = 500;
/** A slice before the first figure, which is not to wait for the rest of one. */
const earlySliceMs = 2;
const largestSlice = 2_000_000;
/** A first figure that tells nothing yet is sent after so many milliseconds. */
const patience = 100;
/** A figure is sent when the run has gone on for this share of its time since the last. */
const growth = 1 / 16;

const memory: SweepMemory = new Map();

/** @returns the last figure, or null when cancelled */
export async function runInSlices(
  request: SimRequest,
  pace: Pace,
  follower: Follower,
): Promise<SimFigure | null> {
  // What waits may be that this is no longer wanted.
  await pace.giveWay();
  if (follower.isCancelled()) return null;
  const begun = pace.now();
  const job = startJob(request, memory);
  let events = firstSlice;
  let sent: number | null = null;
  for (;;) {
    const before = pace.now();
    const done = job.advance(events);
    const now = pace.now();
    if (done) return job.figure();
    const sliceMs = sent === null ? earlySliceMs : pace.sliceMs;
    events = Math.round(
      Math.min(
        largestSlice,
        Math.max(
          200,
          events * Math.min(4, sliceMs / Math.max(0.05, now - before)),
        ),
      ),
    );
    const isDue =
      sent === null
        ? job.tells() || now - begun >= patience
        : now - sent >= Math.max(pace.figureEveryMs, (now - begun) * growth);
    if (isDue && follower.isReady()) {
      follower.onFigure(job.figure());
      sent = pace.now();
    }
    await pace.giveWay();
    if (follower.isCancelled()) return null;
  }
}
