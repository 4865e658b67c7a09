/**
 * The machine around the ring: a guest with one vCPU, and the back end that empties the ring.
 *
 * IDEA   Guest and back end are programs that run at the same time, written as generators in the
 *        order of the code that they stand for. A program yields when it will go on; between two
 *        yields nothing else happens. Every numbered step is one yield, so that the other side can
 *        come between any two: that is where the missed interrupt lives.
 * UNITS  Seconds of simulated time.
 * HOLDS  vCPU and back end each have a CPU. Packets are served in the order in which they come, so
 *        that packet k is the k-th accepted, stacked, published, popped and sent. The same scenario
 *        gives the same steps.
 * FAILS  Where packets come from costs nothing: no timer of the program, no wake-up of a halted vCPU
 *        by it. What arrives from outside is not there: no answers, no other work of qemu.
 * COST   About ten yields a packet.
 * LENGTH One machine: its programs are in files of their own, and share its state.
 * SOURCE guest.ts, qemu.ts and vhost.ts say what each program was read from.
 */
import { publishedValues } from "../parameters/published-values.ts";
import { RandomStream } from "../simulate/random.ts";
import {
  backEndById,
  backEnds,
  costsOf,
  ringStepById,
  type BackEnd,
  type RingCosts,
} from "./back-ends.ts";
import { guest } from "./guest.ts";
import { alarm, ioThread } from "./qemu.ts";
import { Ring, type RingState } from "./ring.ts";
import type { VirtioScenario } from "./scenario.ts";
import type { RingStep } from "./step.ts";
import { vhostWorker } from "./vhost.ts";

/** When a program goes on; Infinity: when somebody wakes it. */
export type Program = Generator<number, void, void>;

/** One step, done. */
export interface Done {
  readonly atS: number;
  /** How long it took. */
  readonly tookS: number;
  readonly step: RingStep;
  /** The packet it was for, counted from 1; 0 for none. */
  readonly packet: number;
  /** A question's answer, where the step asks one. */
  readonly answer: "yes" | "no" | null;
  readonly ring: RingState;
  readonly stopped: boolean;
  /** When the transmit timer will run out; Infinity while it is not armed. */
  readonly timerAtS: number;
  /** The interrupt that the guest waits for will not come by itself. */
  readonly missed: boolean;
}

export interface MachineOptions {
  /** Packets offered at most. */
  readonly packets?: number;
}

export class Machine {
  readonly scenario: VirtioScenario;
  readonly backEnd: BackEnd;
  readonly costs: RingCosts;
  readonly ring: Ring;
  nowS = 0;

  /** Packets: come, refused because too many waited, taken in. */
  offered = 0;
  dropped = 0;
  accepted = 0;
  /** Of those: through the guest's stack; on the wire. */
  stacked = 0;
  sent = 0;
  /** When each accepted packet came, and how long it took to the wire. */
  readonly cameS: number[] = [];
  readonly latencyS: number[] = [];

  /** The guest's queue is stopped. */
  stopped = false;
  /** The vCPU: asleep until something happens, in work that an interrupt may stop, or neither. */
  vcpu: "halted" | "working" | "busy" = "halted";
  interruptPending = false;
  raisedAtS = 0;
  /** qemu's mutex: its I/O thread has it, the vCPU waits for it. */
  mutexTaken = false;
  mutexWanted = false;
  /** The transmit timer runs out; the signal has come and the I/O thread wakes. */
  timerAtS = Infinity;
  timerDueS = Infinity;
  /** qemu has been kicked and has not flushed yet (`tx_waiting`). */
  kickPending = false;
  /** The next look for a missed interrupt, and looks so far. */
  tickAtS = Infinity;
  ticks = 0;
  /** The back end need not be woken; it sleeps, and may be. In between it wakes up. */
  awake = false;
  asleep = false;
  /** The guest went to wait for an interrupt that was not going to come by itself. */
  waitsInVain = false;
  /** qemu's flush has frames before it, or an interrupt to raise. */
  flushing = false;

  kicks = 0;
  masked = 0;
  flushes = 0;
  stops = 0;
  raised = 0;
  interrupts = 0;
  haltedInterrupts = 0;
  missed = 0;
  rescued = 0;
  vcpuS = 0;
  backEndS = 0;
  mutexWaitS = 0;

  private readonly most: number;
  private readonly programs: readonly Program[];
  private readonly wakeAt: number[];
  private tell: ((done: Done) => void) | null = null;

  constructor(scenario: VirtioScenario, options: MachineOptions = {}) {
    this.scenario = scenario;
    this.backEnd = backEndById.get(scenario.backEnd) ?? backEnds[0]!;
    const costs = costsOf(this.backEnd);
    const { workUs } = scenario;
    const workS =
      workUs === null ? costs.stackS + costs.driverS : workUs * 1e-6;
    const driverS = Math.min(costs.driverS, workS);
    this.costs = { ...costs, driverS, stackS: workS - driverS };
    this.ring = new Ring(scenario.ringSlots);
    this.most = options.packets ?? Infinity;
    this.programs = [
      this.source(),
      guest(this),
      ...(this.backEnd.id === "vhost"
        ? [vhostWorker(this)]
        : [alarm(this), ioThread(this)]),
    ];
    this.wakeAt = this.programs.map(() => 0);
  }

