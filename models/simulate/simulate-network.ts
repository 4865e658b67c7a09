/**
 * Simulates the queueing networks that the solvers solve, with intervals and percentiles.
 *
 * IDEA   The events are network-events.ts's; a run adds how long it lasts. Totals are copied at the
 *        end of every batch (batch-means.ts), until the wanted seconds are simulated, or until the
 *        intervals are as narrow as wanted.
 * UNITS  Seconds, requests, requests per second. Utilisation as in solve/network.ts.
 * HOLDS  Closed and open networks of one or several classes; queues, multiservers, delays and
 *        load-dependent stations; fcfs or processor sharing. The same seed gives the same figures,
 *        whatever the slices in which a run is advanced.
 * FAILS  A run ends at `mostEvents`, or when a million requests are inside an open network, and
 *        says so: it is bounded in time and memory whatever the network.
 * COST   About 30 ns an event; memory does not grow with simulated time.
 * SOURCE Law 2015, chapters 1 and 9; network-plan.ts for what a network means to a simulator.
 */
import { ModelError } from "../errors.ts";
import type { ParsedNetwork } from "../solve/parse-network.ts";
import {
  BatchMeans,
  fewestObservations,
  plannedBatches,
} from "./batch-means.ts";
import { NetworkEvents } from "./network-events.ts";
import { planNetwork } from "./network-plan.ts";
import type { StationService } from "./network-plan.ts";
import { classFigures, figures } from "./simulated-network.ts";
import type { NetworkColumns, SimulatedNetwork } from "./simulated-network.ts";

export interface NetworkSimulationOptions {
  /** Which random numbers; 1 if not given. */
  readonly seed?: number;
  /** Simulated seconds that count, > 0. Without it the run goes on to `precision`. */
  readonly seconds?: number;
  /** Simulated seconds discarded before, >= 0. Default 0: the start is the solver's state. */
  readonly warmup?: number;
  /** Half-interval / mean that throughput and response time of every class must reach. */
  readonly precision?: number;
  /** Most events, from 1 to 1e10; 20 million if not given. */
  readonly mostEvents?: number;
  /** Service distributions and disciplines by station name. */
  readonly services?: Readonly<Record<string, StationService>>;
}

/** A simulation under way: advanced in slices, so that a page can show progress and cancel. */
export interface NetworkRun {
  /** Share of the work done, 0 to 1; an estimate where the length is not known. */
  readonly progress: number;
  /** Handles at most so many events. @returns true when the run has ended */
  advance(events: number): boolean;
  /** The figures so far. */
  result(): SimulatedNetwork;
  /** For paired.ts: the batches, and which columns hold what. */
  readonly batches: BatchMeans;
  readonly columns: NetworkColumns;
}

const defaultEvents = 20_000_000;
const defaultPrecision = 0.01;
const batchesBeforeStop = 20;
/** Events without a look at anything else. */
const longestSlice = 4096;

/**
 * Prepares a run; nothing is simulated until `advance`.
 *
 * @param parsed  from `parseNetwork`
 * @throws ModelError  the solvers'; FORMULA_ARGUMENT for an option out of range
 */
