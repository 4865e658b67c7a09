/**
 * Xen's BVT: the earliest virtual time runs, and warps back when it must be quick.
 *
 * IDEA   Each domain's actual virtual time advances by real time over weight, in minimum charging
 *        units. The earliest runs until it is ahead of the next by the context-switch allowance. A
 *        domain that wakes is brought up to the least; a warped domain counts as earlier than it is.
 * UNITS  Nanoseconds; virtual time in nanoseconds of an average domain.
 * HOLDS  Fair by weight over times longer than the allowance. Work-conserving.
 * FAILS  One queue for all CPUs; warp has no limit of time.
 * COST   One heap step a change.
 * SOURCE Xen sched_bvt.c (2006 snapshot); Duda & Cheriton 1999; mechanism notes 5.4.
 */
import { KeyedHeap } from "./keyed-heap.ts";
import type { Membership, Reason, Scheduler } from "./scheduler.ts";
import { preempted } from "./scheduler.ts";

export interface BorrowedVirtualTimeSettings {
  /** Virtual time advances in steps of this. */
  readonly chargingUnitNs: number;
  readonly allowanceNs: number;
  /** By group: how much earlier it counts; 0 for none. */
  readonly warpNs: readonly number[];
}

export class BorrowedVirtualTime implements Scheduler {
  readonly tickNs = 0;
  readonly firstTickNs = 0;
  private readonly members: Membership;
  private readonly settings: BorrowedVirtualTimeSettings;
  private readonly queue: KeyedHeap;
  private readonly actual: Float64Array;
  private readonly owed: Float64Array;
  private readonly meanShares: number;
  /** Virtual time of the scheduler: that of the task picked last. */
  private system = 0;

  constructor(members: Membership, settings: BorrowedVirtualTimeSettings) {
    this.members = members;
    this.settings = settings;
    this.queue = new KeyedHeap(members.tasks);
    this.actual = new Float64Array(members.tasks);
    this.owed = new Float64Array(members.tasks);
    this.meanShares = members.meanShares();
  }

  get queued(): number {
    return this.queue.size;
  }

  enqueue(task: number, reason: Reason): void {
    if (reason !== preempted && this.actual[task]! < this.system)
      this.actual[task] = this.system;
    this.queue.set(task, this.effective(task));
  }

  dequeue(task: number): void {
    this.queue.remove(task);
  }

  pick(): number {
    const task = this.queue.pop();
    if (task >= 0 && this.actual[task]! > this.system)
      this.system = this.actual[task]!;
    return task;
  }

  /** Until it is ahead of the next by the allowance. */
  sliceNs(task: number): number {
    const ahead = this.queue.firstKey() - this.effective(task);
    const real =
      (Math.max(0, ahead === Infinity ? 0 : ahead) *
        this.members.sharesOf(task)) /
      this.meanShares;
    return Math.max(1, Math.round(real + this.settings.allowanceNs));
  }

  charge(task: number, ranNs: number): void {
    const { chargingUnitNs } = this.settings;
    const owed = this.owed[task]! + ranNs;
    const units = Math.floor(owed / chargingUnitNs);
    this.owed[task] = owed - units * chargingUnitNs;
    this.actual[task]! +=
      (units * chargingUnitNs * this.meanShares) / this.members.sharesOf(task);
  }

  preemptAt(queued: number, runs: number, ran: number, now: number): number {
    const ahead = this.effective(queued) - this.effective(runs);
    if (ahead <= 0) return now;
    const real = (ahead * this.members.sharesOf(runs)) / this.meanShares;
    return Math.max(
      now,
      now - ran + Math.round(real + this.settings.allowanceNs),
    );
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

  private effective(task: number): number {
    const warp = this.settings.warpNs[this.members.groupOf[task]!] ?? 0;
    return this.actual[task]! - warp;
  }
}
