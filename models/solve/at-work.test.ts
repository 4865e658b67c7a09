/** Servers at work beyond a number: against counting all cases. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { beyond } from "./at-work.ts";

/** Each server is at work or not: every case with its chance. */
const counted = (spare: number, busy: number, servers: number): number => {
  let sum = 0;
  for (let set = 0; set < 2 ** servers; set++) {
    const count = set.toString(2).replaceAll("0", "").length;
    const chance = busy ** count * (1 - busy) ** (servers - count);
    sum += chance * Math.max(0, count - spare);
  }
  return sum;
};

test("beyond is the mean over all cases", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 0, max: 100 }),
      (servers, spare, percent) => {
        const busy = percent / 100;
        expect(beyond(spare, servers * busy, servers)).toBeCloseTo(
          counted(spare, busy, servers),
          9,
        );
      },
    ),
  );
});

test("with nothing spare it is all that work, and more where there are too few for those behind", () => {
  expect(beyond(0, 0.3, 2)).toBeCloseTo(0.3, 12);
  expect(beyond(-0.1, 0.3, 2)).toBeCloseTo(0.4, 12);
});

test("falls with what is spare, and never below none", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 20, noNaN: true }),
      (servers, busy, spare) => {
        const here = beyond(spare, servers * busy, servers);
        expect(here).toBeGreaterThanOrEqual(0);
        expect(
          beyond(spare + 0.5, servers * busy, servers),
        ).toBeLessThanOrEqual(here + 1e-9);
      },
    ),
  );
});
