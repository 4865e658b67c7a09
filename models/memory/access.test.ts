/** Accesses: exact cases, agreement with the path model's parameters, and laws. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publishedValues as values } from "../parameters/published-values.ts";
import { technologyById } from "../paths/catalogue.ts";
import { accessOf } from "./access.ts";
import {
  arrangementById,
  arrangements,
  type Arrangement,
} from "./arrangements.ts";
import { breakEvenChanges } from "./break-even.ts";
import { memoryFigures } from "./published.ts";
import { anyMemory } from "./random-memory.test-support.ts";
import { accessRange } from "./range.ts";
import { defaultMemory, type MemoryScenario } from "./scenario.ts";
import { changeCosts } from "./table-changes.ts";

const named = (id: string): Arrangement => {
  const found = arrangementById.get(id);
  if (!found) throw new Error(id);
  return found;
};
const of = (id: string, over: Partial<MemoryScenario> = {}) =>
  accessOf(values, named(id), { ...defaultMemory, ...over });
const quiet = { changesPerS: 0, switchesPerS: 0 } as const;

describe("arrangements", () => {
  test.each(arrangements)(
    "$id is of the catalogue, and of its family",
    (each) => {
      const technology = technologyById.get(each.technology);
      expect(technology?.family).toBe(each.family);
    },
  );

  test("shadow tables stand where the scenario's page-tables=shadow acts", () => {
    for (const { tables, technology } of arrangements)
      if (tables === "shadow")
        expect(technologyById.get(technology)?.options).toContain("shadow");
  });

  test("a guest has two caches above its disk where the host caches, a tenant of one kernel one", () => {
    for (const { guest, hostCaches, technology } of arrangements)
      if (hostCaches)
        expect(technologyById.get(technology)?.disk.caches).toBe(guest ? 2 : 1);
  });
});

describe("accessOf", () => {
  test("costs a tenant of one kernel what it costs bare metal, whatever changes", () => {
    for (const id of ["zone", "jail", "container"])
      expect(of(id, { changesPerS: 1e6, switchesPerS: 1e6 })).toMatchObject({
        overhead: 0,
        limiter: "neither",
      });
  });

  test("without changes shadow and direct tables cost nothing where pages are alike", () => {
    expect(of("kvm-shadow", quiet).overhead).toBe(0);
    expect(of("xen-pv", quiet).overhead).toBe(0);
  });

  test("within the TLB's reach nested tables cost nothing", () => {
    expect(of("kvm", { ...quiet, workingSetMiB: 2 }).overhead).toBeCloseTo(
      0,
      2,
    );
    expect(of("kvm", { ...quiet, workingSetMiB: 2 }).miss).toBe(0);
  });

  test("of a working set far beyond all caches the nested walk is 4.4 loads from memory", () => {
    const far = of("kvm", { ...quiet, workingSetMiB: 1_048_576 });
    expect(far.walkSeconds / (4.4 * values["memory.load"])).toBeCloseTo(1, 1);
  });

  test("adds to a switch of address space what the path model's shadow.cr3 says", () => {
    const switched = changeCosts(values, named("kvm-shadow")).switch;
    expect(switched - changeCosts(values, named("kvm")).switch).toBeCloseTo(
      values["shadow.cr3"],
      15,
    );
    expect(changeCosts(values, named("xen-pv")).change).toBe(
      values["pv.update"] + values["hypercall.pv"] / values["pv.batch"],
    );
    expect(changeCosts(values, named("xen-pv")).switch).toBe(
      values["pv.switch"],
    );
  });

  test("names walks under nested tables, exits under shadow tables, hypercalls under PV", () => {
    expect(of("kvm").limiter).toBe("walks");
    expect(of("kvm-shadow", { changesPerS: 1e5 }).limiter).toBe("exits");
    expect(of("xen-pv", { changesPerS: 1e6 }).limiter).toBe("hypercalls");
    expect(of("kvm", { freshPercent: 100, changesPerS: 1e6 }).limiter).toBe(
      "first touches",
    );
  });

  test("parts add up, nothing is below bare metal, and more changes never cost less", () => {
    fc.assert(
      fc.property(
        anyMemory,
        fc.constantFrom(...arrangements),
        fc.double({ min: 1, max: 9, noNaN: true }),
        (scenario, arrangement, factor) => {
          const access = accessOf(values, arrangement, scenario);
          expect(
            (access.dataSeconds + access.walkSeconds + access.changeSeconds) /
              access.seconds,
          ).toBeCloseTo(1, 9);
          expect(access.overhead).toBeGreaterThanOrEqual(-1e-9);
          const more = accessOf(values, arrangement, {
            ...scenario,
            changesPerS: scenario.changesPerS * factor,
          });
          expect(more.seconds).toBeGreaterThanOrEqual(
            access.seconds * (1 - 1e-12),
          );
        },
      ),
    );
  });

  test("a larger working set never makes a load cheaper", () => {
    fc.assert(
      fc.property(
        anyMemory,
        fc.constantFrom(...arrangements),
        fc.double({ min: 1, max: 9, noNaN: true }),
        (scenario, arrangement, factor) => {
          const still = { ...scenario, ...quiet };
          const small = accessOf(values, arrangement, still);
          const large = accessOf(values, arrangement, {
            ...still,
            workingSetMiB: scenario.workingSetMiB * factor,
          });
          expect(large.seconds).toBeGreaterThanOrEqual(
            small.seconds * (1 - 1e-9),
          );
        },
      ),
    );
  });
});

test("breakEvenChanges is where nested and shadow tables cost the same", () => {
  for (const workingSetMiB of [16, 1_024, 65_536]) {
    const scenario = { ...defaultMemory, workingSetMiB };
    const changesPerS = breakEvenChanges(values, scenario);
    expect(changesPerS).toBeGreaterThan(0);
    expect(of("kvm", { workingSetMiB, changesPerS }).seconds).toBeCloseTo(
      of("kvm-shadow", { workingSetMiB, changesPerS }).seconds,
      15,
    );
  }
});

test("accessRange holds the value between its ends", () => {
  for (const { id } of arrangements) {
    const { cheap, dear } = accessRange({ ...defaultMemory, technology: id });
    expect(cheap.overhead).toBeLessThanOrEqual(of(id).overhead);
    expect(dear.overhead).toBeGreaterThanOrEqual(of(id).overhead);
  }
});

test("every published figure has an answer or a reason, and places for both", () => {
  for (const { model, differs, value } of memoryFigures) {
    expect(value).toBeGreaterThan(0);
    if (typeof model === "string") expect(model).not.toBe("");
    else {
      expect(model(values)).toBeGreaterThan(0);
      expect(differs).not.toBe("");
    }
  }
});
