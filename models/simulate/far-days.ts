/**
 * Events that are not near, by the day on which they come: a calendar's later pages.
 *
 * IDEA   An event is appended to its day without being compared with any other. Days beyond the
 *        year share a list, which is dealt out when the year has passed; then days are made longer
 *        or shorter too, so that a few events come on each.
 * UNITS  Seconds of simulated time; days of some of it, numbered from time 0.
 * HOLDS  Of two events the later never comes on the earlier day, however times are rounded; those of
 *        one time are on one day, in the order in which they were added.
 * COST   Three stores an event, and as many again where it waits for a new year.
 */
const daysAYear = 512;
const later = daysAYear;
/** What days are made for. */
const eventsADay = 8;
/** Beyond 2^53 days no two would differ by one. */
const mostDays = 2 ** 50;

export class FarDays {
  // The events, by slot.
  times = new Float64Array(0);
  whats = new Int32Array(0);
  /** The next of a list; −1 ends it. */
  private behind = new Int32Array(0);
  private unused = -1;
  /** By day of the year, and of all later ones: the slots of the first and the last event. */
  private readonly first = new Int32Array(daysAYear + 1).fill(-1);
  private readonly last = new Int32Array(daysAYear + 1);
  /** Events that wait, and how many of them in this year. */
  size = 0;
  private inYear = 0;
  /** 0 until days are `shorten`ed: all time is day 0, which has come. */
  private daysPerS = 0;
  /** The number of the first day that has not come, and its place in the year. */
  private comes = 1;
  private place = 0;
  private yearFrom = 0;
  /** Events whose days have come in this year. */
  private came = 0;

  /** Whether a moment is of a day that has come; never of Infinity or NaN. */
  hasCome(timeS: number): boolean {
    return timeS * this.daysPerS < this.comes;
  }

  /** @param timeS  of a day that has not come */
  add(timeS: number, what: number): void {
    if (this.unused < 0) this.grow();
    const slot = this.unused;
    this.unused = this.behind[slot]!;
    this.times[slot] = timeS;
    this.whats[slot] = what;
    this.size += 1;
    this.append(slot);
  }

  private append(slot: number): void {
    const { behind, first, last } = this;
    let day = Math.floor(this.times[slot]! * this.daysPerS) - this.yearFrom;
    if (day < daysAYear) this.inYear += 1;
    else day = later;
    behind[slot] = -1;
    if (first[day]! < 0) first[day] = slot;
    else behind[last[day]!] = slot;
    last[day] = slot;
  }

  /** Lets the next day come that has any events. @returns the slot of the first; −1 without any */
  openDay(): number {
    const { first } = this;
    while (this.size > 0) {
      if (this.inYear === 0) this.beginYear();
      const slot = first[this.place]!;
      first[this.place] = -1;
      this.place += 1;
      this.comes += 1;
      if (slot >= 0) return slot;
    }
    return -1;
  }

  /** Forgets an event whose day has come. @returns the slot of the next of that day; −1 after the last */
  release(slot: number): number {
    const next = this.behind[slot]!;
    this.behind[slot] = this.unused;
    this.unused = slot;
    this.size -= 1;
    this.inYear -= 1;
    this.came += 1;
    return next;
  }

  /** The year begins with the first event; all are in the list of later ones. */
  private beginYear(): void {
    const { behind, first, times, came, place } = this;
    if (2 * came < eventsADay * place) this.daysPerS /= 2;
    else if (came > 2 * eventsADay * place) this.daysPerS *= 2;
    let fromS = Infinity;
    for (let slot = first[later]!; slot >= 0; slot = behind[slot]!)
      fromS = Math.min(fromS, times[slot]!);
    while (fromS * this.daysPerS > mostDays) this.daysPerS /= 2;
    this.yearFrom = Math.floor(fromS * this.daysPerS);
    this.comes = this.yearFrom;
    this.place = 0;
    this.came = 0;
    this.dealOut();
  }

  private dealOut(): void {
    let slot = this.first[later]!;
    this.first[later] = -1;
    while (slot >= 0) {
      const next = this.behind[slot]!;
      this.append(slot);
      slot = next;
    }
  }

  /**
   * Makes days so short that of `events` between two moments a few come on each. All events wait for a
   * new year then, and any may be added.
   *
   * @returns false where they are about as short
   */
  shorten(events: number, fromS: number, toS: number): boolean {
    const daysPerS = events / eventsADay / (toS - fromS);
    const isShorter = daysPerS >= 2 * this.daysPerS;
    if (!isShorter || !(toS * daysPerS < mostDays)) return false;
    const { behind, first, last } = this;
    for (let day = 0; day < daysAYear; day++) {
      if (first[day]! < 0) continue;
      if (first[later]! < 0) first[later] = first[day]!;
      else behind[last[later]!] = first[day]!;
      last[later] = last[day]!;
      first[day] = -1;
    }
    this.daysPerS = daysPerS;
    this.yearFrom = -Infinity;
    this.inYear = this.place = this.came = 0;
    return true;
  }

  private grow(): void {
    const had = this.times.length;
    const slots = Math.max(64, 2 * had);
    const times = new Float64Array(slots);
    times.set(this.times);
    const whats = new Int32Array(slots);
    whats.set(this.whats);
    const behind = new Int32Array(slots);
    behind.set(this.behind);
    for (let slot = slots - 1; slot >= had; slot--) {
      behind[slot] = this.unused;
      this.unused = slot;
    }
    this.times = times;
    this.whats = whats;
    this.behind = behind;
  }
}
