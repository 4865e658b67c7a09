/** Whatever a reader types, a scenario comes out, and what was not taken is said. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publishedValues as values } from "../parameters/published-values.ts";
import { accessOf } from "./access.ts";
import { budgetOf } from "./budget.ts";
import { memoryFields } from "./fields.ts";
import {
  actsOn,
  defaultMemory,
  describedBy,
  parseMemory,
  withMemory,
  type MemoryScenario,
} from "./scenario.ts";
import { arrangements } from "./arrangements.ts";

const read = (query: string) => parseMemory(new URLSearchParams(query));

describe("parseMemory", () => {
  test("takes units of its fields, and converts others of the same kind", () => {
    const { scenario, notices } = read(
      "working-set=2GiB&tenant-memory=512MiB&host-memory=1024&used=25%25",
    );
    expect(notices).toEqual([]);
    expect(scenario).toMatchObject({
      workingSetMiB: 2_048,
      tenantGiB: 0.5,
      hostGiB: 1_024,
      usedPercent: 25,
    });
  });

  test("says what it did not take as given, and stands", () => {
    const { scenario, notices } = read(
      "working-set=-1&page=8k&tenants=1e9&used=abc&nonsense=1&page=2m&__proto__=1&changes=5 bananas",
    );
    expect(notices.map(({ key }) => key)).toEqual([
      "working-set",
      "page",
      "tenants",
      "used",
      "nonsense",
      "page",
      "__proto__",
      "changes",
    ]);
    expect(scenario).toEqual({
      ...defaultMemory,
      workingSetMiB: 1,
      tenants: 10_000,
    });
  });

  test("an empty text lifts what stood", () => {
    const { scenario } = parseMemory([["page", ""]], {
      ...defaultMemory,
      page: "2m",
    });
    expect(scenario).toEqual(defaultMemory);
  });

  test("hostile input gives finite answers for every arrangement", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.oneof(
              fc.constantFrom(...memoryFields.map(({ key }) => key as string)),
              fc.string(),
            ),
            fc.oneof(
              fc.string(),
              fc.constantFrom("1e308", "-0", "NaN", "Infinity", "0", "1e-300"),
            ),
          ),
        ),
        (pairs) => {
          const { scenario } = parseMemory(pairs);
          for (const arrangement of arrangements) {
            const { parts, ...budget } = budgetOf(
              values,
              arrangement,
              scenario,
            );
            const { limiter: _, ...access } = accessOf(
              values,
              arrangement,
              scenario,
            );
            for (const number of [
              ...Object.values(parts),
              ...Object.values(access),
              budget.lostShare,
              budget.tenants,
            ])
              expect(Number.isFinite(number)).toBe(true);
          }
        },
      ),
    );
  });
});

test("withMemory takes anything without throwing", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...memoryFields.map(({ key }) => key)),
      fc.anything(),
      (key, raw) => {
        const { scenario } = withMemory(defaultMemory, key, raw);
        expect(arrangements).toContain(describedBy(scenario));
      },
    ),
  );
});

test("actsOn says the truth: what it denies changes nothing, what it affirms something", () => {
  const bases = ["", "fresh=50", "page=2m", "tenants=2"].map(
    (query) => read(query).scenario,
  );
  for (const arrangement of arrangements) {
    const figures = (scenario: MemoryScenario) =>
      JSON.stringify(
        [
          accessOf(values, arrangement, scenario),
          budgetOf(values, arrangement, scenario),
        ],
        (_, each: unknown) =>
          typeof each === "number" ? each.toPrecision(12) : each,
      );
    for (const field of memoryFields) {
      if (field.key === "technology") continue;
      const others =
        field.kind === "choice"
          ? field.choices.map(({ id }) => id)
          : field.slider.map(String);
      const changes = bases.some((base) =>
        others.some(
          (raw) =>
            figures(withMemory(base, field.key, raw).scenario) !==
            figures(base),
        ),
      );
      expect(changes, `${arrangement.id}, ${field.key}`).toBe(
        actsOn(arrangement, field.key),
      );
    }
  }
});
