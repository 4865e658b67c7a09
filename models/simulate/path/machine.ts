/**
 * The machine that runs a program: trains of units through servers, interrupts, timers and caps.
 *
 * IDEA   A server's backlog is a number: when it will be free. A train that arrives is served from
 *        then, as a whole, and passed on as soon as its first unit is done, so one event serves a
 *        train at a station, however long it is. Interrupts cut and join trains (nic.ts), a
 *        transmit timer gathers them (transmit-ring.ts), a cap stops threads where they return to
 *        user mode (parking.ts).
 * UNITS  Seconds of simulated time; units as traffic.ts defines them.
 * HOLDS  FCFS servers; service drawn a unit (exponential) or constant, and so are the time that a
 *        sleeper takes to wake, the way of a lone message over NICs and switch and a disk's (evenly).
 *        Work is conserved: a station's busy time is what its visits asked for. An application thread
 *        serves its own connections only, and needs one of the CPUs; where all servers of a host could
 *        use more than it has, each of them needs one. With one unit a train and no waits but queues
 *        it is a closed network of FCFS stations (tested against exact MVA).
 * FAILS  A train that trickles in asks for its work at its head, so what arrives within it waits up
 *        to that much too long. Kernel work is never preempted, and interrupts cost no other CPU.
 *        A capped stream's loss is drawn by the share of a burst that its ring cannot hold: the
 *        frames themselves are not followed.
 * COST   One event a visit, or fewer where only one server feeds the next; about 25 numbers a
 *        connection; memory does not grow with time. An event of a crowded host costs a third more
 *        than one of a host whose servers have their own CPUs: a train there is joined to a queue,
 *        granted time and looked at again when it should be done.
 * SOURCE The steps and their order: paths/; capping.ts for what parking does to a stream.
 * LENGTH One loop, and what each of its events does to trains, servers and pools: its parts would
 *        share them all. With what a train asks for and who pays it in a class of its own each event
 *        took 5 % longer.
 */
import { overrunShare } from "../../capping.ts";
import { Calendar } from "../calendar.ts";
import type { Sink } from "../event-log.ts";
import { RandomStream } from "../random.ts";
import type { Cap } from "./cap.ts";
import type { Follower } from "./follower.ts";
import { Kicks } from "./kicks.ts";
import { MachineTrace } from "./machine-trace.ts";
import { Nic } from "./nic.ts";
import { Parking } from "./parking.ts";
import type { Program } from "./program.ts";
import type { Server } from "./server.ts";
import type { Stop } from "./stop.ts";
import { stopsOf } from "./stops.ts";
import { Trains, type Train } from "./trains.ts";
import { TransmitRing } from "./transmit-ring.ts";

/** Events that are no train, one a end: −1 − end and so on. */
const flushEvent = -1;
const tickEvent = -3;
/** A receive queue interrupts: by queue, the client's even and the destination's odd. */
const interruptEvent = -5;

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
  /** Is told where each train stands. */
  readonly follower?: Follower | undefined;
}

export class Machine {
  /** Units that ended their loop, and the sum of their seconds in it. */
  units = 0;
  unitSeconds = 0;
  wakeups = 0;
  retransmits = 0;
  /** Events processed: visits, interrupts, flushes, ticks. */
  events = 0;
  nowS = 0;
  /**
   * Until when the train in hand is followed: beyond now where nothing can come between. Not passed
   * about: V8 allocates a number for each that a call takes or returns.
   */
  private hereS = 0;
  /** Seconds of work done, by station; and charged to the tenant, by end. */
  readonly workS: Float64Array;
  readonly chargedS = new Float64Array(2);
  readonly kicks: Kicks;
  /** By end, its receive queues. */
  readonly nics: readonly [readonly Nic[], readonly Nic[]];
  readonly rings: readonly [TransmitRing | null, TransmitRing | null];
  readonly parking: readonly [Parking | null, Parking | null];

  private readonly program: Program;
  /** Below the interrupts' events: a server of a queued station becomes free. */
  private readonly serverEvent: number;
  private readonly calendar = new Calendar();
  /** By index: what their events are. */
  private readonly trains: readonly Train[];
  private readonly exponential: boolean;
  private readonly onLoop: MachineOptions["onLoop"];
  private readonly trace: MachineTrace | null;
  private readonly follower: Follower | undefined;
  /** By either of them. */
  private readonly isWatched: boolean;
  private readonly thinkS: number;
  private readonly thinking: RandomStream;
  /** When the blocks that wait for a slot were asked for, in a ring: first come, first served. */
  private readonly outside: Float64Array;
  private outsideFirst = 0;
  private readonly losing: RandomStream;

