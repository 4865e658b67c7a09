/**
 * A lock that one thread holds for each of its rounds, and drops between them.
 *
 * IDEA   qemu's I/O thread takes the global mutex when its select returns and drops it when it
 *        calls select again. A vCPU whose notification comes meanwhile stands until the round
 *        that is under way ends, not until the thread has nothing left to do.
 * UNITS  Seconds.
 * HOLDS  Rounds are told in order of time, each before anyone asks about it. Those that are past are
 *        forgotten whether or not anybody asks, so that memory holds only what is still to come.
 * COST   Constant a round; `putOff`, one step for each round to come.
 * SOURCE vl.c, main_loop_wait; mechanism notes 3.5 and 8.2 (c).
 */

/** Forgotten rounds at the front are cut off from so many on, when they are the larger part. */
const worthCutting = 64;

export class HeldLock {
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  /** Place of the first round that is not past. */
  private first = 0;
  private lastRound = -1;

  /** Rounds kept. */
  get size(): number {
    return this.from.length;
  }

  /** Work of one round, from when to when; a round may be told in parts. `now`: it never goes back. */
  hold(fromS: number, toS: number, round: number, now: number): void {
    this.forget(now);
    const last = this.to.length - 1;
    if (round === this.lastRound && last >= this.first) this.to[last] = toS;
    else {
      this.from.push(fromS);
      this.to.push(toS);
    }
    this.lastRound = round;
  }

  /** Another holder has the lock for a while: rounds that have not begun by then are put off. */
  putOff(fromS: number, seconds: number): void {
    for (let at = this.first; at < this.from.length; at++) {
      if (this.from[at]! < fromS) continue;
      this.from[at]! += seconds;
      this.to[at]! += seconds;
    }
  }

  /** When the lock can be had. */
  freeAt(now: number): number {
    this.forget(now);
    const { from, to, first } = this;
    return first < from.length && from[first]! <= now ? to[first]! : now;
  }

  private forget(now: number): void {
    const { from, to } = this;
    while (this.first < to.length && to[this.first]! <= now) this.first += 1;
    if (this.first < worthCutting || 2 * this.first < to.length) return;
    from.splice(0, this.first);
    to.splice(0, this.first);
    this.first = 0;
  }
}
