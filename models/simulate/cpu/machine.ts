/**
 * A machine: CPUs shared by threads, event by event.
 *
 * IDEA   A thread sleeps, is runnable, runs, or is parked. A CPU that runs one has one timer: the
 *        end of the work, of the slice, of the quota, or the moment of a pre-emption, whichever is
 *        first. A scheduler orders the runnable; a throttle parks and releases; event sources wake.
 *        A guest's vCPU is a thread whose work the guest decides each time it gets a CPU.
 * UNITS  Whole nanoseconds inside, so that CPU time is conserved exactly; seconds outside.
 * HOLDS  Work-conserving but for parked threads. Same specification and seed, same results.
 * FAILS  A switch, a wake-up on an idle CPU and an interrupt take no time; caches stay warm. One
 *        queue for all CPUs (see scheduler.ts).
 * COST   A few heap steps an event, whatever the number of threads; memory fixed at construction.
 * LENGTH One state machine: split, its parts would share every array.
 */
import type { Lane, Sink } from "../event-log.ts";
import type { BusyEvents } from "./busy-events.ts";
import type { EventSource } from "./event-source.ts";
import { GroupFigures } from "./group-figures.ts";
import { KeyedHeap } from "./keyed-heap.ts";
import {
  preempted,
  released,
  woken,
  type Machinery,
  type Membership,
  type Scheduler,
  type Throttle,
} from "./scheduler.ts";
import { TaskLists } from "./task-lists.ts";

const sleeping = 0;
const runnable = 1;
const running = 2;
const parked = 3;
const toS = 1e-9;

/** A guest, as its vCPUs' host sees it. */
export interface VcpuProgram {
  /** The vCPU ran. */
  progress(vcpu: number, ranNs: number): void;
  /** It has a CPU, or has done what it said. @returns nanoseconds of work; 0 to halt */
  resume(vcpu: number, now: number): number;
  /** It lost its CPU or halted. */
  descheduled(vcpu: number, now: number): void;
}

export interface TaskProgram {
  readonly name: string;
  /** Always runnable, fed by a source, or a vCPU of a guest. */
  readonly runs:
    | { readonly kind: "busy" }
    | { readonly kind: "worker"; readonly source: number }
    | {
        readonly kind: "vcpu";
        readonly guest: VcpuProgram;
        readonly vcpu: number;
      };
}

export interface MachineParts {
  readonly membership: Membership;
  readonly scheduler: Scheduler;
  readonly throttle: Throttle | null;
  readonly tasks: readonly TaskProgram[];
  readonly groupNames: readonly string[];
  readonly sources: readonly EventSource[];
  /** By source: the guest that takes its events, or null for the host's own workers. */
  readonly takers: readonly (GuestTaker | null)[];
  /** Of the first group's busy threads, by task; null where nobody counts them. */
  readonly busyEvents: BusyEvents | null;
  readonly sink?: Sink | undefined;
}

/** A guest, as an event source sees it. */
export interface GuestTaker {
  arrive(source: number, now: number): void;
}

export class Machine implements Machinery {
  readonly membership: Membership;
  readonly figures: GroupFigures;
  now = 0;
  /** Timers that expired, parkings and releases. */
  events = 0;
  switches = 0;
  private readonly scheduler: Scheduler;
  private readonly throttle: Throttle | null;
  private readonly programs: readonly TaskProgram[];
  private readonly sources: readonly EventSource[];
  private readonly busyEvents: BusyEvents | null;
  /** Tasks below this one are the first group's own threads. */
  private readonly counted: number;
  private readonly takers: readonly (GuestTaker | null)[];
  private readonly timers: KeyedHeap;
  private readonly idle: TaskLists;
  private readonly cpus: number;
  private readonly schedulerTick: number;
  private readonly throttleTick: number;
  private readonly firstSource: number;

  private readonly state: Uint8Array;
  private readonly remaining: Float64Array;
  /** Since when a task that wants to run has not run. */
  private readonly since: Float64Array;
  private readonly parkedSince: Float64Array;
  private readonly lastCpu: Int32Array;
  private readonly sourceOf: Int32Array;
  /** Arrival of the event that a worker works on; `fresh` until it first runs. */
  private readonly arrived: Float64Array;
  private readonly fresh: Uint8Array;
  private readonly guestOf: (VcpuProgram | null)[];
  private readonly vcpuOf: Int32Array;

