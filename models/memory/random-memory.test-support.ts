/** Scenarios of memory for property tests: any values of all fields, within their bounds. */
import fc from "fast-check";
import { memoryFields } from "./fields.ts";
import type { Field } from "../fields/field.ts";
import { defaultMemory, withMemory, type MemoryScenario } from "./scenario.ts";

/** Spread evenly, as doubles drawn by fast-check are not: half of those are below 1e-150. */
const share = fc.oneof(
  fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000),
  fc.constantFrom(0, 1),
);

const valueOf = (field: Field): fc.Arbitrary<number | string> => {
  if (field.kind === "choice")
    return fc.constantFrom(...field.choices.map(({ id }) => id));
  const { low, high, logarithmic } = field;
  return share.map((part) =>
    logarithmic && part > 0
      ? (low || 1) * (high / (low || 1)) ** part
      : low + part * (high - low),
  );
};

export const anyMemory: fc.Arbitrary<MemoryScenario> = fc
  .tuple(...memoryFields.map(valueOf))
  .map((chosen) =>
    memoryFields.reduce<MemoryScenario>(
      (scenario, { key }, at) => withMemory(scenario, key, chosen[at]).scenario,
      defaultMemory,
    ),
  );
