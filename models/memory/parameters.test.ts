/** No parameter of memory is idle: each moves a figure of some arrangement in some scenario. */
import { expect, test } from "vitest";
import type { ParameterId, ParameterValues } from "../parameters/catalogue.ts";
import { memoryParameters } from "../parameters/memory.ts";
import { publishedValues } from "../parameters/published-values.ts";
import { accessOf } from "./access.ts";
import { arrangements } from "./arrangements.ts";
import { balloonSeconds, budgetOf } from "./budget.ts";
import { parseMemory } from "./scenario.ts";

const scenarios = ["", "working-set=1", "fresh=50", "page=2m&host-page=2m"].map(
  (query) => parseMemory(new URLSearchParams(query)).scenario,
);

const figures = (values: ParameterValues): string =>
  JSON.stringify([
    balloonSeconds(values, 2 ** 30),
    ...arrangements.flatMap((each) =>
      scenarios.flatMap((scenario) => [
        accessOf(values, each, scenario),
        budgetOf(values, each, scenario),
      ]),
    ),
  ]);

const published = figures(publishedValues);

test.each(Object.keys(memoryParameters) as ParameterId[])(
  "%s moves a figure",
  (id) => {
    const moved = { ...publishedValues, [id]: publishedValues[id] * 0.7 };
    expect(figures(moved)).not.toBe(published);
  },
);
