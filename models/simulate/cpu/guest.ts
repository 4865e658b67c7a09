/**
 * A guest kernel over vCPUs: the second of two schedulers, which does not see the first.
 *
 * IDEA   A vCPU is a thread of the host. When it gets a CPU, the guest decides what runs on it: its
 *        current thread, unless the guest's clock says that its turn is over, or a woken thread
 *        takes its place. What runs may spin on a lock whose holder has no CPU; the processor may
 *        then exit to the host, which may hand the CPU to the holder. With nothing to run the
 *        vCPU polls for a while, if it may, and halts.
 * UNITS  Whole nanoseconds.
 * HOLDS  Turns are measured on the clock, not in CPU time: a vCPU that was away for long finds the
 *        turn over. Wake-ups go to the vCPU that the thread ran on last; a vCPU without work takes
 *        from the others.
 * FAILS  The whole delay of leaving a halt counts as the vCPU's work. A guest that polls itself has the
 *        host's window (assumed).
 *        Guest ticks, inter-processor interrupts and interrupts to a running vCPU take no time.
 *        Exits of a spinner that nobody answers are counted, not simulated one by one.
 * COST   Constant a guest event, but for taking work: one step for each vCPU.
 * SOURCE Mechanism notes 5.5: lock-holder preemption, pause-loop exits, directed yield; Linux
 *        Documentation/virt/kvm/halt-polling.rst.
 * LENGTH Threads, lock and polling meet in `resume`: split, each part would need the others' state.
 */
import type { LaneState } from "../event-log.ts";
import { LatencyHistogram } from "../latency-histogram.ts";
import { RandomStream } from "../random.ts";
import type { BusyEvents } from "./busy-events.ts";
import type { EventSource } from "./event-source.ts";
import type { GuestTaker, Machine, VcpuProgram } from "./machine.ts";
import { SpinLock, type LockKind } from "./spin-lock.ts";
import { TaskLists } from "./task-lists.ts";

export type GuestThread =
  | { readonly name: string; readonly kind: "busy" }
  | { readonly name: string; readonly kind: "worker"; readonly source: number }
  | {
      readonly name: string;
      readonly kind: "locker";
      /** Mean CPU nanoseconds between two critical sections, and in one; exponential. */
      readonly outsideNs: number;
      readonly insideNs: number;
    };

export interface GuestSettings {
  /** A thread's turn while others wait. */
  readonly turnNs: number;
  readonly lock: LockKind;
  /** Spinning before the processor exits; Infinity without pause-loop exiting. */
  readonly pauseWindowNs: number;
  readonly exitNs: number;
  readonly directedYield: boolean;
  /** Longest poll before a halt; 0 for none. */
  readonly pollLimitNs: number;
  readonly pollStartNs: number;
  /** Work before the guest runs again, after a halt and after a poll that was hit. */
  readonly wakeNs: number;
  readonly pollHitNs: number;
  /** The guest polls before it halts, not its host after. */
  readonly pollsInGuest: boolean;
}

const asleep = 0;
const ready = 1;
const onVcpu = 2;

const outside = 0;
const spinning = 1;
const inside = 2;
const longestPauseWindow = 64;

export class Guest implements VcpuProgram, GuestTaker {
  readonly name: string;
  /** From wanting a contended lock to having it. */
  readonly lockWaits = new LatencyHistogram();
  readonly cpuNs: Float64Array;
  spunNs = 0;
  polledNs = 0;
  halts = 0;
  pollHits = 0;
  pauseExits = 0;
  lockTakings = 0;
  private host!: Machine;
  private tasks!: Int32Array;
  private lanes!: Int32Array;
  private readonly settings: GuestSettings;
  private readonly threads: readonly GuestThread[];
  private readonly sources: readonly EventSource[];
  private readonly busyEvents: BusyEvents | null;
  private readonly vcpus: number;
  private readonly lists: TaskLists;
  private readonly lock: SpinLock;
  private readonly state: Uint8Array;
  private readonly remaining: Float64Array;
  private readonly phase: Uint8Array;
  private readonly lastVcpu: Int32Array;
  private readonly arrived: Float64Array;
  private readonly fresh: Uint8Array;
  private readonly wantedAt: Float64Array;
  private readonly pauseWindow: Float64Array;
  private readonly draws: RandomStream;
  /** By vCPU. */
  private readonly current: Int32Array;
  private readonly turnEnd: Float64Array;
  private readonly mustSwitch: Uint8Array;
  private readonly overhead: Float64Array;
  private readonly polling: Uint8Array;
  private readonly pollLeft: Float64Array;
  private readonly pollWindow: Float64Array;
  private readonly idleSince: Float64Array;
  private readonly halted: Uint8Array;

