import { describe, expect, test } from "vitest";
import { BatchMeans, mostBatches, perSecond } from "./batch-means.ts";
import { RandomStream } from "./random.ts";
import { student95 } from "./student-t.ts";

describe("student95", () => {
  // Abramowitz & Stegun 1964, table 26.10, Q = 0.025.
  test.each([
    [1, 12.706],
    [2, 4.303],
    [9, 2.262],
    [15, 2.131],
    [19, 2.093],
    [30, 2.042],
  ])("student95(%i) is %f", (freedom, t) => {
    expect(student95(freedom)).toBeCloseTo(t, 3);
  });
});

/** Batches of independent observations: what the interval is made for. */
const observed = (seed: number, count: number, each: number) => {
  const stream = new RandomStream(seed, "observations");
  const batches = new BatchMeans(2, 1);
  const totals = [0, 0];
  for (let b = 0; b < count; b++) {
    for (let i = 0; i < each; i++) {
      totals[0]! += stream.exponential();
      totals[1]! += 1;
    }
    batches.close(totals);
  }
  return batches;
};

describe("BatchMeans", () => {
  test("the interval of a known series is that of the textbook formula", () => {
    const batches = new BatchMeans(2, 2);
    let sum = 0;
    // Ten batches of 2 s with rates 1 to 10: mean 5.5, variance of a batch 55 / 6.
    for (let b = 1; b <= 10; b++) {
      sum += 2 * b;
      batches.close([sum, b * 1000]);
    }
    const { mean, low95, high95, ...rest } = batches.estimate(0, perSecond, 1);
    expect(mean).toBeCloseTo(5.5, 12);
    expect(high95 - mean).toBeCloseTo(
      student95(9) * Math.sqrt(55 / 6 / 10),
      10,
    );
    expect(mean - low95).toBeCloseTo(high95 - mean, 12);
    // A steady rise is no steady state: neighbours resemble each other.
    expect(rest.batches).toBe(10);
  });

  test("covers the mean of independent observations in 95 % of 2000 runs", () => {
    const covered = Array.from({ length: 2000 }, (_, seed) =>
      observed(seed, 10 + (seed % 50), 20).estimate(0, 1, 1),
    ).filter(({ low95, high95 }) => low95 <= 1 && 1 <= high95).length;
    // Four standard errors of 95 % of 2000 are 39.
    expect(covered).toBeGreaterThan(1861);
    expect(covered).toBeLessThan(1939);
  });

  test("rests on 10 to 19 batches however long the run, and forgets nothing", () => {
    for (let count = 10; count < 700; count++) {
      const batches = observed(1, count, 1);
      const { batches: used } = batches.estimate(0, perSecond, 1);
      expect(used).toBeGreaterThanOrEqual(10);
      expect(used).toBeLessThan(mostBatches / 2);
      // What is not yet a whole batch of the present length is left for later.
      expect(batches.seconds).toBeGreaterThan(count - batches.length);
      expect(batches.total(1)).toBeGreaterThan(count - 2 * batches.length - 1);
    }
  });

  test("says too short below 10,000 observations or ten batches", () => {
    expect(observed(1, 16, 600).estimate(0, 1, 1).tooShort).toBe(true);
    expect(observed(1, 16, 700).estimate(0, 1, 1).tooShort).toBe(false);
    expect(observed(1, 9, 5000).estimate(0, 1, 1).tooShort).toBe(true);
  });

  test("says too short where a batch foretells the next", () => {
    const batches = new BatchMeans(1, 1);
    let sum = 0;
    for (let b = 0; b < 32; b++) {
      sum += 10_000 * (1 + Math.sin(b / 10));
      batches.close([sum]);
    }
    expect(batches.estimate(0, perSecond, 0).tooShort).toBe(true);
  });

  test("gives zeros, and says too short, where nothing was seen", () => {
    const nothing = new BatchMeans(2, 1).estimate(0, 1, 1);
    expect(nothing).toEqual({
      mean: 0,
      low95: 0,
      high95: 0,
      batches: 0,
      tooShort: true,
    });
    const batches = new BatchMeans(2, 1);
    for (let b = 0; b < 12; b++) batches.close([0, 0]);
    expect(batches.estimate(0, 1, 1)).toMatchObject({
      mean: 0,
      tooShort: true,
    });
  });

  test("the difference of a run and itself is zero, with no width", () => {
    const ratio = { sum: 0, per: 1, observations: 1 };
    const run = observed(3, 32, 400);
    expect(run.difference(observed(3, 32, 400), ratio, ratio)).toMatchObject({
      mean: 0,
      low95: 0,
      high95: 0,
    });
  });
});
