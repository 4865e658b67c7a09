/**
 * The event calendar: what happens next.
 *
 * IDEA   A binary heap in typed arrays, ordered by time and then by order of scheduling. An event
 *        is one whole number, which only its simulator understands. One that is taken leaves a gap
 *        at the root, for the first that is scheduled after it: one sift instead of two. It sinks
 *        when the next is asked for, so that callers hold a few stores and not a sift each.
 * UNITS  Seconds of simulated time; any unit would do.
 * HOLDS  Equal times leave in the order in which they were scheduled, so that a run does not
 *        depend on the shape of the heap. Places past the last event hold Infinity, so that a
 *        parent with one child needs no test of its own.
 * FAILS  An event at Infinity or NaN never comes; it is not kept. Events cannot be taken back: a
 *        simulator gives them a generation and ignores the old ones.
 * COST   log2(events pending) steps; 20 bytes an event; memory never shrinks. The smaller child
 *        is chosen without a branch, which no processor could predict: 20 % faster than a branch
 *        from 64 events pending up, 20 % slower at 4.
 * SOURCE Williams 1964 (heap).
 */
/** The root is an event; or nobody's; or that of whoever was scheduled since, who has still to sink. */
const none = 0;
const waiting = 1;
const taken = 2;

export class Calendar {
  // The heap, by place.
  private times: Float64Array;
  private whats: Int32Array;
  /** When each was scheduled, counted from 0; exact up to 2^53 events. */
  private orders: Float64Array;
  private count = 0;
  private scheduled = 0;
  /** What the root is, and who is to have it. */
  private gap = none;
  private gapTime = NaN;
  private gapWhat = 0;

  /** @param capacity  events for which room is made at once */
  constructor(capacity = 64) {
    const places = Math.max(4, Math.floor(capacity) + 2);
    this.times = new Float64Array(places).fill(Infinity);
    this.whats = new Int32Array(places);
    this.orders = new Float64Array(places);
  }

  /** Events pending. */
  get size(): number {
    return this.gap === waiting ? this.count - 1 : this.count;
  }

  /** Seconds; Infinity when nothing is pending. */
  nextTime(): number {
    if (this.gap === taken) this.fillGap();
    const { times } = this;
    return this.gap === waiting ? Math.min(times[1]!, times[2]!) : times[0]!;
  }

  /** Takes the event at `nextTime()`; it is of no meaning when nothing is pending. */
  take(): number {
    if (this.gap !== none) this.closeGap();
    if (this.count > 0) this.gap = waiting;
    return this.whats[0]!;
  }

  /**
   * @param time  seconds; an event at Infinity or NaN is not kept
   * @param what  whole number of 32 bits
   */
  schedule(time: number, what: number): void {
    if (this.gap === waiting && time < Infinity) {
      this.gap = taken;
      this.gapTime = time;
      this.gapWhat = what;
    } else this.add(time, what);
  }

  private add(time: number, what: number): void {
    if (!(time < Infinity)) return;
    if (this.gap === taken) this.fillGap();
    if (this.count + 2 > this.times.length) this.grow();
    const { times, whats, orders } = this;
    let place = this.count++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const parentTime = times[parent]!;
      // The newest event goes behind all of its own time.
      if (parentTime <= time) break;
      times[place] = parentTime;
      whats[place] = whats[parent]!;
      orders[place] = orders[parent]!;
      place = parent;
    }
    times[place] = time;
    whats[place] = what;
    orders[place] = this.scheduled++;
  }

  /** Puts the event that has taken the gap where it belongs. */
  private fillGap(): void {
    this.gap = none;
    this.sink(this.gapTime, this.gapWhat, this.scheduled++);
  }

  /** The same, or the last event if nobody has taken the gap. */
  private closeGap(): void {
    if (this.gap === taken) {
      this.fillGap();
      return;
    }
    this.gap = none;
    const last = --this.count;
    const time = this.times[last]!;
    this.times[last] = Infinity;
    if (last > 0) this.sink(time, this.whats[last]!, this.orders[last]!);
  }

  clear(): void {
    this.times.fill(Infinity, 0, this.count);
    this.count = 0;
    this.scheduled = 0;
    this.gap = none;
  }

  /** Puts an event into the place of the root, and lets it sink. */
  private sink(time: number, what: number, order: number): void {
    const { times, whats, orders, count } = this;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= count) break;
      const leftTime = times[child]!;
      const rightTime = times[child + 1]!;
      child += Number(rightTime < leftTime);
      if (rightTime === leftTime && orders[child + 1]! < orders[child]!)
        child += 1;
      const childTime = times[child]!;
      if (time < childTime) break;
      if (time === childTime && order < orders[child]!) break;
      times[place] = childTime;
      whats[place] = whats[child]!;
      orders[place] = orders[child]!;
      place = child;
    }
    times[place] = time;
    whats[place] = what;
    orders[place] = order;
  }

  private grow(): void {
    const places = 2 * this.times.length;
    const times = new Float64Array(places).fill(Infinity);
    times.set(this.times);
    const whats = new Int32Array(places);
    whats.set(this.whats);
    const orders = new Float64Array(places);
    orders.set(this.orders);
    this.times = times;
    this.whats = whats;
    this.orders = orders;
  }
}