  constructor(
    name: string,
    vcpus: number,
    threads: readonly GuestThread[],
    sources: readonly EventSource[],
    settings: GuestSettings,
    seed: number,
    busyEvents: BusyEvents | null = null,
  ) {
    this.name = name;
    this.vcpus = vcpus;
    this.threads = threads;
    this.sources = sources;
    this.settings = settings;
    this.busyEvents = busyEvents;
    this.draws = new RandomStream(seed, `locks of ${name}`);
    const count = threads.length;
    this.lists = new TaskLists(count, vcpus);
    this.lock = new SpinLock(settings.lock, count);
    this.cpuNs = new Float64Array(count);
    this.state = new Uint8Array(count);
    this.remaining = new Float64Array(count);
    this.phase = new Uint8Array(count);
    this.lastVcpu = Int32Array.from(threads, (_, thread) => thread % vcpus);
    this.arrived = new Float64Array(count);
    this.fresh = new Uint8Array(count);
    this.wantedAt = new Float64Array(count);
    this.pauseWindow = new Float64Array(count);
    this.current = new Int32Array(vcpus).fill(-1);
    this.turnEnd = new Float64Array(vcpus);
    this.mustSwitch = new Uint8Array(vcpus);
    this.overhead = new Float64Array(vcpus);
    this.polling = new Uint8Array(vcpus);
    this.pollLeft = new Float64Array(vcpus);
    this.pollWindow = new Float64Array(vcpus);
    this.idleSince = new Float64Array(vcpus);
    this.halted = new Uint8Array(vcpus);
  }

  /** @param tasks  the host's threads that are its vCPUs */
  attach(host: Machine, tasks: readonly number[]): void {
    this.host = host;
    this.tasks = Int32Array.from(tasks);
    this.lanes = Int32Array.from(this.threads, ({ name }, thread) =>
      host.lane({
        id: `${this.name}:${thread}`,
        name: `${this.name} ${name}`,
        layer: "guest",
      }),
    );
    this.threads.forEach((spec, thread) => {
      if (spec.kind === "worker") {
        this.sources[spec.source]!.sleep(thread);
        this.show(thread, "blocked");
        return;
      }
      this.remaining[thread] =
        spec.kind === "busy" ? Infinity : this.work(spec.outsideNs);
      this.queue(thread, false);
    });
  }

  resetFigures(): void {
    this.lockWaits.clear();
    this.cpuNs.fill(0);
    this.spunNs = this.polledNs = this.halts = this.pollHits = 0;
    this.pauseExits = this.lockTakings = 0;
  }

  /** Events of a source that feeds this guest. */
  arrive(at: number, now: number): void {
    const source = this.sources[at]!;
    const thread = source.rouse();
    if (thread < 0) {
      source.wait(now);
      return;
    }
    this.arrived[thread] = now;
    this.fresh[thread] = 1;
    this.remaining[thread] = source.costNs();
    this.queue(thread, true);
    this.show(thread, "runnable");
    this.rouse(thread);
  }

  progress(vcpu: number, ranNs: number): void {
    let ran = ranNs;
    const overhead = Math.min(this.overhead[vcpu]!, ran);
    this.overhead[vcpu]! -= overhead;
    ran -= overhead;
    if (ran <= 0) return;
    if (this.polling[vcpu] === 1) {
      this.pollLeft[vcpu]! -= ran;
      this.polledNs += ran;
      return;
    }
    const thread = this.current[vcpu]!;
    if (thread < 0) return;
    this.cpuNs[thread]! += ran;
    if (this.phase[thread] === spinning) {
      this.spunNs += ran;
      const { pauseWindowNs, exitNs, directedYield } = this.settings;
      if (!directedYield) this.pauseExits += ran / (pauseWindowNs + exitNs);
      return;
    }
    this.remaining[thread]! -= ran;
    if (this.busyEvents !== null && this.threads[thread]!.kind === "busy")
      this.busyEvents.ran(thread, ran, this.host.now);
  }

  descheduled(vcpu: number): void {
    const thread = this.current[vcpu]!;
    // To the guest it still runs; to a reader of both layers it waits.
    if (thread >= 0) this.show(thread, "runnable");
  }

