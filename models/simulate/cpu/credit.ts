/**
 * Xen's Credit scheduler: 30 ms slices, three classes, and a boost for whoever wakes.
 *
 * IDEA   Running burns credits, at a CPU's ticks and when a vCPU loses its CPU; every 30 ms each
 *        active domain earns its weight's part of the machine. Ticks and accountings are timers
 *        of their own that slowly drift, so that credits are up to a tick stale. A vCPU with
 *        credits left is UNDER, else OVER; UNDER runs before OVER, each class in turn. One that
 *        wakes while UNDER is boosted over both until the next tick that finds it running, but it
 *        does not interrupt a vCPU that has run less than the rate limit.
 * UNITS  Nanoseconds. A credit is one, whole, where Xen's is 100 µs: nothing is rounded but pay.
 * HOLDS  Proportional to weight times active vCPUs over seconds; a cap parks a vCPU whose credits
 *        are below minus its part of the cap, until they are positive again.
 * FAILS  One queue for all CPUs. All CPUs tick together.
 * COST   Constant a step; every 30 ms, constant for each domain and for each vCPU that ran or whose
 *        class changes: the others' credits are a base plus what their domain was paid since.
 * SOURCE Xen sched_credit.c (2012 and later); mechanism notes 5.4.
 */
import { KeyedHeap } from "./keyed-heap.ts";
import type { Machinery, Membership, Reason, Scheduler } from "./scheduler.ts";
import { woken } from "./scheduler.ts";
import { TaskLists } from "./task-lists.ts";

const boost = 0;
const under = 1;
const over = 2;

export interface CreditSettings {
  readonly sliceNs: number;
  readonly tickNs: number;
  /** Between two accountings. */
  readonly accountingNs: number;
  /** How much later than that each tick and each accounting comes. */
  readonly driftNs: number;
  readonly rateLimitNs: number;
  /** By group: CPUs it may use; Infinity for no cap. */
  readonly capCpus: readonly number[];
}

export class Credit implements Scheduler {
  /** Slices and ticks are not in step (the phase is assumed). */
  readonly firstTickNs: number;
  queued = 0;
  private readonly members: Membership;
  private readonly settings: CreditSettings;
  private readonly lists: TaskLists;
  /** Credits less what the domain was paid, while active; credits otherwise. */
  private readonly base: Float64Array;
  /** By group: credits that each active vCPU was paid since the start. */
  private readonly paid: Float64Array;
  /** By group: the sum of the bases of its active vCPUs. */
  private readonly bases: Float64Array;
  /** By group: active vCPUs, by their place in it, by the pay at which their class changes next. */
  private readonly turns: readonly KeyedHeap[];
  /** By group its tasks, and by task its place among them. */
  private readonly tasksOf: readonly (readonly number[])[];
  private readonly placeOf: Int32Array;
  /** Active vCPUs that ran since the last accounting. */
  private readonly ran: Int32Array;
  private readonly hasRun: Uint8Array;
  private ranCount = 0;
  private readonly priority: Uint8Array;
  /** CPU time since the last tick or dispatch, which nothing has burned yet. */
  private readonly unburned: Float64Array;
  private readonly isActive: Uint8Array;
  private readonly activeVcpus: Int32Array;
  private readonly dispatchedAt: Float64Array;
  /** Credits a vCPU burns in one accounting period. */
  private readonly perPeriod: number;
  private now = 0;
  private nextTick: number;
  private nextAccounting: number;
  private balance = 0;
  /** Domains with credits to spare are served first the next time. */
  private readonly order: number[];
  private readonly shares: Float64Array;

  constructor(members: Membership, settings: CreditSettings) {
    this.members = members;
    this.settings = settings;
    this.firstTickNs = Math.round(settings.tickNs / 3);
    this.nextTick = this.firstTickNs;
    this.nextAccounting =
      this.firstTickNs + settings.accountingNs - settings.tickNs;
    this.lists = new TaskLists(members.tasks, 3);
    this.base = new Float64Array(members.tasks);
    this.paid = new Float64Array(members.groups);
    this.bases = new Float64Array(members.groups);
    const tasksOf: number[][] = Array.from(
      { length: members.groups },
      () => [],
    );
    this.placeOf = members.groupOf.map(
      (group, task) => tasksOf[group]!.push(task) - 1,
    );
    this.tasksOf = tasksOf;
    this.turns = tasksOf.map(({ length }) => new KeyedHeap(length));
    this.ran = new Int32Array(members.tasks);
    this.hasRun = new Uint8Array(members.tasks);
    this.priority = new Uint8Array(members.tasks).fill(under);
    this.unburned = new Float64Array(members.tasks);
    this.isActive = new Uint8Array(members.tasks);
    this.activeVcpus = new Int32Array(members.groups);
    this.dispatchedAt = new Float64Array(members.tasks);
    this.perPeriod = settings.accountingNs;
    this.order = Array.from({ length: members.groups }, (_, group) => group);
    this.shares = new Float64Array(members.groups);
  }

  /** To the next tick or accounting, from the last. */
  get tickNs(): number {
    return Math.max(1, Math.min(this.nextTick, this.nextAccounting) - this.now);
  }

  enqueue(task: number, reason: Reason, now: number): void {
    if (reason === woken && this.priority[task] === under)
      this.priority[task] = boost;
    const held =
      reason !== woken &&
      now - this.dispatchedAt[task]! < this.settings.rateLimitNs;
    if (held) this.lists.pushFront(this.priority[task]!, task);
    else this.lists.pushBack(this.priority[task]!, task);
    this.queued += 1;
  }

  dequeue(task: number): void {
    this.burn(task);
    if (this.lists.holder(task) < 0) return;
    this.lists.remove(task);
    this.queued -= 1;
  }

