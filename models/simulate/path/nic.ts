/**
 * The receiving NIC of one end: moderated interrupts over trains.
 *
 * IDEA   After an interrupt the NIC is silent for an interval. What comes meanwhile waits, and is
 *        handed up together: all units that have come by then, one train a connection. A train
 *        that is still arriving is cut.
 * HOLDS  Units of a train come evenly spaced. Trains of one unit are messages and are not joined.
 * SOURCE Intel's interrupt throttle register: the interval counts from the last interrupt.
 */
import type { Trains } from "./trains.ts";

export class Nic {
  /** When the interrupt that is due comes; Infinity when none is. */
  due = Infinity;
  interrupts = 0;
  /** What the last interrupt handed up, in order; `count` of them. */
  readonly handed: Int32Array;
  count = 0;
  private readonly interval: number;
  private readonly trains: Trains;
  /** Trains that wait for an interrupt, in order; `waiting` of them. */
  private readonly pending: Int32Array;
  private waiting = 0;
  private allowed = 0;
  /** By connection: its train in this interrupt, −1 for none. */
  private readonly mate: Int32Array;

  constructor(interval: number, trains: Trains, connections: number) {
    this.interval = interval;
    this.trains = trains;
    this.pending = new Int32Array(trains.conn.length);
    this.handed = new Int32Array(connections);
    this.mate = new Int32Array(connections).fill(-1);
  }

  /** @returns true when the caller must schedule an interrupt at `due` */
  arrive(train: number, now: number): boolean {
    this.trains.came[train] = now;
    this.pending[this.waiting++] = train;
    if (this.due < Infinity) return false;
    this.due = now > this.allowed ? now : this.allowed;
    return true;
  }

  /**
   * Interrupts: fills `handed`.
   *
   * @returns true when more is arriving, so that the caller must schedule the next at `due`
   */
  interrupt(now: number): boolean {
    const { pending, trains, mate, handed } = this;
    const { units, tail, conn, came } = trains;
    let kept = 0;
    let count = 0;
    let nextComes = Infinity;
    for (let place = 0; place < this.waiting; place++) {
      const train = pending[place]!;
      const here = this.unitsHere(train, now);
      let ready = train;
      if (here < units[train]!) {
        const gapS = tail[train]! / (units[train]! - 1);
        const endS = came[train]! + tail[train]!;
        ready = trains.split(train, here);
        came[train] = came[train]! + here * gapS;
        tail[train] = Math.max(0, endS - came[train]);
        if (came[train] < nextComes) nextComes = came[train]!;
        pending[kept++] = train;
      }
      trains.tail[ready] = 0;
      trains.head[ready] = 0;
      const owner = trains.conn[ready]!;
      if (mate[owner]! >= 0) trains.join(mate[owner]!, ready);
      else {
        mate[owner] = ready;
        handed[count++] = ready;
      }
    }
    this.waiting = kept;
    for (let at = 0; at < count; at++) mate[conn[handed[at]!]!] = -1;
    if (count > 0) trains.head[handed[0]!] = 1;
    this.count = count;
    this.interrupts += 1;
    this.allowed = now + this.interval;
    this.due =
      kept === 0
        ? Infinity
        : nextComes > this.allowed
          ? nextComes
          : this.allowed;
    return kept > 0;
  }

  /** Units of a train that have come by now: the first has. */
  private unitsHere(train: number, now: number): number {
    const { units, tail, came } = this.trains;
    const all = units[train]!;
    const span = tail[train]!;
    if (span <= 0 || all <= 1 || came[train]! + span <= now) return all;
    const gapS = span / (all - 1);
    const here = Math.floor((now - came[train]!) / gapS + 1e-9) + 1;
    // Less than one unit is not worth a train of its own.
    return all - here < 1 || !this.trains.hasRoom ? all : here;
  }
}
