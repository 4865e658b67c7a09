/**
 * The simulator's answer for one scenario: distributions, timelines and 95 % intervals.
 *
 * IDEA   The same scenario that `solve` answers with means is run event by event. Which simulator
 *        runs it follows from the workload.
 */
import type { ParameterValues } from "../parameters/catalogue.ts";
import { publishedValues } from "../parameters/published-values.ts";
import type { Scenario } from "../scenario.ts";
import { takesPath } from "../traffic.ts";
import { CpuRun, ScanRun } from "./cpu/cpu-run.ts";
import { LatencyHistogram } from "./latency-histogram.ts";
import { PathRun } from "./path/path-run.ts";
import type { SimulationResult } from "./result.ts";
import { checkOptions, type Run, type SimulateOptions } from "./run.ts";

/**
 * Begins a simulation, which `advance` carries on.
 *
 * @throws ModelError SIMULATE_OPTION for an option out of range
 */
export const startSimulation = (
  scenario: Scenario,
  options: SimulateOptions = {},
  values: ParameterValues = publishedValues,
): Run => {
  checkOptions(options);
  const { kind } = scenario.workload;
  if (takesPath(kind)) return new PathRun(scenario, options, values);
  if (kind === "proc-scan")
    return new ScanRun(scenario, new LatencyHistogram(), values);
  return new CpuRun(scenario, options, values);
};

/**
 * Runs a simulation to its end.
 *
 * @returns figures with intervals, latencies and counts
 * @throws ModelError SIMULATE_OPTION for an option out of range
 */
export const simulate = (
  scenario: Scenario,
  options: SimulateOptions = {},
  values?: ParameterValues,
): SimulationResult => {
  const run = startSimulation(scenario, options, values);
  while (!run.advance(1_000_000));
  return run.result();
};
