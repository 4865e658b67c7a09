/**
 * CPU caps as a tenant meets them: charged for work, asked at every tick.
 *
 * IDEA   illumos keeps a sum of use that loses 1 % a tick, and compares it with the cap at ticks
 *        only. Above it, threads that the tick found running are parked where they next return to
 *        user mode; those that slept go on until a tick finds them. A tick that finds use below the
 *        cap releases. Between two ticks nothing stops anyone: use goes beyond the cap, and the
 *        silence after it is longer. Linux and Xen
 *        give a budget a period; spent, everybody stops until the next.
 * UNITS  Seconds of CPU time.
 * HOLDS  Averages over many periods are the cap, to a few parts in a hundred, whatever the tenant does.
 * FAILS  A quota's slices per CPU, and what they strand, are left to the CPU simulator (cpu/).
 * SOURCE cpucaps.c (decay 1 % a tick, a zone's use added up at ticks, release by nearness after
 *        OS-1405) and fss.c (fss_tick marks, fss_preempt parks); sched-bwc.rst;
 *        sched_credit.c; mechanism notes 5.2 to 5.4.
 */
export interface Cap {
  /** Seconds between two ticks. */
  readonly periodS: number;
  /** Use is above the cap: threads park where they return to user mode. */
  readonly exceeded: boolean;
  /** Only threads that a tick found running park; the others go on until a tick finds them. */
  readonly marks: boolean;
  charge(seconds: number): void;
  /** Begins as if the tenant had used `cpus` for long. */
  settle(cpus: number): void;
  /** Ends a period. @returns how many of `parked` threads may run again */
  tick(parked: number): number;
}

const decay = 0.99;
const ticksOfMemory = 1 / (1 - decay);

/** Threads released in one tick after July 2012, by how much of the cap is in use. */
const releases: readonly (readonly [share: number, threads: number])[] = [
  [0.98, 10],
  [0.95, 20],
  [0.9, 40],
  [0.85, 80],
  [0, 160],
];

export class IllumosCap implements Cap {
  readonly periodS: number;
  readonly marks = true;
  exceeded = false;
  private readonly capS: number;
  private readonly oneATick: boolean;
  private useS = 0;

  /** @param cpus  CPUs; @param tickS  seconds, 10 ms at hz = 100 */
  constructor(cpus: number, tickS: number, release: "before" | "after") {
    this.periodS = tickS;
    this.capS = cpus * tickS * ticksOfMemory;
    this.oneATick = release === "before";
  }

  settle(cpus: number): void {
    this.useS = Math.min(this.capS, cpus * this.periodS * ticksOfMemory);
  }

  charge(seconds: number): void {
    this.useS += seconds;
  }

  tick(parked: number): number {
    // What the zone is compared with is added up here, before it decays, and holds until the next.
    this.exceeded = this.useS >= this.capS;
    const share = this.useS / this.capS;
    this.useS *= decay;
    if (this.exceeded || parked === 0) return 0;
    if (this.oneATick) return 1;
    for (const [least, threads] of releases) {
      if (share >= least) return Math.min(parked, threads);
    }
    return parked;
  }
}

/** A budget a period: a Linux quota, or a Xen cap. */
export class QuotaCap implements Cap {
  readonly periodS: number;
  readonly marks = false;
  private readonly budgetS: number;
  private leftS: number;

  constructor(cpus: number, periodS: number) {
    this.periodS = periodS;
    this.budgetS = cpus * periodS;
    this.leftS = this.budgetS;
  }

  get exceeded(): boolean {
    return this.leftS <= 0;
  }

  settle(): void {
    this.leftS = this.budgetS;
  }

  charge(seconds: number): void {
    this.leftS -= seconds;
  }

  tick(parked: number): number {
    // Overdrawn time is owed to the next period; unused time is not kept.
    this.leftS = Math.min(this.budgetS, this.leftS + this.budgetS);
    return this.exceeded ? 0 : parked;
  }
}
