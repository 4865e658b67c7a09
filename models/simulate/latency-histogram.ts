/**
 * A histogram of latencies with a stated relative error, in bounded memory.
 *
 * IDEA   Buckets are those of floating-point numbers themselves: each power of two is cut into 64
 *        equal parts. The bucket of a value is then its exponent and the first six bits of its
 *        fraction, read from its 32-bit form without a logarithm.
 * UNITS  Seconds.
 * HOLDS  A percentile is within 1/128 (0.8 %) of the observation that it stands for; mean, least
 *        and most are exact. From 2^-64 s (5e-20) to 2^64 s (2e19); zero has a bucket of its own.
 * FAILS  Values outside that range count in the first or last bucket; a negative value or NaN is
 *        counted as zero. Order in time is lost: intervals come from batch-means.ts.
 *        Coarse counts, four to an octave, can be copied out for those intervals.
 * COST   64 KiB; one store, one load and one increment a record.
 * SOURCE The idea is HdrHistogram's (Tene), with floating-point buckets.
 */

/** The form that survives `postMessage` and JSON: counts from the first used bucket to the last. */
export interface PlainHistogram {
  readonly firstBucket: number;
  readonly counts: readonly number[];
  readonly zeros: number;
  readonly sum: number;
  readonly least: number;
  readonly most: number;
}

export interface LatencyBucket {
  /** Seconds: values from `low` (with it) to `high` (without it). Zero is [0, 0]. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

const partsBits = 6;
const parts = 2 ** partsBits;
const leastExponent = -64;
const octaves = 128;
const bucketCount = octaves * parts;
/** Bits of a 32-bit float below the six of the fraction that choose a bucket; its exponent bias. */
const droppedBits = 23 - partsBits;
const firstCode = (leastExponent + 127) << partsBits;

const asFloat = new Float32Array(1);
const asBits = new Int32Array(asFloat.buffer);

/** Buckets of a coarse cell: four cells to a power of two. */
const cellBuckets = parts / 4;
export const latencyCells = bucketCount / cellBuckets;

const lowEdge = (bucket: number): number =>
  2 ** (leastExponent + Math.floor(bucket / parts)) *
  (1 + (bucket % parts) / parts);

export class LatencyHistogram {
  private readonly counts = new Float64Array(bucketCount);
  private zeros = 0;
  private total = 0;
  private seconds = 0;
  private least = Infinity;
  private most = 0;

  /**
   * @param seconds  >= 0
   * @param times    how many observations of it, > 0
   */
  record(seconds: number, times = 1): void {
    this.total += times;
    if (!(seconds > 0)) {
      this.zeros += times;
      this.least = 0;
      return;
    }
    this.seconds += seconds * times;
    if (seconds < this.least) this.least = seconds;
    if (seconds > this.most) this.most = seconds;
    asFloat[0] = seconds;
    let bucket = (asBits[0]! >> droppedBits) - firstCode;
    if (bucket < 0) bucket = 0;
    else if (bucket >= bucketCount) bucket = bucketCount - 1;
    this.counts[bucket]! += times;
  }

  /** Observations recorded. */
  get count(): number {
    return this.total;
  }

  /** Of all observations, seconds. */
  get sum(): number {
    return this.seconds;
  }

  /** Seconds; 0 when nothing was recorded. */
  get mean(): number {
    return this.total === 0 ? 0 : this.seconds / this.total;
  }

  /** Largest observation, seconds; 0 when nothing was recorded. */
  get max(): number {
    return this.most;
  }

  /** Smallest observation, seconds; 0 when nothing was recorded. */
  get min(): number {
    return this.total === 0 ? 0 : this.least;
  }

  /**
   * The observation at place ceil(n q) - 1 of the sorted ones, within 1/128 of it.
   *
   * @param share  q, between 0 and 1: 0.99 is p99; clamped
   * @returns      seconds; 0 when nothing was recorded
   */
  percentile(share: number): number {
    const place = Math.max(0, Math.ceil(this.total * Math.min(1, share)) - 1);
    if (!(place >= this.zeros) || this.total === 0) return 0;
    let before = this.zeros;
    for (let bucket = 0; bucket < bucketCount; bucket++) {
      before += this.counts[bucket]!;
      if (before <= place) continue;
      const middle = (lowEdge(bucket) + lowEdge(bucket + 1)) / 2;
      return Math.min(this.most, Math.max(this.least, middle));
    }
    return this.most;
  }

  /**
   * Writes how many observations lie below the upper edge of each coarse cell.
   *
   * @param into  `latencyCells` numbers from `from` on
   */
  copyCumulative(into: Float64Array, from: number): void {
    let below = this.zeros;
    for (let cell = 0; cell < latencyCells; cell++) {
      const start = cell * cellBuckets;
      for (let bucket = start; bucket < start + cellBuckets; bucket++)
        below += this.counts[bucket]!;
      into[from + cell] = below;
    }
  }

  /** The buckets that hold anything, in order of latency. */
  buckets(): LatencyBucket[] {
    const found: LatencyBucket[] = [];
    if (this.zeros > 0) found.push({ low: 0, high: 0, count: this.zeros });
    this.counts.forEach((count, bucket) => {
      if (count === 0) return;
      found.push({ low: lowEdge(bucket), high: lowEdge(bucket + 1), count });
    });
    return found;
  }

  /** Adds all that another histogram holds. */
  merge(other: LatencyHistogram): void {
    for (let bucket = 0; bucket < bucketCount; bucket++)
      this.counts[bucket]! += other.counts[bucket]!;
    this.zeros += other.zeros;
    this.total += other.total;
    this.seconds += other.seconds;
    this.least = Math.min(this.least, other.least);
    this.most = Math.max(this.most, other.most);
  }

  clear(): void {
    this.counts.fill(0);
    this.zeros = this.total = this.seconds = this.most = 0;
    this.least = Infinity;
  }

  toPlain(): PlainHistogram {
    const first = this.counts.findIndex((count) => count > 0);
    const last = this.counts.findLastIndex((count) => count > 0);
    return {
      firstBucket: Math.max(0, first),
      counts: first < 0 ? [] : [...this.counts.subarray(first, last + 1)],
      zeros: this.zeros,
      sum: this.seconds,
      least: this.min,
      most: this.most,
    };
  }

  /** The histogram that `toPlain` described. */
  static fromPlain(plain: PlainHistogram): LatencyHistogram {
    const histogram = new LatencyHistogram();
    const room = bucketCount - plain.firstBucket;
    histogram.counts.set(plain.counts.slice(0, room), plain.firstBucket);
    histogram.zeros = plain.zeros;
    histogram.total =
      plain.zeros + plain.counts.reduce((sum, count) => sum + count, 0);
    histogram.seconds = plain.sum;
    histogram.least = histogram.total > 0 ? plain.least : Infinity;
    histogram.most = plain.most;
    return histogram;
  }
}
