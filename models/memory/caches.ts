/**
 * What a load costs when it may be anywhere in a set of bytes.
 *
 * IDEA   Each cache holds as much of the set as fits in it, and a load at a random place finds it in
 *        the smallest cache that holds that place. So the share that a level answers is its size over
 *        the set's, less what the levels above answer.
 * UNITS  bytes, seconds.
 * HOLDS  Loads spread evenly, one after the other; each cache holds what the smaller ones do.
 *        Checked against a published table of latencies by size (caches.test.ts).
 * FAILS  Sequential loads, which are fetched ahead; loads that do not wait for each other; a third
 *        level that others use as well.
 * SOURCE 7-cpu.com, page Westmere, for the levels; the mixture is the textbook's.
 */
import type { ParameterValues } from "../parameters/catalogue.ts";

export interface Level {
  readonly bytes: number;
  readonly seconds: number;
}

/** The levels from the smallest on; the last is memory itself. */
export const levelsOfMemory = (values: ParameterValues): readonly Level[] => [
  { bytes: values["cache.l1.bytes"], seconds: values["cache.l1"] },
  { bytes: values["cache.l2.bytes"], seconds: values["cache.l2"] },
  { bytes: values["cache.l3.bytes"], seconds: values["cache.l3"] },
  { bytes: Infinity, seconds: values["memory.load"] },
];

/**
 * Mean seconds of a load within `setBytes`.
 *
 * @param takenBytes  of each cache, what something hotter holds
 */
export function meanLoadSeconds(
  levels: readonly Level[],
  setBytes: number,
  takenBytes = 0,
): number {
  let answered = 0;
  let seconds = 0;
  for (const level of levels) {
    const room = Math.max(0, level.bytes - takenBytes);
    const share = Math.max(answered, Math.min(1, room / setBytes));
    seconds += (share - answered) * level.seconds;
    answered = share;
  }
  return seconds;
}
