/**
 * A CPU that servers share: its two clocks.
 *
 * IDEA   The real clock is for those who go first. The other stands still while they run: it is the
 *        time left, by which whoever computes is served (cpu-pool.ts).
 * UNITS  Seconds, real and left.
 */
export class Cpu {
  /** When the last who went first will be done, and the seconds of all of them. */
  freeAt = 0;
  takenS = 0;
  /** From when to when the one that polls has it although others want it. */
  turnFrom = 0;
  turnTo = 0;
  /** Time left at which the last of the others will be done. */
  doneAtLeft = 0;

  /** When it will have had that much time left, if nobody else goes first; or now, if it has. */
  when(leftS: number, nowS: number): number {
    if (nowS < this.turnTo) return this.whenInTurn(leftS, nowS);
    const { freeAt, takenS } = this;
    return leftS <= (freeAt > nowS ? freeAt : nowS) - takenS
      ? nowS
      : leftS + takenS;
  }

  private whenInTurn(leftS: number, nowS: number): number {
    if (leftS <= this.leftNow(nowS)) return nowS;
    const inTurn = leftS + this.takenBefore(nowS);
    return inTurn <= this.turnTo ? inTurn : leftS + this.takenS;
  }

  /** Its time left until now. */
  leftNow(nowS: number): number {
    const busyUntil = nowS < this.turnTo ? this.turnFrom : this.freeAt;
    return Math.max(nowS, busyUntil) - this.takenBefore(nowS);
  }

  /** Seconds taken by those who went first, but for the one who waits for the end of a turn. */
  private takenBefore(nowS: number): number {
    return nowS < this.turnTo
      ? this.takenS - (this.freeAt - this.turnTo)
      : this.takenS;
  }

  /** When it is free of all. */
  freeOfAll(nowS: number): number {
    return Math.max(this.freeAt, this.when(this.doneAtLeft, nowS));
  }
}