export const startNetwork = (
  parsed: ParsedNetwork,
  options: NetworkSimulationOptions = {},
): NetworkRun => {
  const seed = checked("seed", options.seed ?? 1, -1e15, 1e15);
  const seconds =
    options.seconds === undefined
      ? undefined
      : checked("seconds", options.seconds, 1e-12, 1e15);
  const warmup = checked("warmup", options.warmup ?? 0, 0, 1e15);
  const precision = checked(
    "precision",
    options.precision ?? defaultPrecision,
    1e-6,
    1,
  );
  const mostEvents = checked(
    "mostEvents",
    options.mostEvents ?? defaultEvents,
    1,
    1e10,
  );
  const plan = planNetwork(parsed, options.services ?? {});
  const network = new NetworkEvents(plan, seed);
  const { columns, latency } = network;
  const totals = new Float64Array(columns.count);
  let batchStartS = 0;
  let batchEndS: number;
  let events = 0;
  /** Events, and ends of batches: what `mostEvents` bounds. */
  let steps = 0;
  let ended = false;
  let overflowed = false;
  let warming = warmup > 0;
  let measuredFromS = 0;

  const rate = plan.solution.throughput;
  const firstLength =
    seconds !== undefined
      ? seconds / plannedBatches
      : rate > 0
        ? fewestObservations / batchesBeforeStop / rate
        : 1;
  let batches = new BatchMeans(columns.count, firstLength);
  batchEndS = warming ? warmup : batches.endS;

  const closeBatch = () => {
    network.endBatch(totals, batchEndS - batchStartS);
    batchStartS = batchEndS;
    if (warming) {
      warming = false;
      measuredFromS = batchStartS;
      totals.fill(0);
      latency.forEach((one) => {
        one.clear();
      });
      batches = new BatchMeans(columns.count, firstLength, totals, batchStartS);
    } else {
      batches.close(totals);
      if (seconds !== undefined) {
        ended = batches.count === plannedBatches;
      } else if (batches.count >= batchesBeforeStop && batches.count % 4 === 0)
        ended = worstPrecision() <= precision;
    }
    batchEndS = batches.endS;
  };

  /** Largest half-interval / mean of the figures that decide when to stop. */
  const worstPrecision = (): number => {
    let worst = 0;
    for (let c = 0; c < plan.classes.length; c++) {
      const one = plan.classes[c]!;
      if (one.population === 0 && one.arrivalRate === 0) continue;
      const { throughput, responseTime } = classFigures(batches, columns, c);
      for (const { mean, high95, tooShort } of [throughput, responseTime])
        worst = Math.max(worst, tooShort ? Infinity : (high95 - mean) / mean);
    }
    return worst;
  };

  /** What stands in the way of the next event: the end of the batch, or of the room. */
  const makeWay = () => {
    const nextS = network.nextTimeS();
    if (nextS < batchEndS) overflowed = !network.makeRoom();
    else if (nextS < Infinity || seconds !== undefined) closeBatch();
    else ended = true;
    ended ||= overflowed;
  };

  return {
    get progress() {
      if (ended) return 1;
      const spent = Math.min(1, steps / mostEvents);
      if (seconds !== undefined)
        return Math.max(
          spent,
          Math.min(1, network.nextTimeS() / (warmup + seconds)),
        );
      const worst = batches.count < 2 ? Infinity : worstPrecision();
      return Math.max(spent, Math.min(1, (precision / worst) ** 2));
    },
    advance(wanted) {
      let left = Math.floor(wanted);
      while (!ended && left > 0) {
        const most = Math.min(left, longestSlice, mostEvents - steps);
        let rest = network.run(most, batchStartS, batchEndS);
        events += most - rest;
        if (rest > 0) {
          makeWay();
          rest -= 1;
        }
        steps += most - rest;
        left -= most - rest;
        if (steps >= mostEvents) ended = true;
      }
      return ended;
    },
    result: () =>
      figures(plan, batches, latency, {
        seed,
        seconds: batches.seconds,
        warmupSeconds: measuredFromS,
        events,
        wantedSeconds: seconds,
        precision: seconds === undefined ? precision : undefined,
        ended,
        outOfEvents: steps >= mostEvents,
        overflowed,
      }),
    get batches() {
      return batches;
    },
    columns,
  };
};

const checked = (
  name: string,
  value: number,
  least: number,
  most: number,
): number => {
  if (typeof value === "number" && value >= least && value <= most)
    return value;
  throw new ModelError({
    code: "FORMULA_ARGUMENT",
    what: `${name} must be a number from ${least} to ${most}`,
    where: "the simulation’s options",
    found: value,
    hint: `leave ${name} out for its default`,
  });
};
