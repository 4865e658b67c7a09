/**
 * The range of an access: all that an arrangement adds to bare metal cheap at once, or dear at once.
 *
 * IDEA   As added-range.ts does for a path: the parameters that only guests pay, all at the cheap ends
 *        of their ranges, then all at the dear ends. A batch is cheap where it is large.
 * HOLDS  An outer band, not an interval of any confidence. Caches and TLBs stand as published.
 */
import {
  parameterRecord,
  type ParameterId,
  type ParameterValues,
} from "../parameters/catalogue.ts";
import { publishedValues } from "../parameters/published-values.ts";
import { accessOf, type Access } from "./access.ts";
import { describedBy, type MemoryScenario } from "./scenario.ts";

const added = [
  "walk.loads.nested",
  "ept.violation",
  "ept.cr3",
  "shadow.change",
  "shadow.cr3",
  "pv.update",
  "pv.switch",
  "hypercall.pv",
] as const satisfies readonly ParameterId[];

const saving = ["pv.batch"] as const satisfies readonly ParameterId[];

const at = (end: 0 | 1): ParameterValues => ({
  ...publishedValues,
  ...Object.fromEntries([
    ...added.map((id) => [id, parameterRecord(id).range[end]] as const),
    ...saving.map((id) => [id, parameterRecord(id).range[1 - end]] as const),
  ]),
});

/** The access of the scenario's arrangement, with all that it adds cheap, and dear. */
export const accessRange = (
  scenario: MemoryScenario,
): { readonly cheap: Access; readonly dear: Access } => {
  const of = (values: ParameterValues) =>
    accessOf(values, describedBy(scenario), scenario);
  return { cheap: of(at(0)), dear: of(at(1)) };
};
