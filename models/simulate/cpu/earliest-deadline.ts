/**
 * Xen's SEDF: a slice in each period by deadline, and what is left over in small quanta.
 *
 * IDEA   Each vCPU is owed a slice of CPU in each period, and the one whose period ends first runs
 *        first. When nobody who is owed anything is runnable, those with extra time share the
 *        slack in quanta of 0.5 ms, in order of the slack had so far over weight.
 * UNITS  Nanoseconds.
 * HOLDS  Slices are met while they sum to no more than one CPU; slack is shared by weight.
 *        Work-conserving with extra time.
 * FAILS  Slices are set from weights over one period for all (`reserved` of the machine), as for
 *        weight-driven domains; latency hints are left out. One queue for all CPUs, which the
 *        original had not: it balanced nothing.
 * COST   A heap step or two a change.
 * SOURCE Xen sched_sedf.c; mechanism notes 5.4.
 */
import { KeyedHeap } from "./keyed-heap.ts";
import type { Membership, Reason, Scheduler } from "./scheduler.ts";
import { woken } from "./scheduler.ts";

export interface EarliestDeadlineSettings {
  readonly periodNs: number;
  readonly extraQuantumNs: number;
  /** Part of the machine that is promised in slices, by weight: 0 for best effort only. */
  readonly reserved: number;
}

export class EarliestDeadline implements Scheduler {
  readonly tickNs = 0;
  readonly firstTickNs = 0;
  private readonly members: Membership;
  private readonly settings: EarliestDeadlineSettings;
  /** Owed something, by deadline. */
  private readonly owed: KeyedHeap;
  /** Had their slice, by the end of the period. */
  private readonly spent: KeyedHeap;
  /** The same, by slack had over weight. */
  private readonly extra: KeyedHeap;
  private readonly deadline: Float64Array;
  private readonly used: Float64Array;
  private readonly slice: Float64Array;
  private readonly score: Float64Array;
  private readonly onExtra: Uint8Array;
  private readonly meanShares: number;
  private leastScore = 0;

  constructor(members: Membership, settings: EarliestDeadlineSettings) {
    const { tasks } = members;
    this.members = members;
    this.settings = settings;
    this.owed = new KeyedHeap(tasks);
    this.spent = new KeyedHeap(tasks);
    this.extra = new KeyedHeap(tasks);
    this.deadline = new Float64Array(tasks);
    this.used = new Float64Array(tasks);
    this.score = new Float64Array(tasks);
    this.onExtra = new Uint8Array(tasks);
    this.meanShares = members.meanShares();
    const promised = settings.periodNs * settings.reserved * members.cpus;
    this.slice = Float64Array.from({ length: tasks }, (_, task) =>
      Math.floor(
        Math.min(
          settings.periodNs,
          (promised * members.sharesOf(task)) / (this.meanShares * tasks),
        ),
      ),
    );
  }

  get queued(): number {
    return this.owed.size + this.extra.size;
  }

  enqueue(task: number, reason: Reason, now: number): void {
    const { periodNs } = this.settings;
    const late = now - this.deadline[task]!;
    if (late >= 0) {
      // One that slept starts a period of its own; one that was busy keeps its phase.
      this.deadline[task] =
        reason === woken ? now + periodNs : now + periodNs - (late % periodNs);
      this.used[task] = 0;
    }
    if (this.used[task]! < this.slice[task]!) {
      this.owed.set(task, this.deadline[task]!);
      return;
    }
    if (this.slice[task]! > 0) this.spent.set(task, this.deadline[task]!);
    if (reason === woken && this.score[task]! < this.leastScore)
      this.score[task] = this.leastScore;
    this.extra.set(task, this.score[task]!);
  }

  dequeue(task: number): void {
    this.onExtra[task] = this.extra.has(task) ? 1 : 0;
    this.owed.remove(task);
    this.spent.remove(task);
    this.extra.remove(task);
  }

  pick(now: number): number {
    this.renew(now);
    const owed = this.owed.pop();
    if (owed >= 0) {
      this.onExtra[owed] = 0;
      return owed;
    }
    const task = this.extra.pop();
    if (task < 0) return -1;
    this.spent.remove(task);
    this.onExtra[task] = 1;
    if (this.score[task]! > this.leastScore)
      this.leastScore = this.score[task]!;
    return task;
  }

  /** To the end of the slice or quantum, or until another is owed its next one. */
  sliceNs(task: number, now: number): number {
    const own =
      this.onExtra[task] === 1
        ? this.settings.extraQuantumNs
        : this.slice[task]! - this.used[task]!;
    return Math.max(1, Math.min(own, this.spent.firstKey() - now));
  }

  charge(task: number, ranNs: number): void {
    if (this.onExtra[task] === 1)
      this.score[task]! +=
        (ranNs * this.meanShares) / this.members.sharesOf(task);
    else this.used[task]! += ranNs;
  }

  preemptAt(queued: number, runs: number, _ran: number, now: number): number {
    if (!this.owed.has(queued)) return Infinity;
    const sooner =
      this.onExtra[runs] === 1 || this.deadline[queued]! < this.deadline[runs]!;
    return sooner ? now : Infinity;
  }

  tickTask(): boolean {
    return false;
  }

  tick(): void {
    // No tick.
  }

  retryAt(): number {
    return this.spent.firstKey();
  }

  /** Those whose period has ended are owed a slice again. */
  private renew(now: number): void {
    while (this.spent.firstKey() <= now) {
      const task = this.spent.pop();
      this.extra.remove(task);
      const { periodNs } = this.settings;
      const late = now - this.deadline[task]!;
      this.deadline[task] = now + periodNs - (late % periodNs);
      this.used[task] = 0;
      this.owed.set(task, this.deadline[task]);
    }
  }
}
