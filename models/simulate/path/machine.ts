/**
 * The machine that runs a program: trains of units through servers, interrupts, timers and caps.
 *
 * IDEA   A server's backlog is a number: when it will be free. A train that arrives is served from
 *        then, as a whole, and passed on as soon as its first unit is done, so one event serves a
 *        train at a station, however long it is. Interrupts cut and join trains (nic.ts), a
 *        transmit timer gathers them (transmit-ring.ts), a cap stops threads where they return to
 *        user mode (parking.ts).
 * UNITS  Seconds of simulated time; units as traffic.ts defines them.
 * HOLDS  FCFS servers; service drawn a unit (exponential) or constant, and so is the time that a
 *        sleeper takes to wake. Work is conserved: a station's busy time is what its visits asked for. An application thread serves its own
 *        connection only, and needs one of the CPUs; where all servers of a host could use more than it
 *        has, each of them needs one. With one unit a train and no waits but queues
 *        it is a closed network of FCFS stations (tested against exact MVA).
 * FAILS  A train that trickles in asks for its work at its head, so what arrives within it waits up
 *        to that much too long. Kernel work is never preempted, and interrupts cost no other CPU.
 *        A capped stream's loss is drawn by the share of a burst that its ring cannot hold: the
 *        frames themselves are not followed.
 * COST   One event a visit, or fewer where only one server feeds the next; about 25 numbers a
 *        connection; memory does not grow with time.
 * SOURCE The steps and their order: paths/; capping.ts for what parking does to a stream.
 * LENGTH One loop and the columns it runs over: split, its parts would share every column.
 */
import { overrunShare } from "../../capping.ts";
import { isCrowded, runsOnHost } from "../../host-cpus.ts";
import type { PathNetwork } from "../../network.ts";
import { Calendar } from "../calendar.ts";
import type { Sink } from "../event-log.ts";
import { RandomStream } from "../random.ts";
import type { Cap } from "./cap.ts";
import { CpuPool } from "./cpu-pool.ts";
import { HeldLock } from "./held-lock.ts";
import { MachineTrace } from "./machine-trace.ts";
import { Nic } from "./nic.ts";
import { Parking } from "./parking.ts";
import type { Program, Visit } from "./program.ts";
import { Trains } from "./trains.ts";
import { TransmitRing } from "./transmit-ring.ts";

const serve = 0;
const wake = 1;
const moderate = 2;
const gather = 3;
const kindCodes: Readonly<Record<Visit["kind"], number>> = {
  serve,
  wake,
  moderate,
  gather,
};

/** Events that are no train, one a end: −1 − end and so on. */
const interruptEvent = -1;
const flushEvent = -3;
const tickEvent = -5;
/** And below it: a server of a queued station becomes free. */
const serverEvent = -7;

export interface MachineOptions {
  readonly seed: number;
  readonly service: "exponential" | "deterministic";
  /** By end: client, destination; null where there is no cap. */
  readonly caps: readonly [Cap | null, Cap | null];
  /** Called when a train ends its loop: at, seconds in the loop, units. */
  readonly onLoop: (atS: number, seconds: number, units: number) => void;
  /** Seconds over which the trains set out, so that they do not start in step. */
  readonly spreadS?: number;
  readonly events?: Sink | undefined;
}

export class Machine {
  /** Units that ended their loop, and the sum of their seconds in it. */
  units = 0;
  unitSeconds = 0;
  kicks = 0;
  wakeups = 0;
  retransmits = 0;
  /** Events processed: visits, interrupts, flushes, ticks. */
  events = 0;
  nowS = 0;
  /** Seconds of work done, by station; and charged to the tenant, by end. */
  readonly workS: Float64Array;
  readonly chargedS = new Float64Array(2);
  readonly nics: readonly [Nic, Nic];
  readonly rings: readonly [TransmitRing | null, TransmitRing | null];
  readonly parking: readonly [Parking | null, Parking | null];

  private readonly program: Program;
  private readonly calendar = new Calendar(256);
  private readonly trains: Trains;
  private readonly exponential: boolean;
  private readonly onLoop: MachineOptions["onLoop"];
  private readonly trace: MachineTrace | null;
  private readonly thinkS: number;
  private readonly thinking: RandomStream;
  /** When the blocks that wait for a slot were asked for, in a ring: first come, first served. */
  private readonly outside: Float64Array;
  private outsideFirst = 0;
  private readonly losing: RandomStream;
  /** The event being processed is still the root of the calendar. */
  private rootIsOld = false;

