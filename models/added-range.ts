/**
 * The range of a prediction: all that a technology adds to bare metal cheap at once, or dear at once.
 *
 * IDEA   A prediction rests on costs with ranges. Take those that the steps in force pay and that the
 *        native reference does not, put all of them at their low ends and solve, then at their high
 *        ends. Nothing that the ranges allow lies outside for a lone message, whose loop is a sum.
 * HOLDS  An outer band, not an interval of any confidence: costs do not all err to one side.
 * FAILS  What both paths share (wire, card, native stack) is taken as published. In bulk another
 *        limiter may hold both ends.
 */
import { inForce, stepsInForce, type InForce } from "./options-in-force.ts";
import {
  parameterRecord,
  type ParameterId,
  type ParameterValues,
} from "./parameters/catalogue.ts";
import { publishedValues } from "./parameters/published-values.ts";
import { technologyById } from "./paths/catalogue.ts";
import type { Technology } from "./paths/step.ts";
import type { Prediction } from "./prediction.ts";
import type { Scenario } from "./scenario.ts";
import { solve } from "./solve.ts";

const paidBy = (
  { transmit, receive, disk }: Technology,
  { on }: InForce,
  onDisk: boolean,
): ReadonlySet<ParameterId> => {
  const path = onDisk
    ? [...disk.issue, ...disk.complete]
    : [...transmit, ...receive];
  return new Set(
    stepsInForce(path, on).flatMap(({ costs }) =>
      costs.map(({ parameter }) => parameter),
    ),
  );
};

/** The costs that a scenario's technology has and bare metal has not. */
export const addedParameters = (scenario: Scenario): readonly ParameterId[] => {
  const force = inForce(scenario, publishedValues);
  const onDisk = scenario.workload.kind === "disk";
  const native = technologyById.get(force.technology.native);
  const shared = native
    ? paidBy(native, force, onDisk)
    : new Set<ParameterId>();
  return [...paidBy(force.technology, force, onDisk)].filter(
    (id) => !shared.has(id),
  );
};

/**
 * @param scenario  with a workload that takes a path
 * @returns         the prediction with every added cost at its low end, and at its high end
 */
export const addedRange = (
  scenario: Scenario,
): { readonly cheap: Prediction; readonly dear: Prediction } => {
  const added = addedParameters(scenario);
  const at = (end: 0 | 1): Prediction => {
    const values: ParameterValues = {
      ...publishedValues,
      ...Object.fromEntries(
        added.map((id) => [id, parameterRecord(id).range[end]]),
      ),
    };
    return solve(scenario, values);
  };
  return { cheap: at(0), dear: at(1) };
};