  /** The next numbered step; null when nothing will ever happen again. */
  next(): Done | null {
    let found: Done | null = null;
    this.tell = (done) => {
      found = done;
    };
    while (!found && !this.isStuck && this.resume());
    this.tell = null;
    return found;
  }

  /** Goes on to `untilS`, without telling steps. */
  run(untilS: number): void {
    while (this.wakeAt[this.first()]! <= untilS && this.resume());
    this.nowS = Math.max(this.nowS, untilS);
  }

  /** Wakes the vCPU, or the back end, at `atS` if it would sleep longer. */
  wakeGuest(atS: number): void {
    this.wakeAt[1] = Math.min(this.wakeAt[1]!, atS);
  }
  wakeBackEnd(atS: number): void {
    const last = this.wakeAt.length - 1;
    if (this.asleep) this.wakeAt[last] = Math.min(this.wakeAt[last]!, atS);
  }
  /** The alarm looks again at what it waits for. */
  wakeAlarm(): void {
    this.wakeAt[2] = this.nowS;
  }

  /** The back end sleeps until `untilS`, or until it is woken. */
  *sleep(untilS: number): Program {
    this.awake = false;
    this.asleep = true;
    yield untilS;
    this.asleep = false;
  }

  /**
   * Tells that a step is done.
   *
   * @param tookS  how long it took; it is over now
   * @returns      the time, for the program to yield: the other side may come between any two steps
   */
  done(
    id: string,
    tookS = 0,
    packet = 0,
    answer: Done["answer"] = null,
  ): number {
    if (this.tell) this.tell(this.doneNow(id, tookS, packet, answer));
    return this.nowS;
  }

  /** The same for a step that began at `fromS`. */
  since(id: string, fromS: number, packet = 0): number {
    return this.done(id, this.nowS - fromS, packet);
  }

  private doneNow(
    id: string,
    tookS: number,
    packet: number,
    answer: Done["answer"],
  ): Done {
    const step = ringStepById.get(id);
    if (!step) throw new Error(`no step ${id} of the ring`);
    return {
      atS: this.nowS,
      tookS,
      step,
      packet,
      answer,
      ring: this.ring.state(),
      stopped: this.stopped,
      timerAtS: this.timerAtS,
      missed: this.waitsInVain,
    };
  }

  /** The guest waits for an interrupt, and nobody is going to look at the ring. */
  get nobodyLooks(): boolean {
    return (
      this.stopped &&
      !this.ring.noInterrupt &&
      !this.interruptPending &&
      !this.kickPending &&
      // A timer's flush does not look again; the others go on until the ring is empty.
      !(this.backEnd.id === "timer" ? this.flushing : this.awake)
    );
  }

  /** Nor is anybody going to find out: packets may come, but no step will ever be done. */
  get isStuck(): boolean {
    return this.waitsInVain && this.tickAtS === Infinity && this.nobodyLooks;
  }

  /** Raises the guest's interrupt. */
  raise(): void {
    this.raised += 1;
    if (this.interruptPending) return;
    this.interruptPending = true;
    this.raisedAtS = this.nowS;
    if (this.vcpu === "halted") this.wakeGuest(this.nowS + this.costs.haltedS);
    else if (this.vcpu === "working") this.wakeGuest(this.nowS);
  }

  /** A frame is on the wire. */
  send(): void {
    this.latencyS.push(this.nowS - this.cameS[this.sent]!);
    this.sent += 1;
  }

  /** The program that goes on first: of two at the same time, the guest's side. */
  private first(): number {
    const { wakeAt } = this;
    let first = 0;
    for (let at = 1; at < wakeAt.length; at++)
      if (wakeAt[at]! < wakeAt[first]!) first = at;
    return first;
  }

  private resume(): boolean {
    const { wakeAt } = this;
    const first = this.first();
    const atS = wakeAt[first]!;
    if (atS === Infinity) return false;
    this.nowS = atS;
    wakeAt[first] = Infinity;
    const { value, done } = this.programs[first]!.next();
    if (!done) wakeAt[first] = Math.min(wakeAt[first], value);
    return true;
  }

  /** The guest's program: packets at even distances, or many at once at random times. */
  private *source(): Program {
    const { ratePps, arrivals, atOnce, seed } = this.scenario;
    const inBursts = arrivals === "bursts";
    const many = inBursts ? atOnce : 1;
    const stream = new RandomStream(seed, "arrivals at the ring");
    const startS = this.nowS;
    let atS = startS;
    for (let burst = 1; this.offered < this.most; burst++) {
      for (let k = 0; k < many && this.offered < this.most; k++) this.offer();
      if (inBursts) atS += (stream.exponential() * many) / ratePps;
      else atS = startS + burst / ratePps;
      yield atS;
    }
  }

  private offer(): void {
    this.offered += 1;
    if (this.accepted - this.ring.added >= publishedValues["qdisc.frames"]) {
      this.dropped += 1;
      return;
    }
    this.accepted += 1;
    this.cameS.push(this.nowS);
    if (this.vcpu === "halted") this.wakeGuest(this.nowS);
  }
}