  private readonly runs: Int32Array;
  private readonly chargedAt: Float64Array;
  private readonly dispatchedAt: Float64Array;
  private readonly sliceEnd: Float64Array;
  private readonly groupsOn: Int32Array;

  /** Tasks to ask again, and pairs to switch, once the present event is done. */
  private readonly poked: Int32Array;
  private pokes = 0;
  private readonly yielding: Int32Array;
  private yields = 0;
  directedYields = 0;

  private readonly sink: Sink | undefined;
  private readonly taskLane: Int32Array;
  private readonly cpuLane: Int32Array;

  constructor(parts: MachineParts) {
    const { membership, tasks, sources } = parts;
    this.membership = membership;
    this.scheduler = parts.scheduler;
    this.throttle = parts.throttle;
    this.programs = tasks;
    this.sources = sources;
    this.takers = parts.takers;
    this.busyEvents = parts.busyEvents;
    const own = tasks.findIndex(
      ({ runs }, task) =>
        membership.groupOf[task] !== 0 || runs.kind !== "busy",
    );
    this.counted = parts.busyEvents === null ? 0 : own < 0 ? tasks.length : own;
    this.cpus = membership.cpus;
    const count = tasks.length;
    this.schedulerTick = this.cpus;
    this.throttleTick = this.cpus + 1;
    this.firstSource = this.cpus + 2;
    this.timers = new KeyedHeap(this.firstSource + sources.length);
    this.idle = new TaskLists(this.cpus, 1);
    this.figures = new GroupFigures(parts.groupNames, count);
    this.state = new Uint8Array(count);
    this.remaining = new Float64Array(count);
    this.since = new Float64Array(count);
    this.parkedSince = new Float64Array(count);
    this.lastCpu = new Int32Array(count).fill(-1);
    this.sourceOf = new Int32Array(count).fill(-1);
    this.arrived = new Float64Array(count);
    this.fresh = new Uint8Array(count);
    this.guestOf = tasks.map(({ runs }) =>
      runs.kind === "vcpu" ? runs.guest : null,
    );
    this.vcpuOf = new Int32Array(count).fill(-1);
    this.runs = new Int32Array(this.cpus).fill(-1);
    this.chargedAt = new Float64Array(this.cpus);
    this.dispatchedAt = new Float64Array(this.cpus);
    this.sliceEnd = new Float64Array(this.cpus);
    this.groupsOn = new Int32Array(this.cpus).fill(-1);
    this.poked = new Int32Array(Math.max(16, 4 * count));
    this.yielding = new Int32Array(Math.max(16, 4 * this.cpus));
    this.sink = parts.sink;
    this.taskLane = new Int32Array(count).fill(-1);
    this.cpuLane = new Int32Array(this.cpus).fill(-1);
    this.register(parts);
  }

  private register(parts: MachineParts): void {
    this.programs.forEach(({ name, runs }, task) => {
      if (runs.kind === "worker") this.sourceOf[task] = runs.source;
      if (runs.kind === "vcpu") this.vcpuOf[task] = runs.vcpu;
      const group = this.membership.groupOf[task]!;
      this.taskLane[task] = this.lane({
        id: `task:${task}`,
        name: `${parts.groupNames[group] ?? ""} ${name}`.trim(),
        layer: "host",
      });
    });
    for (let cpu = 0; cpu < this.cpus; cpu++)
      this.cpuLane[cpu] = this.lane({
        id: `cpu:${cpu}`,
        name: `CPU ${cpu}`,
        layer: "host",
      });
  }

  /** Of a quota, since the figures were reset. */
  get periods(): Throttle["periods"] {
    return this.throttle?.periods ?? null;
  }

  nameOf(task: number): string {
    return this.programs[task]!.name;
  }

  /** @returns -1 without a sink */
  lane(lane: Lane): number {
    return this.sink ? this.sink.lane(lane) : -1;
  }

