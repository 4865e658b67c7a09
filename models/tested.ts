/**
 * Which scenarios the post measured, whatever their place on the axis that it measured along.
 *
 * IDEA   A figure is a prediction unless the technology was tested and every field that acts on it is
 *        as in the post. A field that does not act cannot make a difference.
 */
import { whyFieldIsIdle } from "./field-applies.ts";
import { technologyById } from "./paths/catalogue.ts";
import { fields, type WorkloadKind } from "./scenario-fields.ts";
import { fieldValue, parseScenario, type Scenario } from "./scenario.ts";

interface Measured {
  /** The key of the field that the post varied. */
  readonly along: string;
  /** Ids of those that it tested in this, of the technologies that it tested. */
  readonly of?: readonly string[];
}

/** Bulk transfer and packet rate by threads; scans in a Zone, beside processes of others. */
const measured: Partial<Readonly<Record<WorkloadKind, Measured>>> = {
  "tcp-stream": { along: "threads" },
  packets: { along: "threads" },
  "proc-scan": { along: "processes", of: ["zone"] },
};

/** Whether the post measured this technology and workload under these conditions. */
export const isTested = (scenario: Scenario): boolean => {
  const technology = technologyById.get(scenario.technology);
  if (!technology || technology.prediction) return false;
  const test = measured[scenario.workload.kind];
  if (!test || (test.of && !test.of.includes(technology.id))) return false;
  const post = parseScenario({
    technology: scenario.technology,
    workload: scenario.workload.kind,
  }).scenario;
  return fields.every(
    ({ key }) =>
      key === test.along ||
      fieldValue(scenario, key) === fieldValue(post, key) ||
      whyFieldIsIdle(scenario, key) !== null,
  );
};
