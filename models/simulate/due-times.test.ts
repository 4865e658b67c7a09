import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueTimes } from "./due-times.ts";

/** The plain way: the lowest number of the least time. */
const firstOf = (times: readonly number[]): number =>
  times.indexOf(Math.min(...times));

describe("dueTimes", () => {
  test("finds the first of any times, set in any order, few or many", () => {
    const time = fc.oneof(
      fc.constantFrom(0, 1, 2, Infinity),
      fc.double({ min: 0, max: 9, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.tuple(fc.nat(39), time), { maxLength: 200 }),
        (sources, changes) => {
          const due = dueTimes(sources);
          const times = Array.from({ length: sources }, () => Infinity);
          for (const [any, timeS] of changes) {
            const source = any % sources;
            times[source] = timeS;
            due.set(source, timeS);
            expect(due.at(source)).toBe(timeS);
            expect(due.first()).toBe(firstOf(times));
          }
        },
      ),
      { seed: 5, numRuns: 500 },
    );
  });

  test.each([1, 12, 13, 16, 17, 1000])(
    "nothing is due at the start: %i sources",
    (sources) => {
      const due = dueTimes(sources);
      expect(due.at(due.first())).toBe(Infinity);
      due.set(sources - 1, 3);
      expect([due.first(), due.at(sources - 1)]).toEqual([sources - 1, 3]);
    },
  );
});
