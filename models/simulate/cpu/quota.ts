/**
 * A quota a period: Linux CFS bandwidth, and the budget of a Credit2 cap.
 *
 * IDEA   A group has a pool of CPU time, refilled each period. A CPU that runs it takes a slice of
 *        the pool at a time. When pool and slice are empty, the group's threads on that CPU wait
 *        for the refill. A CPU that the group leaves gives back its slice but for a minimum, which
 *        stays stranded there until the group comes back.
 * UNITS  Nanoseconds.
 * HOLDS  Over many periods the group uses at most its quota. Slices do not expire.
 * FAILS  Time is checked exactly, not at the tick, so that nothing is overrun; slack goes back at
 *        once, not after 5 ms.
 * COST   Constant a step; at a refill, one step for each parked thread.
 * SOURCE Linux Documentation/scheduler/sched-bwc.rst; mechanism notes 5.3; Xen sched_credit2.c.
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
  private readonly specs: readonly QuotaSpec[];
  private readonly strandedNs: number;
  private readonly cpus: number;
  private readonly pool: Float64Array;
  /** By group and CPU: what is left of the slice. */
  private readonly local: Float64Array;
  private readonly waiting: TaskLists;

  constructor(
    tasks: number,
    cpus: number,
    specs: readonly QuotaSpec[],
    settings: { readonly periodNs: number; readonly strandedNs: number },
  ) {
    this.tickNs = settings.periodNs;
    this.strandedNs = settings.strandedNs;
    this.specs = specs;
    this.cpus = cpus;
    this.pool = Float64Array.from(specs, ({ quotaNs }) => quotaNs);
    this.local = new Float64Array(specs.length * cpus);
    this.waiting = new TaskLists(tasks, specs.length);
  }

  /** Whether there is time left is found when a CPU is free. */
  grantNs(group: number, cpu: number): number {
    const { quotaNs, sliceNs } = this.specs[group]!;
    if (quotaNs === Infinity) return Infinity;
    const at = group * this.cpus + cpu;
    if (this.local[at]! <= 0) {
      const taken = Math.min(sliceNs, this.pool[group]!);
      this.pool[group]! -= taken;
      this.local[at]! += taken;
    }
    return this.local[at]!;
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
  }

  unparked(task: number): void {
    this.waiting.remove(task);
  }

  stopsAtTick(): boolean {
    return false;
  }

  tick(_now: number, machine: Machinery): void {
    for (let group = 0; group < this.specs.length; group++) {
      const { quotaNs } = this.specs[group]!;
      if (quotaNs === Infinity) continue;
      this.pool[group] = quotaNs;
      // Those that cannot run at once may be parked again: each is let go once.
      let left = this.waiting.size(group);
      while (left-- > 0) machine.release(this.waiting.head(group));
    }
  }
}
