/**
 * Trains: the units of one connection that move together.
 *
 * IDEA   Most of what travels was released by one interrupt or one flush, and is served, sent and
 *        received as one. So a record is a train, with its units counted: an event serves them all.
 *        A train is an object: in columns each of its numbers would be looked up and checked for
 *        itself, at every visit.
 * UNITS  Seconds; units of traffic, not always whole: a window is not a whole number of frames.
 * HOLDS  Units are neither made nor lost once a run has begun, so there is a most of trains. One that
 *        is no more is used again.
 * COST   200 bytes a train; as many are made as there ever are at once.
 */
export class Train {
  /** Its event in a calendar. */
  readonly index: number;
  conn = 0;
  units = 0;
  /** Index of the visit it is at, or on its way to. */
  at = 0;
  /** Seconds from its first unit to its last. */
  tail = 0;
  /** When its first unit came to where it waits. */
  came = 0;
  /** When its units set out, on average. */
  born = 0;
  /** It pays for the interrupt that released it. */
  isHead = true;
  /**
   * Until when it is followed by the event in hand: beyond now where nothing can come between. Not
   * passed about: V8 allocates a number for each that a call takes or returns.
   */
  hereS = 0;
  /** The next of a list. */
  next: Train | null = null;

  constructor(index: number) {
    this.index = index;
  }
}

export class Trains {
  /** By index. */
  readonly all: Train[] = [];
  private readonly most: number;
  private unused: Train | null = null;

  /** @param most  trains alive at once */
  constructor(most: number) {
    this.most = most;
  }

  /** Whether one more can be made. */
  get hasRoom(): boolean {
    return this.unused !== null || this.all.length < this.most;
  }

  make(conn: number, units: number, bornS: number): Train {
    const train = this.unused ?? this.add();
    this.unused = train.next;
    train.conn = conn;
    train.units = units;
    train.at = 0;
    train.tail = 0;
    train.came = bornS;
    train.born = bornS;
    train.isHead = true;
    train.next = null;
    return train;
  }

  private add(): Train {
    const train = new Train(this.all.length);
    this.all.push(train);
    return train;
  }

  /** Takes `units` off the front of a train, as a train of their own. */
  split(train: Train, units: number): Train {
    const front = this.make(train.conn, units, train.born);
    front.at = train.at;
    train.units -= units;
    return front;
  }

  /** Adds `from` to `to`; both belong to one connection. Ages are averaged by units. */
  join(to: Train, from: Train): void {
    const both = to.units + from.units;
    to.born = (to.born * to.units + from.born * from.units) / both;
    to.units = both;
    this.drop(from);
  }

  private drop(train: Train): void {
    train.next = this.unused;
    this.unused = train;
  }
}