  // The program, by visit.
  private readonly kind: Uint8Array;
  private readonly stationOf: Int32Array;
  private readonly unitS: Float64Array;
  private readonly batchS: Float64Array;
  private readonly kickS: Float64Array;
  private readonly deferredS: Float64Array;
  private readonly ackS: Float64Array;
  private readonly delayS: Float64Array;
  private readonly endOf: Uint8Array;
  private readonly gated: Uint8Array;
  /** By end: the first server of the line whose threads a cap parks. */
  private readonly gatedServer = new Int32Array(2);
  /** Among those that a cap parks, behind the threads or the guest: its I/O thread. */
  private readonly ioThread: number;
  private readonly drawn: Uint8Array;
  /** 1: the next visit is entered at once, since nothing can overtake on the way. */
  private readonly direct: Uint8Array;
  private readonly locks: Uint8Array;
  private readonly wakesUntil: Float64Array;
  private readonly draws: readonly RandomStream[];

  // Stations: lines of servers, each free from a time on.
  private readonly firstServer: Int32Array;
  private readonly servers: Int32Array;
  private readonly ownThread: Uint8Array;
  private readonly charged: Uint8Array;
  /** CPUs that the servers of a station share, with other stations of their host; null where each has its own. */
  private readonly cpus: readonly (CpuPool | null)[];
  private readonly free: Float64Array;
  /** 1: trains queue there one by one, because what service takes is known only as it goes on. */
  private readonly queued: Uint8Array;
  /** By station: the trains that queue, first and last; −1 for none. */
  private readonly queueFirst: Int32Array;
  private readonly queueLast: Int32Array;
  /** By server: its station. */
  private readonly stationOfServer: Int32Array;
  /** By server of a queued station: 1 while it works. */
  private readonly working: Uint8Array;
  /** By server: when its last batch of blocks began or will; null where batches are interrupts'. */
  private readonly batchFrom: Float64Array | null;
  /** The same of its notifications: one tells of all blocks that were there. */
  private readonly kickFrom: Float64Array | null;
  /** By train: the server at which it is in service, or −1. */
  private readonly servedBy: Int32Array;
  /** By end: the lock that a notification needs, and the visits whose work holds it. */
  private readonly held: readonly [HeldLock, HeldLock] = [
    new HeldLock(),
    new HeldLock(),
  ];
  private readonly holds: Uint8Array;
  private readonly lockHolder = new Int32Array(2).fill(-1);
  /** Rounds of the I/O threads so far: every interrupt and every flush begins one. */
  private round = 0;
  /** While a flush is under way, what it puts off is added up here. */
  private flushing = false;
  private afterFlushS = 0;
  private readonly nicVisit = new Int32Array(2);
  private readonly ringVisit = new Int32Array(2);