  /** The program, by visit. */
  private readonly stops: readonly Stop[];
  /** By end: the first server of the line whose threads a cap parks. */
  private readonly gatedServer = new Int32Array(2);
  /** Among those that a cap parks, behind the threads or the guest: its I/O thread. */
  private readonly ioThread: number;
  /** By visit and server: until when a sleeper takes to wake. */
  private readonly wakesUntil: readonly Float64Array[];

  private readonly servers: readonly Server[];
  /** Units are blocks: a batch is a server's, and not an interrupt's. */
  private readonly isDisk: boolean;
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
    this.trains = trains.all;
    this.program = program;
    this.ioThread = threads;
    this.exponential = options.service === "exponential";
    this.onLoop = options.onLoop;
    this.thinkS = traffic.thinkS;
    this.thinking = new RandomStream(options.seed, "think");
    this.losing = new RandomStream(options.seed, "loss");
    this.follower = options.follower;
    this.trace = options.events
      ? new MachineTrace(options.events, network)
      : null;
    this.isWatched = this.trace !== null || this.follower !== undefined;

    this.workS = new Float64Array(stations.length);
    this.isDisk = traffic.medium === "disk";
    const { stops, servers, io } = stopsOf(program, {
      seed: options.seed,
      exponential: this.exponential,
      capped: [options.caps[0] !== null, options.caps[1] !== null],
    });
    this.stops = stops;
    this.servers = servers;
    this.wakesUntil = stops.map(
      ({ kind, servers: { length } }) =>
        new Float64Array(kind === "wake" ? length : 0),
    );

