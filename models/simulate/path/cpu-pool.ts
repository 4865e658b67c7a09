/**
 * The CPUs that servers share: some go first, the others have the time that those leave.
 *
 * IDEA   An interrupt, and a thread that is woken to do a little, takes a CPU from whoever computes on
 *        it. So a CPU has two clocks. The real one is for those who go first; it says from when the CPU
 *        is free of them. The other stands still while they run: it is the time left, and whoever
 *        computes is served by it, so that nothing that was granted need ever be changed. One who goes
 *        on without a pause keeps its CPU; one who begins takes the CPU that is free first.
 *        Where a thread polls, it is the one behind, and never sleeps: the others run when they wake,
 *        until they are a slice ahead of their fair share; then it has the CPU until they are not.
 * UNITS  Seconds, real and left.
 * HOLDS  Of each two, work is granted in the order in which it is asked for, which is the order of time.
 * FAILS  Those who compute take turns by the train, not by slices of milliseconds. One that stands
 *        moves to a CPU that idles only at the moment when its work would have been done.
 * COST   One look at each CPU a grant to a server that begins.
 */
import type { FairShare } from "../../host-cpus.ts";

export class CpuPool {
  /** By CPU: when the last who went first will be done, and the seconds of all of them. */
  private readonly freeAt: Float64Array;
  private readonly takenS: Float64Array;
  /** By CPU: from when to when the one that polls has it although others want it. */
  private readonly turnFrom: Float64Array;
  private readonly turnTo: Float64Array;
  /** By CPU: time left at which the last of the others will be done. */
  private readonly doneAtLeft: Float64Array;
  /** By server: the CPU that it was granted last. */
  private readonly cpuOf: Int32Array;

  private readonly fair: FairShare | null;
  /** How far those who go first are ahead of their share, at a time; and when they may go on. */
  private aheadS = 0;
  private aheadAtS = 0;
  private goOnAtS = 0;

  /** @param cpus  at least 1 */
  constructor(cpus: number, servers: number, fair: FairShare | null = null) {
    this.freeAt = new Float64Array(cpus);
    this.takenS = new Float64Array(cpus);
    this.turnFrom = new Float64Array(cpus);
    this.turnTo = new Float64Array(cpus);
    this.doneAtLeft = new Float64Array(cpus);
    this.cpuOf = new Int32Array(servers);
    this.fair = fair;
  }

  /**
   * Grants a CPU for `busyS` to a server that goes first, and is itself busy until `readyS`, or free
   * from then, which is now.
   *
   * @returns when the work begins
   */
  first(server: number, readyS: number, busyS: number, nowS: number): number {
    const { freeAt, cpuOf } = this;
    let cpu = cpuOf[server]!;
    if (freeAt[cpu]! !== readyS) {
      cpu = this.freest(cpu, readyS, nowS);
      cpuOf[server] = cpu;
    }
    let start = Math.max(freeAt[cpu]!, readyS);
    if (this.fair !== null) {
      start = this.afterTurn(cpu, start, nowS);
      this.useShare(this.fair, start, busyS);
    }
    freeAt[cpu] = start + busyS;
    this.takenS[cpu]! += busyS;
    return start;
  }

  /** When work that could begin at `startS` begins, if the one that polls has its turn before it. */
  private afterTurn(cpu: number, startS: number, nowS: number): number {
    // No second turn before the first has ended.
    if (this.turnTo[cpu]! > nowS) return startS;
    const start = Math.max(startS, this.goOnAtS);
    this.turnFrom[cpu] = this.freeAt[cpu]!;
    this.turnTo[cpu] = start;
    return start;
  }

  /** Counts a grant; one that goes beyond the share puts off the next. */
  private useShare(
    { cpus, aheadS }: FairShare,
    fromS: number,
    busyS: number,
  ): void {
    const passedS = fromS - this.aheadAtS;
    // Who sleeps is not owed more than a slice for it.
    this.aheadS = busyS + Math.max(-aheadS, this.aheadS - cpus * passedS);
    this.aheadAtS = fromS;
    if (this.aheadS > aheadS + cpus * busyS)
      this.goOnAtS = fromS + this.aheadS / cpus;
  }

  /** Grants time left of a CPU to a server that begins now. @returns from when on, in time left */
  left(server: number, busyS: number, nowS: number): number {
    const { doneAtLeft, cpuOf } = this;
    const cpu = this.soonest(cpuOf[server]!, nowS);
    cpuOf[server] = cpu;
    const start = Math.max(doneAtLeft[cpu]!, this.leftNow(cpu, nowS));
    doneAtLeft[cpu] = start + busyS;
    return start;
  }