  constructor(program: Program, options: MachineOptions) {
    const { network, visits } = program;
    const { traffic, stations, gather: timer, scenario } = network;
    const { threads } = scenario.workload;
    // No train has less than a unit but the rest of a burst, one an end.
    const trains = new Trains(
      Math.ceil(threads * traffic.unitsPerThread) + threads + 16,
    );
    this.trains = trains;
    this.program = program;
    this.ioThread = threads;
    this.exponential = options.service === "exponential";
    this.onLoop = options.onLoop;
    this.thinkS = traffic.thinkS;
    this.thinking = new RandomStream(options.seed, "think");
    this.losing = new RandomStream(options.seed, "loss");
    this.trace = options.events
      ? new MachineTrace(options.events, network)
      : null;

    const column = (of: (visit: Visit) => number) =>
      Float64Array.from(visits, of);
    this.kind = Uint8Array.from(visits, ({ kind }) => kindCodes[kind]);
    this.stationOf = Int32Array.from(visits, ({ station }) => station);
    this.unitS = column((visit) => visit.unitS);
    this.batchS = column((visit) => visit.batchS);
    this.kickS = column((visit) => visit.kickS);
    this.deferredS = column((visit) => visit.deferredS);
    this.ackS = column((visit) => visit.ackS);
    this.delayS = column((visit) => visit.delayS);
    this.endOf = Uint8Array.from(visits, ({ end }) => end);
    this.gated = Uint8Array.from(visits, (visit) =>
      visit.returnsToUser && options.caps[visit.end] ? 1 : 0,
    );
    this.drawn = Uint8Array.from(visits, (visit) =>
      this.exponential && visit.varies ? 1 : 0,
    );
    this.direct = Uint8Array.from(visits, ({ leadsOn }) => (leadsOn ? 1 : 0));
    this.locks = Uint8Array.from(visits, ({ takesLock }) =>
      takesLock ? 1 : 0,
    );
    this.holds = Uint8Array.from(visits, ({ holdsLock }) =>
      holdsLock ? 1 : 0,
    );
    this.wakesUntil = new Float64Array(visits.length);
    this.draws = visits.map(
      ({ name }) => new RandomStream(options.seed, `service at ${name}`),
    );

    const size = stations.length;
    this.workS = new Float64Array(size);
    this.firstServer = new Int32Array(size);
    this.servers = new Int32Array(size);
    this.ownThread = new Uint8Array(size);
    this.charged = Uint8Array.from(stations, ({ capped }) => (capped ? 1 : 0));
    let lanes = 0;
    stations.forEach((station, index) => {
      const own = station.server === "thread";
      this.ownThread[index] = own ? 1 : 0;
      if (station.server === "io")
        this.lockHolder[station.end === "client" ? 0 : 1] = lanes;
      this.firstServer[index] = lanes;
      this.servers[index] = own ? threads : station.servers;
      lanes += this.servers[index];
    });
    this.cpus = cpusOf(network, lanes);
    this.free = new Float64Array(lanes);
    const perLane = () =>
      traffic.medium === "disk"
        ? new Float64Array(lanes).fill(-Infinity)
        : null;
    this.batchFrom = perLane();
    this.kickFrom = perLane();
    this.queued = new Uint8Array(size);
    for (const visit of visits)
      if (visit.kickS > 0) this.queued[visit.station] = 1;
    this.queueFirst = new Int32Array(size).fill(-1);
    this.queueLast = new Int32Array(size).fill(-1);
    this.stationOfServer = new Int32Array(lanes);
    stations.forEach((_, index) => {
      const from = this.firstServer[index]!;
      this.stationOfServer.fill(index, from, from + this.servers[index]!);
    });
    this.working = new Uint8Array(lanes);
    this.servedBy = new Int32Array(trains.conn.length).fill(-1);

    const nic = () => new Nic(network.moderationS, trains, threads);
    this.nics = [nic(), nic()];
    const ring = (end: number) => {
      const at = visits.findIndex(
        (visit) => visit.kind === "gather" && visit.end === end,
      );
      this.ringVisit[end] = at;
      if (!timer || at < 0) return null;
      const burst = Math.max(1, timer.burstPackets / timer.packetsPerUnit);
      return new TransmitRing(timer.timerS + this.delayS[at]!, burst, trains);
    };
    this.rings = [ring(0), ring(1)];
    const parking = (end: 0 | 1) => {
      const cap = options.caps[end];
      if (cap) this.calendar.schedule(cap.periodS, tickEvent - end);
      return cap ? new Parking(cap, trains, threads + 1) : null;
    };
    this.parking = [parking(0), parking(1)];
    visits.forEach((visit, index) => {
      if (this.gated[index] === 1 && !this.isIo(visit.station))
        this.gatedServer[visit.end] = this.firstServer[visit.station]!;
      if (visit.kind === "moderate") this.nicVisit[visit.end] = index;
    });
    // A window is one train to begin with; blocks are independent of each other.
    const apart = traffic.medium === "disk" ? traffic.unitsPerThread : 1;
    const units = traffic.unitsPerThread / apart;
    const inside = Math.min(threads * apart, traffic.slots);
    const apartS = (options.spreadS ?? 0) / inside;
    // Who begins inside, or waits for a slot, has waited as long as everybody does.
    const waiting = threads * apart - inside;
    const bornS = (place: number) => (place - waiting) * apartS;
    for (let train = 0; train < inside; train++)
      this.calendar.schedule(
        train * apartS,
        trains.make(train % threads, units, bornS(train)),
      );
    this.outside = Float64Array.from({ length: waiting }, (_, place) =>
      bornS(place),
    );
  }

