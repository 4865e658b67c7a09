/**
 * Linux CFS: the group that has run least, by its weight, runs next, and in it such a thread.
 *
 * IDEA   Each group has a virtual run time, which advances by real time over its weight, and each
 *        thread one among those of its group. The least group's least thread runs next, for its part
 *        of a target latency. One that wakes is placed at most half a target latency behind the
 *        least, and interrupts whoever is ahead of it by more than a granularity: threads of one group
 *        are compared with each other, and groups with groups. So a thread that wakes in a group that
 *        is busy anyway waits for its group's turn.
 * UNITS  Nanoseconds.
 * HOLDS  Groups that compete get CPU in proportion to weight, whatever their threads. Work-conserving.
 * FAILS  One queue for all CPUs, and for each group one entity, not one a CPU. Slices end by a timer,
 *        not at the next tick. Every tenant is a group of its own; none is within another.
 * COST   Two heap steps a change.
 * SOURCE Linux 3.2 kernel/sched_fair.c (find_matching_se, place_entity); mechanism notes 5.3.
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
  queued = 0;
  private readonly members: Membership;
  /** Groups with a thread that waits, by virtual run time. */
  private readonly groups: KeyedHeap;
  /** By group: its threads that wait. */
  private readonly threads: readonly KeyedHeap[];
  /** By task: its place among its group's. */
  private readonly placeOf: Int32Array;
  private readonly tasksOf: readonly (readonly number[])[];
  /** By task, within its group; by group. */
  private readonly virtual: Float64Array;
  private readonly groupVirtual: Float64Array;
  /** The least that was picked, by group and of the groups. */
  private readonly leastOf: Float64Array;
  private least = 0;
  private readonly meanShares: number;
  private readonly latencyNs: number;
  private readonly minGranularityNs: number;
  private readonly wakeupGranularityNs: number;

  constructor(members: Membership, settings: CompletelyFairSettings) {
    this.members = members;
    const tasksOf: number[][] = Array.from(
      { length: members.groups },
      () => [],
    );
    this.placeOf = members.groupOf.map(
      (group, task) => tasksOf[group]!.push(task) - 1,
    );
    this.tasksOf = tasksOf;
    this.groups = new KeyedHeap(members.groups);
    this.threads = tasksOf.map(({ length }) => new KeyedHeap(length));
    this.virtual = new Float64Array(members.tasks);
    this.groupVirtual = new Float64Array(members.groups);
    this.leastOf = new Float64Array(members.groups);
    let shares = 0;
    for (const each of members.shares) shares += each;
    this.meanShares = shares / Math.max(1, members.groups);
    const factor =
      1 + Math.floor(Math.log2(Math.min(members.cpus, settings.scaleCpus)));
    this.latencyNs = settings.latencyNs * factor;
    this.minGranularityNs = settings.minGranularityNs * factor;
    this.wakeupGranularityNs = settings.wakeupGranularityNs * factor;
  }

  enqueue(task: number, reason: Reason): void {
    const { virtual, groupVirtual, leastOf, members } = this;
    const group = members.groupOf[task]!;
    const threads = this.threads[group]!;
    // Nobody saves up more than half a target latency by sleeping, nor, on a CPU alone, by running.
    const credit = reason === woken ? this.latencyNs / 2 : this.latencyNs;
    const floor = leastOf[group]! - credit;
    if (virtual[task]! < floor) virtual[task] = floor;
    threads.set(this.placeOf[task]!, virtual[task]!);
    this.queued += 1;
    // A group that was asleep as a whole is placed as a thread is; one that is active keeps its place.
    const alone = members.active[group] === 1;
    const groupFloor = this.least - (alone ? credit : this.latencyNs);
    if (groupVirtual[group]! < groupFloor) groupVirtual[group] = groupFloor;
    this.groups.set(group, groupVirtual[group]!);
  }

  dequeue(task: number): void {
    const group = this.members.groupOf[task]!;
    const threads = this.threads[group]!;
    if (!threads.has(this.placeOf[task]!)) return;
    threads.remove(this.placeOf[task]!);
    this.queued -= 1;
    if (threads.size === 0) this.groups.remove(group);
  }

  pick(): number {
    if (this.queued === 0) return -1;
    const group = this.groups.first();
    const threads = this.threads[group]!;
    const task = this.tasksOf[group]![threads.pop()]!;
    this.queued -= 1;
    if (threads.size === 0) this.groups.remove(group);
    if (this.groupVirtual[group]! > this.least)
      this.least = this.groupVirtual[group]!;
    if (this.virtual[task]! > this.leastOf[group]!)
      this.leastOf[group] = this.virtual[task]!;
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
    const { groupOf, shares } = this.members;
    const group = groupOf[task]!;
    this.virtual[task]! += ranNs;
    this.groupVirtual[group]! += (ranNs * this.meanShares) / shares[group]!;
    if (this.groups.has(group))
      this.groups.set(group, this.groupVirtual[group]!);
  }

  preemptAt(queued: number, runs: number, _ran: number, now: number): number {
    const { groupOf, shares } = this.members;
    const group = groupOf[queued]!;
    const other = groupOf[runs]!;
    const ahead =
      group === other
        ? this.virtual[runs]! - this.virtual[queued]!
        : ((this.groupVirtual[other]! - this.groupVirtual[group]!) *
            shares[group]!) /
          this.meanShares;
    return ahead > this.wakeupGranularityNs ? now : Infinity;
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
