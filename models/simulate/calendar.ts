/**
 * The event calendar: what happens next.
 *
 * IDEA   The events of the next days are in a sorted list of which the last is the next, so that
 *        one that is near enters a few places from the end and is taken without a move. The
 *        others wait unsorted, by day (far-days.ts); a day is sorted when it has come. Days are as
 *        long as a few events take. An event is one whole number, which only its simulator
 *        understands.
 * UNITS  Seconds of simulated time; any unit would do.
 * HOLDS  Equal times leave in the order in which they were scheduled, so that a run does not
 *        depend on how long a day is. While few events are pending all of them are near.
 * FAILS  An event at Infinity or NaN never comes; it is not kept. Events cannot be taken back: a
 *        simulator gives them a generation and ignores the old ones. Many events within a span that
 *        is tiny beside the time are sorted one by one.
 * COST   A store or two an event, and a move for each that comes before it on its day, however many
 *        are pending; 12 bytes a near event, 16 a far one, whose memory never shrinks. A heap took twice
 *        as long at 10 pending and half as long again at 1,000, since no processor foresees where
 *        an event sinks to.
 * SOURCE Brown 1988 (calendar queue); Tang, Goh & Thng 2005 (a sorted list before days unsorted).
 */
import { FarDays } from "./far-days.ts";

/** Near events, beyond which the later of them are put off. */
const mostNear = 64;

export class Calendar {
  /** The near events, the next of them last, at `near`; before the first is Infinity. */
  private times = emptyTimes(mostNear);
  private whats = new Int32Array(mostNear + 1);
  private near = 0;
  private readonly far = new FarDays();

  /** Events pending. */
  get size(): number {
    return this.near + this.far.size;
  }

  /** Seconds; Infinity when nothing is pending. */
  nextTime(): number {
    return this.times[this.near]!;
  }

  /** Takes the event at `nextTime()`; it is of no meaning when nothing is pending. */
  take(): number {
    const what = this.whats[this.near]!;
    if (this.near > 1) this.near -= 1;
    else this.nextDay();
    return what;
  }

  /**
   * @param time  seconds; an event at Infinity or NaN is not kept
   * @param what  whole number of 32 bits
   */
  schedule(time: number, what: number): void {
    const { times, whats } = this;
    let place = this.near + 1;
    if (!this.far.hasCome(time) || place === times.length) {
      this.putOff(time, what);
      return;
    }
    this.near = place;
    // Behind all of its own time.
    for (; times[place - 1]! <= time; place--) {
      times[place] = times[place - 1]!;
      whats[place] = whats[place - 1]!;
    }
    times[place] = time;
    whats[place] = what;
  }

  /** Schedules an event that is far, or for which there is no room. */
  private putOff(time: number, what: number): void {
    if (!(time < Infinity)) return;
    if (this.far.hasCome(time)) {
      this.makeRoom();
      this.schedule(time, what);
      return;
    }
    this.far.add(time, what);
    if (this.near === 0) this.nextDay();
  }

  /** Sorts the events of the next day that has any; there is none left of the one before. */
  private nextDay(): void {
    const { far } = this;
    this.near = 0;
    for (let slot = far.openDay(); slot >= 0; slot = far.release(slot)) {
      if (this.near + 1 === this.times.length) this.grow();
      this.schedule(far.times[slot]!, far.whats[slot]!);
    }
    if (this.near > mostNear) this.makeRoom();
  }

  /** Makes days as short as the near events ask for, or makes room for more. */
  private makeRoom(): void {
    const { near, times, whats, far } = this;
    if (!far.shorten(near, times[near]!, times[1]!)) {
      if (near + 1 === times.length) this.grow();
      return;
    }
    for (let place = near; place > 0; place--)
      far.add(times[place]!, whats[place]!);
    this.times = emptyTimes(mostNear);
    this.whats = new Int32Array(mostNear + 1);
    this.nextDay();
  }

  private grow(): void {
    const { times, whats } = this;
    const most = 2 * (times.length - 1);
    this.times = emptyTimes(most);
    this.times.set(times);
    this.whats = new Int32Array(most + 1);
    this.whats.set(whats);
  }
}

const emptyTimes = (most: number): Float64Array => {
  const times = new Float64Array(most + 1);
  times[0] = Infinity;
  return times;
};
