/**
 * What a simulated network answers: every figure with its interval, and what the reader must know.
 *
 * IDEA   All figures are ratios of running totals, so that batch means give each its interval: a
 *        station's residence time is request-seconds by requests, which is Little's law.
 * UNITS  Seconds, requests, requests per second. Utilisation as in solve/network.ts.
 * HOLDS  Any prefix of a run: until enough is simulated, figures say `tooShort`.
 * FAILS  Percentiles have no interval; p99 needs about twice the run that the mean needs.
 * COST   A few sums over at most 40 batches a figure.
 */
import type { ParsedNetwork } from "../solve/parse-network.ts";
import { perSecond } from "./batch-means.ts";
import type { BatchMeans } from "./batch-means.ts";
import { squaredVariation } from "./distributions.ts";
import { LatencyHistogram } from "./latency-histogram.ts";
import { mostInside } from "./network-plan.ts";
import type { Discipline, NetworkPlan } from "./network-plan.ts";
import { quantilesOf } from "./percentiles.ts";
import type { Estimate, Quantile } from "./result.ts";

export interface SimulatedStation {
  readonly name: string;
  /** null where nobody waits. */
  readonly discipline: Discipline | null;
  readonly residenceTime: Estimate;
  readonly queueLength: Estimate;
  readonly utilisation: Estimate;
  readonly throughput: Estimate;
}

export interface SimulatedClass {
  readonly name: string;
  readonly throughput: Estimate;
  readonly responseTime: Estimate;
  readonly latency: LatencyHistogram;
  readonly percentiles: readonly Quantile[];
}

export interface SimulatedNetwork {
  readonly kind: ParsedNetwork["kind"];
  readonly seed: number;
  /** Simulated seconds that the intervals rest on, and those discarded before. */
  readonly seconds: number;
  readonly warmupSeconds: number;
  readonly throughput: Estimate;
  /** Seconds in all stations together, without thinking. */
  readonly responseTime: Estimate;
  readonly stations: readonly SimulatedStation[];
  readonly classes: readonly SimulatedClass[];
  /** Response times of all classes together. */
  readonly latency: LatencyHistogram;
  readonly percentiles: readonly Quantile[];
  /** Arrivals and ends of service, warm-up included. */
  readonly events: number;
  /** What the reader must see. */
  readonly remarks: readonly string[];
}

/** Running totals that batch means follow. */
export interface NetworkColumns {
  /** + station: request-seconds present; server-seconds busy; requests served. */
  readonly present: number;
  readonly busy: number;
  readonly served: number;
  /** + class, or + number of classes for all together. */
  readonly completed: number;
  readonly timed: number;
  readonly response: number;
  readonly count: number;
}

export const networkColumns = (
  stations: number,
  classes: number,
): NetworkColumns => ({
  present: 0,
  busy: stations,
  served: 2 * stations,
  completed: 3 * stations,
  timed: 3 * stations + classes + 1,
  response: 3 * stations + 2 * (classes + 1),
  count: 3 * stations + 3 * (classes + 1),
});

/** Ready for JSON and `postMessage`: histograms in their plain form. */
export const simulatedNetworkData = (network: SimulatedNetwork) => ({
  ...network,
  latency: network.latency.toPlain(),
  classes: network.classes.map((one) => ({
    ...one,
    latency: one.latency.toPlain(),
  })),
});

/** How a run went, as far as its figures must say it. */
export interface RunState {
  readonly seed: number;
  readonly seconds: number;
  readonly warmupSeconds: number;
  readonly events: number;
  readonly wantedSeconds: number | undefined;
  readonly precision: number | undefined;
  readonly ended: boolean;
  readonly outOfEvents: boolean;
  readonly overflowed: boolean;
}

/** @param c  class, or the number of classes for all together */
export const classFigures = (
  batches: BatchMeans,
  columns: NetworkColumns,
  c: number,
): { throughput: Estimate; responseTime: Estimate } => ({
  throughput: batches.estimate(
    columns.completed + c,
    perSecond,
    columns.completed + c,
  ),
  responseTime: batches.estimate(
    columns.response + c,
    columns.timed + c,
    columns.timed + c,
  ),
});

/** The figures of a run, finished or not. */
export const figures = (
  plan: NetworkPlan,
  batches: BatchMeans,
  latencies: readonly LatencyHistogram[],
  state: RunState,
): SimulatedNetwork => {
  const columns = networkColumns(plan.stations.length, plan.classes.length);
  const latency = new LatencyHistogram();
  for (const one of latencies) latency.merge(one);
  const whole = classFigures(batches, columns, plan.classes.length);
  return {
    kind: plan.kind,
    seed: state.seed,
    seconds: state.seconds,
    warmupSeconds: state.warmupSeconds,
    ...whole,
    stations: plan.stations.map((_, k) =>
      stationFigures(plan, batches, columns, k),
    ),
    classes: plan.classes.map(({ name }, c) => {
      const own = latencies[c] ?? new LatencyHistogram();
      return {
        name,
        ...classFigures(batches, columns, c),
        latency: own,
        percentiles: quantilesOf(own),
      };
    }),
    latency,
    percentiles: quantilesOf(latency),
    events: state.events,
    remarks: remarksOf(plan, state, whole),
  };
};

const stationFigures = (
  plan: NetworkPlan,
  batches: BatchMeans,
  columns: NetworkColumns,
  k: number,
): SimulatedStation => {
  const { shape, discipline, servers } = plan.stations[k]!;
  const all = plan.classes.length;
  const served = columns.served + k;
  const present = columns.present + k;
  const queueLength = batches.estimate(present, perSecond, served);
  const done = columns.completed + all;
  return {
    name: shape.name,
    discipline,
    residenceTime: batches.estimate(present, done, done),
    queueLength,
    utilisation:
      discipline === null
        ? queueLength
        : batches.estimate(columns.busy + k, perSecond, served, 1 / servers),
    throughput: batches.estimate(served, perSecond, served),
  };
};

const remarksOf = (
  plan: NetworkPlan,
  state: RunState,
  whole: { throughput: Estimate; responseTime: Estimate },
): readonly string[] => {
  const remarks: string[] = [];
  if (state.overflowed)
    remarks.push(
      `The run ended when ${mostInside} requests were inside: arrivals outrun this length of run.`,
    );
  if (state.ended && state.outOfEvents)
    remarks.push(
      state.wantedSeconds === undefined
        ? `The run ended after ${state.events} events, before it was as precise as wanted.`
        : `The run ended after ${state.events} events and covers ${state.seconds.toPrecision(3)} of ${state.wantedSeconds.toPrecision(3)} s.`,
    );
  if (whole.throughput.tooShort || whole.responseTime.tooShort)
    remarks.push(
      "Too short: the intervals of this run cannot be trusted; simulate longer.",
    );
  for (const { shape, discipline, service } of plan.stations) {
    if (discipline === "ps" && shape.kind !== "load-dependent")
      remarks.push(
        `${shape.name} shares its speed among all present (processor sharing).`,
      );
    if (discipline === "fcfs" && squaredVariation(service) !== 1)
      remarks.push(
        `${shape.name} serves in order with ${service.kind} times: the solver, which knows means only, may differ.`,
      );
  }
  return remarks;
};
