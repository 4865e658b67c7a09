/**
 * A quota a period: Linux CFS bandwidth, and the budget of a Credit2 cap.
 *
 * IDEA   A group has a pool of CPU time, refilled each period. A CPU that runs it takes a slice of
 *        the pool at a time. When pool and slice are empty, the group's threads on that CPU wait
 *        for the refill. Whether they are is asked when a thread leaves its CPU, and at the ticks of
 *        one that computes: so it overruns, and the refill pays its debt first. A CPU that the group
 *        leaves gives back its slice but for a minimum, which stays stranded there until the group
 *        comes back. For a time what a CPU still had was lost when the period ended: many CPUs with
 *        a little each then spend a quota that nobody uses.
 * UNITS  Nanoseconds.
 * HOLDS  Over many periods the group uses at most its quota: debts are paid, not forgiven.
 * FAILS  All CPUs tick together, out of step with the period by a part of a tick that never changes
 *        (`quota.phase`, assumed); slack goes back at once, not after 5 ms.
 * COST   Constant a step; at a refill, one step for each parked thread.
 * SOURCE Linux Documentation/scheduler/sched-bwc.rst; Linux commits 512ac999d275 (slices
 *        expire in time) and de53fd7aedb1 (they never do); mechanism notes 5.3; Xen sched_credit2.c.
 */
import type { Machinery, Throttle } from "./scheduler.ts";
import { TaskLists } from "./task-lists.ts";

export interface QuotaSpec {
  /** Nanoseconds a period; Infinity for none. */
  readonly quotaNs: number;
  /** Taken from the pool at a time. */
  readonly sliceNs: number;
}

export class Quota implements Throttle {
  readonly tickNs: number;
  /** As nr_periods and nr_throttled count them. */
  readonly periods = { all: 0, throttled: 0 };
  /** The first group was stopped in this period. */
  private stopped = false;
  private readonly specs: readonly QuotaSpec[];
  private readonly strandedNs: number;
  private readonly expires: boolean;
  private readonly cpus: number;
  private readonly askNs: number;
  private readonly firstAskNs: number;
  private readonly pool: Float64Array;
  /** By group and CPU: what is left of the slice, or owed. */
  private readonly local: Float64Array;
  /** By group and CPU: the group's threads are stopped there. */
  private readonly stoppedOn: Uint8Array;
  private readonly waiting: TaskLists;

  constructor(
    tasks: number,
    cpus: number,
    specs: readonly QuotaSpec[],
    settings: {
      readonly periodNs: number;
      readonly strandedNs: number;
      readonly expires?: boolean;
      /** Between the ticks at which one that computes is asked; 0 for at once. */
      readonly askNs?: number;
      /** From the start of a period to the first of these ticks, as a share of their distance. */
      readonly askPhase?: number;
    },
  ) {
    this.tickNs = settings.periodNs;
    this.strandedNs = settings.strandedNs;
    this.expires = settings.expires ?? false;
    this.askNs = settings.askNs ?? 0;
    this.firstAskNs = Math.round(this.askNs * (settings.askPhase ?? 0));
    this.specs = specs;
    this.cpus = cpus;
    this.pool = Float64Array.from(specs, ({ quotaNs }) => quotaNs);
    this.local = new Float64Array(specs.length * cpus);
    this.stoppedOn = new Uint8Array(specs.length * cpus);
    this.waiting = new TaskLists(tasks, specs.length);
  }

  /** Whether there is time left is found when a CPU is free. */
  grantNs(group: number, cpu: number, now: number): number {
    const { quotaNs, sliceNs } = this.specs[group]!;
    if (quotaNs === Infinity) return Infinity;
    const at = group * this.cpus + cpu;
    if (this.local[at]! <= 0) this.take(group, at, sliceNs);
    const left = this.local[at]!;
    this.stoppedOn[at] = left > 0 ? 0 : 1;
    return left > 0 ? this.askedAt(now + left) - now : 0;
  }

  /** Fills what the CPU has up to `target`, as far as the pool goes. */
  private take(group: number, at: number, target: number): void {
    const taken = Math.min(target - this.local[at]!, this.pool[group]!);
    this.pool[group]! -= taken;
    this.local[at]! += taken;
  }

  /** The first tick from `time` on. */
  private askedAt(time: number): number {
    const { askNs, firstAskNs } = this;
    if (askNs === 0) return time;
    return firstAskNs + Math.ceil((time - firstAskNs) / askNs) * askNs;
  }

  charge(group: number, cpu: number, ranNs: number): void {
    this.local[group * this.cpus + cpu]! -= ranNs;
  }

  left(group: number, cpu: number, machine: Machinery): void {
    if (this.specs[group]!.quotaNs === Infinity) return;
    const at = group * this.cpus + cpu;
    const back = this.local[at]! - this.strandedNs;
    if (back <= 0) return;
    this.local[at] = this.strandedNs;
    this.pool[group]! += back;
    const task = this.waiting.head(group);
    if (task >= 0) machine.release(task);
  }

  parked(group: number, task: number): void {
    this.waiting.pushBack(group, task);
    if (group === 0) this.stopped = true;
  }

  reset(): void {
    this.periods.all = this.periods.throttled = 0;
  }

  unparked(task: number): void {
    this.waiting.remove(task);
  }

  stopsAtTick(): boolean {
    return false;
  }

  tick(_now: number, machine: Machinery): void {
    this.periods.all += 1;
    if (this.stopped) this.periods.throttled += 1;
    this.stopped = false;
    for (let group = 0; group < this.specs.length; group++) {
      const { quotaNs } = this.specs[group]!;
      if (quotaNs === Infinity) continue;
      this.pool[group] = quotaNs;
      for (let cpu = 0; cpu < this.cpus; cpu++) {
        const at = group * this.cpus + cpu;
        if (this.expires) this.local[at] = Math.min(0, this.local[at]!);
        // A debt is paid with just enough to begin.
        if (this.askNs > 0 && this.stoppedOn[at] === 1) this.take(group, at, 1);
      }
      // Those that cannot run at once may be parked again: each is let go once.
      let left = this.waiting.size(group);
      while (left-- > 0) machine.release(this.waiting.head(group));
    }
  }
}
