/**
 * What the machine counts: CPU time, waiting and parking by task, distributions of the first group.
 *
 * UNITS  Nanoseconds by task, whole, so that the sums are exact; seconds in the histograms.
 * HOLDS  A wait is the whole stay between losing a CPU, or waking, and running: parked time is part
 *        of it, as in prstat's LAT. It is recorded when it ends. A run is the whole stay on a CPU.
 *        Only the first group's stays are kept as a distribution: it is the tenant that is watched.
 * COST   56 bytes a task, 24 a group, two histograms.
 */
import { LatencyHistogram } from "../latency-histogram.ts";

const toS = 1e-9;

export class GroupFigures {
  readonly names: readonly string[];
  /** By task, nanoseconds since the reset. */
  readonly cpuNs: Float64Array;
  readonly waitedNs: Float64Array;
  readonly parkedNs: Float64Array;
  /** By task: waiting that `closeAccounts` has already counted. */
  private readonly waitCounted: Float64Array;
  private readonly parkCounted: Float64Array;
  /** By group. */
  readonly parkings: Float64Array;
  readonly preemptions: Float64Array;
  readonly stays: Float64Array;
  /** Of the first group. */
  readonly runs = new LatencyHistogram();
  readonly waits = new LatencyHistogram();
  migrations = 0;
  /** When the figures began. */
  sinceNs = 0;

  constructor(names: readonly string[], tasks: number) {
    this.names = names;
    this.cpuNs = new Float64Array(tasks);
    this.waitedNs = new Float64Array(tasks);
    this.parkedNs = new Float64Array(tasks);
    this.waitCounted = new Float64Array(tasks);
    this.parkCounted = new Float64Array(tasks);
    this.parkings = new Float64Array(names.length);
    this.preemptions = new Float64Array(names.length);
    this.stays = new Float64Array(names.length);
  }

  waitedFor(task: number, group: number, ns: number): void {
    this.waitedNs[task]! += ns - this.waitCounted[task]!;
    this.waitCounted[task] = 0;
    if (group === 0) this.waits.record(ns * toS);
  }

  parkedFor(task: number, ns: number): void {
    this.parkedNs[task]! += ns - this.parkCounted[task]!;
    this.parkCounted[task] = 0;
  }

  ranFor(group: number, ns: number): void {
    this.stays[group]! += 1;
    if (group === 0) this.runs.record(ns * toS);
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
    this.parkings.fill(0);
    this.preemptions.fill(0);
    this.stays.fill(0);
    this.runs.clear();
    this.waits.clear();
  }
}
