/**
 * Linux CFS: the thread that has run least, by its weight, runs next.
 *
 * IDEA   Each thread has a virtual run time, which advances by real time over weight. The least runs
 *        next, for its part of a target latency. One that wakes is placed at most half a target
 *        latency behind the least, and interrupts a thread that is ahead of it by more than a
 *        granularity.
 * UNITS  Nanoseconds.
 * HOLDS  Threads that compete get CPU in proportion to weight; a group's weight is divided among
 *        its active threads. Work-conserving.
 * FAILS  One queue for all CPUs. Slices end by a timer, not at the next tick; group weights are
 *        divided flat, not by a tree of entities.
 * COST   One heap step a change.
 * SOURCE Linux 3.2 kernel/sched_fair.c; mechanism notes 5.3.
 */
import { KeyedHeap } from "./keyed-heap.ts";
import type { Membership, Reason, Scheduler } from "./scheduler.ts";
import { woken } from "./scheduler.ts";

export interface CompletelyFairSettings {
  readonly latencyNs: number;
  readonly minGranularityNs: number;
  readonly wakeupGranularityNs: number;
  /** CPUs beyond which the three no longer grow. */
  readonly scaleCpus: number;
}

export class CompletelyFair implements Scheduler {
  readonly tickNs = 0;
  readonly firstTickNs = 0;
  private readonly members: Membership;
  private readonly queue: KeyedHeap;
  private readonly virtual: Float64Array;
  private readonly meanWeight: number;
  private readonly latencyNs: number;
  private readonly minGranularityNs: number;
  private readonly wakeupGranularityNs: number;
  private least = 0;

  constructor(members: Membership, settings: CompletelyFairSettings) {
    this.members = members;
    this.queue = new KeyedHeap(members.tasks);
    this.virtual = new Float64Array(members.tasks);
    this.meanWeight = members.meanWeight();
    const factor =
      1 + Math.floor(Math.log2(Math.min(members.cpus, settings.scaleCpus)));
    this.latencyNs = settings.latencyNs * factor;
    this.minGranularityNs = settings.minGranularityNs * factor;
    this.wakeupGranularityNs = settings.wakeupGranularityNs * factor;
  }

  get queued(): number {
    return this.queue.size;
  }

  enqueue(task: number, reason: Reason): void {
    const { virtual } = this;
    // Nobody saves up more than half a target latency by sleeping, nor, on a CPU alone, by running.
    const floor =
      reason === woken
        ? this.least - this.latencyNs / 2
        : this.least - this.latencyNs;
    if (virtual[task]! < floor) virtual[task] = floor;
    this.queue.set(task, virtual[task]!);
  }

  dequeue(task: number): void {
    this.queue.remove(task);
  }

  pick(): number {
    const task = this.queue.pop();
    if (task >= 0 && this.virtual[task]! > this.least)
      this.least = this.virtual[task]!;
    return task;
  }

  sliceNs(task: number): number {
    const { members } = this;
    const each = Math.max(1, Math.ceil(members.activeTasks / members.cpus));
    const period = Math.max(this.latencyNs, each * this.minGranularityNs);
    const part = (members.weightOf(task) * members.cpus) / members.activeShares;
    return Math.max(
      1,
      Math.round(Math.max(this.minGranularityNs, period * Math.min(1, part))),
    );
  }

  charge(task: number, ranNs: number): void {
    this.virtual[task]! +=
      (ranNs * this.meanWeight) / this.members.weightOf(task);
  }

  preemptAt(queued: number, runs: number, _ran: number, now: number): number {
    const granularity =
      (this.wakeupGranularityNs * this.meanWeight) /
      this.members.weightOf(queued);
    return this.virtual[runs]! - this.virtual[queued]! > granularity
      ? now
      : Infinity;
  }

  tickTask(): boolean {
    return false;
  }

  tick(): void {
    // No tick.
  }

  retryAt(): number {
    return Infinity;
  }
}
