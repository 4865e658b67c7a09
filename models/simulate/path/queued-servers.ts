/**
 * Servers that take one train after the other, because what service takes is known only as it goes on.
 *
 * IDEA   A server on shared CPUs may lose its CPU to those who go first, and one who notifies may have
 *        to wait for a lock. So a train waits in a queue until its server takes it, and leaves when
 *        its first unit is done; the server is free when all that it was granted is.
 * UNITS  Seconds of simulated time; of time left (cpu.ts) where others go before a server.
 * HOLDS  First come, first served.
 */
import type { Calendar } from "../calendar.ts";
import type { Follower } from "./follower.ts";
import type { Kicks } from "./kicks.ts";
import type { MachineTrace } from "./machine-trace.ts";
import type { Server } from "./server.ts";
import type { Stop } from "./stop.ts";
import type { Train } from "./trains.ts";
import type { Work } from "./work.ts";

export interface QueuedServersParts {
  readonly calendar: Calendar;
  /** A server's event is this, less its index. */
  readonly serverEvent: number;
  readonly stops: readonly Stop[];
  readonly work: Work;
  readonly kicks: Kicks;
  readonly trace: MachineTrace | null;
  readonly follower: Follower | undefined;
}

export class QueuedServers {
  private readonly calendar: Calendar;
  private readonly serverEvent: number;
  private readonly stops: readonly Stop[];
  private readonly work: Work;
  private readonly kicks: Kicks;
  private readonly trace: MachineTrace | null;
  private readonly follower: Follower | undefined;

  constructor(parts: QueuedServersParts) {
    this.calendar = parts.calendar;
    this.serverEvent = parts.serverEvent;
    this.stops = parts.stops;
    this.work = parts.work;
    this.kicks = parts.kicks;
    this.trace = parts.trace;
    this.follower = parts.follower;
  }

  /** A train comes to a queued station. */
  join(train: Train, stop: Stop, nowS: number): void {
    train.came = train.hereS;
    const server = stop.serverFor(train.conn);
    if (server.working) server.queue.add(train);
    else this.begin(train, stop, server, nowS);
  }

  /** A server takes a train; it is due when that one's first unit is done. */
  private begin(train: Train, stop: Stop, server: Server, now: number): void {
    const { units } = train;
    const work = this.work.of(train, stop);
    const once = this.work.paysBatch(train, server, train.came, now)
      ? stop.batchS
      : 0;
    const busy = work + once + stop.deferredS * units;
    this.work.account(stop, busy);
    server.working = true;
    server.train = train;
    server.grant(stop, busy, now);
    this.trace?.taken(now, server.from, server.index);
    const oneS = units > 1 ? work / units : work;
    if (units > 1 || train.tail > 0 || this.follower !== undefined)
      this.startAt(train, server.whenAt(server.from, now), once, work, oneS);
    server.doneFirst = server.free - (work - oneS) - stop.deferredS * units;
    this.schedule(server, now);
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

  schedule(server: Server, nowS: number): void {
    this.calendar.schedule(server.due(nowS), this.serverEvent - server.index);
  }

  /** The first unit of a server's train is done: notifies if it must, and leaves at the train's `hereS`. */
  leave(train: Train, server: Server, stop: Stop, now: number): void {
    server.train = null;
    this.trace?.worked(now, server.doneFirst, server.index);
    train.hereS = now;
    if (
      stop.kickS > 0 &&
      this.kicks.notify(train, server, this.stops[train.at + 1], now)
    )
      this.kick(train, server, stop, now);
    const isMore = server.free > server.doneFirst;
    if (isMore && server.whenFree(now) > now) this.schedule(server, now);
    else this.takeNext(server, now);
    this.follower?.leave(train.hereS, train.index);
    train.hereS += stop.wayS();
  }

  /** A server notifies: its train is past the exit then. */
  private kick(train: Train, server: Server, stop: Stop, now: number): void {
    const { kickS, end } = stop;
    this.kicks.count += 1;
    this.trace?.kick(now, end);
    // The exit waits for the lock, which the I/O thread holds while it works.
    const from = stop.takesLock ? this.kicks.takeLock(end, now, kickS) : now;
    train.hereS = from + kickS;
    server.free += train.hereS - now - kickS;
    // It stands in the exit, on the CPU that it has.
    server.goOn(kickS, now);
    this.work.account(stop, kickS);
  }

  /** A server that is free takes whoever waits. */
  takeNext(server: Server, now: number): void {
    server.working = false;
    this.trace?.left(now, server.free, server.index);
    const train = server.queue.take();
    if (train !== null) this.begin(train, this.stops[train.at]!, server, now);
  }
}
