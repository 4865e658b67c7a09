/** Ticks are round, cover the data, and any data at all has a scale. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { spread } from "./end-labels.ts";
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

test("spread keeps labels apart and inside, and leaves alone those that have room", () => {
  expect(
    spread(
      [
        { at: 10, height: 10 },
        { at: 50, height: 10 },
      ],
      0,
      100,
    ),
  ).toEqual([10, 50]);
  expect(
    spread(
      [
        { at: 50, height: 10 },
        { at: 52, height: 10 },
      ],
      0,
      100,
    ),
  ).toEqual([46, 56]);
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 8 }),
      (wishes) => {
        const places = spread(
          wishes.map((at) => ({ at, height: 20 })),
          0,
          300,
        ).toSorted((a, b) => a - b);
        places.forEach((place, index) => {
          expect(place).toBeGreaterThanOrEqual(10 - 1e-6);
          expect(place).toBeLessThanOrEqual(290 + 1e-6);
          const before = places[index - 1];
          if (before !== undefined)
            expect(place - before).toBeGreaterThanOrEqual(20 - 1e-6);
        });
      },
    ),
  );
});
