/**
 * A lock that one thread holds for each of its rounds, and drops between them.
 *
 * IDEA   qemu's I/O thread takes the global mutex when its select returns and drops it when it
 *        calls select again. A vCPU whose notification comes meanwhile stands until the round
 *        that is under way ends, not until the thread has nothing left to do.
 * UNITS  Seconds.
 * HOLDS  Rounds are told in order of time, each before anyone asks about it.
 * COST   Rounds that are past are forgotten when somebody asks.
 * SOURCE vl.c, main_loop_wait; mechanism notes 3.5 and 8.2 (c).
 */
export class HeldLock {
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private lastRound = -1;

  /** Work of one round, from when to when; a round may be told in parts. */
  hold(fromS: number, toS: number, round: number): void {
    const last = this.to.length - 1;
    if (round === this.lastRound && last >= 0) this.to[last] = toS;
    else {
      this.from.push(fromS);
      this.to.push(toS);
    }
    this.lastRound = round;
  }

  /** Another holder has the lock for a while: rounds that have not begun by then are put off. */
  putOff(fromS: number, seconds: number): void {
    for (let at = 0; at < this.from.length; at++) {
      if (this.from[at]! < fromS) continue;
      this.from[at]! += seconds;
      this.to[at]! += seconds;
    }
  }

  /** When the lock can be had. */
  freeAt(now: number): number {
    const { from, to } = this;
    let past = 0;
    while (past < to.length && to[past]! <= now) past += 1;
    if (past > 0) {
      from.splice(0, past);
      to.splice(0, past);
    }
    return from.length > 0 && from[0]! <= now ? to[0]! : now;
  }
}
