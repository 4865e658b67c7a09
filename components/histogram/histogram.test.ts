/** Bins lose no observation, and a figure says no percentile but those it was given. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { binsOf, binsPerDecade, lowEdge } from "./bins.ts";
import { shadeOf } from "./HeatMap.tsx";
import { percentileName } from "./latency.ts";
import { latencyScale } from "./latency-frame.ts";

const bucket = fc
  .tuple(
    fc.double({ min: -8, max: 2, noNaN: true }),
    fc.integer({ min: 0, max: 1_000_000 }),
  )
  .map(([power, count]) => ({
    low: 10 ** power,
    high: 10 ** power * 1.01,
    count,
  }));

test("binsOf keeps every observation, in order, in bins of equal ratio", () => {
  fc.assert(
    fc.property(fc.array(bucket, { maxLength: 200 }), (buckets) => {
      const bins = binsOf(buckets);
      const total = bins.reduce((sum, { share }) => sum + share, 0);
      const any = buckets.some(({ count }) => count > 0);
      expect(total).toBeCloseTo(any ? 1 : 0, 9);
      bins.forEach((bin, at) => {
        const before = bins[at - 1];
        if (before) expect(bin.place).toBeGreaterThan(before.place);
        expect(lowEdge(bin.place + 1) / lowEdge(bin.place)).toBeCloseTo(
          10 ** (1 / binsPerDecade),
          6,
        );
      });
    }),
  );
});

test("binsOf puts two modes where they are, and a bucket from zero too", () => {
  const bins = binsOf([
    { low: 0, high: 1e-9, count: 1 },
    { low: 1e-4, high: 1.01e-4, count: 2 },
    { low: 0.07, high: 0.0707, count: 1 },
  ]);
  expect(bins.map(({ share }) => share)).toEqual([0.25, 0.5, 0.25]);
  expect(lowEdge(bins[2]!.place)).toBeLessThanOrEqual(0.07);
  expect(lowEdge(bins[2]!.place + 1)).toBeGreaterThan(0.07);
});

test("latencyScale holds every bin, and stands without any", () => {
  const bins = binsOf([
    { low: 1e-5, high: 1.01e-5, count: 1 },
    { low: 0.9, high: 0.91, count: 1 },
  ]);
  const series = {
    id: "a",
    name: "a",
    bins,
    percentiles: [],
    meanS: 0,
    count: 2,
  };
  const scale = latencyScale([series], [0, 100]);
  expect(scale(lowEdge(bins[0]!.place))).toBeGreaterThanOrEqual(0);
  expect(scale(lowEdge(bins[1]!.place + 1))).toBeLessThanOrEqual(100.0001);
  expect(latencyScale([], [0, 100]).ticks.length).toBeGreaterThan(1);
});

test("shadeOf draws what is rare, and nothing where nothing is", () => {
  expect([0, 1e-7, 5e-4, 5e-3, 0.05, 0.5].map(shadeOf)).toEqual([
    0, 1, 1, 2, 3, 4,
  ]);
});

test("percentiles are named as readers say them", () => {
  expect([0.5, 0.9, 0.99, 0.999, 0.9999].map(percentileName)).toEqual([
    "p50",
    "p90",
    "p99",
    "p99.9",
    "p99.99",
  ]);
});
