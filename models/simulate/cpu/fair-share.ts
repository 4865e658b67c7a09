/**
 * illumos FSS: shares by priority, priority by decayed usage.
 *
 * IDEA   Usage is counted in clock ticks. Once a second each group's usage decays to three quarters
 *        and is divided by the square of its share; each tick that a thread runs adds to its number
 *        as much as its group is over. The larger the number, the lower the priority; the highest
 *        priority runs, for a quantum of 11 ticks.
 * UNITS  Nanoseconds; usage in ticks.
 * HOLDS  Groups that compete get CPU in proportion to their shares, after seconds. Work-conserving.
 * FAILS  One project a zone; one nice value. Parked threads count among the runnable of their group.
 *        What runs between two ticks and sleeps at both is not charged: so does the original.
 * COST   Constant a step; once a second, constant for each thread.
 * SOURCE illumos fss.c (2012); mechanism notes 5.1.
 */
import type { Membership, Reason, Scheduler } from "./scheduler.ts";
import { preempted } from "./scheduler.ts";
import { TaskLists } from "./task-lists.ts";

/** User priorities 0 to 59. */
const highest = 59;
const firstPriority = 29;

export interface FairShareSettings {
  readonly tickNs: number;
  readonly quantumTicks: number;
  /** Of a group's usage, a second. */
  readonly usageDecay: number;
  /** Of a thread's number, a second. */
  readonly priorityDecay: number;
}

export class FairShare implements Scheduler {
  readonly tickNs: number;
  readonly firstTickNs: number;
  queued = 0;
  private readonly members: Membership;
  private readonly settings: FairShareSettings;
  private readonly lists: TaskLists;
  private readonly priority: Int32Array;
  /** `fsspri`, and the ticks not yet in it. */
  private readonly number: Float64Array;
  private readonly ticks: Float64Array;
  private readonly left: Int32Array;
  private readonly toBack: Uint8Array;
  private readonly groupTicks: Float64Array;
  private readonly usage: Float64Array;
  private readonly shareUsage: Float64Array;
  private largest = highest;
  private readonly ticksASecond: number;
  private untilUpdate: number;
  /** Bit p is set where list p holds a task: priorities 0 to 31 and 32 to 59. */
  private low = 0;
  private high = 0;

  constructor(members: Membership, settings: FairShareSettings) {
    this.members = members;
    this.settings = settings;
    this.tickNs = this.firstTickNs = settings.tickNs;
    const { tasks, groups } = members;
    this.lists = new TaskLists(tasks, highest + 1);
    this.priority = new Int32Array(tasks).fill(firstPriority);
    this.number = new Float64Array(tasks);
    this.ticks = new Float64Array(tasks);
    this.left = new Int32Array(tasks).fill(settings.quantumTicks);
    this.toBack = new Uint8Array(tasks);
    this.groupTicks = new Float64Array(groups);
    this.usage = new Float64Array(groups);
    this.shareUsage = new Float64Array(groups);
    this.ticksASecond = Math.max(1, Math.round(1e9 / settings.tickNs));
    this.untilUpdate = this.ticksASecond;
  }

  enqueue(task: number, reason: Reason): void {
    const priority = this.priority[task]!;
    if (reason === preempted && this.toBack[task] === 0)
      this.lists.pushFront(priority, task);
    else this.lists.pushBack(priority, task);
    this.toBack[task] = 0;
    if (priority < 32) this.low |= 1 << priority;
    else this.high |= 1 << (priority - 32);
    this.queued += 1;
  }

  dequeue(task: number): void {
    const priority = this.lists.holder(task);
    if (priority < 0) return;
    this.lists.remove(task);
    this.queued -= 1;
    this.unmark(priority);
  }

  pick(): number {
    const priority = this.top();
    if (priority < 0) return -1;
    const task = this.lists.popFront(priority);
    this.queued -= 1;
    this.unmark(priority);
    return task;
  }

  /** Only ticks end a run. */
  sliceNs(): number {
    return Infinity;
  }

  charge(): void {
    // Usage is counted at the tick.
  }

  preemptAt(queued: number, runs: number, _ran: number, now: number): number {
    return this.priority[queued]! > this.priority[runs]! ? now : Infinity;
  }

  tickTask(task: number): boolean {
    this.groupTicks[this.members.groupOf[task]!]! += 1;
    this.ticks[task]! += 1;
    this.left[task]! -= 1;
    const ended = this.left[task]! <= 0;
    if (ended) {
      this.renumber(task);
      this.left[task] = this.settings.quantumTicks;
    }
    const top = this.top();
    const yields = ended
      ? top >= this.priority[task]!
      : top > this.priority[task]!;
    if (yields) this.toBack[task] = 1;
    return yields;
  }

  tick(): void {
    this.untilUpdate -= 1;
    if (this.untilUpdate > 0) return;
    this.untilUpdate = this.ticksASecond;
    this.decay();
  }

  retryAt(): number {
    return Infinity;
  }

  /** Once a second: `fss_decay_usage` and `fss_update`. */
  private decay(): void {
    const { members, usage, groupTicks, settings, number } = this;
    this.largest = Math.max(highest, this.largest * settings.priorityDecay);
    for (let group = 0; group < members.groups; group++) {
      usage[group] = usage[group]! * settings.usageDecay + groupTicks[group]!;
      groupTicks[group] = 0;
      const ratio = members.activeShares / members.shares[group]!;
      this.shareUsage[group] = usage[group]! * ratio * ratio;
    }
    for (let task = 0; task < members.tasks; task++) {
      number[task]! *= settings.priorityDecay;
      // Threads that run or sleep keep their priority until the quantum ends or they queue again.
      if (this.lists.holder(task) < 0) continue;
      const before = this.priority[task]!;
      this.renumber(task);
      if (this.priority[task] === before) continue;
      this.dequeue(task);
      this.left[task] = settings.quantumTicks;
      this.toBack[task] = 1;
      this.enqueue(task, preempted);
    }
  }

  /** `fss_newpri`. */
  private renumber(task: number): void {
    const group = this.members.groupOf[task]!;
    const number =
      this.number[task]! +
      this.shareUsage[group]! * this.members.active[group]! * this.ticks[task]!;
    this.ticks[task] = 0;
    this.number[task] = number;
    const shown = Math.max(number, highest);
    if (shown >= this.largest) {
      this.largest = shown;
      this.priority[task] = 1;
    } else
      this.priority[task] =
        highest - Math.floor((shown * (highest - 1)) / this.largest);
  }

  private top(): number {
    if (this.high !== 0) return 63 - Math.clz32(this.high);
    if (this.low !== 0) return 31 - Math.clz32(this.low);
    return -1;
  }

  private unmark(priority: number): void {
    if (this.lists.size(priority) > 0) return;
    if (priority < 32) this.low &= ~(1 << priority);
    else this.high &= ~(1 << (priority - 32));
  }
}