  /** Lets time begin: guests know their host by now. */
  begin(): void {
    for (let cpu = 0; cpu < this.cpus; cpu++) this.idle.pushBack(0, cpu);
    const { scheduler, throttle } = this;
    if (scheduler.tickNs > 0)
      this.timers.set(this.schedulerTick, scheduler.firstTickNs);
    if (throttle && throttle.tickNs > 0)
      this.timers.set(this.throttleTick, throttle.tickNs);
    this.programs.forEach(({ runs }, task) => {
      if (runs.kind === "worker") this.sources[runs.source]!.sleep(task);
    });
    this.sources.forEach((source, at) => {
      this.timers.set(this.firstSource + at, source.begin());
    });
    this.programs.forEach(({ runs }, task) => {
      if (runs.kind === "worker") {
        this.write(this.taskLane[task]!, "blocked");
        return;
      }
      this.remaining[task] = runs.kind === "busy" ? Infinity : 0;
      this.wake(task);
    });
    for (let cpu = 0; cpu < this.cpus; cpu++)
      if (this.runs[cpu]! < 0) this.write(this.cpuLane[cpu]!, "idle");
    this.settle();
  }

  /**
   * Simulates until `untilS`, or for `mostEvents` events.
   * @returns true when `untilS` is reached
   */
  advance(untilS: number, mostEvents: number): boolean {
    const until = Math.round(untilS * 1e9);
    const { timers, firstSource } = this;
    const stopAt = this.events + mostEvents;
    while (timers.firstKey() <= until) {
      if (this.events >= stopAt) return false;
      this.now = timers.firstKey();
      const timer = timers.first();
      this.events += 1;
      if (timer >= firstSource) this.arrival(timer - firstSource);
      else if (timer < this.cpus) this.cpuTimer(timer);
      else if (timer === this.schedulerTick) this.tickScheduler();
      else this.tickThrottle();
      if (this.pokes > 0 || this.yields > 0) this.settle();
    }
    this.now = until;
    return true;
  }

  /** Brings every account up to the present, for reading or resetting. */
  closeAccounts(): void {
    for (let cpu = 0; cpu < this.cpus; cpu++) this.chargeCpu(cpu);
    for (let task = 0; task < this.state.length; task++) {
      const state = this.state[task]!;
      if (state !== runnable && state !== parked) continue;
      // What was waited so far counts now; the whole stay is recorded when it ends.
      this.figures.waitedSoFar(task, this.now - this.since[task]!);
      if (state === parked)
        this.figures.parkedSoFar(task, this.now - this.parkedSince[task]!);
    }
  }

  /** Starts the figures afresh: the end of a warm-up. */
  resetFigures(): void {
    this.closeAccounts();
    this.figures.reset(this.now);
    for (const source of this.sources) source.reset();
    this.busyEvents?.reset();
    this.throttle?.reset();
    this.switches = 0;
    this.directedYields = 0;
  }

  // What a guest asks of its host.

  /** A halted vCPU has work. */
  wakeTask(task: number): void {
    if (this.state[task] === sleeping) this.wake(task);
  }

  /** An event of a closed source is done. */
  thinks(at: number, now: number): void {
    this.timers.set(this.firstSource + at, this.sources[at]!.thinks(now));
  }

  isRunning(task: number): boolean {
    return this.state[task] === running;
  }

  /** True when a task waits for a CPU without being parked. */
  isRunnable(task: number): boolean {
    return this.state[task] === runnable;
  }

  /** Has a running vCPU ask its guest again, after the present event. */
  poke(task: number): void {
    if (this.pokes < this.poked.length) this.poked[this.pokes++] = task;
  }

  /** Gives the CPU of `from` to `to`, after the present event: a directed yield. */
  yieldTo(from: number, to: number): void {
    if (this.yields + 2 > this.yielding.length) return;
    this.yielding[this.yields++] = from;
    this.yielding[this.yields++] = to;
  }

  /** Says what a running vCPU does: its guest, or polling in the hypervisor. */
  showVcpu(task: number, state: "running" | "hypervisor"): void {
    this.write(this.taskLane[task]!, state);
  }

  /** Writes the state of a lane, if anybody reads it. */
  write(lane: number, state: Parameters<Sink["state"]>[2]): void {
    if (this.sink && lane >= 0) this.sink.state(this.now * toS, lane, state);
  }

