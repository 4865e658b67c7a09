/** Scenarios of memory for property tests: any values of all fields, within their bounds. */
import fc from "fast-check";
import { memoryFields } from "./fields.ts";
import type { Field } from "../fields/field.ts";
import { defaultMemory, withMemory, type MemoryScenario } from "./scenario.ts";

const valueOf = (field: Field): fc.Arbitrary<number | string> =>
  field.kind === "choice"
    ? fc.constantFrom(...field.choices.map(({ id }) => id))
    : field.logarithmic
      ? fc
          .double({
            min: Math.log2(field.low || 1),
            max: Math.log2(field.high),
            noNaN: true,
          })
          .map((power) => 2 ** power)
      : fc.double({ min: field.low, max: field.high, noNaN: true });

export const anyMemory: fc.Arbitrary<MemoryScenario> = fc
  .tuple(...memoryFields.map(valueOf))
  .map((chosen) =>
    memoryFields.reduce<MemoryScenario>(
      (scenario, { key }, at) => withMemory(scenario, key, chosen[at]).scenario,
      defaultMemory,
    ),
  );
