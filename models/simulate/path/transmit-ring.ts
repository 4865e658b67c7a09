/**
 * The transmit ring of a guest behind a timer: the first kick arms it and masks the others.
 *
 * IDEA   qemu's timer: at expiry the I/O thread empties the ring, at most `burst` packets, and
 *        unmasks. What is left waits for the next round, which begins when this one's work ends.
 * SOURCE hw/virtio-net.c, virtio_net_handle_tx_timer and virtio_net_flush_tx.
 */
import type { PathNetwork } from "../../network.ts";
import type { Stop } from "./stop.ts";
import type { Train, Trains } from "./trains.ts";

/** By end; null where no timer gathers. */
export type Rings = readonly [TransmitRing | null, TransmitRing | null];

export const ringsOf = (
  { gather: timer }: PathNetwork,
  stops: readonly Stop[],
  trains: Trains,
): Rings => {
  const ringOf = (end: 0 | 1) => {
    const stop = stops.find(
      (each) => each.kind === "gather" && each.end === end,
    );
    if (!timer || !stop) return null;
    const burst = Math.max(1, timer.burstPackets / timer.packetsPerUnit);
    return new TransmitRing(timer.timerS + stop.delayS, burst, trains);
  };
  return [ringOf(0), ringOf(1)];
};

export class TransmitRing {
  /** A kick would find the timer running: it is masked. */
  masked = false;
  flushes = 0;
  /** Seconds from the kick to the flush: the timer and what its expiry takes. */
  readonly waitS: number;
  private readonly burstUnits: number;
  private readonly trains: Trains;
  private readonly entries: Train[] = [];
  private running = false;

  constructor(waitS: number, burstUnits: number, trains: Trains) {
    this.waitS = waitS;
    this.burstUnits = burstUnits;
    this.trains = trains;
  }

  /** @returns true when the caller must schedule a flush `waitS` from now */
  push(train: Train): boolean {
    this.entries.push(train);
    return this.start();
  }

  /** Starts the timer for what a flush left. @returns as `push` */
  startForRest(): boolean {
    return this.entries.length > 0 && this.start();
  }

  private start(): boolean {
    if (this.running) return false;
    this.running = true;
    this.masked = true;
    return true;
  }

  /** Takes one burst off the ring. */
  flush(take: (train: Train) => void): void {
    const { entries, trains } = this;
    this.flushes += 1;
    this.running = false;
    this.masked = false;
    let room = this.burstUnits;
    let taken = 0;
    while (taken < entries.length && room >= 1 - 1e-9) {
      const train = entries[taken]!;
      if (train.units > room + 1e-9 && trains.hasRoom) {
        take(trains.split(train, room));
        break;
      }
      room -= train.units;
      taken += 1;
      take(train);
    }
    entries.splice(0, taken);
  }
}