  /**
   * Lets a server that has just worked go on, before those who wait for its CPU.
   *
   * @returns from when on: real time
   */
  resume(server: number, busyS: number, nowS: number): number {
    const { freeAt, takenS } = this;
    const cpu = this.cpuOf[server]!;
    const start = Math.max(freeAt[cpu]!, nowS);
    freeAt[cpu] = start + busyS;
    takenS[cpu]! += busyS;
    return start;
  }

  /**
   * Moves a server that stands, granted time left until `leftS`, to a CPU that idles, if there is one.
   *
   * @returns what its moments on the old CPU's clock are late by on the new one's; 0 where it stays
   */
  move(server: number, leftS: number, nowS: number): number {
    const { doneAtLeft, cpuOf } = this;
    const from = cpuOf[server]!;
    const to = this.soonest(from, nowS);
    if (to === from || this.freeOfAll(to, nowS) > nowS) return 0;
    const byS = this.leftNow(to, nowS) - this.leftNow(from, nowS);
    // Whoever was to come after it there has that CPU sooner.
    if (doneAtLeft[from] === leftS) doneAtLeft[from] = this.leftNow(from, nowS);
    doneAtLeft[to] = leftS + byS;
    cpuOf[server] = to;
    return byS;
  }

  /** Lets a server that was granted time left, and is at work now, have some more. */
  more(server: number, seconds: number): void {
    this.doneAtLeft[this.cpuOf[server]!]! += seconds;
  }

  /** When a server's CPU will have had that much time left, if nobody else goes first; or now, if it has. */
  when(server: number, leftS: number, nowS: number): number {
    return this.whenLeft(this.cpuOf[server]!, leftS, nowS);
  }

  private whenLeft(cpu: number, leftS: number, nowS: number): number {
    const { freeAt, takenS, turnTo } = this;
    const taken = takenS[cpu]!;
    if (nowS >= turnTo[cpu]!) {
      const free = freeAt[cpu]!;
      return leftS <= (free > nowS ? free : nowS) - taken
        ? nowS
        : leftS + taken;
    }
    if (leftS <= this.leftNow(cpu, nowS)) return nowS;
    const inTurn = leftS + this.takenBefore(cpu, nowS);
    return inTurn <= turnTo[cpu]! ? inTurn : leftS + takenS[cpu]!;
  }

  /** The time left of a CPU until now. */
  private leftNow(cpu: number, nowS: number): number {
    const busyUntil =
      nowS < this.turnTo[cpu]! ? this.turnFrom[cpu]! : this.freeAt[cpu]!;
    return Math.max(nowS, busyUntil) - this.takenBefore(cpu, nowS);
  }

  /** Seconds taken by those who went first, but for the one who waits for the end of a turn. */
  private takenBefore(cpu: number, nowS: number): number {
    const { freeAt, takenS, turnTo } = this;
    return nowS < turnTo[cpu]!
      ? takenS[cpu]! - (freeAt[cpu]! - turnTo[cpu]!)
      : takenS[cpu]!;
  }

  /** For one that goes first: the CPU soonest free of others such, and of these the least used. */
  private freest(own: number, readyS: number, nowS: number): number {
    const { freeAt } = this;
    let best = own;
    let bestS = Math.max(freeAt[own]!, readyS);
    let bestOfAllS = this.freeOfAll(own, nowS);
    for (let cpu = 0; cpu < freeAt.length; cpu++) {
      const freeS = Math.max(freeAt[cpu]!, readyS);
      if (freeS > bestS) continue;
      const ofAllS = this.freeOfAll(cpu, nowS);
      if (freeS === bestS && ofAllS >= bestOfAllS) continue;
      best = cpu;
      bestS = freeS;
      bestOfAllS = ofAllS;
    }
    return best;
  }

  /** For one behind: the CPU on which it can begin first; its own, where no other is better. */
  private soonest(own: number, nowS: number): number {
    let best = own;
    let soonest = this.freeOfAll(own, nowS);
    for (let cpu = 0; cpu < this.freeAt.length && soonest > nowS; cpu++) {
      const free = this.freeOfAll(cpu, nowS);
      if (free >= soonest) continue;
      best = cpu;
      soonest = free;
    }
    return best;
  }

  private freeOfAll(cpu: number, nowS: number): number {
    return Math.max(
      this.freeAt[cpu]!,
      this.whenLeft(cpu, this.doneAtLeft[cpu]!, nowS),
    );
  }
}