  /**
   * Runs until simulated time `untilS`, or until `most` more events are processed.
   *
   * @returns true when `untilS` was reached
   */
  run(untilS: number, most: number): boolean {
    const { calendar } = this;
    const last = this.events + most;
    while (this.events < last) {
      const now = calendar.nextTime();
      if (now > untilS) {
        this.nowS = untilS;
        return true;
      }
      const what = calendar.nextWhat();
      this.nowS = now;
      this.rootIsOld = true;
      if (what >= 0) this.enter(what, now);
      else {
        this.events += 1;
        if (what > flushEvent) this.interrupt(interruptEvent - what, now);
        else if (what > tickEvent) this.flush(flushEvent - what, now);
        else if (what > serverEvent) this.tick(tickEvent - what, now);
        else this.serverFree(serverEvent - what, now);
      }
      if (this.rootIsOld) calendar.pop();
    }
    return false;
  }

  /** Schedules, in the place of the event being processed if it still has it. */
  private schedule(atS: number, what: number): void {
    if (this.rootIsOld) {
      this.rootIsOld = false;
      this.calendar.replace(atS, what);
    } else this.calendar.schedule(atS, what);
  }

  /** A train arrives at its visit, and at those that follow without a queue between. */
  private enter(train: number, arrivedS: number): void {
    const { at } = this.trains;
    let now = arrivedS;
    for (;;) {
      const visit = at[train]!;
      this.events += 1;
      switch (this.kind[visit]) {
        case serve:
          if (this.servedBy[train]! >= 0) {
            const leaves = this.firstDone(train, visit, now);
            if (leaves > now) {
              // Standing in its notification: on its way from then.
              this.moveOn(train, visit, leaves);
              return;
            }
            break;
          }
          if (this.gated[visit] === 1 && this.parks(train, visit, now)) return;
          if (this.queued[this.stationOf[visit]!] === 1) {
            this.join(train, this.stationOf[visit]!, now);
            return;
          }
          now = this.serve(train, visit, now);
          break;
        case wake: {
          const ready = this.wakeUp(train, visit, now);
          if (ready <= now) break;
          at[train] = visit + 1;
          this.schedule(ready, train);
          return;
        }
        case moderate: {
          const end = this.endOf[visit]!;
          const nic = this.nics[end]!;
          if (!nic.arrive(train, now)) return;
          if (nic.due > now) this.schedule(nic.due, interruptEvent - end);
          else this.interrupt(end, now);
          return;
        }
        default: {
          const end = this.endOf[visit]!;
          const ring = this.rings[end]!;
          if (ring.push(train))
            this.schedule(now + ring.waitS, flushEvent - end);
          return;
        }
      }
      const next = visit + 1;
      if (next === this.kind.length) {
        this.endLoop(train, now);
        return;
      }
      at[train] = next;
      if (this.direct[visit] === 0) {
        this.schedule(now, train);
        return;
      }
    }
  }

  /** Seconds that a train's units ask of a visit's server: drawn. */
  private workOf(train: number, visit: number): number {
    const units = this.trains.units[train]!;
    const end = this.endOf[visit]!;
    let work = this.unitS[visit]! * units;
    const ackS = this.ackS[visit]!;
    if (ackS > 0 && this.parking[end] !== null)
      work -= ackS * units * this.gathered(end, this.trains.conn[train]!);
    if (this.drawn[visit] === 1)
      work *= this.draws[visit]!.erlang(units > 1.5 ? Math.round(units) : 1);
    return work;
  }

  /**
   * Whether a train pays for its batch: the first that an interrupt hands up; of blocks, the first
   * that came after the server's last batch began.
   */
  private paysBatch(
    train: number,
    lane: number,
    cameS: number,
    startS: number,
  ): boolean {
    const { batchFrom } = this;
    if (batchFrom === null) return this.trains.head[train] === 1;
    if (cameS <= batchFrom[lane]!) return false;
    batchFrom[lane] = startS;
    return true;
  }

  /** False where the notification of a block before it, made since it came, told of it too. */
  private beginsKick(train: number, lane: number, now: number): boolean {
    const { kickFrom } = this;
    if (kickFrom === null) return true;
    if (this.trains.came[train]! <= kickFrom[lane]!) return false;
    kickFrom[lane] = now;
    return true;
  }

