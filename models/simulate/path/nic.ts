/**
 * The receiving NIC of one end: moderated interrupts over trains.
 *
 * IDEA   After an interrupt the NIC is silent for an interval. What comes meanwhile waits, and is
 *        handed up together: all units that have come by then, one train a connection. A train
 *        that is still arriving is cut.
 * HOLDS  Units of a train come evenly spaced. Trains of one unit are messages and are not joined.
 * SOURCE Intel's interrupt throttle register: the interval counts from the last interrupt.
 */
import type { PathNetwork } from "../../network.ts";
import type { Train, Trains } from "./trains.ts";

/** By end, its receive queues. */
export type Nics = readonly [readonly Nic[], readonly Nic[]];

export const nicsOf = (network: PathNetwork, trains: Trains): Nics => {
  const { threads } = network.scenario.workload;
  const nicOf = (queues: number) =>
    Array.from(
      { length: Math.min(queues, threads) },
      () => new Nic(network.moderationS, trains, threads),
    );
  const [atDest, atClient] = network.queuesByPass;
  return [nicOf(atClient), nicOf(atDest)];
};

export class Nic {
  /** When the interrupt that is due comes; Infinity when none is. */
  due = Infinity;
  interrupts = 0;
  /** What the last interrupt handed up, in order; `count` of them. */
  readonly handed: Train[] = [];
  count = 0;
  private readonly interval: number;
  private readonly trains: Trains;
  /** Trains that wait for an interrupt, in order; `waiting` of them. */
  private readonly pending: Train[] = [];
  private waiting = 0;
  private allowed = 0;
  /** By connection: its train in this interrupt. */
  private readonly mate: (Train | null)[];

  constructor(interval: number, trains: Trains, connections: number) {
    this.interval = interval;
    this.trains = trains;
    this.mate = Array.from({ length: connections }, () => null);
  }

  /** @returns true when the caller must schedule an interrupt at `due` */
  arrive(train: Train, now: number): boolean {
    train.came = now;
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
    let kept = 0;
    let count = 0;
    let nextComes = Infinity;
    for (let place = 0; place < this.waiting; place++) {
      const train = pending[place]!;
      const here = this.unitsHere(train, now);
      let ready = train;
      if (here < train.units) {
        const gapS = train.tail / (train.units - 1);
        const endS = train.came + train.tail;
        ready = trains.split(train, here);
        train.came += here * gapS;
        train.tail = Math.max(0, endS - train.came);
        if (train.came < nextComes) nextComes = train.came;
        pending[kept++] = train;
      }
      ready.tail = 0;
      ready.isHead = false;
      const first = mate[ready.conn]!;
      if (first !== null) trains.join(first, ready);
      else {
        mate[ready.conn] = ready;
        handed[count++] = ready;
      }
    }
    this.waiting = kept;
    for (let at = 0; at < count; at++) mate[handed[at]!.conn] = null;
    if (count > 0) handed[0]!.isHead = true;
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
  private unitsHere(
    { units: all, tail: span, came }: Train,
    now: number,
  ): number {
    if (span <= 0 || all <= 1 || came + span <= now) return all;
    const gapS = span / (all - 1);
    const here = Math.floor((now - came) / gapS + 1e-9) + 1;
    // Less than one unit is not worth a train of its own.
    return all - here < 1 || !this.trains.hasRoom ? all : here;
  }
}
