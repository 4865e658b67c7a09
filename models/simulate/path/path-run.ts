/**
 * A run of a path: the machine, its statistics, and the result that they make.
 *
 * IDEA   The machine keeps running totals; batch means copy them at the end of every batch, so
 *        that every figure has an interval. The latency of each train goes into a histogram.
 * UNITS  Seconds, units per second.
 * HOLDS  Figures are of the batches that intervals rest on; percentiles of all after the warm-up.
 * FAILS  A train is one observation of latency, however many units it has.
 * COST   40 copies of the totals, a coarse histogram among them, and one histogram.
 */
import { solveCapped } from "../../capping.ts";
import { networkOf } from "../../network.ts";
import { publishedValues } from "../../parameters/published-values.ts";
import type { ParameterValues } from "../../parameters/catalogue.ts";
import type { Scenario } from "../../scenario.ts";
import {
  BatchMeans,
  fewestObservations,
  perSecond,
  plannedBatches,
} from "../batch-means.ts";
import { LatencyHistogram } from "../latency-histogram.ts";
import {
  tooShortRemark,
  type Estimate,
  type SimulationResult,
} from "../result.ts";
import { copyLatency, latencyColumns, percentilesOf } from "../percentiles.ts";
import {
  runBounds,
  type Bounds,
  type Run,
  type SimulateOptions,
} from "../run.ts";
import { capOf } from "./cap-of.ts";
import type { Follower } from "./follower.ts";
import { Machine } from "./machine.ts";
import { programOf, type Program } from "./program.ts";

const unitsColumn = 0;
const secondsColumn = 1;
const clientColumn = 2;
const destColumn = 3;
const firstStation = 4;

/** Simulated seconds where the caller does not say: at least, and at most. */
const usualSeconds = 10;
const longestUsualS = 1e5;
/** Units that a run of its own choice waits for: twice what an interval needs. */
const usualUnits = 2 * fewestObservations;
/** Warm-up: at least, in loops, and under a cap, whose memory is a second long. */
const shortestWarmupS = 0.2;
const warmupLoops = 10;
const cappedWarmupS = 1;
const usualMostEvents = 200_000_000;

export class PathRun implements Run {
  private readonly scenario: Scenario;
  private readonly program: Program;
  private readonly machine: Machine;
  private readonly seed: number;
  private readonly seconds: number;
  private readonly warmupS: number;
  private readonly precision: number;
  private readonly batchS: number;
  private readonly mostEvents: number;
  private readonly latency = new LatencyHistogram();
  private readonly firstLatency: number;
  private readonly totals: Float64Array;
  private batches: BatchMeans | null = null;
  private ended = false;
  private countsAtStart: Record<string, number> = {};

  constructor(
    scenario: Scenario,
    options: SimulateOptions = {},
    values: ParameterValues = publishedValues,
    follower?: Follower,
  ) {
    const network = networkOf(scenario, values);
    this.scenario = scenario;
    this.program = programOf(network);
    this.seed = options.seed ?? scenario.seed;
    const { throughput, rounds, cpuPerUnitS } = solveCapped(network);
    const loopS = rounds.population / throughput;
    this.precision = options.precision ?? 0;
    const usualS =
      this.precision > 0
        ? longestUsualS
        : Math.min(
            longestUsualS,
            Math.max(usualSeconds, usualUnits / throughput),
          );
    this.seconds = within(options.seconds ?? usualS, runBounds.seconds);
    const settlesS = Math.max(shortestWarmupS, warmupLoops * loopS);
    const capped = network.force.capCpus !== null;
    this.warmupS = within(
      options.warmup ?? (capped ? cappedWarmupS + settlesS : settlesS),
      runBounds.warmup,
    );
    this.mostEvents = options.mostEvents ?? usualMostEvents;
    const mayEndEarly =
      this.precision > 0 ||
      this.seconds * throughput * this.program.visits.length > this.mostEvents;
    // A run that may end early begins with short batches, which double as it goes on.
    this.batchS = mayEndEarly
      ? Math.min(this.seconds, fewestObservations / throughput) / plannedBatches
      : this.seconds / plannedBatches;
    const caps = [capOf(network), capOf(network)] as const;
    caps[0]?.settle(throughput * cpuPerUnitS.client);
    caps[1]?.settle(throughput * cpuPerUnitS.dest);
    this.machine = new Machine(this.program, {
      seed: this.seed,
      service: scenario.workload.service,
      caps,
      onLoop: (atS, seconds) => {
        if (atS >= this.warmupS) this.latency.record(seconds);
      },
      // As far apart as the solver says that they will be.
      spreadS: loopS,
      events: options.events,
      follower,
    });
    this.firstLatency = firstStation + network.stations.length;
    this.totals = new Float64Array(this.firstLatency + latencyColumns);
  }

