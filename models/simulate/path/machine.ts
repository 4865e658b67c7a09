/**
 * The machine that runs a program: trains of units through servers, interrupts, timers and caps.
 *
 * IDEA   A server's backlog is a number: when it will be free. A train that arrives is served from
 *        then, as a whole, and passed on as soon as its first unit is done, so one event serves a
 *        train at a station, however long it is. Here are the loop of events and what a train meets
 *        at a stop: it waits for somebody (wakeups.ts, nic.ts, transmit-ring.ts), a cap stops its
 *        thread (capped-threads.ts), it is served at once or in its turn (queued-servers.ts).
 * UNITS  Seconds of simulated time; units as traffic.ts defines them.
 * HOLDS  FCFS servers; service drawn a unit (exponential) or constant, and so are the time that a
 *        sleeper takes to wake, the way of a lone message over NICs and switch and a disk's (evenly).
 *        Work is conserved: a station's busy time is what its visits asked for. An application thread
 *        serves its own connections only, and needs one of the CPUs; where all servers of a host could
 *        use more than it has, each of them needs one. With one unit a train and no waits but queues
 *        it is a closed network of FCFS stations (tested against exact MVA).
 * FAILS  A train that trickles in asks for its work at its head, so what arrives within it waits up
 *        to that much too long. Kernel work is never preempted, and interrupts cost no other CPU.
 * COST   One event a visit, or fewer where only one server feeds the next; some 400 bytes a
 *        connection; memory does not grow with time. An event of a crowded host costs a third to a
 *        half more than one of a host whose servers have their own CPUs: each grant of time looks for
 *        a CPU (tests/bench/simulate-scaling.ts).
 * SOURCE The steps and their order: paths/.
 * LENGTH A visit is served, passed by, put off by a flush or left to whoever queues, all of which go
 *        on to the next stop: one loop, of which no part is understood without the others.
 */
import { Calendar } from "../calendar.ts";
import type { Sink } from "../event-log.ts";
import type { Cap } from "./cap.ts";
import { CappedThreads } from "./capped-threads.ts";
import type { Follower } from "./follower.ts";
import { Kicks } from "./kicks.ts";
import { Loops, type LoopsOptions } from "./loops.ts";
import { MachineTrace } from "./machine-trace.ts";
import { nicsOf, type Nics } from "./nic.ts";
import { Parking } from "./parking.ts";
import type { Program } from "./program.ts";
import { QueuedServers } from "./queued-servers.ts";
import type { Server } from "./server.ts";
import type { Stop } from "./stop.ts";
import { stopsOf } from "./stops.ts";
import { Trains, type Train } from "./trains.ts";
import { ringsOf, type Rings } from "./transmit-ring.ts";
import { Wakeups } from "./wakeups.ts";
import { Work } from "./work.ts";

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
  readonly onLoop: LoopsOptions["onLoop"];
  readonly spreadS?: number;
  readonly events?: Sink | undefined;
  /** Is told where each train stands. */
  readonly follower?: Follower | undefined;
}

export class Machine {
  /** Events processed: visits, interrupts, flushes, ticks. */
  events = 0;
  nowS = 0;
  readonly loops: Loops;
  readonly work: Work;
  readonly kicks: Kicks;
  readonly wakeups: Wakeups;
  readonly nics: Nics;
  readonly rings: Rings;
  readonly parking: readonly [Parking | null, Parking | null];
  readonly capped: CappedThreads;

  private readonly calendar = new Calendar();
  /** By index: what their events are. */
  private readonly trains: readonly Train[];
  /** The program, by visit. */
  private readonly stops: readonly Stop[];
  private readonly servers: readonly Server[];
  private readonly queued: QueuedServers;
  /** Below the interrupts' events: a server of a queued station becomes free. */
  private readonly serverEvent: number;
  private readonly trace: MachineTrace | null;
  private readonly follower: Follower | undefined;
  /** By either of them. */
  private readonly isWatched: boolean;
  /** By end: where trains wait for its interrupts and flushes. */
  private readonly nicVisit: readonly number[];
  private readonly ringVisit: readonly number[];
  /** While a flush is under way, what it puts off is added up here. */
  private flushing = false;
  private afterFlushS = 0;

  constructor(program: Program, options: MachineOptions) {
    const { network } = program;
    const { traffic, scenario } = network;
    const { threads } = scenario.workload;
    const { seed, caps, follower } = options;
    const exponential = options.service === "exponential";
    // No train has less than a unit but the rest of a burst, one an end.
    const trains = new Trains(
      Math.ceil(threads * traffic.unitsPerThread) + threads + 16,
    );
    this.trains = trains.all;
    const { stops, servers, io } = stopsOf(program, {
      seed,
      exponential,
      capped: [caps[0] !== null, caps[1] !== null],
    });
    this.stops = stops;
    this.servers = servers;
    this.trace = options.events
      ? new MachineTrace(options.events, network)
      : null;
    this.follower = follower;
    this.isWatched = this.trace !== null || follower !== undefined;

    this.nics = nicsOf(network, trains);
    this.rings = ringsOf(network, stops, trains);
    const visitsOf = (kind: "moderate" | "gather") =>
      [0, 1].map((end) =>
        stops.findIndex((stop) => stop.kind === kind && stop.end === end),
      );
    this.nicVisit = visitsOf("moderate");
    this.ringVisit = visitsOf("gather");
    this.kicks = new Kicks(io, this.rings, traffic.medium === "disk");
    this.wakeups = new Wakeups(stops);

    const parkingOf = (cap: Cap | null) =>
      cap ? new Parking(cap, threads + 1) : null;
    const parking = [parkingOf(caps[0]), parkingOf(caps[1])] as const;
    const { trace } = this;
    this.parking = parking;
    this.capped = new CappedThreads(program, seed, {
      parking,
      stops,
      servers,
      io,
      trace,
    });
    this.work = new Work(program, parking);
    const { calendar, work, kicks } = this;
    const queues = Math.max(...this.nics.map(({ length }) => length));
    this.serverEvent = interruptEvent - 2 * queues;
    this.queued = new QueuedServers({
      calendar,
      serverEvent: this.serverEvent,
      stops,
      work,
      kicks,
      trace,
      follower,
    });

    for (const [end, cap] of caps.entries())
      if (cap) calendar.schedule(cap.periodS, tickEvent - end);
    const { onLoop, spreadS } = options;
    this.loops = new Loops(network, { seed, exponential, onLoop, spreadS });
    this.loops.start(trains, this.setOut);
  }