  private account(visit: number, busyS: number): void {
    const station = this.stationOf[visit]!;
    this.workS[station]! += busyS;
    if (this.charged[station] === 0) return;
    const end = this.endOf[visit]!;
    this.chargedS[end]! += busyS;
    this.parking[end]?.cap.charge(busyS);
  }

  /**
   * Serves a train from when its server is free.
   *
   * @returns when its first unit is done and past the delay that follows
   */
  private serve(train: number, visit: number, now: number): number {
    const { free, trains } = this;
    const units = trains.units[train]!;
    const station = this.stationOf[visit]!;
    const work = this.workOf(train, visit);
    const later = this.deferredS[visit]! * units;
    if (this.flushing) this.afterFlushS += later;
    let lane = this.firstServer[station]!;
    if (this.ownThread[station] === 1) lane += trains.conn[train]!;
    else if (this.servers[station]! > 1)
      lane = earliest(free, lane, this.servers[station]!);
    let start = free[lane]! > now ? free[lane]! : now;
    const once = this.paysBatch(train, lane, now, start)
      ? this.batchS[visit]!
      : 0;
    const busy = work + once + (this.flushing ? 0 : later);
    const pool = this.cpus[station];
    if (pool) start = pool.grant(lane, start, busy);
    free[lane] = start + busy;
    this.account(visit, busy);
    if (this.holds[visit] === 1) {
      const held = this.held[this.endOf[visit]!]!;
      const done = start + once + work;
      held.hold(start, done, this.round, this.nowS);
      // What is put off is another round's.
      if (start + busy > done) held.hold(done, start + busy, -1, this.nowS);
    }
    this.trace?.served(start, start + busy, lane);
    const oneS = units > 1 ? work / units : work;
    const first = start + once + oneS;
    const afterLast = now + trains.tail[train]! + oneS;
    const allDone = start + once + work;
    trains.tail[train] = (afterLast > allDone ? afterLast : allDone) - first;
    return first + this.delayS[visit]!;
  }

  /** A train comes to a queued station. */
  private join(train: number, station: number, now: number): void {
    const from = this.firstServer[station]!;
    this.trains.came[train] = now;
    for (let lane = from; lane < from + this.servers[station]!; lane++) {
      if (this.working[lane] === 1) continue;
      this.begin(train, lane, now);
      return;
    }
    this.trains.next[train] = -1;
    if (this.queueFirst[station]! < 0) this.queueFirst[station] = train;
    else this.trains.next[this.queueLast[station]!] = train;
    this.queueLast[station] = train;
  }

  /** A server takes a train; it comes back when its first unit is done. */
  private begin(train: number, lane: number, now: number): void {
    const { trains } = this;
    const visit = trains.at[train]!;
    const units = trains.units[train]!;
    const work = this.workOf(train, visit);
    const once = this.paysBatch(train, lane, trains.came[train]!, now)
      ? this.batchS[visit]!
      : 0;
    const busy = work + once;
    this.account(visit, busy);
    this.working[lane] = 1;
    this.servedBy[train] = lane;
    const pool = this.cpus[this.stationOf[visit]!];
    const start = pool ? pool.grant(lane, now, busy) : now;
    this.free[lane] = start + busy;
    const oneS = units > 1 ? work / units : work;
    const first = start + once + oneS;
    const lastLeft = trains.came[train]! + trains.tail[train]! + oneS;
    const allDone = this.free[lane];
    trains.tail[train] = (lastLeft > allDone ? lastLeft : allDone) - first;
    this.schedule(first, train);
  }

  /** The first unit of a train is done: notifies if it must. @returns when it leaves */
  private firstDone(train: number, visit: number, now: number): number {
    const lane = this.servedBy[train]!;
    const end = this.endOf[visit]!;
    this.servedBy[train] = -1;
    let leaves = now;
    if (
      this.kickS[visit]! > 0 &&
      this.beginsKick(train, lane, now) &&
      this.mustNotify(visit, now)
    ) {
      const kickS = this.kickS[visit]!;
      this.kicks += 1;
      this.trace?.kick(now, end);
      // The exit waits for the lock, which the I/O thread holds while it works.
      leaves =
        (this.locks[visit] === 1 ? this.takeLock(end, now, kickS) : now) +
        kickS;
      this.free[lane]! += leaves - now;
      this.account(visit, kickS);
      // It stands in the exit, on the CPU that it has.
      this.cpus[this.stationOf[visit]!]?.grant(lane, now, kickS);
    }
    this.trace?.served(now, this.free[lane]!, lane);
    if (this.free[lane]! <= now) this.serverFree(lane, now);
    else this.schedule(this.free[lane]!, serverEvent - lane);
    return leaves + this.delayS[visit]!;
  }

