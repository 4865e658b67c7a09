/**
 * A run of shared CPUs: warm-up, batches, and what is told at the end.
 *
 * IDEA   The machine advances to the end of a batch, totals are copied, and so on; a caller may stop
 *        after any number of events and go on later, with the same outcome.
 * UNITS  Seconds; CPUs.
 * HOLDS  Memory is fixed at the start; events are bounded, and a remark says when the bound ended
 *        the run.
 * COST   Nothing an event.
 * LENGTH One reading of one machine: its totals are copied and told in the same order.
 */
import { BatchMeans, perSecond, plannedBatches } from "../batch-means.ts";
import type { LatencyHistogram } from "../latency-histogram.ts";
import { copyLatency, latencyColumns, percentilesOf } from "../percentiles.ts";
import type { Estimate, Percentile } from "../result.ts";
import {
  buildSharedCpus,
  type SharedCpus,
  type SharedCpusSpec,
} from "./shared-cpus.ts";

export interface RunLength {
  /** Simulated seconds that count, > 0. */
  readonly seconds: number;
  /** Simulated seconds before them, >= 0. */
  readonly warmupSeconds: number;
  /** Most events, warm-up included. */
  readonly mostEvents: number;
  /** The run may end once its main figure's relative half-interval is at most this; 0 for never. */
  readonly precision?: number;
  /** What `latency` is of: the first group's waits, its busy threads' events, or the first source's. */
  readonly latencyOf?: "waits" | "events" | "response" | "wakeup";
}

export interface GroupResult {
  readonly name: string;
  /** CPUs in use on average. */
  readonly cpus: Estimate;
  readonly parkingsPerSecond: number;
  readonly preemptionsPerSecond: number;
  /** Of the time in which its threads wanted a CPU: spent parked. */
  readonly parkedShare: number;
}

export interface TaskResult {
  readonly group: number;
  readonly name: string;
  readonly cpuSeconds: number;
  readonly waitedSeconds: number;
  readonly parkedSeconds: number;
}

export interface SourceResult {
  readonly name: string;
  readonly eventsPerSecond: Estimate;
  readonly responseSeconds: Estimate;
  readonly response: LatencyHistogram;
  /** From arrival to the first moment that a thread runs for the event. */
  readonly wakeup: LatencyHistogram;
  /** Events that came to a full queue. */
  readonly refused: number;
}

export interface GuestResult {
  readonly name: string;
  /** Part of the time of vCPUs with work in which they had no CPU: what `st` shows. */
  readonly stealShare: number;
  readonly spinningCpus: number;
  readonly pollingCpus: number;
  readonly haltsPerSecond: number;
  readonly pollHitsPerSecond: number;
  readonly pauseExitsPerSecond: number;
  readonly locksPerSecond: number;
  readonly lockWaits: LatencyHistogram;
}

export interface SharedCpusResult {
  readonly seconds: number;
  readonly warmupSeconds: number;
  readonly events: number;
  readonly groups: readonly GroupResult[];
  /** The first group's whole stays on a CPU. */
  readonly runs: LatencyHistogram;
  /** The first group's whole stays between wanting a CPU and having it, parked time included. */
  readonly waits: LatencyHistogram;
  /** What the run was asked to watch. */
  readonly latency: LatencyHistogram;
  readonly percentiles: readonly Percentile[];
  readonly tasks: readonly TaskResult[];
  readonly sources: readonly SourceResult[];
  /** By group: null where it is no guest. */
  readonly guests: readonly (GuestResult | null)[];
  readonly switchesPerSecond: number;
  readonly migrationsPerSecond: number;
  readonly directedYieldsPerSecond: number;
  /** Of a quota: periods a second, and those in which the first group was stopped; null without one. */
  readonly periods: {
    readonly perSecond: number;
    readonly throttledPerSecond: number;
  } | null;
  readonly remarks: readonly string[];
}

const toS = 1e-9;
/** Of the longest run: what the first batches of one that may end early take together. */
const earlyShare = 1 / 1024;

