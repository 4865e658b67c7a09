/** The mixture of levels against a table that somebody measured, and its bounds. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publishedValues as values } from "../parameters/published-values.ts";
import { levelsOfMemory, meanLoadSeconds } from "./caches.ts";

const levels = levelsOfMemory(values);
const hertz = 2.67e9;

// 7-cpu.com, Westmere, Xeon X5650: mean latency of dependent loads by size, before its TLB misses.
test.each([
  [64 * 2 ** 10, 7, 0],
  [128 * 2 ** 10, 9, 0],
  [512 * 2 ** 10, 26, 0],
  [2 ** 20, 33, 0],
  [2 * 2 ** 20, 37, 0],
  [8 * 2 ** 20, 39, 0],
  [16 * 2 ** 20, 40, 15e-9],
  [32 * 2 ** 20, 40, 44e-9],
  [64 * 2 ** 20, 40, 54e-9],
])(
  "meanLoadSeconds of %d bytes is the measured %d cycles and %d s to 8 %",
  (bytes, cycles, further) => {
    const measured = cycles / hertz + further;
    expect(
      Math.abs(meanLoadSeconds(levels, bytes) / measured - 1),
    ).toBeLessThan(0.08);
  },
);

describe("meanLoadSeconds", () => {
  const set = fc.double({ min: 64, max: 2 ** 45, noNaN: true });

  test("lies between the first level and memory, and never falls as the set grows", () => {
    fc.assert(
      fc.property(
        set,
        fc.double({ min: 1, max: 8, noNaN: true }),
        (bytes, factor) => {
          const small = meanLoadSeconds(levels, bytes);
          const large = meanLoadSeconds(levels, bytes * factor);
          expect(small).toBeGreaterThanOrEqual(
            values["cache.l1"] * (1 - 1e-12),
          );
          expect(large).toBeLessThanOrEqual(
            values["memory.load"] * (1 + 1e-12),
          );
          expect(large).toBeGreaterThanOrEqual(small * (1 - 1e-12));
        },
      ),
    );
  });

  test("never falls with what something hotter holds", () => {
    fc.assert(
      fc.property(
        set,
        fc.double({ min: 1, max: 2 ** 30, noNaN: true }),
        (bytes, taken) => {
          expect(meanLoadSeconds(levels, bytes, taken)).toBeGreaterThanOrEqual(
            meanLoadSeconds(levels, bytes) * (1 - 1e-12),
          );
        },
      ),
    );
  });
});
