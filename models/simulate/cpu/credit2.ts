/**
 * Xen's Credit2: the vCPU with the most credit runs, for as long as it stays ahead.
 *
 * IDEA   Running burns credit, faster for a small weight. The queue is in order of credit. A vCPU
 *        runs until it would fall behind the next in the queue, at least 0.5 and at most 10 ms. When
 *        the next has none left, everybody gets 10 ms afresh, without keeping more. A cap is a
 *        budget that is refilled every 10 ms.
 * UNITS  Nanoseconds; credit in nanoseconds of the heaviest domain.
 * HOLDS  Fair by weight; one that wakes has more credit than one that ran, so it comes soon.
 * FAILS  One queue for all CPUs, so the resistance against migration has nothing to resist. The cap is
 *        quota.ts with the budget's period.
 * COST   One heap step a change; at a reset, one for each vCPU.
 * SOURCE Xen sched_credit2.c; mechanism notes 5.4.
 */
import { KeyedHeap } from "./keyed-heap.ts";
import type { Machinery, Membership, Scheduler } from "./scheduler.ts";

export interface Credit2Settings {
  readonly initialNs: number;
  readonly shortestNs: number;
  readonly longestNs: number;
}

export class Credit2 implements Scheduler {
  readonly tickNs = 0;
  readonly firstTickNs = 0;
  private readonly members: Membership;
  private readonly settings: Credit2Settings;
  /** By credit, largest first: keys are negative credits. */
  private readonly queue: KeyedHeap;
  private readonly credit: Float64Array;
  private heaviest = 0;

  constructor(members: Membership, settings: Credit2Settings) {
    this.members = members;
    this.settings = settings;
    this.queue = new KeyedHeap(members.tasks);
    this.credit = new Float64Array(members.tasks).fill(settings.initialNs);
    for (const shares of members.shares)
      if (shares > this.heaviest) this.heaviest = shares;
  }

  get queued(): number {
    return this.queue.size;
  }

  enqueue(task: number): void {
    this.queue.set(task, -this.credit[task]!);
  }

  dequeue(task: number): void {
    this.queue.remove(task);
  }

  pick(): number {
    const task = this.queue.pop();
    if (task >= 0 && this.credit[task]! <= 0) this.afresh(task);
    return task;
  }

  /** Until it would be behind the next. */
  sliceNs(task: number): number {
    const { settings } = this;
    const next = this.queue.firstKey();
    const ahead =
      next === Infinity
        ? this.credit[task]!
        : this.credit[task]! - Math.max(0, -next);
    const real = ahead / this.burnRate(task);
    return Math.round(
      Math.min(settings.longestNs, Math.max(settings.shortestNs, real)),
    );
  }

  charge(task: number, ranNs: number): void {
    this.credit[task]! -= ranNs * this.burnRate(task);
  }

  preemptAt(queued: number, runs: number, ran: number, now: number): number {
    if (this.credit[queued]! <= this.credit[runs]!) return Infinity;
    return Math.max(now, now - ran + this.settings.shortestNs);
  }

  tickTask(): boolean {
    return false;
  }

  tick(_now: number, _machine: Machinery): void {
    // No tick.
  }

  retryAt(): number {
    return Infinity;
  }

  /** Weight is a domain's, for each of its vCPUs alike. */
  private burnRate(task: number): number {
    return this.heaviest / this.members.sharesOf(task);
  }

  private afresh(picked: number): void {
    const { credit, settings, queue } = this;
    for (let task = 0; task < credit.length; task++) {
      credit[task] = Math.min(
        settings.initialNs,
        credit[task]! + settings.initialNs,
      );
      if (task !== picked && queue.has(task)) queue.set(task, -credit[task]!);
    }
  }
}
