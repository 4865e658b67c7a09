/**
 * Latencies in bins that an eye can tell apart: so many to a decade, at the same places in every
 * figure, so that two of them can be laid over each other.
 *
 * UNITS  Seconds; shares of all observations.
 * HOLDS  A fine bucket goes whole into the bin of its geometric middle: an error of at most one
 *        bucket's width, which is far below a bin's. Percentiles do not come from here.
 */

/** What the simulator's histogram gives. */
export interface Bucket {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

export interface Bin {
  /** It spans from `lowEdge(place)` to `lowEdge(place + 1)`. */
  readonly place: number;
  readonly share: number;
}

export const binsPerDecade = 20;

/** Below a nanosecond all is one. */
const leastS = 1e-9;

/** Seconds at which the bin of a place begins. */
export const lowEdge = (place: number): number =>
  Number((10 ** (place / binsPerDecade)).toPrecision(9));

/** Non-empty bins, short to long. */
export function binsOf(buckets: readonly Bucket[]): Bin[] {
  const counts = new Map<number, number>();
  let total = 0;
  for (const { low, high, count } of buckets) {
    if (!(count > 0)) continue;
    const middle = Math.max(leastS, low > 0 ? Math.sqrt(low * high) : high / 2);
    const place = Math.floor(Math.log10(middle) * binsPerDecade + 1e-9);
    counts.set(place, (counts.get(place) ?? 0) + count);
    total += count;
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([place, count]) => ({ place, share: count / total }));
}
