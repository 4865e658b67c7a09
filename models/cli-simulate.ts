/**
 * `model simulate` and `model replay --simulate`: the simulator's figures as data and as tables.
 *
 * IDEA   The simulator has no clock; how many events a second it made is told here, in wall time.
 */
import { signedPercent, table } from "./cli-tables.ts";
import { postRows } from "./measurements/post-2013.ts";
import type { Notice, Scenario } from "./scenario.ts";
import { replaySimulated } from "./replay-simulated.ts";
import { compare } from "./simulate/compare.ts";
import type { Estimate, SimulationResult } from "./simulate/result.ts";
import { simulate } from "./simulate/simulate.ts";
import { solve } from "./solve.ts";

interface Answer {
  readonly data: unknown;
  readonly text: () => string;
}

const interval = ({ mean, low95, high95 }: Estimate) => ({
  mean,
  low95,
  high95,
});

const everyInterval = (estimates: Readonly<Record<string, Estimate>>) =>
  Object.fromEntries(
    Object.entries(estimates).map(([name, each]) => [name, interval(each)]),
  );

const percentileName = (share: number): string =>
  `p${String(Number((share * 100).toFixed(4)))}`;

const dataOf = (result: SimulationResult, wallSeconds: number) => ({
  scenario: result.scenario,
  seed: result.seed,
  seconds: result.seconds,
  warmupSeconds: result.warmupSeconds,
  messagesPerSecond: interval(result.messagesPerSecond),
  packetsPerSecond: interval(result.packetsPerSecond),
  bitsPerSecond: interval(result.bitsPerSecond),
  residenceSeconds: interval(result.residenceSeconds),
  utilisation: everyInterval(result.utilisation),
  cpu: everyInterval(result.cpu),
  latency: Object.fromEntries(
    result.percentiles.map(({ share, seconds }) => [
      percentileName(share),
      seconds,
    ]),
  ),
  latencyIntervals: Object.fromEntries(
    result.percentiles.map(({ share, low95, high95, tooShort }) => [
      percentileName(share),
      { low95, high95, tooShort },
    ]),
  ),
  counts: result.counts,
  tooShort: result.messagesPerSecond.tooShort,
  remarks: result.remarks,
  events: result.events,
  eventsPerSecond: result.events / wallSeconds,
});

const shown = (value: number): string => value.toPrecision(4);

const row = (name: string, { mean, low95, high95 }: Estimate, unit: string) => [
  name,
  shown(mean),
  `${shown(low95)} … ${shown(high95)}`,
  unit,
];

const microseconds = (estimate: Estimate): Estimate => ({
  ...estimate,
  mean: estimate.mean * 1e6,
  low95: estimate.low95 * 1e6,
  high95: estimate.high95 * 1e6,
});

const textOf = (
  result: SimulationResult,
  data: ReturnType<typeof dataOf>,
  comparison: ReturnType<typeof compare>,
): string =>
  [
    `${result.scenario.technology}, ${result.scenario.workload.kind}: ${shown(result.seconds)} simulated seconds after ${shown(result.warmupSeconds)} of warm-up, seed ${String(result.seed)}`,
    "",
    table(
      ["figure", "mean", "95 % interval", "unit"],
      [
        row("messages", result.messagesPerSecond, "/s"),
        row("packets", result.packetsPerSecond, "/s"),
        row("bits", result.bitsPerSecond, "bit/s"),
        row(
          "time around the loop",
          microseconds(result.residenceSeconds),
          "µs",
        ),
        row("tenant CPUs, client", result.cpu.client, "CPUs"),
        row("tenant CPUs, destination", result.cpu.dest, "CPUs"),
        ...Object.entries(result.utilisation).map(([id, estimate]) =>
          row(`used: ${id}`, estimate, ""),
        ),
      ],
    ),
    "",
    table(
      ["latency", "µs", "95 % interval"],
      result.percentiles.map(({ share, seconds, low95, high95, tooShort }) => [
        percentileName(share),
        shown(seconds * 1e6),
        result.latency.count === 0
          ? "nothing ended"
          : tooShort
            ? "too short a run"
            : `${shown(low95 * 1e6)} … ${shown(high95 * 1e6)}`,
      ]),
    ),
    "",
    `solver: ${signedPercent(-comparison.difference / (1 + comparison.difference))} from the simulated rate. ${comparison.because ?? "Inside the interval, or within 2 %."}`,
    `${String(result.events)} events, ${shown(data.eventsPerSecond / 1e6)} million a second`,
    ...result.remarks,
  ].join("\n");

/** Simulates one scenario. @param numbers  the line's `--seconds`, `--warmup`, `--precision`, `--seed` */
export const simulateAnswer = (
  scenario: Scenario,
  notices: readonly Notice[],
  numbers: Readonly<Record<string, number>>,
): Answer => {
  const seconds = numbers["--seconds"];
  const seed = numbers["--seed"];
  const warmup = numbers["--warmup"];
  const precision = numbers["--precision"];
  const before = performance.now();
  const result = simulate(scenario, {
    ...(seconds === undefined ? {} : { seconds }),
    ...(seed === undefined ? {} : { seed }),
    ...(warmup === undefined ? {} : { warmup }),
    ...(precision === undefined ? {} : { precision }),
  });
  const data = dataOf(result, (performance.now() - before) / 1000);
  const comparison = compare(solve(scenario), result);
  return {
    data: { ...data, comparison, notices },
    text: () => textOf(result, data, comparison),
  };
};

/** The post's rows from the simulator. @param seeds  how many seeds each row is the mean of */
export const replaySimulatedAnswer = (seeds: number): Answer => {
  const rows = replaySimulated(postRows, seeds);
  return {
    data: rows,
    text: () =>
      table(
        ["row", "published", "simulated", "± 95 %", "error", "solver's error"],
        rows.map((each) => [
          each.id,
          shown(each.published),
          shown(each.simulated),
          shown(each.half95),
          `${(each.error * 100).toFixed(1)} %`,
          `${(each.solverError * 100).toFixed(1)} %`,
        ]),
      ),
  };
};
