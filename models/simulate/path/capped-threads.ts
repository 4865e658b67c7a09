/**
 * The threads that a cap parks, and what happens when it lets them go.
 *
 * IDEA   A thread is stopped where it returns to user mode, and its trains wait for it (parking.ts).
 *        At a tick the cap releases some: each sends at once what it holds, and together they may
 *        overrun the far end's ring, in which case a stream waits for its retransmission.
 * UNITS  Seconds of simulated time.
 * FAILS  A stream's loss is drawn by the share of a burst that the ring cannot hold: the frames
 *        themselves are not followed.
 * SOURCE capping.ts, for what parking does to a stream.
 */
import { overrunShare } from "../../capping.ts";
import { RandomStream } from "../random.ts";
import type { MachineTrace } from "./machine-trace.ts";
import type { Parking } from "./parking.ts";
import type { Program } from "./program.ts";
import type { Server } from "./server.ts";
import type { Stop } from "./stop.ts";
import type { Train } from "./trains.ts";

export interface CappedThreadsParts {
  readonly parking: readonly [Parking | null, Parking | null];
  readonly stops: readonly Stop[];
  readonly servers: readonly Server[];
  /** By end: a guest's I/O thread; null without one. */
  readonly io: readonly [Server | null, Server | null];
  readonly trace: MachineTrace | null;
}

export class CappedThreads {
  retransmits = 0;
  private readonly parts: CappedThreadsParts;
  private readonly program: Program;
  private readonly losing: RandomStream;
  /** By end: the first server of the line whose threads are parked. */
  private readonly gatedServer = new Int32Array(2);
  /** Among those that are parked, behind the threads or the guest: its I/O thread. */
  private readonly ioThread: number;

  constructor(program: Program, seed: number, parts: CappedThreadsParts) {
    this.parts = parts;
    this.program = program;
    this.losing = new RandomStream(seed, "loss");
    this.ioThread = program.network.scenario.workload.threads;
    for (const { end, gated, isIo, servers } of parts.stops)
      if (gated && !isIo) this.gatedServer[end] = servers[0]!.index;
  }

  /** Whether a cap stops the thread that a train comes to, so that it waits. */
  parks(train: Train, stop: Stop): boolean {
    const { isIo, ownThread, servers } = stop;
    const parking = this.parts.parking[stop.end]!;
    const own = ownThread ? train.conn % servers.length : 0;
    const thread = isIo ? this.ioThread : own;
    if (!parking.stops(thread)) return false;
    if (parking.park(thread, train, train.hereS))
      this.parts.trace?.parked(train.hereS, this.serverOf(thread, stop));
    return true;
  }

  private serverOf(thread: number, { servers }: Stop): number {
    return servers[thread === this.ioThread ? 0 : thread]!.index;
  }

  /** A tick of an end's cap. @param setOut  is told when each train that is released goes on */
  tick(
    end: number,
    nowS: number,
    setOut: (atS: number, train: Train) => void,
  ): void {
    const { stops, trace } = this.parts;
    const parking = this.parts.parking[end]!;
    const threads = parking.tick(nowS);
    if (parking.cap.marks)
      parking.mark((thread) => this.works(thread, end, nowS));
    const lossShare = this.lossOf(threads.length);
    for (const thread of threads) {
      const loses = lossShare > 0 && this.losing.uniform() < lossShare;
      if (loses) this.retransmits += 1;
      const from = loses ? nowS + this.program.retransmitS : nowS;
      let train = parking.takeTrains(thread);
      while (train !== null) {
        const behind: Train | null = train.next;
        trace?.released(nowS, this.serverOf(thread, stops[train.at]!));
        setOut(from, train);
        train = behind;
      }
    }
  }

  private works(thread: number, end: number, nowS: number): boolean {
    const { io, servers } = this.parts;
    const server =
      thread === this.ioThread
        ? io[end]
        : servers[this.gatedServer[end]! + thread];
    return (server?.whenFree(nowS) ?? nowS) > nowS;
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
