/**
 * What the runs behind a simulated lab came to, as the plain data that the lab shows.
 *
 * READS  models/simulate's results, models/solve's prediction of the same scenario.
 */
import {
  solveRates,
  takesPath,
  technologyById,
  type Scenario,
} from "../../models/index.ts";
import { pairedDifference } from "../../models/simulate/paired-runs.ts";
import type { SimulationResult } from "../../models/simulate/result.ts";
import { binsOf } from "../histogram/bins.ts";
import type { LatencySeries } from "../histogram/latency.ts";
import { timelineOf, type TimelineData } from "../timeline/tracks.ts";
import { rateOf, workloadRate } from "../workload-rate.ts";
import type {
  ComparedFigure,
  PairedRuns,
  RunFigure,
  SimSpan,
  SolvedPoint,
} from "./figure.ts";
import type { WindowSink } from "./window-sink.ts";

export const latencyOf = (
  id: string,
  name: string,
  { latency, percentiles }: SimulationResult,
): LatencySeries => ({
  id,
  name,
  bins: binsOf(latency.buckets()),
  percentiles,
  meanS: latency.mean,
  count: latency.count,
});

/** What a run is called beside others: its technology. */
const nameOf = ({ technology }: Scenario): string =>
  technologyById.get(technology)?.name ?? technology;

/**
 * @param solved  the solver's rate
 * @param over    the run has ended
 */
export function runFigure(
  result: SimulationResult,
  query: string,
  solved: number | null,
  over: boolean,
): RunFigure {
  const { scenario } = result;
  const name = nameOf(scenario);
  return {
    query,
    name,
    technology: scenario.technology,
    family: technologyById.get(scenario.technology)?.family ?? "unix",
    seed: result.seed,
    seconds: result.seconds,
    warmupSeconds: result.warmupSeconds,
    events: result.events,
    unit: workloadRate(scenario).unit,
    rate: rateOf(result, scenario),
    solved,
    residence: result.residenceSeconds,
    cpu: result.cpu.client,
    latency: latencyOf("run", name, result),
    counts: result.counts,
    remarks: result.remarks,
    over,
  };
}

/** The solver's answer, where it has one that the simulator's can be laid beside. */
export function solvedOf(scenario: Scenario): Omit<SolvedPoint, "at"> {
  if (takesPath(scenario.workload.kind)) {
    const rates = solveRates(scenario);
    const solved = rateOf(rates, scenario);
    if (solved > 0) {
      const bound = (rates.bound / rates.messagesPerSecond) * solved;
      return { solved, bound: Number.isFinite(bound) ? bound : null };
    }
  }
  return { solved: null, bound: null };
}

export const lanesOf = (
  { log }: WindowSink,
  { fromS, toS, lanes }: SimSpan,
): TimelineData => {
  const data = timelineOf(log, fromS, toS);
  return lanes
    ? {
        ...data,
        tracks: data.tracks.filter(({ name }) =>
          lanes.some((begin) => name.startsWith(begin)),
        ),
      }
    : data;
};

const compared = (
  result: SimulationResult,
): Record<ComparedFigure, number> => ({
  rate: rateOf(result, result.scenario).mean,
  "mean latency": result.residenceSeconds.mean,
  p50: result.latency.percentile(0.5),
  p99: result.latency.percentile(0.99),
  CPUs: result.cpu.client.mean,
});

/** Figures of two scenarios: run k of the one and run k of the other have one seed. */
export function pairedFigure(
  query: string,
  firsts: readonly SimulationResult[],
  seconds: readonly SimulationResult[],
): PairedRuns | null {
  const [first] = firsts;
  const [second] = seconds;
  if (!first || !second || seconds.length < 2) return null;
  const a = firsts.slice(0, seconds.length).map(compared);
  const b = seconds.map(compared);
  const mean = (of: readonly number[]) =>
    of.reduce((sum, each) => sum + each, 0) / of.length;
  return {
    query,
    name: nameOf(second.scenario),
    pairs: b.length,
    unit: workloadRate(second.scenario).unit,
    figures: (Object.keys(compared(first)) as ComparedFigure[]).map(
      (figure) => {
        const ofFirst = a.map((each) => each[figure]);
        const ofSecond = b.map((each) => each[figure]);
        return {
          figure,
          first: mean(ofFirst),
          second: mean(ofSecond),
          difference: pairedDifference(ofFirst, ofSecond),
        };
      },
    ),
    latency: latencyOf("against", nameOf(second.scenario), second),
  };
}
