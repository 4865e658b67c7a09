import { describe, expect, test } from "vitest";
import { LatencyHistogram } from "./latency-histogram.ts";
import { RandomStream } from "./random.ts";

const filled = (values: Iterable<number>): LatencyHistogram => {
  const histogram = new LatencyHistogram();
  for (const value of values) histogram.record(value);
  return histogram;
};

describe("LatencyHistogram", () => {
  test("every percentile is within 1/128 of the observation at ceil(n q) - 1", () => {
    const stream = new RandomStream(1, "latencies");
    for (const scale of [1e-9, 1e-3, 1e6]) {
      const values = Array.from(
        { length: 10_007 },
        () => scale * Math.exp(3 * stream.normal()),
      );
      const histogram = filled(values);
      values.sort((a, b) => a - b);
      for (const share of [0, 0.001, 0.5, 0.9, 0.99, 0.999, 0.9999, 1]) {
        const exact =
          values[Math.max(0, Math.ceil(values.length * share) - 1)]!;
        const error = Math.abs(histogram.percentile(share) / exact - 1);
        expect(error).toBeLessThanOrEqual(1 / 128 + 1e-6);
      }
      const mean =
        values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(histogram.mean / mean).toBeCloseTo(1, 12);
      expect(histogram.min).toBe(values[0]);
      expect(histogram.max).toBe(values.at(-1));
    }
  });

  test("a percentile's place is ceil(n q) - 1: the median of two is the first", () => {
    expect(filled([1, 100]).percentile(0.5)).toBeCloseTo(1, 1);
    expect(filled([1, 100]).percentile(0.51)).toBe(100);
  });

  test("zeros, negatives and NaN are zeros; nothing recorded gives zeros", () => {
    const histogram = filled([0, -1, NaN, 5]);
    expect(histogram.count).toBe(4);
    expect(histogram.percentile(0.75)).toBe(0);
    expect(histogram.percentile(1)).toBe(5);
    expect(histogram.min).toBe(0);
    const empty = new LatencyHistogram();
    expect([empty.count, empty.mean, empty.percentile(0.5), empty.max]).toEqual(
      [0, 0, 0, 0],
    );
    expect(empty.buckets()).toEqual([]);
  });

  test("what lies outside its range is counted in the end buckets", () => {
    const histogram = filled([1e-30, 1e30, Infinity]);
    expect(histogram.count).toBe(3);
    const counted = histogram
      .buckets()
      .reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(3);
  });

  test("buckets hold what was recorded between their edges, in order", () => {
    const values = Array.from({ length: 997 }, (_, at) => 1e-6 * (at + 1));
    const buckets = filled(values).buckets();
    buckets.forEach(({ low, high, count }, at) => {
      expect(count).toBe(
        values.filter((value) => value >= low && value < high).length,
      );
      expect(high / low).toBeLessThanOrEqual(1 + 1 / 64);
      if (at > 0) expect(low).toBeGreaterThanOrEqual(buckets[at - 1]!.high);
    });
  });

  test("merging two is recording both; the plain form survives a clone and comes back", () => {
    const one = [0.25, 0.125, 0];
    const two = [0.001953125, 5];
    const merged = filled(one);
    merged.merge(filled(two));
    const both = filled([...one, ...two]);
    expect(merged.toPlain()).toEqual(both.toPlain());
    const back = LatencyHistogram.fromPlain(structuredClone(both.toPlain()));
    expect(back.toPlain()).toEqual(both.toPlain());
    expect(back.buckets()).toEqual(both.buckets());
    const empty = new LatencyHistogram().toPlain();
    expect(LatencyHistogram.fromPlain(empty).toPlain()).toEqual(empty);
  });
});