  // Machinery: for schedulers and throttles.

  isParked(task: number): boolean {
    return this.state[task] === parked;
  }

  park(task: number): void {
    const state = this.state[task]!;
    if (state === running) {
      const cpu = this.lastCpu[task]!;
      this.chargeCpu(cpu);
      if (this.remaining[task]! <= 0 && this.guestOf[task] === null) return;
      this.vacate(cpu);
    } else if (state === runnable) this.scheduler.dequeue(task);
    else return;
    this.setParked(task, state === running);
  }

  release(task: number): void {
    if (this.state[task] !== parked) return;
    this.events += 1;
    this.figures.parkedFor(task, this.now - this.parkedSince[task]!);
    this.throttle?.unparked(task);
    this.ready(task, released);
  }

  private setParked(task: number, wasRunning: boolean): void {
    if (wasRunning || this.state[task] === sleeping)
      this.since[task] = this.now;
    this.events += 1;
    this.state[task] = parked;
    this.parkedSince[task] = this.now;
    this.figures.parkings[this.membership.groupOf[task]!]! += 1;
    this.throttle?.parked(this.membership.groupOf[task]!, task);
    this.write(this.taskLane[task]!, "parked");
  }

  private wake(task: number): void {
    this.membership.enter(task);
    this.since[task] = this.now;
    this.ready(task, woken);
  }

  private ready(task: number, reason: typeof woken | typeof released): void {
    this.state[task] = runnable;
    this.write(this.taskLane[task]!, "runnable");
    this.scheduler.enqueue(task, reason, this.now);
    if (this.idle.size(0) > 0) {
      const last = this.lastCpu[task]!;
      const cpu =
        last >= 0 && this.idle.holder(last) === 0 ? last : this.idle.head(0);
      this.dispatch(cpu);
    } else this.contest(task);
  }

  /** Finds the CPU that must make room soonest for `task`, just queued. */
  private contest(task: number): void {
    const { now, scheduler, runs } = this;
    let soonest = Infinity;
    let victim = -1;
    for (let cpu = 0; cpu < this.cpus; cpu++) {
      this.chargeCpu(cpu);
      const at = scheduler.preemptAt(
        task,
        runs[cpu]!,
        now - this.dispatchedAt[cpu]!,
        now,
      );
      if (at < soonest) {
        soonest = at;
        victim = cpu;
      }
    }
    if (victim < 0 || soonest >= this.sliceEnd[victim]!) return;
    if (soonest <= now) this.reschedule(victim);
    else {
      this.sliceEnd[victim] = soonest;
      this.arm(victim);
    }
  }

  private chargeCpu(cpu: number): void {
    const task = this.runs[cpu]!;
    const ran = this.now - this.chargedAt[cpu]!;
    this.chargedAt[cpu] = this.now;
    if (task < 0 || ran <= 0) return;
    this.remaining[task]! -= ran;
    this.figures.cpuNs[task]! += ran;
    this.scheduler.charge(task, ran, this.now);
    this.throttle?.charge(this.membership.groupOf[task]!, cpu, ran);
    if (task < this.counted) this.busyEvents!.ran(task, ran, this.now);
    const guest = this.guestOf[task]!;
    if (guest !== null) guest.progress(this.vcpuOf[task]!, ran);
  }

  /** Sets the CPU's timer to whatever comes first. */
  private arm(cpu: number): void {
    const task = this.runs[cpu]!;
    let at = Math.min(this.sliceEnd[cpu]!, this.now + this.remaining[task]!);
    if (this.throttle !== null) {
      const granted =
        this.now +
        this.throttle.grantNs(this.membership.groupOf[task]!, cpu, this.now);
      if (granted < at) at = granted;
    }
    this.timers.set(cpu, at);
  }

  private cpuTimer(cpu: number): void {
    const task = this.runs[cpu]!;
    if (task < 0) {
      this.timers.remove(cpu);
      this.dispatch(cpu);
      return;
    }
    this.chargeCpu(cpu);
    if (this.remaining[task]! <= 0 && !this.continues(task)) {
      this.block(cpu, task);
      return;
    }
    const group = this.membership.groupOf[task]!;
    if (
      this.now >= this.sliceEnd[cpu]! ||
      (this.throttle !== null &&
        this.throttle.grantNs(group, cpu, this.now) <= 0)
    )
      this.reschedule(cpu);
    else this.arm(cpu);
  }