export class SharedCpusRun {
  private readonly parts: SharedCpus;
  private readonly length: RunLength;
  private readonly spec: SharedCpusSpec;
  private readonly totals: Float64Array;
  private readonly latency: LatencyHistogram;
  private readonly firstLatency: number;
  private batches: BatchMeans | null = null;
  private bounded = false;
  private precise = false;
  /** Its end was reached, with all that happens at that instant: a slice may end before. */
  private over = false;

  constructor(spec: SharedCpusSpec, length: RunLength) {
    this.spec = spec;
    this.length = length;
    this.parts = buildSharedCpus(spec);
    const { machine, sources, busyEvents } = this.parts;
    const { latencyOf = "waits" } = length;
    const [source] = sources;
    const { waits } = machine.figures;
    this.latency =
      latencyOf === "events"
        ? (busyEvents?.latency ?? waits)
        : latencyOf === "waits" || !source
          ? waits
          : source[latencyOf];
    // By group: CPU seconds and stays on a CPU; by source: events, seconds of response.
    this.firstLatency = 2 * (spec.groups.length + sources.length);
    this.totals = new Float64Array(this.firstLatency + latencyColumns);
  }

  /** Share of the work done, 0 to 1. */
  get progress(): number {
    if (this.bounded || this.precise) return 1;
    const { seconds, warmupSeconds } = this.length;
    const { machine } = this.parts;
    return Math.min(1, (machine.now * toS) / (seconds + warmupSeconds));
  }

  /** @returns true when the run has ended */
  advance(events: number): boolean {
    const { machine } = this.parts;
    const { seconds, warmupSeconds, mostEvents } = this.length;
    const endS = seconds + warmupSeconds;
    const stopAt = machine.events + events;
    while (!this.bounded && !this.precise && !this.over) {
      const left = Math.min(stopAt, mostEvents) - machine.events;
      if (left <= 0) {
        this.bounded = machine.events >= mostEvents;
        return this.bounded;
      }
      if (this.batches === null) {
        if (machine.advance(warmupSeconds, left)) this.beginMeasuring();
      } else if (machine.advance(Math.min(endS, this.batches.endS), left)) {
        this.over = machine.now * toS >= endS;
        if (this.batches.endS > endS * (1 + 1e-12)) break;
        this.batches.close(this.currentTotals());
        this.precise = this.isPrecise(this.batches);
      }
    }
    return true;
  }

  private beginMeasuring(): void {
    const { machine, guests } = this.parts;
    machine.resetFigures();
    for (const guest of guests) guest?.resetFigures();
    const { seconds, warmupSeconds, precision = 0 } = this.length;
    // A run that may end early begins with short batches, which double as it goes on.
    const share = precision > 0 ? earlyShare : 1;
    this.batches = new BatchMeans(
      this.totals.length,
      (seconds * share) / plannedBatches,
      [],
      warmupSeconds,
    );
  }

  private isPrecise(batches: BatchMeans): boolean {
    const { precision = 0 } = this.length;
    if (precision <= 0) return false;
    const source = 2 * this.spec.groups.length;
    const { mean, high95, tooShort } =
      this.parts.sources.length > 0
        ? batches.estimate(source + 1, source, source)
        : batches.estimate(0, perSecond, 1);
    return !tooShort && high95 - mean <= precision * mean;
  }

  private currentTotals(): Float64Array {
    const { machine, sources, tasksOf } = this.parts;
    const { totals } = this;
    machine.closeAccounts();
    tasksOf.forEach((tasks, group) => {
      let cpu = 0;
      for (const task of tasks) cpu += machine.figures.cpuNs[task]!;
      totals[2 * group] = cpu * toS;
      totals[2 * group + 1] = machine.figures.stays[group]!;
    });
    sources.forEach((source, at) => {
      const column = 2 * (tasksOf.length + at);
      totals[column] = source.completed;
      totals[column + 1] = source.response.mean * source.completed;
    });
    copyLatency(this.latency, totals, this.firstLatency);
    return totals;
  }

