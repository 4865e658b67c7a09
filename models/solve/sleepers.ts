/**
 * Delays that vanish while a station is busy: its servers sleep when there is nothing to do.
 *
 * IDEA   Who finds a sleeper waits for it to wake, and is ahead of whoever comes next, but for those
 *        that the same interrupt brought. Delays that follow each other at one sleeper are one
 *        wake-up.
 * UNITS  Seconds.
 * HOLDS  As at an M/M/1 with a set-up, where arrivals come one by one; a wake-up is exponential.
 */
import type { PathNetwork } from "../network.ts";
import { places, type StationKinds } from "./station-kinds.ts";

const { alike } = places;

export class Sleepers {
  /** By sleeper: its kind of station; */
  readonly kinds: number[] = [];
  /** how long its delays are, where it always sleeps; */
  readonly wakeS: number[] = [];
  /** and, each of its kind: how much longer than an interrupt's interval it takes to wake. */
  readonly joinS: number[] = [];

  /**
   * @param speed     divides every delay
   * @param interval  seconds between interrupts
   */
  start(
    { delays, gather }: PathNetwork,
    { kindAt, kinds }: StationKinds,
    speed: number,
    interval: number,
  ): void {
    this.kinds.length = 0;
    this.wakeS.length = 0;
    this.joinS.length = 0;
    let wakingS = 0;
    delays.forEach(({ seconds, unlessBusy }, at) => {
      if (unlessBusy < 0) return;
      const whole = seconds / speed;
      const kind = kindAt[unlessBusy]!;
      let known = this.kinds.indexOf(kind);
      if (known < 0) {
        known = this.kinds.push(kind) - 1;
        this.wakeS.push(0);
        this.joinS.push(0);
      }
      this.wakeS[known]! += whole;
      wakingS += whole;
      // What follows another at the same sleeper is one wake-up with it.
      if (delays[at + 1]?.unlessBusy === unlessBusy) return;
      // Of an exponential time; in rounds a batch has been counted already.
      if (wakingS > 0 && !gather)
        this.joinS[known]! +=
          (wakingS * Math.exp(-interval / wakingS)) / kinds[kind + alike]!;
      wakingS = 0;
    });
  }

  /** Seconds that stations of a kind would be awaited, did they always sleep. */
  joinAt(kind: number): number {
    const known = this.kinds.indexOf(kind);
    return known < 0 ? 0 : this.joinS[known]!;
  }
}
