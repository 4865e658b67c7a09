import { expect, test } from "vitest";
import { meanOf, pairedDifference } from "./paired-runs.ts";

test("meanOf gives Student's interval, infinite for one value", () => {
  // Mean 3, standard deviation 1.5811, t(4) = 2.776: half-width 1.963.
  const five = meanOf([1, 2, 3, 4, 5]);
  expect(five.mean).toBe(3);
  expect(five.high95 - five.mean).toBeCloseTo(1.963, 3);
  expect(five.tooShort).toBe(true);
  expect(meanOf([7])).toMatchObject({ mean: 7, high95: Infinity });
});

test("pairedDifference is second less first, and says too short below ten pairs", () => {
  const first = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const second = first.map((value) => value + 2);
  expect(pairedDifference(first, second)).toEqual({
    mean: 2,
    low95: 2,
    high95: 2,
    batches: 10,
    tooShort: false,
  });
  expect(pairedDifference([1], [4, 5])).toMatchObject({
    mean: 3,
    tooShort: true,
  });
  expect(pairedDifference([], []).mean).toBe(0);
});
