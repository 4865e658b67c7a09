/**
 * The CPUs that servers share: some go first, the others have the time that those leave.
 *
 * IDEA   An interrupt, and a thread that is woken to do a little, takes a CPU from whoever computes on
 *        it. So a CPU has two clocks (cpu.ts): whoever computes is served by the time left, so that
 *        nothing that was granted need ever be changed. One who goes on without a pause keeps its CPU;
 *        one who begins takes the CPU that is free first.
 *        Where a thread polls, it is the one behind, and never sleeps: the others run when they wake,
 *        until they are a slice ahead of their fair share; then it has the CPU until they are not.
 * UNITS  Seconds, real and left.
 * HOLDS  Of each two, work is granted in the order in which it is asked for, which is the order of time.
 * FAILS  Those who compute take turns by the train, not by slices of milliseconds. One that stands
 *        moves to a CPU that idles only at the moment when its work would have been done.
 * COST   One look at each CPU a grant to a server that begins and finds its own busy. From when a
 *        grant is goes into a field of the server's: V8 allocates a number for each that is returned.
 */
import type { FairShare } from "../../host-cpus.ts";
import { Cpu } from "./cpu.ts";
import type { Server } from "./server.ts";

export class CpuPool {
  private readonly cpus: readonly Cpu[];
  private readonly fair: FairShare | null;
  /** How far those who go first are ahead of their share, at a time; and when they may go on. */
  private aheadS = 0;
  private aheadAtS = 0;
  private goOnAtS = 0;

  /** @param cpus  at least 1 */
  constructor(cpus: number, fair: FairShare | null = null) {
    this.cpus = Array.from({ length: cpus }, () => new Cpu());
    this.fair = fair;
  }

  /** For a server that had none yet. */
  get one(): Cpu {
    return this.cpus[0]!;
  }

  /**
   * Grants a CPU for `busyS` to a server that goes first, and is itself busy until `readyS`, or free
   * from then, which is now.
   */
  first(server: Server, readyS: number, busyS: number, nowS: number): void {
    let { cpu } = server;
    if (cpu.freeAt !== readyS) {
      cpu = this.freest(cpu, readyS, nowS);
      server.cpu = cpu;
    }
    let start = Math.max(cpu.freeAt, readyS);
    if (this.fair !== null) {
      start = this.afterTurn(cpu, start, nowS);
      this.useShare(this.fair, start, busyS);
    }
    cpu.freeAt = start + busyS;
    cpu.takenS += busyS;
    server.from = start;
  }

  /** When work that could begin at `startS` begins, if the one that polls has its turn before it. */
  private afterTurn(cpu: Cpu, startS: number, nowS: number): number {
    // No second turn before the first has ended.
    if (cpu.turnTo > nowS) return startS;
    const start = Math.max(startS, this.goOnAtS);
    cpu.turnFrom = cpu.freeAt;
    cpu.turnTo = start;
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

  /** Grants time left of a CPU to a server that begins now. */
  left(server: Server, busyS: number, nowS: number): void {
    const cpu = this.soonest(server.cpu, nowS);
    server.cpu = cpu;
    server.from = Math.max(cpu.doneAtLeft, cpu.leftNow(nowS));
    cpu.doneAtLeft = server.from + busyS;
  }

  /** Lets a server that has just worked go on, before those who wait for its CPU: in real time. */
  resume(server: Server, busyS: number, nowS: number): void {
    const { cpu } = server;
    const start = Math.max(cpu.freeAt, nowS);
    cpu.freeAt = start + busyS;
    cpu.takenS += busyS;
    server.from = start;
  }

  /**
   * Moves a server that stands, and is behind, to a CPU that idles, if there is one: its moments are
   * those of the new one's clock then.
   */
  move(server: Server, nowS: number): void {
    const from = server.cpu;
    const to = this.soonest(from, nowS);
    if (to === from || to.freeOfAll(nowS) > nowS) return;
    const byS = to.leftNow(nowS) - from.leftNow(nowS);
    // Whoever was to come after it there has that CPU sooner.
    if (from.doneAtLeft === server.free) from.doneAtLeft = from.leftNow(nowS);
    server.cpu = to;
    server.movedBy = byS;
    server.free += byS;
    server.doneFirst += byS;
    to.doneAtLeft = server.free;
  }

  /** For one that goes first: the CPU soonest free of others such, and of these the least used. */
  private freest(own: Cpu, readyS: number, nowS: number): Cpu {
    let best = own;
    let bestS = Math.max(own.freeAt, readyS);
    let bestOfAllS = own.freeOfAll(nowS);
    for (const cpu of this.cpus) {
      // Nothing is free before both.
      if (bestS === readyS && bestOfAllS <= nowS) break;
      const freeS = Math.max(cpu.freeAt, readyS);
      if (freeS > bestS) continue;
      const ofAllS = cpu.freeOfAll(nowS);
      if (freeS === bestS && ofAllS >= bestOfAllS) continue;
      best = cpu;
      bestS = freeS;
      bestOfAllS = ofAllS;
    }
    return best;
  }

  /** For one behind: the CPU on which it can begin first; its own, where no other is better. */
  private soonest(own: Cpu, nowS: number): Cpu {
    let best = own;
    let soonest = own.freeOfAll(nowS);
    if (soonest <= nowS) return own;
    for (const cpu of this.cpus) {
      const free = cpu.freeOfAll(nowS);
      if (free >= soonest) continue;
      best = cpu;
      soonest = free;
      if (free <= nowS) break;
    }
    return best;
  }
}
