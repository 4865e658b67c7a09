/**
 * One published row against the model: the same quantity in the same unit.
 */
import { solveCapped, type CappedSolution } from "./capping.ts";
import type { PublishedRow } from "./measurements/post-2013.ts";
import { networkOf, type PathNetwork } from "./network.ts";
import { type ParameterValues } from "./parameters/catalogue.ts";
import { publishedValues } from "./parameters/published-values.ts";
import { parseScenario, type Scenario } from "./scenario.ts";
import type { End } from "./traffic.ts";

export const scenarioOf = (row: PublishedRow): Scenario =>
  parseScenario({
    technology: row.technology,
    workload: row.workload,
    threads: row.threads,
  }).scenario;

const solved = (
  row: PublishedRow,
  values: ParameterValues,
): [PathNetwork, CappedSolution] => {
  const network = networkOf(scenarioOf(row), values);
  return [network, solveCapped(network)];
};

/** The row's quantity as the model has it, in the row's unit. */
export const rateOf = (
  row: PublishedRow,
  values: ParameterValues = publishedValues,
): number => {
  const [network, { throughput }] = solved(row, values);
  const { bytesPerUnit, packetsPerUnit } = network.traffic;
  return row.unit === "bit/s"
    ? throughput * bytesPerUnit * 8
    : throughput * packetsPerUnit;
};

/** The CPU share that the row states, as the model has it; null when it states none. */
export const cpuShareOf = (
  row: PublishedRow,
  values: ParameterValues = publishedValues,
): number | null => {
  if (!row.cpu) return null;
  const [, { throughput, cpuPerUnitS }] = solved(row, values);
  const of = (end: End) => throughput * cpuPerUnitS[end];
  switch (row.cpu.of) {
    case "client-thread":
      return of("client") / row.threads;
    case "dest-tenant":
      return of("dest");
    case "both-tenant":
      return Math.max(of("client"), of("dest"));
  }
};
