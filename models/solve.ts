/**
 * The analytic solver's answer for one scenario, and for a whole curve of thread counts.
 *
 * IDEA   A workload that takes a path is a network (predict-path.ts); one that only computes is a
 *        formula (predict-cpu.ts).
 * FAILS  Means only: what means hide (silences, tails, two modes) is the simulator's subject.
 */
import { solveCapped } from "./capping.ts";
import { hasStepsOf, networkOf, withThreads } from "./network.ts";
import type { ParameterValues } from "./parameters/catalogue.ts";
import { publishedValues } from "./parameters/published-values.ts";
import { predictCpu } from "./predict-cpu.ts";
import { boundOf, outsideOf, predictPath, ratesOf } from "./predict-path.ts";
import type { Prediction } from "./prediction.ts";
import type { Scenario } from "./scenario.ts";
import { withField } from "./scenario.ts";
import { resumingRounds } from "./solve/solve-rounds.ts";
import { takesPath } from "./traffic.ts";

/**
 * Predicts the mean behaviour of a scenario.
 *
 * @param scenario  from `parseScenario`, which accepts anything
 * @param values    parameter values in SI units; the published ones when not given
 * @returns         rates per second, times in seconds, utilisations between 0 and 1
 */
export const solve = (
  scenario: Scenario,
  values: ParameterValues = publishedValues,
): Prediction =>
  takesPath(scenario.workload.kind)
    ? predictPath(scenario, values)
    : predictCpu(scenario, values);

export interface CurvePoint {
  readonly threads: number;
  readonly messagesPerSecond: number;
  readonly packetsPerSecond: number;
  readonly bitsPerSecond: number;
  readonly residenceSeconds: number;
}

/** Throughput of `scenario` at each of `threads`, without limiters: what a curve needs. */
export const solveCurve = (
  scenario: Scenario,
  threads: readonly number[],
  values: ParameterValues = publishedValues,
): CurvePoint[] => {
  if (!takesPath(scenario.workload.kind))
    return threads.map((each) => {
      const at = solve(withField(scenario, "threads", each), values);
      const { messagesPerSecond, packetsPerSecond, bitsPerSecond } = at;
      return {
        threads: each,
        messagesPerSecond,
        packetsPerSecond,
        bitsPerSecond,
        residenceSeconds: at.residenceSeconds,
      };
    });
  const resuming = resumingRounds();
  let network = networkOf(scenario, values);
  return threads.map((each) => {
    network = hasStepsOf(network, each)
      ? withThreads(network, each)
      : networkOf(withField(scenario, "threads", each), values);
    const solution = solveCapped(network, {}, resuming);
    const { throughput, rounds } = solution;
    return {
      threads: each,
      ...ratesOf(network, solution),
      residenceSeconds:
        (rounds.population + outsideOf(network)) / throughput -
        network.traffic.thinkS,
    };
  });
};

/**
 * What `solve` says of a scenario's rates and of the bound on them, without limiters and remarks: a
 * fifth of its work.
 *
 * @param scenario  with a workload for which `takesPath`
 */
export const solveRates = (scenario: Scenario) => {
  const network = networkOf(scenario);
  const solution = solveCapped(network);
  return {
    ...ratesOf(network, solution),
    /** Messages per second that nothing exceeds. */
    bound: boundOf(network, solution).upper,
  };
};

/** `scenario` under another technology, everything else as the reader chose it. */
export const underTechnology = (
  scenario: Scenario,
  technology: string,
): Scenario => withField(scenario, "technology", technology);
