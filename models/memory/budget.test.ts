/** Budgets: sums, exact cases and bounds. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publishedValues as values } from "../parameters/published-values.ts";
import {
  arrangementById,
  arrangements,
  type Arrangement,
} from "./arrangements.ts";
import { balloonSeconds, budgetOf } from "./budget.ts";
import { anyMemory } from "./random-memory.test-support.ts";
import { defaultMemory, type MemoryScenario } from "./scenario.ts";

const gib = 2 ** 30;
const mib = 2 ** 20;
const named = (id: string): Arrangement => {
  const found = arrangementById.get(id);
  if (!found) throw new Error(id);
  return found;
};
const of = (id: string, over: Partial<MemoryScenario> = {}) =>
  budgetOf(values, named(id), { ...defaultMemory, ...over });

describe("budgetOf", () => {
  test("twelve guests of 4 GiB under SmartOS: 1 GiB set aside for each, and a kernel with its records", () => {
    const { parts, lost } = of("kvm-2012");
    expect(parts.beside).toBe(12 * gib);
    expect(parts.kernels).toBe(12 * (100 * mib + 64 * mib));
    expect(parts.tables / (12 * 8 * mib)).toBeCloseTo(512 / 511, 12);
    expect(lost).toBe(parts.beside + parts.kernels + parts.tables);
  });

  test("libxl's pool for an HVM domain of 4 GiB and two vCPUs is 34 MiB", () => {
    expect(of("xen-pvhvm", { tenants: 1 }).parts.tables).toBe(34 * mib);
  });

  test("a PV guest has no tables outside itself, and a frame list within", () => {
    const { parts } = of("xen-pv", { tenants: 1 });
    expect(parts.tables).toBe(0);
    expect(parts.kernels - of("kvm", { tenants: 1 }).parts.kernels).toBe(
      8 * mib,
    );
  });

  test("large pages make nested tables 512 times smaller", () => {
    expect(
      of("kvm").parts.tables / of("kvm", { hostPage: "2m" }).parts.tables,
    ).toBeCloseTo(512, 9);
  });

  test("shadow tables have two words a page", () => {
    const { tables } = of("kvm-shadow", { tenants: 1 }).parts;
    expect(tables / (16 * mib)).toBeCloseTo(512 / 511, 12);
  });

  test("twelve Zones that use 2 GiB of 4: programs, 25 MiB each for services, and the rest one cache", () => {
    const { parts, fits } = of("zone");
    expect(parts.programs).toBe(24 * gib);
    expect(parts.beside).toBe(12 * 25 * mib);
    expect(parts.sharedCache).toBe(40 * gib - 12 * 25 * mib);
    expect(fits).toBe(31);
  });

  test("a guest's programs have what its kernel leaves them", () => {
    expect(of("kvm").parts.programs).toBe(24 * gib);
    const { programs, kernels, ownCache } = of("kvm", {
      usedPercent: 100,
    }).parts;
    expect(programs + kernels).toBe(48 * gib);
    expect(ownCache).toBe(0);
  });

  test("of two stacked caches the smaller is held twice", () => {
    const few = of("kvm", { tenants: 2 }).parts;
    expect(few.twice).toBe(few.ownCache);
    expect(few.sharedCache).toBeGreaterThan(50 * gib);
    const many = of("kvm").parts;
    expect(many.twice).toBeLessThan(many.ownCache);
    expect(many.sharedCache).toBe(0);
  });

  test("what Zones do not use caches files for all; what guests do not use, for each alone", () => {
    expect(of("zone").parts).toMatchObject({ ownCache: 0, twice: 0, idle: 0 });
    expect(of("zone").parts.sharedCache).toBeGreaterThan(39 * gib);
    expect(of("kvm").parts.ownCache).toBeGreaterThan(22 * gib);
  });

  test("a balloon moves what guests do not use to the host", () => {
    const before = of("kvm").parts;
    const after = of("kvm", { balloonPercent: 50 }).parts;
    expect(after.ownCache).toBeCloseTo(before.ownCache / 2, 0);
    expect(of("kvm-2012", { balloonPercent: 100 })).toEqual(of("kvm-2012"));
  });

  test("parts are not negative, and add up to the host's memory", () => {
    fc.assert(
      fc.property(
        anyMemory,
        fc.constantFrom(...arrangements),
        (scenario, arrangement) => {
          const { hostBytes, parts, tenants, fits, lostShare } = budgetOf(
            values,
            arrangement,
            scenario,
          );
          const sum = Object.values(parts).reduce((all, each) => all + each, 0);
          expect(sum / hostBytes).toBeCloseTo(1, 9);
          for (const each of Object.values(parts))
            expect(each).toBeGreaterThanOrEqual(-1);
          expect(tenants).toBeLessThanOrEqual(Math.min(scenario.tenants, fits));
          expect(lostShare).toBeLessThanOrEqual(1 + 1e-9);
        },
      ),
    );
  });

  test("more tenants never lose less, and fewer never fit", () => {
    fc.assert(
      fc.property(
        anyMemory,
        fc.constantFrom(...arrangements),
        (scenario, arrangement) => {
          const one = budgetOf(values, arrangement, scenario);
          const more = budgetOf(values, arrangement, {
            ...scenario,
            tenants: scenario.tenants + 1,
          });
          expect(more.lost).toBeGreaterThanOrEqual(one.lost);
          expect(more.fits).toBe(one.fits);
        },
      ),
    );
  });
});

test("balloonSeconds counts one heavy exit a MiB", () => {
  expect(balloonSeconds(values, gib)).toBeCloseTo(
    1_024 * values["exit.heavy"],
    12,
  );
});