  resume(vcpu: number, now: number): number {
    for (;;) {
      if (this.overhead[vcpu]! > 0) return this.overhead[vcpu]!;
      this.choose(vcpu, now);
      const thread = this.current[vcpu]!;
      if (thread < 0) {
        const poll = this.idle(vcpu, now);
        if (poll >= 0) return poll;
        continue;
      }
      if (this.fresh[thread] === 1) {
        this.fresh[thread] = 0;
        this.sourceOf(thread)!.started(this.arrived[thread]!, now);
      }
      if (this.phase[thread] === spinning) {
        const spin = this.spin(vcpu, thread, now);
        if (spin > 0) {
          this.show(thread, "spinning");
          return spin;
        }
        continue;
      }
      if (this.remaining[thread]! > 0) {
        this.show(thread, "running");
        return this.untilTurnEnds(vcpu, now, this.remaining[thread]!);
      }
      this.finish(vcpu, thread, now);
    }
  }

  /** True when the thread's vCPU has a CPU and the thread has the vCPU. */
  private isRunning(thread: number): boolean {
    const vcpu = this.lastVcpu[thread]!;
    return (
      this.current[vcpu] === thread && this.host.isRunning(this.tasks[vcpu]!)
    );
  }

  private sourceOf(thread: number): EventSource | null {
    const spec = this.threads[thread]!;
    return spec.kind === "worker" ? this.sources[spec.source]! : null;
  }

  private work(meanNs: number): number {
    return Math.max(1, Math.round(meanNs * this.draws.exponential()));
  }

  private show(thread: number, state: LaneState): void {
    this.host.write(this.lanes[thread]!, state);
  }

  private queue(thread: number, first: boolean): void {
    this.state[thread] = ready;
    const vcpu = this.lastVcpu[thread]!;
    if (first) this.lists.pushFront(vcpu, thread);
    else this.lists.pushBack(vcpu, thread);
  }

  /** Has a vCPU look at a thread that was just queued on it. */
  private rouse(thread: number): void {
    const vcpu = this.lastVcpu[thread]!;
    if (this.current[vcpu]! < 0) {
      this.call(vcpu);
      return;
    }
    for (let other = 0; other < this.vcpus; other++) {
      if (this.current[other]! >= 0) continue;
      this.lists.remove(thread);
      this.lastVcpu[thread] = other;
      this.lists.pushFront(other, thread);
      this.call(other);
      return;
    }
    this.mustSwitch[vcpu] = 1;
    this.call(vcpu);
  }

  /** Wakes a halted vCPU, ends a poll, or interrupts a running one. */
  private call(vcpu: number): void {
    const task = this.tasks[vcpu]!;
    const { now } = this.host;
    if (this.halted[vcpu] === 1) {
      this.halted[vcpu] = 0;
      this.overhead[vcpu] = this.settings.wakeNs;
      this.learn(vcpu, now - this.idleSince[vcpu]!);
      this.host.wakeTask(task);
    } else if (this.polling[vcpu] === 1) {
      this.polling[vcpu] = 0;
      this.pollHits += 1;
      if (this.host.isRunning(task)) this.host.showVcpu(task, "running");
      this.overhead[vcpu] = this.settings.pollHitNs;
      this.host.poke(task);
    } else if (this.host.isRunning(task)) this.host.poke(task);
  }

  /** Sets `current`: the same thread, the next, or none. */
  private choose(vcpu: number, now: number): void {
    const thread = this.current[vcpu]!;
    if (thread >= 0) {
      // A kernel does not take the CPU from a thread that holds a spin lock or waits for one.
      if (this.phase[thread] !== outside) return;
      const over = this.mustSwitch[vcpu] === 1 || now >= this.turnEnd[vcpu]!;
      if (!over) return;
      this.mustSwitch[vcpu] = 0;
      if (this.lists.size(vcpu) === 0) {
        this.turnEnd[vcpu] = now + this.settings.turnNs;
        return;
      }
      this.show(thread, "runnable");
      this.current[vcpu] = -1;
      const next = this.lists.popFront(vcpu);
      this.queue(thread, false);
      this.take(vcpu, next, now);
      return;
    }
    this.mustSwitch[vcpu] = 0;
    let next = this.lists.popFront(vcpu);
    for (let other = 0; next < 0 && other < this.vcpus; other++)
      next = this.lists.popFront(other);
    if (next >= 0) this.take(vcpu, next, now);
  }

  private take(vcpu: number, thread: number, now: number): void {
    this.current[vcpu] = thread;
    this.state[thread] = onVcpu;
    this.lastVcpu[thread] = vcpu;
    this.turnEnd[vcpu] = now + this.settings.turnNs;
    this.polling[vcpu] = 0;
  }