  /** The figures so far; complete when `advance` has returned true. */
  result(): SharedCpusResult {
    const { parts, batches, spec } = this;
    const { machine } = parts;
    const { periods } = machine;
    this.currentTotals();
    const seconds = Math.max(
      1e-9,
      machine.now * toS - machine.figures.sinceNs * toS,
    );
    const means = batches ?? new BatchMeans(this.totals.length, 1);
    const tasks = this.taskResults();
    const columns = 2 * parts.tasksOf.length;
    return {
      seconds,
      warmupSeconds: machine.figures.sinceNs * toS,
      events: machine.events,
      groups: spec.groups.map((group, at) =>
        this.groupResult(group.name, at, seconds, means, tasks),
      ),
      runs: machine.figures.runs,
      waits: machine.figures.waits,
      latency: this.latency,
      percentiles: percentilesOf(this.latency, batches, this.firstLatency),
      tasks,
      sources: parts.sources.map((source, at): SourceResult => {
        const column = columns + 2 * at;
        return {
          name: source.spec.name,
          eventsPerSecond: means.estimate(column, perSecond, column),
          responseSeconds: means.estimate(column + 1, column, column),
          response: source.response,
          wakeup: source.wakeup,
          refused: source.refused,
        };
      }),
      guests: parts.guests.map((guest, at) =>
        guest === null ? null : this.guestResult(at, seconds, tasks),
      ),
      switchesPerSecond: machine.switches / seconds,
      migrationsPerSecond: machine.figures.migrations / seconds,
      directedYieldsPerSecond: machine.directedYields / seconds,
      periods: periods && {
        perSecond: periods.all / seconds,
        throttledPerSecond: periods.throttled / seconds,
      },
      remarks: this.remarks(),
    };
  }

  private taskResults(): TaskResult[] {
    const { machine, tasksOf } = this.parts;
    const { figures } = machine;
    return tasksOf.flatMap((tasks, group) =>
      tasks.map((task) => ({
        group,
        name: machine.nameOf(task),
        cpuSeconds: figures.cpuNs[task]! * toS,
        waitedSeconds: figures.waitedNs[task]! * toS,
        parkedSeconds: figures.parkedNs[task]! * toS,
      })),
    );
  }

  private groupResult(
    name: string,
    at: number,
    seconds: number,
    means: BatchMeans,
    tasks: readonly TaskResult[],
  ): GroupResult {
    const { figures } = this.parts.machine;
    const own = tasks.filter(({ group }) => group === at);
    const wanted = wantedSeconds(own);
    return {
      name,
      cpus: means.estimate(2 * at, perSecond, 2 * at + 1),
      parkingsPerSecond: figures.parkings[at]! / seconds,
      preemptionsPerSecond: figures.preemptions[at]! / seconds,
      parkedShare:
        own.reduce((sum, task) => sum + task.parkedSeconds, 0) / wanted,
    };
  }

  private guestResult(
    at: number,
    seconds: number,
    tasks: readonly TaskResult[],
  ): GuestResult {
    const guest = this.parts.guests[at]!;
    const threads = this.spec.groups[at]!.threads?.length ?? 0;
    const vcpus = tasks.filter(({ group }) => group === at).slice(threads);
    return {
      name: guest.name,
      stealShare:
        vcpus.reduce((sum, task) => sum + task.waitedSeconds, 0) /
        wantedSeconds(vcpus),
      spinningCpus: (guest.spunNs * toS) / seconds,
      pollingCpus: (guest.polledNs * toS) / seconds,
      haltsPerSecond: guest.halts / seconds,
      pollHitsPerSecond: guest.pollHits / seconds,
      pauseExitsPerSecond: guest.pauseExits / seconds,
      locksPerSecond: guest.lockTakings / seconds,
      lockWaits: guest.lockWaits,
    };
  }

  private remarks(): string[] {
    const remarks = [...this.parts.remarks];
    if (this.bounded)
      remarks.push(
        `Stopped after ${this.parts.machine.events} events, before the ${this.length.seconds} s that were asked for.`,
      );
    if (this.batches === null)
      remarks.push("Still in the warm-up: these figures will be discarded.");
    return remarks;
  }
}

const wantedSeconds = (tasks: readonly TaskResult[]): number =>
  Math.max(
    1e-9,
    tasks.reduce(
      (sum, { cpuSeconds, waitedSeconds }) => sum + cpuSeconds + waitedSeconds,
      0,
    ),
  );