  /** A vCPU takes the lock between two rounds of the I/O thread, which then wait for it. */
  private takeLock(end: number, now: number, seconds: number): number {
    const held = this.held[end]!;
    const from = held.freeAt(now);
    const holder = this.lockHolder[end]!;
    if (holder >= 0 && this.free[holder]! > from) {
      held.putOff(from, seconds);
      this.free[holder]! += seconds;
    }
    return from;
  }

  private serverFree(lane: number, now: number): void {
    this.working[lane] = 0;
    const station = this.stationOfServer[lane]!;
    const train = this.queueFirst[station]!;
    if (train < 0) return;
    this.queueFirst[station] = this.trains.next[train]!;
    this.begin(train, lane, now);
  }

  /** Sends a train to the visit after `visit`, or to the end of its loop. */
  private moveOn(train: number, visit: number, atS: number): void {
    if (visit + 1 === this.kind.length) this.endLoop(train, atS);
    else {
      this.trains.at[train] = visit + 1;
      this.schedule(atS, train);
    }
  }

  /** Share of a connection's acknowledgement work that its last stay in parking saves. */
  private gathered(end: number, conn: number): number {
    const ticks = this.program.gathersAcks ? this.parking[end]!.ticks : null;
    return ticks === null ? 0 : 1 - 1 / ticks[conn]!;
  }

  /** Whether to notify: nobody is at work who would find the new entry without. */
  private mustNotify(visit: number, now: number): boolean {
    const next = visit + 1;
    if (this.kind[next] === gather) {
      const ring = this.rings[this.endOf[next]!]!;
      if (ring.masked) return false;
      ring.masked = true;
      return true;
    }
    const station = this.stationOf[next];
    if (station === undefined || station < 0) return true;
    return this.free[this.firstServer[station]!]! <= now;
  }

  /** @returns when the sleeper is awake: now, if it is at work */
  private wakeUp(train: number, visit: number, now: number): number {
    const station = this.stationOf[visit]!;
    const lane =
      this.firstServer[station]! +
      (this.trains.conn[train]! % this.servers[station]!);
    if (this.free[lane]! > now) return now;
    if (this.wakesUntil[visit]! <= now) {
      this.wakeups += 1;
      let seconds = this.unitS[visit]!;
      if (this.drawn[visit] === 1) seconds *= this.draws[visit]!.exponential();
      this.wakesUntil[visit] = now + seconds;
    }
    return this.wakesUntil[visit]!;
  }

  private endLoop(train: number, now: number): void {
    const { tail, born, units, at } = this.trains;
    const middle = now + tail[train]! / 2;
    const seconds = middle - born[train]!;
    this.units += units[train]!;
    this.unitSeconds += seconds * units[train]!;
    this.onLoop(now, seconds, units[train]!);
    let pauseS = this.thinkS;
    if (pauseS > 0 && this.exponential) pauseS *= this.thinking.exponential();
    born[train] = middle + pauseS;
    const { outside } = this;
    if (outside.length > 0) {
      const first = outside[this.outsideFirst]!;
      outside[this.outsideFirst] = born[train];
      this.outsideFirst = (this.outsideFirst + 1) % outside.length;
      born[train] = first;
    }
    at[train] = 0;
    this.schedule(now + pauseS, train);
  }

  private interrupt(end: number, now: number): void {
    const nic = this.nics[end]!;
    this.round += 1;
    const more = nic.interrupt(now);
    this.trace?.interrupt(now, end);
    if (more) this.schedule(nic.due, interruptEvent - end);
    const { at } = this.trains;
    const next = this.nicVisit[end]! + 1;
    // A train that is handed up can reach the same NIC's list only through a later event.
    for (let place = 0; place < nic.count; place++) {
      const train = nic.handed[place]!;
      at[train] = next;
      this.enter(train, now);
    }
  }

