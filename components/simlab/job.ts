/**
 * The work behind a simulated lab, in slices: one run, its timeline, the sweep, and the paired runs.
 *
 * IDEA   The same job runs in a worker, in slices on the page where there is no worker, and when the
 *        book is built. How it is sliced changes nothing that it computes, so all three agree to
 *        the last bit.
 * READS  models/simulate: nothing else of the page imports it.
 * HOLDS  Pairs share their seeds, and with them their random numbers; pair k has the seed plus k.
 *        A part of a figure that has not changed since the last is the same object.
 */
import {
  measuredRows,
  parseScenario,
  rowErrors,
  scenarioToQuery,
  solve,
  withField,
  type Scenario,
} from "../../models/index.ts";
import { compare } from "../../models/simulate/compare.ts";
import type { SimulationResult } from "../../models/simulate/result.ts";
import type { Run } from "../../models/simulate/run.ts";
import { startSimulation } from "../../models/simulate/simulate.ts";
import { rateOf } from "../workload-rate.ts";
import type { SimFigure, SimRequest, SweepPoint } from "./figure.ts";
import {
  lanesOf,
  latencyOf,
  pairedFigure,
  runFigure,
  solvedOf,
} from "./run-figures.ts";
import { WindowSink } from "./window-sink.ts";

export interface Job {
  /** Share of the work done, 0 to 1. */
  readonly progress: number;
  /** Processes about `events` events. @returns true when all is done */
  advance(events: number): boolean;
  /** Whether there is something to see: the solver's line, or of the first run all of the timeline, or a rate. */
  tells(): boolean;
  /** What is known so far. */
  figure(): SimFigure;
}

/** Pairs of a comparison: as many as an interval from Student's t needs to be narrow. */
const pairs = 10;

/** What `make` gives, made again only when `stage` is another. */
const kept = <T>(make: () => T, stage: () => number = () => 0): (() => T) => {
  let made: { value: T; at: number } | null = null;
  return () => {
    const at = stage();
    if (made?.at !== at) made = { value: make(), at };
    return made.value;
  };
};

/** Points of sweeps, by scenario and length: no other lab's run and no other slider changes them. */
export type SweepMemory = Map<string, SweepPoint>;
/** Points remembered; one is a few kilobytes. */
const mostPoints = 256;

/** @param memory  points that need not be run again, and where new ones are kept */
export function startJob(
  request: SimRequest,
  memory: SweepMemory = new Map(),
): Job {
  const { scenario } = parseScenario(request.query);
  const other =
    request.against === null ? null : parseScenario(request.against).scenario;
  const { seconds, timeline, sweep } = request;
  const sink = timeline && new WindowSink(timeline.fromS, timeline.toS);
  const main = startSimulation(scenario, {
    seconds,
    ...(sink ? { events: sink } : {}),
  });
  const swept = (sweep?.values ?? []).map((at) => {
    const one = withField(scenario, sweep?.key ?? "threads", at);
    const key = `${scenarioToQuery(one)} ${String(seconds)}`;
    return { at, one, key, solved: kept(() => solvedOf(one)) };
  });
  const points = new Map(
    swept.flatMap(({ at, key }) => {
      const known = memory.get(key);
      return known ? [[at, known]] : [];
    }),
  );
  const takePoint = (
    { at, one, key, solved }: (typeof swept)[number],
    result: SimulationResult,
  ) => {
    const point = {
      at,
      rate: rateOf(result, one),
      cpu: result.cpu.client,
      latency: latencyOf(String(at), String(at), result),
      because:
        solved().solved === null ? null : compare(solve(one), result).because,
    };
    points.set(at, point);
    for (const oldest of memory.keys()) {
      if (memory.size < mostPoints) break;
      memory.delete(oldest);
    }
    memory.set(key, point);
  };
  // The run itself is the sweep's at its own place: caption and table say one figure.
  const isMain = ({ one }: { one: Scenario }) =>
    scenarioToQuery(one) === scenarioToQuery(scenario);
  const others = swept.filter((each) => !isMain(each) && !points.has(each.at));
  const firsts: SimulationResult[] = [];
  const seconds2: SimulationResult[] = [];

  /** What is left to run, in order; each says what to do with its result. */
  const rest: (() => { run: Run; take: (result: SimulationResult) => void })[] =
    [
      ...others.map((each) => () => ({
        run: startSimulation(each.one, { seconds }),
        take: (result: SimulationResult) => {
          takePoint(each, result);
        },
      })),
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
  const total = 1 + others.length + (other ? 2 * pairs : 0);
  let current: {
    run: Run;
    take: (result: SimulationResult) => void;
  } | null = {
    run: main,
    take: (result) => {
      for (const each of swept.filter(isMain)) takePoint(each, result);
    },
  };
  let next = 0;
  let done = 0;

  const published = kept(() => {
    if (sweep?.key !== "threads") return [];
    const most = Math.max(...sweep.values);
    return rowErrors(
      measuredRows(scenario).filter(({ threads }) => threads <= most),
    );
  });
  const solved = kept(() => solvedOf(scenario).solved);
  const line = kept(() =>
    swept.map((each) => ({ at: each.at, ...each.solved() })),
  );
  const mainIsOver = () => current?.run !== main;
  const inOrder = kept(
    () => [...points.values()].sort((a, b) => a.at - b.at),
    () => points.size,
  );
  const run = kept(
    () => runFigure(main.result(), request.query, solved(), mainIsOver()),
    () => (mainIsOver() ? Infinity : main.progress),
  );
  const lanes = kept(
    () => sink && timeline && lanesOf(sink, timeline),
    // A span that is behind is read once.
    () => (sink?.ended ? Infinity : main.progress),
  );
  const paired = kept(
    () =>
      request.against === null
        ? null
        : pairedFigure(request.against, firsts, seconds2),
    () => seconds2.length,
  );

  const job = {
    get progress() {
      const now = current?.run.progress ?? 0;
      return Math.min(1, (done + now) / total);
    },
    advance(events: number): boolean {
      if (!current) return true;
      if (!current.run.advance(events)) return false;
      current.take(current.run.result());
      done += 1;
      const start = rest[next];
      if (!start) {
        current = null;
        return true;
      }
      current = start();
      next += 1;
      return false;
    },
    tells: () =>
      line().some(({ solved: rate }) => rate !== null) ||
      (sink ? sink.ended : run().rate.batches > 0),
    figure: (): SimFigure => ({
      request,
      progress: job.progress,
      run: run(),
      timeline: lanes(),
      line: line(),
      sweep: inOrder(),
      published: published(),
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