  /** What a task does when its work is done. @returns false if it sleeps */
  private continues(task: number): boolean {
    const guest = this.guestOf[task]!;
    if (guest !== null) {
      const next = guest.resume(this.vcpuOf[task]!, this.now);
      this.remaining[task] = next;
      return next > 0;
    }
    const at = this.sourceOf[task]!;
    const source = this.sources[at]!;
    source.finished(this.arrived[task]!, this.now);
    if (source.closed) this.thinks(at, this.now);
    if (source.queued > 0) {
      this.arrived[task] = source.take();
      source.started(this.arrived[task], this.now);
      this.remaining[task] = source.costNs();
      return true;
    }
    source.sleep(task);
    return false;
  }

  private block(cpu: number, task: number): void {
    this.vacate(cpu);
    this.state[task] = sleeping;
    this.membership.leave(task);
    this.write(this.taskLane[task]!, "blocked");
    this.dispatch(cpu);
  }

  /** Ends the run of whatever is on the CPU, and leaves the CPU idle. */
  private vacate(cpu: number): void {
    const task = this.runs[cpu]!;
    this.figures.ranFor(
      this.membership.groupOf[task]!,
      this.now - this.dispatchedAt[cpu]!,
    );
    this.runs[cpu] = -1;
    const guest = this.guestOf[task]!;
    if (guest !== null) guest.descheduled(this.vcpuOf[task]!, this.now);
    this.timers.remove(cpu);
    this.idle.pushBack(0, cpu);
    this.write(this.cpuLane[cpu]!, "idle");
  }

  /** The running task goes back to the queue; the best of the queue runs. */
  private reschedule(cpu: number): void {
    const task = this.runs[cpu]!;
    const { throttle, scheduler } = this;
    const group = this.membership.groupOf[task]!;
    if (throttle !== null && throttle.grantNs(group, cpu, this.now) <= 0) {
      this.park(task);
      this.dispatch(cpu);
      return;
    }
    scheduler.enqueue(task, preempted, this.now);
    this.state[task] = runnable;
    this.replaceBy(cpu, task, this.next(cpu));
  }

  /** `task`, runnable again, leaves the CPU to `next`, unless they are the same. */
  private replaceBy(cpu: number, task: number, next: number): void {
    if (next === task) {
      this.state[task] = running;
      this.sliceEnd[cpu] = this.now + this.scheduler.sliceNs(task, this.now);
      this.arm(cpu);
      return;
    }
    this.vacate(cpu);
    this.since[task] = this.now;
    this.write(this.taskLane[task]!, "runnable");
    this.figures.preemptions[this.membership.groupOf[task]!]! += 1;
    if (next >= 0) this.start(cpu, next);
  }

  /** The next task that may run on the CPU, parking those that may not. */
  private next(cpu: number): number {
    const { throttle, scheduler } = this;
    for (;;) {
      const task = scheduler.pick(this.now);
      if (task < 0 || throttle === null) return task;
      const group = this.membership.groupOf[task]!;
      if (throttle.grantNs(group, cpu, this.now) > 0) return task;
      this.setParked(task, false);
    }
  }

  private dispatch(cpu: number): void {
    if (this.runs[cpu]! >= 0) return;
    const task = this.next(cpu);
    if (task >= 0) {
      this.start(cpu, task);
      return;
    }
    this.timers.set(cpu, this.scheduler.retryAt(this.now));
    this.turnsTo(cpu, -1);
  }

  /** Tells the throttle when a CPU turns from one group to another, or to none. */
  private turnsTo(cpu: number, group: number): void {
    const before = this.groupsOn[cpu]!;
    this.groupsOn[cpu] = group;
    if (this.throttle !== null && before >= 0 && before !== group)
      this.throttle.left(before, cpu, this);
  }