  private flush(end: number, now: number): void {
    const ring = this.rings[end]!;
    const next = this.ringVisit[end]! + 1;
    this.trace?.flush(now, end);
    this.round += 1;
    this.flushing = true;
    this.afterFlushS = 0;
    ring.flush((train) => {
      this.trains.tail[train] = 0;
      this.trains.at[train] = next;
      this.enter(train, now);
    });
    this.flushing = false;
    const server = this.firstServer[this.stationOf[next]!]!;
    if (this.afterFlushS > 0) this.workAfterFlush(end, next, server, now);
    if (!ring.startForRest()) return;
    const from = Math.max(now, this.free[server]!);
    this.schedule(from + ring.waitS, flushEvent - end);
  }

  /** What the flushed frames leave behind, in a round of its own. */
  private workAfterFlush(
    end: number,
    visit: number,
    server: number,
    now: number,
  ): void {
    const from = Math.max(now, this.free[server]!);
    const to = from + this.afterFlushS;
    this.free[server] = to;
    this.account(visit, this.afterFlushS);
    this.held[end]!.hold(from, to, -1, this.nowS);
    this.trace?.served(from, to, server);
  }

  private parks(train: number, visit: number, now: number): boolean {
    const end = this.endOf[visit]!;
    const parking = this.parking[end]!;
    const station = this.stationOf[visit]!;
    const own = this.ownThread[station] === 1;
    const thread = this.isIo(station)
      ? this.ioThread
      : own
        ? this.trains.conn[train]!
        : 0;
    const parkings = parking.parkings;
    const parks = parking.park(thread, train, now);
    if (parking.parkings > parkings)
      this.trace?.parked(now, this.laneOf(thread, station));
    return parks;
  }

  private isIo(station: number): boolean {
    return this.program.network.stations[station]?.server === "io";
  }

  private laneOf(thread: number, station: number): number {
    const first = this.firstServer[station]!;
    return thread === this.ioThread ? first : first + thread;
  }

  /** A tick of the cap: releases threads, whose bursts may overrun the far end's ring. */
  private tick(end: number, now: number): void {
    const parking = this.parking[end]!;
    const threads = parking.tick(now);
    if (parking.cap.marks) {
      const from = this.gatedServer[end]!;
      const io = this.lockHolder[end]!;
      parking.mark((thread) => {
        const lane = thread === this.ioThread ? io : from + thread;
        return lane >= 0 && this.free[lane]! > now;
      });
    }
    this.schedule(now + parking.cap.periodS, tickEvent - end);
    const lossShare = this.lossOf(threads.length);
    for (const thread of threads) {
      const loses = lossShare > 0 && this.losing.uniform() < lossShare;
      if (loses) this.retransmits += 1;
      const from = loses ? now + this.program.retransmitS : now;
      let train = parking.takeTrains(thread);
      while (train >= 0) {
        const behind = this.trains.next[train]!;
        this.trace?.released(
          now,
          this.laneOf(thread, this.stationOf[this.trains.at[train]!]!),
        );
        this.schedule(from, train);
        train = behind;
      }
    }
  }

  private lossOf(released: number): number {
    const { burst } = this.program;
    if (burst === null || released === 0) return 0;
    return overrunShare(
      released,
      burst.windowBytes,
      burst.frameBytes,
      burst.ringFrames,
    );
  }
}

/**
 * By station, the CPUs that its servers take theirs from: all of the host where its servers could use
 * more than there are, else those that threads share, if they must.
 */
const cpusOf = (network: PathNetwork, lanes: number): (CpuPool | null)[] => {
  const { threads } = network.scenario.workload;
  const { cores } = network.scenario.hardware;
  const crowded = {
    client: isCrowded(network, "client"),
    dest: isCrowded(network, "dest"),
  };
  const pools = {
    client: new CpuPool(cores, lanes),
    dest: new CpuPool(cores, lanes),
  };
  return network.stations.map((station) => {
    const { end, server, servers } = station;
    if (crowded[end] && runsOnHost(network, station)) return pools[end];
    return server === "thread" && servers < threads
      ? new CpuPool(servers, lanes)
      : null;
  });
};

/** The server of a line that is free first. */
const earliest = (free: Float64Array, from: number, count: number): number => {
  let best = from;
  for (let at = from + 1; at < from + count; at++)
    if (free[at]! < free[best]!) best = at;
  return best;
};
