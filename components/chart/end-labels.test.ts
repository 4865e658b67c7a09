/** Labels stand in the order of what they name, apart and inside their column. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { moved, spread } from "./end-labels.ts";

const height = 12;
const at = (places: readonly number[]) =>
  places.map((place) => ({ at: place, height }));

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

test("what ends at one place keeps its order, whatever the last digit says", () => {
  const found = spread(at([100.02, 99.98, 100.01, 40]), 0, 300);
  expect([...found].sort((a, b) => a - b)).toEqual([
    found[3],
    found[0],
    found[1],
    found[2],
  ]);
});

test("what stands apart is not moved", () => {
  expect(moved(at([20, 60, 100]))).toBe(0);
  expect(moved(at([20, 20]))).toBe(height);
});
