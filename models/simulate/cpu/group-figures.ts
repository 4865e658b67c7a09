/**
 * What the machine counts: CPU time, waiting and parking by task, distributions by group.
 *
 * UNITS  Nanoseconds by task, whole, so that the sums are exact; seconds in the histograms.
 * HOLDS  A wait is the whole stay between losing a CPU, or waking, and running: parked time is part
 *        of it, as in prstat's LAT. It is recorded when it ends. A run is the whole stay on a CPU.
 * COST   64 bytes a task, two histograms a group.
 */
import { LatencyHistogram } from "../latency-histogram.ts";

const toS = 1e-9;

export class GroupFigures {
  readonly names: readonly string[];
  /** By task, nanoseconds since the reset. */
  readonly cpuNs: Float64Array;
  readonly waitedNs: Float64Array;
  readonly parkedNs: Float64Array;
  readonly longestWaitNs: Float64Array;
  /** By task: waiting that `closeAccounts` has already counted. */
  private readonly waitCounted: Float64Array;
  private readonly parkCounted: Float64Array;
  /** By group. */
  readonly parkings: Float64Array;
  readonly preemptions: Float64Array;
  readonly runs: readonly LatencyHistogram[];
  readonly waits: readonly LatencyHistogram[];
  migrations = 0;
  /** When the figures began. */
  sinceNs = 0;

  constructor(names: readonly string[], tasks: number) {
    this.names = names;
    this.cpuNs = new Float64Array(tasks);
    this.waitedNs = new Float64Array(tasks);
    this.parkedNs = new Float64Array(tasks);
    this.longestWaitNs = new Float64Array(tasks);
    this.waitCounted = new Float64Array(tasks);
    this.parkCounted = new Float64Array(tasks);
    this.parkings = new Float64Array(names.length);
    this.preemptions = new Float64Array(names.length);
    this.runs = names.map(() => new LatencyHistogram());
    this.waits = names.map(() => new LatencyHistogram());
  }

  waitedFor(task: number, group: number, ns: number): void {
    this.waitedNs[task]! += ns - this.waitCounted[task]!;
    this.waitCounted[task] = 0;
    if (ns > this.longestWaitNs[task]!) this.longestWaitNs[task] = ns;
    this.waits[group]!.record(ns * toS);
  }

  parkedFor(task: number, ns: number): void {
    this.parkedNs[task]! += ns - this.parkCounted[task]!;
    this.parkCounted[task] = 0;
  }

  ranFor(group: number, ns: number): void {
    this.runs[group]!.record(ns * toS);
  }

  /** Counts a stay that has not ended. */
  waitedSoFar(task: number, ns: number): void {
    this.waitedNs[task]! += ns - this.waitCounted[task]!;
    this.waitCounted[task] = ns;
  }

  parkedSoFar(task: number, ns: number): void {
    this.parkedNs[task]! += ns - this.parkCounted[task]!;
    this.parkCounted[task] = ns;
  }

  /** Forgets the figures; stays that have not ended are counted from now on. */
  reset(now: number): void {
    this.sinceNs = now;
    this.migrations = 0;
    this.cpuNs.fill(0);
    this.waitedNs.fill(0);
    this.parkedNs.fill(0);
    this.longestWaitNs.fill(0);
    this.parkings.fill(0);
    this.preemptions.fill(0);
    for (const histogram of this.runs) histogram.clear();
    for (const histogram of this.waits) histogram.clear();
  }
}