  private readonly setOut = (atS: number, train: Train): void => {
    this.calendar.schedule(atS, train.index);
  };

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
    train.hereS = this.nowS;
    for (;;) {
      const visit = train.at;
      const stop = this.stops[visit]!;
      this.events += 1;
      this.follower?.arrive(train.hereS, train.index, visit);
      if (!stop.serves) {
        if (this.waits(train, visit, stop)) return;
      } else if (stop.gated && this.capped.parks(train, stop)) return;
      else if (stop.aside) this.passBy(train, stop);
      else if (stop.queued) {
        this.queued.join(train, stop, this.nowS);
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
        stop.queued && stop.cpus !== null && train.hereS === this.nowS;
      if (!stop.leadsOn && !isNow) {
        this.calendar.schedule(train.hereS, train.index);
        return;
      }
    }
  }

  /** A train's loop ends, and the next begins. */
  private endLoop(train: Train): void {
    this.loops.end(train);
    this.calendar.schedule(train.hereS, train.index);
  }

  /** A train comes to a visit where nobody serves it. @returns whether it waits there */
  private waits(train: Train, visit: number, stop: Stop): boolean {
    const { hereS: now } = train;
    const { end } = stop;
    if (stop.kind === "wake") {
      this.wakeups.wake(train, visit, stop, this.nowS);
      if (train.hereS <= now) return false;
      train.at = visit + 1;
      this.calendar.schedule(train.hereS, train.index);
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
    const { nowS } = this;
    // On shared CPUs a train that is served is at its next visit by the same event.
    if (train === null || cpus === null) this.events += 1;
    if (server.stands(nowS)) {
      if (train !== null) this.events += 1;
      this.trace?.moved(server.movedBy, server.index);
      this.queued.schedule(server, nowS);
    } else if (train === null) this.queued.takeNext(server, nowS);
    else this.served(train, server);
  }

  /** The first unit of a train is done at the server that took it from a queue. */
  private served(train: Train, server: Server): void {
    const stop = this.stops[train.at]!;
    this.queued.leave(train, server, stop, this.nowS);
    train.at += 1;
    const isNow =
      train.hereS === this.nowS && (stop.cpus !== null || stop.leadsOn);
    if (train.at === this.stops.length) this.endLoop(train);
    else if (isNow) this.enter(train);
    else this.calendar.schedule(train.hereS, train.index);
  }

  /**
   * Serves a train from when its server is free, and follows it until its first unit is done and past
   * the delay that follows.
   */
  private serve(train: Train, stop: Stop): void {
    const { hereS: now, units, tail } = train;
    const work = this.work.of(train, stop);
    const deferred = stop.deferredS * units;
    if (this.flushing) this.afterFlushS += deferred;
    const later = this.flushing ? 0 : deferred;
    const server = stop.serverFor(train.conn);
    let start = server.free > now ? server.free : now;
    const once = this.work.paysBatch(train, server, now, start)
      ? stop.batchS
      : 0;
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
    this.work.account(stop, busy);
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
    train.hereS = first + stop.wayS();
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
    const { hereS: now } = train;
    const busyS = stop.deferredS * train.units;
    const server = stop.serverFor(train.conn);
    if (!stop.queued || !server.working) {
      server.grant(stop, busyS, now);
      if (stop.queued) this.trace?.taken(now, server.from, server.index);
      else if (this.trace !== null) {
        const startS = server.whenAt(server.from, this.nowS);
        this.trace.served(startS, startS + busyS, server.index);
      }
    } else server.goOn(busyS, now);
    this.work.account(stop, busyS);
    if (stop.queued && !server.working) {
      server.working = true;
      this.queued.schedule(server, this.nowS);
    }
    train.hereS = now + stop.wayS();
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

  /** A transmit timer has expired: what it gathered is sent. */
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
    this.work.account(stop, this.afterFlushS);
    this.kicks.holdForRest(stop.end, from, to, this.nowS);
    this.trace?.served(from, to, server.index);
  }

  /** A tick of an end's cap. */
  private tick(end: number, now: number): void {
    const { periodS } = this.parking[end]!.cap;
    this.calendar.schedule(now + periodS, tickEvent - end);
    this.capped.tick(end, now, this.setOut);
  }
}