  pick(now: number): number {
    for (let list = boost; list <= over; list++) {
      const task = this.lists.popFront(list);
      if (task < 0) continue;
      this.queued -= 1;
      this.burn(task);
      this.dispatchedAt[task] = now;
      return task;
    }
    return -1;
  }

  sliceNs(): number {
    return this.settings.sliceNs;
  }

  charge(task: number, ranNs: number): void {
    this.unburned[task]! += ranNs;
    if (this.isActive[task] === 1) this.note(task);
  }

  /** Credits go when a vCPU loses its CPU, and at its CPU's ticks. */
  private burn(task: number): void {
    const ranNs = this.unburned[task]!;
    if (ranNs === 0) return;
    this.unburned[task] = 0;
    this.base[task]! -= ranNs;
    if (this.isActive[task] === 0) return;
    this.bases[this.members.groupOf[task]!]! -= ranNs;
    this.note(task);
  }

  preemptAt(queued: number, runs: number, ran: number, now: number): number {
    if (this.priority[queued]! >= this.priority[runs]!) return Infinity;
    return Math.max(now, now - ran + this.settings.rateLimitNs);
  }

  /** A boost ends, and a vCPU found running earns from now on. */
  tickTask(task: number, now: number): boolean {
    if (now < this.nextTick) return false;
    this.burn(task);
    if (this.priority[task] === boost) this.priority[task] = under;
    if (this.isActive[task] === 0) {
      const group = this.members.groupOf[task]!;
      this.isActive[task] = 1;
      this.activeVcpus[group]! += 1;
      this.base[task]! -= this.paid[group]!;
      this.bases[group]! += this.base[task]!;
      this.note(task);
    }
    return false;
  }

  tick(now: number, machine: Machinery): void {
    const { tickNs, accountingNs, driftNs } = this.settings;
    this.now = now;
    if (now >= this.nextTick) this.nextTick = now + tickNs + driftNs;
    if (now < this.nextAccounting) return;
    this.nextAccounting = now + accountingNs + driftNs;
    this.account();
    this.settle(machine);
  }

  retryAt(): number {
    return Infinity;
  }

  /** Each active domain's credits of this period, into `shares`, by vCPU. */
  private account(): void {
    const { members, activeVcpus, shares, perPeriod, order } = this;
    shares.fill(0);
    let weights = 0;
    for (const group of order)
      weights += members.shares[group]! * activeVcpus[group]!;
    let left = weights;
    let total = members.cpus * perPeriod;
    let spare = false;
    let moved = 0;
    for (let at = 0; at < order.length; at++) {
      const group = order[at]!;
      const vcpus = activeVcpus[group]!;
      if (vcpus === 0) continue;
      const weight = members.shares[group]! * vcpus;
      left -= weight;
      let peak = vcpus * perPeriod;
      if (this.balance < 0) peak += (-this.balance * weight) / weights;
      peak = Math.min(peak, this.settings.capCpus[group]! * perPeriod);
      let fair = (total * weight) / weights;
      if (fair < peak) spare = true;
      else {
        // What it may not have goes to those that come after it, and those who could take more
        // come later the next time.
        if (left > 0) total += ((fair - peak) * weights) / left;
        if (spare) {
          order.splice(at, 1);
          order.splice(moved++, 0, group);
        }
        fair = peak;
      }
      shares[group] = Math.ceil(fair / vcpus);
    }
  }

  private note(task: number): void {
    if (this.hasRun[task] === 1) return;
    this.hasRun[task] = 1;
    this.ran[this.ranCount++] = task;
  }

  /** Pays out, sets classes, parks and releases. */
  private settle(machine: Machinery): void {
    const { members, paid, ran } = this;
    for (let group = 0; group < members.groups; group++)
      paid[group]! += this.shares[group]!;
    for (let at = 0; at < this.ranCount; at++) {
      const task = ran[at]!;
      if (!machine.isRunning(task)) this.burn(task);
      this.hasRun[task] = 0;
      this.judge(task, machine);
    }
    this.ranCount = 0;
    this.balance = 0;
    for (let group = 0; group < members.groups; group++) {
      const turns = this.turns[group]!;
      while (turns.firstKey() <= paid[group]!)
        this.judge(this.tasksOf[group]![turns.first()]!, machine);
      this.balance +=
        this.bases[group]! + paid[group]! * this.activeVcpus[group]!;
    }
  }

  /** Sets the class of an active vCPU by its credits, and when to look again. */
  private judge(task: number, machine: Machinery): void {
    const { perPeriod, activeVcpus, paid, bases } = this;
    const group = this.members.groupOf[task]!;
    const turns = this.turns[group]!;
    const credits = this.base[task]! + paid[group]!;
    if (credits < 0) {
      this.setPriority(task, over);
      const floor =
        (-this.settings.capCpus[group]! * perPeriod) / activeVcpus[group]!;
      if (credits < floor) machine.park(task);
      if (credits < -perPeriod) {
        bases[group]! += -perPeriod - credits;
        this.base[task]! += -perPeriod - credits;
      }
      turns.set(this.placeOf[task]!, -this.base[task]!);
      return;
    }
    this.setPriority(task, under);
    machine.release(task);
    if (credits > perPeriod) {
      turns.remove(this.placeOf[task]!);
      this.isActive[task] = 0;
      activeVcpus[group]! -= 1;
      bases[group]! -= this.base[task]!;
      this.base[task] = credits / 2;
    } else turns.set(this.placeOf[task]!, perPeriod - this.base[task]! + 1);
  }

  private setPriority(task: number, priority: number): void {
    this.priority[task] = priority;
    const list = this.lists.holder(task);
    if (list < 0 || list === priority) return;
    this.lists.remove(task);
    this.lists.pushBack(priority, task);
  }
}