  private untilTurnEnds(vcpu: number, now: number, work: number): number {
    const thread = this.current[vcpu]!;
    if (this.lists.size(vcpu) === 0 || this.phase[thread] !== outside)
      return work;
    return Math.min(work, Math.max(1, this.turnEnd[vcpu]! - now));
  }

  /** @returns nanoseconds to poll, or 0 to halt; -1 to look again */
  private idle(vcpu: number, now: number): number {
    if (this.polling[vcpu] === 0) {
      this.idleSince[vcpu] = now;
      this.polling[vcpu] = 1;
      this.pollLeft[vcpu] = Math.min(
        this.pollWindow[vcpu]!,
        this.settings.pollLimitNs,
      );
    }
    if (this.pollLeft[vcpu]! > 0) {
      if (!this.settings.pollsInGuest)
        this.host.showVcpu(this.tasks[vcpu]!, "hypervisor");
      return this.pollLeft[vcpu]!;
    }
    this.polling[vcpu] = 0;
    this.halted[vcpu] = 1;
    this.halts += 1;
    return 0;
  }

  /** Polling grows while it would have been worth it, and stops where it would not. */
  private learn(vcpu: number, idleNs: number): void {
    const { pollLimitNs, pollStartNs } = this.settings;
    const window = this.pollWindow[vcpu]!;
    if (idleNs > pollLimitNs) this.pollWindow[vcpu] = 0;
    else
      this.pollWindow[vcpu] = Math.min(
        pollLimitNs,
        window === 0 ? pollStartNs : 2 * window,
      );
  }

  /** The thread's work is done. */
  private finish(vcpu: number, thread: number, now: number): void {
    const spec = this.threads[thread]!;
    if (spec.kind === "busy") {
      this.remaining[thread] = Infinity;
      return;
    }
    if (spec.kind === "worker") {
      this.finishEvent(vcpu, thread, spec.source, now);
      return;
    }
    if (this.phase[thread] === inside) {
      this.phase[thread] = outside;
      this.remaining[thread] = this.work(spec.outsideNs);
      this.unlock();
      return;
    }
    this.wantedAt[thread] = now;
    if (this.lock.take(thread)) this.enter(thread, now);
    else {
      this.phase[thread] = spinning;
      this.pauseWindow[thread] = this.settings.pauseWindowNs;
    }
  }

  private finishEvent(
    vcpu: number,
    thread: number,
    at: number,
    now: number,
  ): void {
    const source = this.sources[at]!;
    source.finished(this.arrived[thread]!, now);
    if (source.closed) this.host.thinks(at, now);
    if (source.queued > 0) {
      this.arrived[thread] = source.take();
      source.started(this.arrived[thread], now);
      this.remaining[thread] = source.costNs();
      return;
    }
    this.state[thread] = asleep;
    this.current[vcpu] = -1;
    source.sleep(thread);
    this.show(thread, "blocked");
  }

  private enter(thread: number, now: number): void {
    const spec = this.threads[thread]!;
    if (spec.kind !== "locker") return;
    this.phase[thread] = inside;
    this.remaining[thread] = this.work(spec.insideNs);
    this.lockTakings += 1;
    this.lockWaits.record((now - this.wantedAt[thread]!) * 1e-9);
  }

  /** A fair lock goes to the next in line wherever it is; an unfair one to one that runs. */
  private unlock(): void {
    const next = this.lock.release((thread) => this.isRunning(thread));
    if (next >= 0) this.host.poke(this.tasks[this.lastVcpu[next]!]!);
  }

  /** @returns nanoseconds to spin before the next look; 0 when the lock is had */
  private spin(vcpu: number, thread: number, now: number): number {
    if (this.lock.holder === thread || this.lock.take(thread)) {
      this.enter(thread, now);
      return 0;
    }
    const { directedYield, pauseWindowNs, exitNs } = this.settings;
    if (!directedYield || pauseWindowNs === Infinity) return Infinity;
    const window = this.pauseWindow[thread]!;
    // The first look is when spinning begins: no window has passed yet.
    if (now > this.wantedAt[thread]!) {
      this.pauseExits += 1;
      const holder = this.lock.holder;
      const holders = this.lastVcpu[holder]!;
      const task = this.tasks[holders]!;
      if (holders !== vcpu && this.host.isRunnable(task))
        this.host.yieldTo(this.tasks[vcpu]!, task);
      this.pauseWindow[thread] = Math.min(
        2 * window,
        longestPauseWindow * pauseWindowNs,
      );
    }
    return Math.round(window + exitNs);
  }
}
