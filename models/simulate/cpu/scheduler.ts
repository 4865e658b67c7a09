/**
 * What a scheduler is to the machine: a queue with opinions.
 *
 * IDEA   The machine knows which thread runs where, and when it will be done; a scheduler keeps the
 *        runnable threads that do not run, says which is next, how long it may run, and whether one
 *        that wakes may interrupt another. The same interface holds illumos FSS, Linux CFS and the
 *        four schedulers of Xen; a vCPU is a thread like any other.
 * UNITS  Nanoseconds of simulated time, whole numbers, so that sums are exact.
 * HOLDS  All CPUs share one queue: no thread waits while a CPU idles.
 * FAILS  Real kernels keep a queue a CPU and balance: cache affinity, imbalance and the cost of a
 *        migration are left out.
 */

/** Why a task becomes runnable. */
export const woken = 0;
/** It lost its CPU and would rather have kept it. */
export const preempted = 1;
/** A cap or a quota let it go. */
export const released = 2;
export type Reason = typeof woken | typeof preempted | typeof released;

/** Who belongs to whom: shared by the machine and its scheduler, and kept by the machine. */
export class Membership {
  readonly cpus: number;
  readonly tasks: number;
  readonly groups: number;
  /** By task. */
  readonly groupOf: Int32Array;
  /** By group: its shares or weight, > 0. */
  readonly shares: Float64Array;
  /** By group: tasks that are running, runnable or parked. */
  readonly active: Int32Array;
  /** Of all groups with an active task. */
  activeShares = 0;
  activeTasks = 0;

  constructor(
    cpus: number,
    groupOf: readonly number[],
    shares: readonly number[],
  ) {
    this.cpus = cpus;
    this.tasks = groupOf.length;
    this.groups = shares.length;
    this.groupOf = Int32Array.from(groupOf);
    this.shares = Float64Array.from(shares);
    this.active = new Int32Array(shares.length);
  }

  enter(task: number): void {
    const group = this.groupOf[task]!;
    if (this.active[group] === 0) this.activeShares += this.shares[group]!;
    this.active[group]! += 1;
    this.activeTasks += 1;
  }

  leave(task: number): void {
    const group = this.groupOf[task]!;
    this.active[group]! -= 1;
    this.activeTasks -= 1;
    if (this.active[group] === 0) this.activeShares -= this.shares[group]!;
  }

  /** The task's part of its group's shares. */
  weightOf(task: number): number {
    const group = this.groupOf[task]!;
    return this.shares[group]! / Math.max(1, this.active[group]!);
  }

  /** The whole group's shares: Xen's weight is that of each vCPU of a domain. */
  sharesOf(task: number): number {
    return this.shares[this.groupOf[task]!]!;
  }

  /** Shares of an average task: what `sharesOf` is relative to. */
  meanShares(): number {
    let sum = 0;
    for (let task = 0; task < this.tasks; task++) sum += this.sharesOf(task);
    return sum / Math.max(1, this.tasks);
  }
}

/** What a scheduler or a throttle asks of the machine. */
export interface Machinery {
  /** Takes a runnable or running task out of the competition until `release`. */
  park(task: number): void;
  release(task: number): void;
  isParked(task: number): boolean;
  isRunning(task: number): boolean;
}

export interface Scheduler {
  /** To the next call of `tick`, from the last one; 0 for a scheduler that has none. */
  readonly tickNs: number;
  /** The first of them. */
  readonly firstTickNs: number;
  /** Tasks queued that `pick` could return now. */
  readonly queued: number;
  enqueue(task: number, reason: Reason, now: number): void;
  /** Takes a queued task out without running it. */
  dequeue(task: number): void;
  /** Takes the next task out of the queue. @returns it, or -1 */
  pick(now: number): number;
  /** How long `task`, just picked, may run before the scheduler is asked again; > 0. */
  sliceNs(task: number, now: number): number;
  charge(task: number, ranNs: number, now: number): void;
  /**
   * When `running`, dispatched `ranNs` ago, must make room for a task that has just been queued.
   * @returns `now`, a later time, or Infinity for "not before its slice ends"
   */
  preemptAt(
    queued: number,
    running: number,
    ranNs: number,
    now: number,
  ): number;
  /** For each running task at each tick. @returns true if it must make room */
  tickTask(task: number, now: number): boolean;
  tick(now: number, machine: Machinery): void;
  /** When an idle CPU should look again although nothing was queued; Infinity for never. */
  retryAt(now: number): number;
}

/** What holds a group below a number of CPUs. */
export interface Throttle {
  readonly tickNs: number;
  /** How long the group may still run on this CPU; 0 or less means park. */
  grantNs(group: number, cpu: number, now: number): number;
  charge(group: number, cpu: number, ranNs: number): void;
  /** No task of the group is left on the CPU. */
  left(group: number, cpu: number, machine: Machinery): void;
  parked(group: number, task: number): void;
  /** A parked task that ends or is let go by another way. */
  unparked(task: number): void;
  tick(now: number, machine: Machinery): void;
  /** True where running tasks of the group must be parked at this tick. */
  stopsAtTick(group: number): boolean;
  /** Periods of the first group since the reset, and those in which it was stopped; null without. */
  readonly periods: { readonly all: number; readonly throttled: number } | null;
  /** Forgets the figures, not the state. */
  reset(): void;
}
