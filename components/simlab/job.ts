/**
 * The work behind a simulated lab, in slices: one run, its timeline, the sweep, and the paired runs.
 *
 * IDEA   The same job runs in a worker, in slices on the page where there is no worker, and when the
 *        book is built. How it is sliced changes nothing that it computes, so all three agree to
 *        the last bit.
 * READS  models/simulate: nothing else of the page imports it.
 * HOLDS  Pairs share their seeds, and with them their random numbers; pair k has the seed plus k.
 */
import {
  measuredRows,
  parseScenario,
  rowErrors,
  solve,
  technologyById,
  withField,
  type Scenario,
} from "../../models/index.ts";
import { compare } from "../../models/simulate/compare.ts";
import type { SimulationResult } from "../../models/simulate/result.ts";
import type { Run } from "../../models/simulate/run.ts";
import { startSimulation } from "../../models/simulate/simulate.ts";
import { takesPath } from "../../models/traffic.ts";
import { binsOf } from "../histogram/bins.ts";
import type { LatencySeries } from "../histogram/latency.ts";
import { timelineOf, type TimelineData } from "../timeline/tracks.ts";
import { rateOf, workloadRate } from "../workload-rate.ts";
import type {
  ComparedFigure,
  PairedRuns,
  RunFigure,
  SimFigure,
  SimRequest,
  SimSpan,
  SweepPoint,
} from "./figure.ts";
import { pairedDifference } from "../../models/simulate/paired-runs.ts";
import { WindowSink } from "./window-sink.ts";

export interface Job {
  /** Share of the work done, 0 to 1. */
  readonly progress: number;
  /** Processes about `events` events. @returns true when all is done */
  advance(events: number): boolean;
  /** Whether the first run has come to something to see: a latency, and all of the timeline. */
  tells(): boolean;
  /** What is known so far. */
  figure(): SimFigure;
}

/** Pairs of a comparison: as many as an interval from Student's t needs to be narrow. */
const pairs = 10;

const latencyOf = (
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

function runFigure(
  result: SimulationResult,
  query: string,
  id: string,
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
    residence: result.residenceSeconds,
    cpu: result.cpu.client,
    latency: latencyOf(id, name, result),
    counts: result.counts,
    remarks: result.remarks,
  };
}

const compared = (
  result: SimulationResult,
): Record<ComparedFigure, number> => ({
  rate: rateOf(result, result.scenario).mean,
  "mean latency": result.residenceSeconds.mean,
  p50: result.latency.percentile(0.5),
  p99: result.latency.percentile(0.99),
  CPUs: result.cpu.client.mean,
});

/** The solver's answer, where it has one that the simulator's can be laid beside. */
const solvedOf = (
  scenario: Scenario,
  result: SimulationResult,
): Pick<SweepPoint, "solved" | "bound" | "because"> => {
  const prediction = solve(scenario);
  const solved = rateOf(prediction, scenario);
  if (!(solved > 0) || !takesPath(scenario.workload.kind))
    return { solved: null, bound: null, because: null };
  const bound =
    (prediction.bounds.upper / prediction.messagesPerSecond) * solved;
  return {
    solved,
    bound: Number.isFinite(bound) ? bound : null,
    because: compare(prediction, result).because,
  };
};

/** Of every sweep: a solution of each published row. */
let errors: ReturnType<typeof rowErrors> | undefined;

const lanesOf = (
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

export function startJob(request: SimRequest): Job {
  const { scenario } = parseScenario(request.query);
  const other =
    request.against === null ? null : parseScenario(request.against).scenario;
  const { seconds, timeline, sweep } = request;
  const sink = timeline && new WindowSink(timeline.fromS, timeline.toS);
  const values = sweep?.values ?? [];
  const main = startSimulation(scenario, {
    seconds,
    ...(sink ? { events: sink } : {}),
  });
  const points: SweepPoint[] = [];
  const firsts: SimulationResult[] = [];
  const seconds2: SimulationResult[] = [];

  const measured =
    sweep?.key === "threads"
      ? new Set(measuredRows(scenario).map(({ id }) => id))
      : null;
  const published = measured
    ? (errors ??= rowErrors()).filter(
        ({ row }) => measured.has(row.id) && row.threads <= Math.max(...values),
      )
    : [];

  /** What is left to run, in order; each says what to do with its result. */
  const rest: (() => { run: Run; take: (result: SimulationResult) => void })[] =
    [
      ...values.map((at) => () => {
        const one = withField(scenario, sweep?.key ?? "threads", at);
        return {
          run: startSimulation(one, { seconds: sweep?.seconds ?? seconds }),
          take: (result: SimulationResult) => {
            points.push({
              at,
              rate: rateOf(result, one),
              cpu: result.cpu.client,
              latency: latencyOf(String(at), String(at), result),
              ...solvedOf(one, result),
            });
          },
        };
      }),
      ...Array.from({ length: other ? pairs : 0 }, (_, k) =>
        [scenario, other].map((each, second) => () => ({
          run: startSimulation(each ?? scenario, {
            seconds,
            seed: scenario.seed + k,
          }),
          take: (result: SimulationResult) => {
            (second === 1 ? seconds2 : firsts).push(result);
          },
        })),
      ).flat(),
    ];
  const sweepWork = (sweep?.seconds ?? 0) / seconds;
  const total = 1 + values.length * sweepWork + (other ? 2 * pairs : 0);
  let current: {
    run: Run;
    take: ((result: SimulationResult) => void) | null;
    weight: number;
  } | null = { run: main, take: null, weight: 1 };
  let next = 0;
  let done = 0;

  const paired = (): PairedRuns | null => {
    const [first] = firsts;
    const [second] = seconds2;
    if (!other || !first || !second || seconds2.length < 2) return null;
    const a = firsts.slice(0, seconds2.length).map(compared);
    const b = seconds2.map(compared);
    const mean = (of: readonly number[]) =>
      of.reduce((sum, each) => sum + each, 0) / of.length;
    return {
      query: request.against ?? "",
      name: nameOf(other),
      pairs: b.length,
      unit: workloadRate(other).unit,
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
      latency: latencyOf("against", nameOf(other), second),
    };
  };

  let lanes: TimelineData | null = null;
  /** A span that is behind is read once. */
  const timelineNow = (): TimelineData | null => {
    if (!sink || !timeline || lanes) return lanes;
    const data = lanesOf(sink, timeline);
    if (sink.ended) lanes = data;
    return data;
  };

  const job = {
    tells: () => (sink?.ended ?? true) && main.result().latency.count > 0,
    get progress() {
      const now = current ? current.weight * current.run.progress : 0;
      return Math.min(1, (done + now) / total);
    },
    advance(events: number): boolean {
      if (!current) return true;
      if (!current.run.advance(events)) return false;
      current.take?.(current.run.result());
      done += current.weight;
      const start = rest[next];
      if (!start) {
        current = null;
        return true;
      }
      current = {
        ...start(),
        weight: next < values.length ? sweepWork : 1,
      };
      next += 1;
      return false;
    },
    figure: (): SimFigure => ({
      request,
      progress: job.progress,
      run: runFigure(main.result(), request.query, "run"),
      timeline: timelineNow(),
      sweep: points.slice(),
      published,
      paired: paired(),
    }),
  };
  return job;
}

/** All of a job at once: for the build, where nobody waits for a frame. */
export function runJob(request: SimRequest): SimFigure {
  const job = startJob(request);
  while (!job.advance(1_000_000));
  return job.figure();
}
