/**
 * Where a capped tenant's threads wait, and what waits behind each of them.
 *
 * IDEA   A thread that returns to user mode above the cap is parked, under illumos only if the last
 *        tick found it running. Its further work waits behind it, and is done when it runs again.
 *        Threads are released in the order they were parked.
 * UNITS  Seconds.
 */
import type { Cap } from "./cap.ts";
import type { Train } from "./trains.ts";

export class Parking {
  readonly cap: Cap;
  parkings = 0;
  /** By thread: first and last of the trains that wait for it; null where it runs. */
  private readonly first: (Train | null)[];
  private readonly last: (Train | null)[];
  private readonly since: Float64Array;
  /** Ticks that a thread's last stay took, at least 1. */
  readonly ticks: Float64Array;
  private readonly order: number[] = [];
  /** By thread: 1 where the last tick found it running while use was above the cap. */
  private readonly marked: Uint8Array;

  constructor(cap: Cap, threads: number) {
    this.cap = cap;
    this.first = Array.from({ length: threads }, () => null);
    this.last = Array.from({ length: threads }, () => null);
    this.since = new Float64Array(threads);
    this.ticks = new Float64Array(threads).fill(1);
    this.marked = new Uint8Array(threads);
  }

  /** Whether a thread that comes to user mode has to wait: it is parked, or is to be. */
  stops(thread: number): boolean {
    return this.first[thread] !== null || this.mustPark(thread);
  }

  /** Lets a train wait for its thread, which `stops`. @returns true when it is parked by it */
  park(thread: number, train: Train, now: number): boolean {
    const wasParked = this.first[thread] !== null;
    train.next = null;
    if (wasParked) this.last[thread]!.next = train;
    else {
      this.first[thread] = train;
      this.since[thread] = now;
      this.order.push(thread);
      this.parkings += 1;
    }
    this.last[thread] = train;
    return !wasParked;
  }

  private mustPark(thread: number): boolean {
    return this.cap.marks ? this.marked[thread] === 1 : this.cap.exceeded;
  }

  /** After a tick: which threads it found running, by `isRunning`. */
  mark(isRunning: (thread: number) => boolean): void {
    const { marked } = this;
    const { exceeded } = this.cap;
    if (!exceeded) marked.fill(0);
    else
      for (let thread = 0; thread < marked.length; thread++)
        marked[thread] = isRunning(thread) ? 1 : 0;
  }

  /**
   * Ends a tick of the cap.
   *
   * @returns the threads that may run again; take each one's trains with `takeTrains`
   */
  tick(now: number): readonly number[] {
    const released = this.cap.tick(this.order.length);
    if (released === 0) return [];
    const threads = this.order.splice(0, released);
    for (const thread of threads) {
      const stayed = (now - this.since[thread]!) / this.cap.periodS;
      this.ticks[thread] = Math.max(1, Math.round(stayed));
    }
    return threads;
  }

  /** The first of a released thread's trains, the others behind it by `next`. */
  takeTrains(thread: number): Train | null {
    const train = this.first[thread]!;
    this.first[thread] = null;
    return train;
  }
}