    const nicOf = (queues: number) =>
      Array.from(
        { length: Math.min(queues, threads) },
        () => new Nic(network.moderationS, trains, threads),
      );
    const [queuesAtDest, queuesAtClient] = network.queuesByPass;
    this.nics = [nicOf(queuesAtClient), nicOf(queuesAtDest)];
    const queues = Math.max(...this.nics.map(({ length }) => length));
    this.serverEvent = interruptEvent - 2 * queues;
    const ring = (end: number) => {
      const at = visits.findIndex(
        (visit) => visit.kind === "gather" && visit.end === end,
      );
      this.ringVisit[end] = at;
      if (!timer || at < 0) return null;
      const burst = Math.max(1, timer.burstPackets / timer.packetsPerUnit);
      return new TransmitRing(timer.timerS + visits[at]!.delayS, burst, trains);
    };
    this.rings = [ring(0), ring(1)];
    this.kicks = new Kicks(io, this.rings, this.isDisk);
    const parking = (end: 0 | 1) => {
      const cap = options.caps[end];
      if (cap) this.calendar.schedule(cap.periodS, tickEvent - end);
      return cap ? new Parking(cap, threads + 1) : null;
    };
    this.parking = [parking(0), parking(1)];
    this.stops.forEach(({ kind, end, gated, isIo, servers }, visit) => {
      if (gated && !isIo) this.gatedServer[end] = servers[0]!.index;
      if (kind === "moderate") this.nicVisit[end] = visit;
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
        trains.make(train % threads, units, bornS(train)).index,
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
    const { calendar, serverEvent } = this;
    const last = this.events + most;
    while (this.events < last) {
      const now = calendar.nextTime();
      if (now > untilS) {
        this.nowS = untilS;
        return true;
      }
      const what = calendar.take();
      this.nowS = now;
      if (what >= 0) this.enter(this.trains[what]!);
      else if (what <= serverEvent)
        this.serverDue(this.servers[serverEvent - what]!);
      else {
        this.events += 1;
        if (what > tickEvent) this.flush(flushEvent - what, now);
        else if (what > interruptEvent) this.tick(tickEvent - what, now);
        else this.interrupt(interruptEvent - what, now);
      }
    }
    return false;
  }

  /** A train arrives at its visit, and at those that follow without a queue between. */
  private enter(train: Train): void {
    this.hereS = this.nowS;
    for (;;) {
      const now = this.hereS;
      const visit = train.at;
      const stop = this.stops[visit]!;
      this.events += 1;
      this.follower?.arrive(now, train.index, visit);
      if (!stop.serves) {
        if (this.waits(train, visit, stop)) return;
      } else if (stop.gated && this.parks(train, stop)) return;
      else if (stop.aside) this.passBy(train, stop);
      else if (stop.queued) {
        this.join(train, stop);
        return;
      } else this.serve(train, stop);
      const next = visit + 1;
      if (next === this.stops.length) {
        this.endLoop(train);
        return;
      }
      train.at = next;
      // Served by an event of its own, it need not wait for another.
      const isNow =
        stop.queued && stop.cpus !== null && this.hereS === this.nowS;
      if (!stop.leadsOn && !isNow) {
        this.calendar.schedule(this.hereS, train.index);
        return;
      }
    }
  }

  /** A train comes to a visit where nobody serves it. @returns whether it waits there */
  private waits(train: Train, visit: number, stop: Stop): boolean {
    const now = this.hereS;
    const { end } = stop;
    if (stop.kind === "wake") {
      this.wakeUp(train, visit);
      if (this.hereS <= now) return false;
      train.at = visit + 1;
      this.calendar.schedule(this.hereS, train.index);
    } else if (stop.kind === "moderate") {
      const queues = this.nics[end];
      const queue = train.conn % queues.length;
      const nic = queues[queue]!;
      if (!nic.arrive(train, now)) return true;
      const line = 2 * queue + end;
      if (nic.due > now) this.calendar.schedule(nic.due, interruptEvent - line);
      else this.interrupt(line, now);
    } else {
      const ring = this.rings[end]!;
      if (ring.push(train))
        this.calendar.schedule(now + ring.waitS, flushEvent - end);
    }
    return true;
  }

  /** A server of a queued station is done with a first unit, or with all it had, unless that stands. */
  private serverDue(server: Server): void {
    const { train, cpus } = server;
    // On shared CPUs a train that is served is at its next visit by the same event.
    if (train === null || cpus === null) this.events += 1;
    if (server.stands(this.nowS)) {
      if (train !== null) this.events += 1;
      this.trace?.moved(server.movedBy, server.index);
      this.schedule(server);
    } else if (train === null) this.takeNext(server);
    else this.served(train, server);
  }

  private schedule(server: Server): void {
    const atS = server.due(this.nowS);
    this.calendar.schedule(atS, this.serverEvent - server.index);
  }

  /** The first unit of a train is done at the server that took it from a queue. */
  private served(train: Train, server: Server): void {
    const visit = train.at;
    const stop = this.stops[visit]!;
    this.firstDone(train, server, stop, visit);
    const isNow =
      this.hereS === this.nowS && (stop.cpus !== null || stop.leadsOn);
    if (isNow && visit + 1 < this.stops.length) {
      train.at = visit + 1;
      this.enter(train);
    } else this.moveOn(train, visit);
  }

  /** Seconds that a train's units ask of a stop's server: drawn. */
  private workOf(train: Train, stop: Stop): number {
    const { units } = train;
    let work = stop.unitS * units;
    if (stop.ackS > 0) work -= this.ackSaved(train, stop);
    if (stop.evenly > 0)
      work *= 1 + (2 * stop.draws.uniform() - 1) * stop.evenly;
    if (stop.drawn)
      work *= stop.draws.erlang(units > 1.5 ? Math.round(units) : 1);
    return work;
  }

  /** Seconds of a train's acknowledgement work that its connection's last stay in parking saves. */
  private ackSaved(train: Train, { end, ackS }: Stop): number {
    if (this.parking[end] === null) return 0;
    return ackS * train.units * this.gathered(end, train.conn);
  }

  /**
   * Whether a train pays for its batch: the first that an interrupt hands up; of blocks, the first
   * that came after the server's last batch began.
   */
  private paysBatch(
    train: Train,
    server: Server,
    cameS: number,
    startS: number,
  ): boolean {
    if (!this.isDisk) return train.isHead;
    if (cameS <= server.batchFrom) return false;
    server.batchFrom = startS;
    return true;
  }

  private account({ station, charged, end }: Stop, busyS: number): void {
    this.workS[station]! += busyS;
    if (!charged) return;
    this.chargedS[end]! += busyS;
    this.parking[end]?.cap.charge(busyS);
  }

  /**
   * Serves a train from when its server is free, and follows it until its first unit is done and past
   * the delay that follows.
   */
  private serve(train: Train, stop: Stop): void {
    const { hereS: now } = this;
    const { units, tail } = train;
    const work = this.workOf(train, stop);
    const deferred = stop.deferredS * units;
    if (this.flushing) this.afterFlushS += deferred;
    const later = this.flushing ? 0 : deferred;
    const server = this.serverFor(train, stop);
    let start = server.free > now ? server.free : now;
    const once = this.paysBatch(train, server, now, start) ? stop.batchS : 0;
    const busy = work + once + later;
    const { cpus } = stop;
    if (cpus !== null) {
      if (stop.undisturbed) {
        server.isBehind = false;
        cpus.resume(server, busy, now);
      } else cpus.first(server, start, busy, this.nowS);
      start = server.from;
    }
    // In the order in which `first` is summed: one unit alone leaves its server free to the bit.
    server.free = start + once + work + later;
    this.account(stop, busy);
    if (stop.holdsLock)
      this.kicks.hold(
        stop.end,
        start,
        start + once + work,
        start + busy,
        this.nowS,
      );
    const oneS = units > 1 ? work / units : work;
    const first = start + once + oneS;
    // One unit alone has no tail, and gets none.
    if (units > 1 || tail > 0) {
      const afterLast = now + tail + oneS;
      const allDone = start + once + work;
      train.tail = (afterLast > allDone ? afterLast : allDone) - first;
    }
    if (this.isWatched)
      this.tellServed(train, server.index, start, first, start + busy);
    this.hereS = first + wayOf(stop);
  }

  /** Tells whoever watches of a service: it begins, its first unit is done, all of it is. */
  private tellServed(
    train: Train,
    lane: number,
    fromS: number,
    firstS: number,
    toS: number,
  ): void {
    this.trace?.served(fromS, toS, lane);
    this.follower?.begin(fromS, train.index);
    this.follower?.leave(firstS, train.index);
  }

  /** Leaves a train's deferred work at a server without waiting for it. */
  private passBy(train: Train, stop: Stop): void {
    const now = this.hereS;
    const busyS = stop.deferredS * train.units;
    const server = this.serverFor(train, stop);
    if (!stop.queued || !server.working) {
      server.grant(stop, busyS, now);
      if (stop.queued) this.trace?.taken(now, server.from, server.index);
      else if (this.trace !== null) {
        const startS = server.whenAt(server.from, this.nowS);
        this.trace.served(startS, startS + busyS, server.index);
      }
    } else server.goOn(busyS, now);
    this.account(stop, busyS);
    if (stop.queued && !server.working) {
      server.working = true;
      this.schedule(server);
    }
    this.hereS = now + wayOf(stop);
  }

  /** The server that a train comes to: its connection's, or the first to be free. */
  private serverFor(train: Train, stop: Stop): Server {
    return stop.takesAny
      ? anyServer(stop)
      : stop.serverOf[train.conn]!;
  }

  /** A train comes to a queued station. */
  private join(train: Train, stop: Stop): void {
    train.came = this.hereS;
    const server = this.serverFor(train, stop);
    if (!server.working) {
      this.begin(train, stop, server);
      return;
    }
    const { queue } = server;
    train.next = null;
    if (queue.first === null) queue.first = train;
    else queue.last!.next = train;
    queue.last = train;
  }

  /** A server takes a train; it is due when that one's first unit is done. */
  private begin(train: Train, stop: Stop, server: Server): void {
    const { nowS: now } = this;
    const { units } = train;
    const work = this.workOf(train, stop);
    const once = this.paysBatch(train, server, train.came, now)
      ? stop.batchS
      : 0;
    const busy = work + once + stop.deferredS * units;
    this.account(stop, busy);
    server.working = true;
    server.train = train;
    server.grant(stop, busy, now);
    this.trace?.taken(now, server.from, server.index);
    const oneS = units > 1 ? work / units : work;
    if (units > 1 || train.tail > 0 || this.isWatched)
      this.startAt(train, server.whenAt(server.from, now), once, work, oneS);
    server.doneFirst = server.free - (work - oneS) - stop.deferredS * units;
    this.schedule(server);
  }

  /** A train's service begins at `fromS`: its tail behind its first unit from then; one unit alone has none. */
  private startAt(
    train: Train,
    fromS: number,
    once: number,
    work: number,
    oneS: number,
  ): void {
    this.follower?.begin(fromS, train.index);
    if (train.units <= 1 && train.tail <= 0) return;
    const lastLeft = train.came + train.tail + oneS;
    const allDone = fromS + once + work;
    train.tail =
      (lastLeft > allDone ? lastLeft : allDone) - (fromS + once + oneS);
  }

  /** The first unit of a train is done: notifies if it must, and leaves. */
  private firstDone(
    train: Train,
    server: Server,
    stop: Stop,
    visit: number,
  ): void {
    const now = this.nowS;
    server.train = null;
    this.trace?.worked(now, server.doneFirst, server.index);
    this.hereS = now;
    if (
      stop.kickS > 0 &&
      this.kicks.notify(train, server, this.stops[visit + 1], now)
    )
      this.kick(server, stop, now);
    const isMore = server.free > server.doneFirst;
    if (isMore && server.whenFree(now) > now) this.schedule(server);
    else this.takeNext(server);
    this.follower?.leave(this.hereS, train.index);
    this.hereS += wayOf(stop);
  }

  /** A server notifies: its train is past the exit then. */
  private kick(server: Server, stop: Stop, now: number): void {
    const { kickS, end } = stop;
    this.kicks.count += 1;
    this.trace?.kick(now, end);
    // The exit waits for the lock, which the I/O thread holds while it works.
    const from = stop.takesLock ? this.kicks.takeLock(end, now, kickS) : now;
    this.hereS = from + kickS;
    server.free += this.hereS - now - kickS;
    // It stands in the exit, on the CPU that it has.
    server.goOn(kickS, now);
    this.account(stop, kickS);
  }

  /** A server that is free takes whoever waits. */
  private takeNext(server: Server): void {
    server.working = false;
    this.trace?.left(this.nowS, server.free, server.index);
    const { queue } = server;
    const train = queue.first;
    if (train === null) return;
    queue.first = train.next;
    this.begin(train, this.stops[train.at]!, server);
  }

  /** Sends a train to the visit after `visit`, or to the end of its loop. */
  private moveOn(train: Train, visit: number): void {
    if (visit + 1 === this.stops.length) this.endLoop(train);
    else {
      train.at = visit + 1;
      this.calendar.schedule(this.hereS, train.index);
    }
  }

  /** Share of a connection's acknowledgement work that its last stay in parking saves. */
  private gathered(end: number, conn: number): number {
    const ticks = this.program.gathersAcks ? this.parking[end]!.ticks : null;
    return ticks === null ? 0 : 1 - 1 / ticks[conn]!;
  }

  /** A train waits until the sleeper is awake; not at all, if it is at work. */
  private wakeUp(train: Train, visit: number): void {
    const now = this.hereS;
    const stop = this.stops[visit]!;
    const server = stop.serverOf[train.conn]!;
    if (server.whenFree(this.nowS) > now) return;
    const until = this.wakesUntil[visit]!;
    const at = server.index - stop.servers[0]!.index;
    if (until[at]! <= now) {
      this.wakeups += 1;
      let seconds = stop.unitS;
      if (stop.drawn) seconds *= stop.draws.exponential();
      until[at] = now + seconds;
    }
    this.hereS = until[at]!;
  }

  private endLoop(train: Train): void {
    const now = this.hereS;
    const middle = now + train.tail / 2;
    const seconds = middle - train.born;
    this.units += train.units;
    this.unitSeconds += seconds * train.units;
    this.onLoop(now, seconds, train.units);
    let pauseS = this.thinkS;
    if (pauseS > 0 && this.exponential) pauseS *= this.thinking.exponential();
    train.born = middle + pauseS;
    const { outside } = this;
    if (outside.length > 0) {
      const first = outside[this.outsideFirst]!;
      outside[this.outsideFirst] = train.born;
      this.outsideFirst = (this.outsideFirst + 1) % outside.length;
      train.born = first;
    }
    train.at = 0;
    this.calendar.schedule(now + pauseS, train.index);
  }

  /** @param line  an interrupt line: 2 · queue + end */
  private interrupt(line: number, now: number): void {
    const end = line & 1;
    const nic = this.nics[end]![line >> 1]!;
    this.kicks.nextRound();
    const more = nic.interrupt(now);
    this.trace?.interrupt(now, end);
    if (more) this.calendar.schedule(nic.due, interruptEvent - line);
    const next = this.nicVisit[end]! + 1;
    // A train that is handed up can reach the same NIC's list only through a later event.
    for (let place = 0; place < nic.count; place++) {
      const train = nic.handed[place]!;
      train.at = next;
      this.enter(train);
    }
  }

  private flush(end: number, now: number): void {
    const ring = this.rings[end]!;
    const next = this.ringVisit[end]! + 1;
    this.trace?.flush(now, end);
    this.kicks.nextRound();
    this.flushing = true;
    this.afterFlushS = 0;
    ring.flush((train) => {
      train.tail = 0;
      train.at = next;
      this.enter(train);
    });
    this.flushing = false;
    const server = this.stops[next]!.servers[0]!;
    if (this.afterFlushS > 0) this.workAfterFlush(end, next, server, now);
    if (!ring.startForRest()) return;
    const from = Math.max(now, server.free);
    this.calendar.schedule(from + ring.waitS, flushEvent - end);
  }

  /** What the flushed frames leave behind, in a round of its own. */
  private workAfterFlush(
    end: number,
    visit: number,
    server: Server,
    now: number,
  ): void {
    const from = Math.max(now, server.free);
    const stop = this.stops[visit]!;
    stop.cpus?.first(server, from, this.afterFlushS, now);
    const to = from + this.afterFlushS;
    server.free = to;
    this.account(stop, this.afterFlushS);
    this.kicks.holdForRest(stop.end, from, to, this.nowS);
    this.trace?.served(from, to, server.index);
  }

  /** Whether a cap stops the thread that a train comes to, so that it waits. */
  private parks(train: Train, stop: Stop): boolean {
    const { isIo, ownThread, servers } = stop;
    const parking = this.parking[stop.end]!;
    const own = ownThread ? train.conn % servers.length : 0;
    const thread = isIo ? this.ioThread : own;
    if (!parking.stops(thread)) return false;
    if (parking.park(thread, train, this.hereS))
      this.trace?.parked(this.hereS, this.serverOf(thread, stop));
    return true;
  }

  private serverOf(thread: number, { servers }: Stop): number {
    return servers[thread === this.ioThread ? 0 : thread]!.index;
  }

  /** A tick of the cap: releases threads, whose bursts may overrun the far end's ring. */
  private tick(end: number, now: number): void {
    const parking = this.parking[end]!;
    const threads = parking.tick(now);
    if (parking.cap.marks) {
      const from = this.gatedServer[end]!;
      const io = this.kicks.io[end]!;
      parking.mark((thread) => {
        const server =
          thread === this.ioThread ? io : this.servers[from + thread];
        return (server?.whenFree(now) ?? now) > now;
      });
    }
    this.calendar.schedule(now + parking.cap.periodS, tickEvent - end);
    const lossShare = this.lossOf(threads.length);
    for (const thread of threads) {
      const loses = lossShare > 0 && this.losing.uniform() < lossShare;
      if (loses) this.retransmits += 1;
      const from = loses ? now + this.program.retransmitS : now;
      let train = parking.takeTrains(thread);
      while (train !== null) {
        const behind: Train | null = train.next;
        this.trace?.released(
          now,
          this.serverOf(thread, this.stops[train.at]!),
        );
        this.calendar.schedule(from, train.index);
        train = behind;
      }
    }
  }

  private lossOf(released: number): number {
    const { burst } = this.program;
    if (burst === null || released === 0) return 0;
    return overrunShare(
      Math.min(released, this.program.network.scenario.hardware.cores),
      burst.windowBytes,
      burst.frameBytes,
      burst.ringFrames,
    );
  }
}

/** Seconds from a stop to the next: drawn evenly where it differs from message to message. */
const wayOf = ({ delayS, spreadS, way }: Stop): number =>
  way ? delayS + (2 * way.uniform() - 1) * spreadS : delayS;

/** Of a line: the server that is free first; of a queued one, one that does not work. */
const anyServer = ({ servers, queued }: Stop): Server => {
  let best = servers[0]!;
  for (const server of servers) {
    if (queued && !server.working) return server;
    if (!queued && server.free < best.free) best = server;
  }
  return best;
};
