/** Ticks are round, cover the data, and any data at all has a scale. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { doublingScale, linearScale, logScale, niceStep } from "./scale.ts";

test("niceStep is 1, 2 or 5 times a power of ten", () => {
  expect([9.41, 0.9, 45, 7_700].map((span) => niceStep(span, 5))).toEqual([
    2, 0.2, 10, 2_000,
  ]);
});

test("linearScale begins at zero and ends on a tick at or above the largest value", () => {
  const scale = linearScale(9.41, [100, 0]);
  expect(scale.ticks).toEqual([0, 2, 4, 6, 8, 10]);
  expect([scale(0), scale(10), scale(5)]).toEqual([100, 0, 50]);
});

test("logScale spans the data with 1, 2 and 5", () => {
  expect(logScale(1_160, 79_700, [1, 0]).ticks).toEqual([
    1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000,
  ]);
});

test("doublingScale doubles to the first power of two that holds the largest count", () => {
  expect(doublingScale(32, [0, 1]).ticks).toEqual([1, 2, 4, 8, 16, 32]);
  expect(doublingScale(33, [0, 1]).domain).toEqual([1, 64]);
});

test("scales of any data are finite and hold it", () => {
  const any = fc.oneof(
    fc.double(),
    fc.constantFrom(0, NaN, Infinity, -1, 1e-300, 1e300),
  );
  fc.assert(
    fc.property(any, any, (a, b) => {
      for (const scale of [
        linearScale(a, [0, 100]),
        logScale(a, b, [0, 100]),
      ]) {
        expect(scale.ticks.length).toBeGreaterThan(0);
        expect(scale.ticks.length).toBeLessThan(40);
        expect(scale.ticks.every((tick) => Number.isFinite(scale(tick)))).toBe(
          true,
        );
      }
    }),
  );
});