  private start(cpu: number, task: number): void {
    this.idle.remove(cpu);
    this.runs[cpu] = task;
    this.state[task] = running;
    this.chargedAt[cpu] = this.now;
    this.dispatchedAt[cpu] = this.now;
    if (this.lastCpu[task] !== cpu) this.figures.migrations += 1;
    this.lastCpu[task] = cpu;
    this.switches += 1;
    this.figures.waitedFor(
      task,
      this.membership.groupOf[task]!,
      this.now - this.since[task]!,
    );
    if (this.fresh[task] === 1) {
      this.fresh[task] = 0;
      this.sources[this.sourceOf[task]!]!.started(
        this.arrived[task]!,
        this.now,
      );
    }
    this.sliceEnd[cpu] = this.now + this.scheduler.sliceNs(task, this.now);
    this.write(this.taskLane[task]!, "running");
    this.write(this.cpuLane[cpu]!, "running");
    const guest = this.guestOf[task]!;
    if (guest !== null) {
      const work = guest.resume(this.vcpuOf[task]!, this.now);
      this.remaining[task] = work;
      if (work <= 0) {
        this.block(cpu, task);
        return;
      }
    }
    this.arm(cpu);
    this.turnsTo(cpu, this.membership.groupOf[task]!);
  }

  private arrival(at: number): void {
    const source = this.sources[at]!;
    this.timers.set(this.firstSource + at, source.nextAfter(this.now));
    const taker = this.takers[at];
    if (taker) {
      taker.arrive(at, this.now);
      return;
    }
    const task = source.rouse();
    if (task < 0) {
      source.wait(this.now);
      return;
    }
    this.arrived[task] = this.now - source.wakeNs;
    this.fresh[task] = 1;
    this.remaining[task] = source.costNs();
    this.wake(task);
  }

  private tickScheduler(): void {
    const { scheduler } = this;
    for (let cpu = 0; cpu < this.cpus; cpu++) {
      this.chargeCpu(cpu);
      const task = this.runs[cpu]!;
      if (task >= 0 && scheduler.tickTask(task, this.now)) this.reschedule(cpu);
    }
    scheduler.tick(this.now, this);
    this.timers.set(this.schedulerTick, this.now + scheduler.tickNs);
    this.fill();
  }

  private tickThrottle(): void {
    const throttle = this.throttle!;
    this.timers.set(this.throttleTick, this.now + throttle.tickNs);
    for (let cpu = 0; cpu < this.cpus; cpu++) this.chargeCpu(cpu);
    for (let cpu = 0; cpu < this.cpus; cpu++) {
      const task = this.runs[cpu]!;
      if (task >= 0 && throttle.stopsAtTick(this.membership.groupOf[task]!))
        this.park(task);
    }
    throttle.tick(this.now, this);
    this.fill();
    // A refill moves the end of every grant.
    for (let cpu = 0; cpu < this.cpus; cpu++)
      if (this.runs[cpu]! >= 0) this.arm(cpu);
  }

  /** Idle CPUs take what is queued. */
  private fill(): void {
    while (this.idle.size(0) > 0 && this.scheduler.queued > 0) {
      const cpu = this.idle.head(0);
      this.dispatch(cpu);
      if (this.runs[cpu]! < 0) return;
    }
  }

  /** Does what guests asked for during the event. */
  private settle(): void {
    while (this.pokes > 0 || this.yields > 0) {
      if (this.pokes > 0) this.askAgain();
      else this.handOver();
    }
  }

  private askAgain(): void {
    const task = this.poked[--this.pokes]!;
    if (this.state[task] !== running) return;
    const cpu = this.lastCpu[task]!;
    this.chargeCpu(cpu);
    this.remaining[task] = 0;
    if (this.continues(task)) this.arm(cpu);
    else this.block(cpu, task);
  }

  private handOver(): void {
    const to = this.yielding[--this.yields]!;
    const from = this.yielding[--this.yields]!;
    if (this.state[from] !== running || this.state[to] !== runnable) return;
    const cpu = this.lastCpu[from]!;
    this.chargeCpu(cpu);
    this.scheduler.dequeue(to);
    this.scheduler.enqueue(from, preempted, this.now);
    this.state[from] = runnable;
    this.directedYields += 1;
    this.replaceBy(cpu, from, to);
  }
}
