/**
 * Notifications: who must notify, and the lock that an exit waits for.
 *
 * IDEA   One who would find a new entry by himself, because he is at work or his timer runs, is not
 *        notified. The exit of a guest of qemu needs the lock that the I/O thread holds while it
 *        works: a vCPU takes it between two of that one's rounds, which then wait for it.
 * UNITS  Seconds of simulated time.
 */
import { HeldLock } from "./held-lock.ts";
import type { Server } from "./server.ts";
import type { Stop } from "./stop.ts";
import type { Train } from "./trains.ts";
import type { TransmitRing } from "./transmit-ring.ts";

export class Kicks {
  count = 0;
  /** By end: a guest's I/O thread, which holds the lock; null without one. */
  readonly io: readonly [Server | null, Server | null];
  private readonly held: readonly [HeldLock, HeldLock] = [
    new HeldLock(),
    new HeldLock(),
  ];
  /** Rounds of the I/O threads so far: every interrupt and every flush begins one. */
  private round = 0;
  private readonly rings: readonly [TransmitRing | null, TransmitRing | null];
  /** Units are blocks: one notification tells of all that were there. */
  private readonly isDisk: boolean;

  constructor(
    io: readonly [Server | null, Server | null],
    rings: readonly [TransmitRing | null, TransmitRing | null],
    isDisk: boolean,
  ) {
    this.io = io;
    this.rings = rings;
    this.isDisk = isDisk;
  }

  /**
   * Notifies of a train that goes on to `next`, if nobody there would find it without, and notes it:
   * what comes before the notification is looked at needs no other.
   *
   * @returns false where none is needed
   */
  notify(
    train: Train,
    server: Server,
    next: Stop | undefined,
    nowS: number,
  ): boolean {
    if (this.isDisk) {
      // The notification of a block before it, made since it came, told of it too.
      if (train.came <= server.kickFrom) return false;
      server.kickFrom = nowS;
    }
    if (next?.kind === "gather") {
      const ring = this.rings[next.end]!;
      if (ring.masked) return false;
      ring.masked = true;
      return true;
    }
    if (!next || next.station < 0) return true;
    return next.servers[0]!.whenFree(nowS) <= nowS;
  }

  /** Takes the lock for an exit of `seconds`. @returns from when on */
  takeLock(end: 0 | 1, nowS: number, seconds: number): number {
    const held = this.held[end];
    const from = held.freeAt(nowS);
    const holder = this.io[end];
    if (holder !== null && holder.free > from) {
      held.putOff(from, seconds);
      holder.free += seconds;
    }
    return from;
  }

  nextRound(): void {
    this.round += 1;
  }

  /** An I/O thread works under its lock until `doneS`; what it puts off until later is another round's. */
  hold(
    end: 0 | 1,
    fromS: number,
    doneS: number,
    toS: number,
    nowS: number,
  ): void {
    this.held[end].hold(fromS, doneS, this.round, nowS);
    if (toS > doneS) this.holdForRest(end, doneS, toS, nowS);
  }

  /** It works under its lock on what it had put off, in a round of its own. */
  holdForRest(end: 0 | 1, fromS: number, toS: number, nowS: number): void {
    this.held[end].hold(fromS, toS, -1, nowS);
  }
}
