/**
 * Trains: the units of one connection that move together, in columns.
 *
 * IDEA   Most of what travels was released by one interrupt or one flush, and is served, sent and
 *        received as one. So a record is a train, with its units counted: an event serves them all.
 * UNITS  Seconds; units of traffic, not always whole: a window is not a whole number of frames.
 * HOLDS  Units are neither made nor lost once a run has begun, so the columns have a fixed length.
 * COST   45 bytes a train.
 */
export class Trains {
  readonly conn: Int32Array;
  readonly units: Float64Array;
  /** Index of the visit it is at, or on its way to. */
  readonly at: Int32Array;
  /** Seconds from its first unit to its last. */
  readonly tail: Float64Array;
  /** When its first unit came to where it waits. */
  readonly came: Float64Array;
  /** When its units set out, on average. */
  readonly born: Float64Array;
  /** 1: it pays for the interrupt that released it. */
  readonly head: Uint8Array;
  /** The next of a list; −1 ends it. */
  readonly next: Int32Array;
  private unused = 0;

  /** @param most  trains alive at once */
  constructor(most: number) {
    this.conn = new Int32Array(most);
    this.units = new Float64Array(most);
    this.at = new Int32Array(most);
    this.tail = new Float64Array(most);
    this.came = new Float64Array(most);
    this.born = new Float64Array(most);
    this.head = new Uint8Array(most);
    this.next = Int32Array.from({ length: most }, (_, train) =>
      train + 1 < most ? train + 1 : -1,
    );
  }

  /** Whether one more can be made. */
  get hasRoom(): boolean {
    return this.unused >= 0;
  }

  make(conn: number, units: number, bornS: number): number {
    const train = this.unused;
    this.unused = this.next[train]!;
    this.conn[train] = conn;
    this.units[train] = units;
    this.at[train] = 0;
    this.tail[train] = 0;
    this.came[train] = bornS;
    this.born[train] = bornS;
    this.head[train] = 1;
    this.next[train] = -1;
    return train;
  }

  /** Takes `units` off the front of a train, as a train of their own. */
  split(train: number, units: number): number {
    const front = this.make(this.conn[train]!, units, this.born[train]!);
    this.at[front] = this.at[train]!;
    this.units[train]! -= units;
    return front;
  }

  /** Adds `from` to `to`; both belong to one connection. Ages are averaged by units. */
  join(to: number, from: number): void {
    const { units, born } = this;
    const both = units[to]! + units[from]!;
    born[to] = (born[to]! * units[to]! + born[from]! * units[from]!) / both;
    units[to] = both;
    this.drop(from);
  }

  drop(train: number): void {
    this.next[train] = this.unused;
    this.unused = train;
  }
}
