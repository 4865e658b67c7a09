/** The counts of textbooks, and the shares of a TLB. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publishedValues as values } from "../parameters/published-values.ts";
import { pageBytes, tableBytes, type PageSize } from "./page-size.ts";
import { averageLoads, tlbShares, worstLoads } from "./page-walk.ts";

const pages: readonly PageSize[] = ["4k", "2m"];

test.each<[PageSize, PageSize | null, number]>([
  ["4k", null, 4],
  ["2m", null, 3],
  ["4k", "4k", 24],
  ["4k", "2m", 19],
  ["2m", "4k", 19],
  ["2m", "2m", 15],
])("worstLoads(%s, %s) is %d", (guest, host, loads) => {
  expect(worstLoads(guest, host)).toBe(loads);
});

test("averageLoads gives the published averages back for 4 KiB pages", () => {
  expect(averageLoads(values, "4k", null)).toBeCloseTo(1.5, 12);
  expect(averageLoads(values, "4k", "4k")).toBeCloseTo(4.4, 12);
});

test("averageLoads lies between one and the worst case, and never falls with a second table", () => {
  for (const guest of pages)
    for (const host of [null, ...pages]) {
      const loads = averageLoads(values, guest, host);
      expect(loads).toBeGreaterThanOrEqual(1);
      expect(loads).toBeLessThanOrEqual(worstLoads(guest, host));
      expect(loads).toBeGreaterThanOrEqual(averageLoads(values, guest, null));
    }
});

describe("tlbShares", () => {
  test("reaches 2 MiB with small pages and 64 MiB with large ones", () => {
    expect(tlbShares(values, "4k", 2 ** 30).reachBytes).toBe(512 * 4_096);
    expect(tlbShares(values, "2m", 2 ** 30).reachBytes).toBe(32 * 2 ** 21);
  });

  test("misses nothing within its reach, half at twice its reach", () => {
    expect(tlbShares(values, "4k", 2 * 2 ** 20).miss).toBe(0);
    expect(tlbShares(values, "4k", 4 * 2 ** 20).miss).toBe(0.5);
    expect(tlbShares(values, "2m", 128 * 2 ** 20).miss).toBe(0.5);
  });

  test("shares are shares, and misses never fall as the set grows", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...pages),
        fc.double({ min: 1, max: 2 ** 45, noNaN: true }),
        fc.double({ min: 1, max: 8, noNaN: true }),
        (page, bytes, factor) => {
          const small = tlbShares(values, page, bytes);
          const large = tlbShares(values, page, bytes * factor);
          for (const { second, miss } of [small, large]) {
            expect(second).toBeGreaterThanOrEqual(0);
            expect(miss).toBeGreaterThanOrEqual(0);
            expect(second + miss).toBeLessThanOrEqual(1);
          }
          expect(large.miss).toBeGreaterThanOrEqual(small.miss);
        },
      ),
    );
  });
});

test("tableBytes is 2 MiB a GiB with small pages, and 4 KiB with large ones, but for upper levels", () => {
  expect(tableBytes(2 ** 30, "4k", 8) / 2 ** 21).toBeCloseTo(512 / 511, 12);
  expect(tableBytes(2 ** 30, "2m", 8) / 4_096).toBeCloseTo(512 / 511, 12);
  expect(pageBytes["2m"]).toBe(512 * pageBytes["4k"]);
});
