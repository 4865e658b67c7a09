/**
 * Which scenarios the post measured, whatever their number of threads.
 *
 * IDEA   A figure is a prediction unless the technology was tested and every field that acts on it is
 *        as in the post. A field that does not act cannot make a difference.
 */
import { whyFieldIsIdle } from "./field-applies.ts";
import { technologyById } from "./paths/catalogue.ts";
import { fields, type WorkloadKind } from "./scenario-fields.ts";
import { fieldValue, parseScenario, type Scenario } from "./scenario.ts";

/** What the post measured: bulk transfer and packet rate. */
const measured: ReadonlySet<WorkloadKind> = new Set(["tcp-stream", "packets"]);

/** Whether the post measured this technology and workload under these conditions. */
export const isTested = (scenario: Scenario): boolean => {
  const technology = technologyById.get(scenario.technology);
  if (!technology || technology.prediction) return false;
  if (!measured.has(scenario.workload.kind)) return false;
  const post = parseScenario({
    technology: scenario.technology,
    workload: scenario.workload.kind,
    threads: scenario.workload.threads,
  }).scenario;
  return fields.every(
    ({ key }) =>
      fieldValue(scenario, key) === fieldValue(post, key) ||
      whyFieldIsIdle(scenario, key) !== null,
  );
};