  get progress(): number {
    if (this.ended) return 1;
    const whole = this.warmupS + this.seconds;
    return Math.max(
      this.machine.nowS / whole,
      this.machine.events / this.mostEvents,
    );
  }

  advance(events: number): boolean {
    const { machine } = this;
    const most = Math.min(machine.events + events, this.mostEvents);
    while (!this.ended && machine.events < most) {
      const until = this.batches ? this.batches.endS : this.warmupS;
      if (!machine.run(until, most - machine.events)) break;
      if (this.batches) this.closeBatch(this.batches);
      else this.begin();
    }
    if (machine.events >= this.mostEvents) this.ended = true;
    return this.ended;
  }

  private begin(): void {
    this.latency.clear();
    this.batches = new BatchMeans(
      this.totals.length,
      this.batchS,
      this.readTotals(),
      this.warmupS,
    );
    this.countsAtStart = this.counts();
  }

  private closeBatch(batches: BatchMeans): void {
    batches.close(this.readTotals());
    // Two thousandths of a batch: sums of batch lengths are not exact.
    const past = batches.endS - 0.998 * batches.length - this.warmupS;
    if (past >= this.seconds) this.ended = true;
    if (this.precision <= 0) return;
    const rate = this.rate(1);
    if (!rate.tooShort && rate.high95 - rate.mean <= this.precision * rate.mean)
      this.ended = true;
  }

  private readTotals(): Float64Array {
    const { machine, totals } = this;
    totals[unitsColumn] = machine.loops.units;
    totals[secondsColumn] = machine.loops.unitSeconds;
    totals[clientColumn] = machine.work.chargedS[0]!;
    totals[destColumn] = machine.work.chargedS[1]!;
    totals.set(machine.work.doneS, firstStation);
    copyLatency(this.latency, totals, this.firstLatency);
    return totals;
  }

  private counts(): Record<string, number> {
    const { machine } = this;
    const sum = (
      of: readonly ({ readonly [K in "flushes"]: number } | null)[],
    ) => of.reduce((all, each) => all + (each?.flushes ?? 0), 0);
    return {
      interrupts: machine.nics
        .flat()
        .reduce((all, { interrupts }) => all + interrupts, 0),
      kicks: machine.kicks.count,
      flushes: sum(machine.rings),
      wakeups: machine.wakeups.count,
      parkings: machine.parking.reduce(
        (all, each) => all + (each?.parkings ?? 0),
        0,
      ),
      retransmits: machine.capped.retransmits,
    };
  }

  /** Units a second, times `scale`. */
  private rate(scale: number): Estimate {
    return this.estimate(unitsColumn, perSecond, scale);
  }

  private estimate(sum: number, per: number, scale = 1): Estimate {
    return this.batches
      ? this.batches.estimate(sum, per, unitsColumn, scale)
      : nothing;
  }

  result(): SimulationResult {
    const { machine, program, batches } = this;
    const { traffic, stations } = program.network;
    const seconds = Math.max(0, machine.nowS - this.warmupS);
    const counts = Object.fromEntries(
      Object.entries(this.counts()).map(([name, count]) => [
        name,
        seconds > 0 ? (count - (this.countsAtStart[name] ?? 0)) / seconds : 0,
      ]),
    );
    return {
      scenario: this.scenario,
      seed: this.seed,
      seconds: batches?.seconds ?? 0,
      warmupSeconds: this.warmupS,
      messagesPerSecond: this.rate(traffic.messagesPerUnit),
      packetsPerSecond: this.rate(traffic.packetsPerUnit),
      bitsPerSecond: this.rate(traffic.bytesPerUnit * 8),
      residenceSeconds: this.estimate(secondsColumn, unitsColumn),
      utilisation: Object.fromEntries(
        stations.map((station, at) => [
          station.id,
          this.estimate(firstStation + at, perSecond, 1 / station.servers),
        ]),
      ),
      cpu: {
        client: this.estimate(clientColumn, perSecond),
        dest: this.estimate(destColumn, perSecond),
      },
      latency: this.latency,
      percentiles: percentilesOf(this.latency, batches, this.firstLatency),
      counts,
      events: machine.events,
      remarks: this.remarks(seconds),
    };
  }

  private remarks(seconds: number): string[] {
    const remarks: string[] = [];
    if (this.machine.events >= this.mostEvents)
      remarks.push(
        `Stopped at ${String(this.mostEvents)} events, after ${seconds.toPrecision(3)} of ${String(this.seconds)} simulated seconds.`,
      );
    const residence = this.estimate(secondsColumn, unitsColumn);
    if (this.rate(1).tooShort || residence.tooShort)
      remarks.push(tooShortRemark);
    return remarks;
  }
}

const nothing: Estimate = {
  mean: 0,
  low95: 0,
  high95: 0,
  batches: 0,
  tooShort: true,
};

const within = (value: number, [low, high]: Bounds): number =>
  Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : low;
