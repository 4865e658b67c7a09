/**
 * CPU caps as a tenant meets them: charged for work, asked at every tick.
 *
 * IDEA   illumos keeps a sum of use that loses 1 % a tick, and compares it with the cap at ticks
 *        only. Above it, threads that the tick found running are parked where they next return to
 *        user mode; those that slept go on until a tick finds them. A tick that finds use below the
 *        cap releases. Between two ticks nothing stops anyone: use goes beyond the cap, and the
 *        silence after it is longer. Linux gives a budget a period; spent, everybody stops until the
 *        next. Xen pays credit at accountings, and only there parks one who owes more than a pay,
 *        until he owes nothing.
 * UNITS  Seconds of CPU time.
 * HOLDS  Averages over many periods are the cap, to a few parts in a hundred, whatever the tenant does.
 * FAILS  Credit is a domain's, not a vCPU's, and never stale. A quota's slices per CPU, what they
 *        strand, and what is overrun up to a tick, are left to the CPU simulator (cpu/), and so are
 *        the turns of a burst: here it has the mean of its cap and its baseline.
 * SOURCE cpucaps.c (decay 1 % a tick, a zone's use added up at ticks, release by nearness after
 *        OS-1405) and fss.c (fss_tick marks, fss_preempt parks); sched-bwc.rst;
 *        sched_credit.c; mechanism notes 5.2 to 5.4.
 */
import { letGo, type CapRelease } from "../cap-release.ts";

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

export interface IllumosCapSettings {
  /** Seconds, 10 ms at hz = 100. */
  readonly tickS: number;
  /** Part of use that a tick takes away. */
  readonly decay: number;
  readonly release: CapRelease;
  /** Threads let go in a tick while use is nearest to the cap, after OS-1405. */
  readonly releaseNear: number;
}

export class IllumosCap implements Cap {
  readonly periodS: number;
  readonly marks = true;
  exceeded = false;
  private readonly capS: number;
  private readonly settings: IllumosCapSettings;
  private useS = 0;

  constructor(cpus: number, settings: IllumosCapSettings) {
    this.settings = settings;
    this.periodS = settings.tickS;
    this.capS = this.usedFor(cpus);
  }

  /** Use that goes on being this, while `cpus` are used. */
  private usedFor(cpus: number): number {
    return (cpus * this.periodS) / this.settings.decay;
  }

  settle(cpus: number): void {
    this.useS = Math.min(this.capS, this.usedFor(cpus));
  }

  charge(seconds: number): void {
    this.useS += seconds;
  }

  tick(parked: number): number {
    // What the zone is compared with is added up here, before it decays, and holds until the next.
    this.exceeded = this.useS >= this.capS;
    const share = this.useS / this.capS;
    const { decay, release, releaseNear } = this.settings;
    this.useS *= 1 - decay;
    if (this.exceeded || parked === 0) return 0;
    return Math.min(parked, letGo(release, share, releaseNear));
  }
}

/** A budget a period: a Linux quota. */
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

/** Xen's Credit: what a domain owes is looked at when it is paid, once a period. */
export class CreditCap implements Cap {
  readonly periodS: number;
  readonly marks = false;
  exceeded = false;
  private readonly payS: number;
  /** All its vCPUs can burn in a period, beyond which nothing is owed or kept. */
  private readonly mostS: number;
  private creditS = 0;

  constructor(cpus: number, vcpus: number, periodS: number) {
    this.periodS = periodS;
    this.payS = cpus * periodS;
    this.mostS = vcpus * periodS;
  }

  settle(): void {
    this.creditS = 0;
  }

  charge(seconds: number): void {
    this.creditS -= seconds;
  }

  tick(parked: number): number {
    const creditS = this.creditS + this.payS;
    if (creditS >= 0) this.exceeded = false;
    else if (creditS < -this.payS) this.exceeded = true;
    this.creditS =
      creditS > this.mostS ? creditS / 2 : Math.max(creditS, -this.mostS);
    return this.exceeded ? 0 : parked;
  }
}
