/**
 * The lanes of one case of models/contended-lock.ts, of a moment long enough to see the guest spin.
 *
 * UNITS  Seconds since the start of the run.
 */
import {
  contention,
  simulateContention,
  type Answer,
} from "../../models/contended-lock.ts";
import { WindowSink } from "../simlab/window-sink.ts";
import { timelineOf, type TimelineData } from "../timeline/tracks.ts";

const span = { fromS: 2, toS: 2.016 };

export const seed = 1;

/** The CPUs themselves, always busy, are left out. */
export function contentionTimeline(answer: Answer): TimelineData {
  const sink = new WindowSink(span.fromS, span.toS);
  simulateContention(contention.busyBeside, answer, seed, sink);
  const data = timelineOf(sink.log, span.fromS, span.toS);
  return {
    ...data,
    tracks: data.tracks.filter(({ name }) => !/^CPU \d+$/.test(name)),
  };
}
