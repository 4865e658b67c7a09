import { describe, expect, test } from "vitest";
import { procScan } from "./proc-scan.ts";

describe("procScan", () => {
  test("gives the two measurements of 2013", () => {
    const base = procScan({});
    const more = procScan({ foreignProcesses: 1000 });
    expect(base.seconds * 1e9).toBeCloseTo(544_584, 3);
    expect(more.seconds * 1e9).toBeCloseTo(594_254, 3);
  });

  test("a dozen more guests of a few dozen processes add less than a tenth", () => {
    const added =
      procScan({ foreignProcesses: 12 * 80 }).seconds / procScan({}).seconds -
      1;
    expect(added).toBeGreaterThan(0.08);
    expect(added).toBeLessThan(0.1);
  });

  test("neighbours cost nothing where the table is not shared", () => {
    expect(
      procScan({ foreignProcesses: 5000, sharedTable: false }).seconds,
    ).toBe(procScan({}).seconds);
  });

  test("hostile numbers are clamped and remarked on", () => {
    const { seconds, remarks } = procScan({
      slots: NaN,
      ownProcesses: -1,
      foreignProcesses: Infinity,
    });
    expect(seconds).toBe(0);
    expect(remarks.length).toBe(4);
  });
});
