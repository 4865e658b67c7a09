/**
 * illumos CPU caps, with Joyent's baseline and bursting.
 *
 * IDEA   A zone's usage grows by the time its threads run and loses 1 % a clock tick. It is compared
 *        with the cap at ticks only: a thread that a tick finds on a CPU while usage is at the cap or
 *        above waits in a queue, one that sleeps then goes on when it wakes, until a tick finds it.
 *        Each tick, if usage is below, some are let go: one before OS-1405 (25 July 2012), afterwards
 *        10, 20, 40, 80 or 160, the more the further usage is below. Above a baseline a zone may
 *        stay for a burst time; then the baseline is its cap for as long.
 * UNITS  Nanoseconds; the cap in the units of usage is cap × tick / decay.
 * HOLDS  A thread that computes returns to user mode at every tick. One release a tick holds the
 *        average at the cap.
 * FAILS  Time in the kernel, where no thread is parked, is left out. n threads let go together
 *        overshoot: usage swings above the cap, and so does its mean, which is what is used: by about
 *        (n / 2 - C) / C percent for a cap of C CPUs. How a burst is earned back is assumed.
 * COST   Constant for each capped zone a tick.
 * SOURCE illumos cpucaps.c (cap_project_usage_walker adds a zone's use up at ticks; fss_tick marks,
 *        fss_preempt parks) and OS-1405, OS-164; mechanism notes 5.2.
 */
import { letGo, type CapRelease } from "../cap-release.ts";
import type { Machinery, Throttle } from "./scheduler.ts";
import { TaskLists } from "./task-lists.ts";

export interface CapSpec {
  /** CPUs; Infinity for none. */
  readonly capCpus: number;
  /** CPUs that the zone may always use; Infinity where it does not apply. */
  readonly baselineCpus: number;
  /** Nanoseconds above the baseline before the baseline is the cap. */
  readonly burstNs: number;
}

export interface CpuCapsSettings {
  readonly tickNs: number;
  /** Part of usage that a tick takes away. */
  readonly decay: number;
  readonly release: CapRelease;
  /** Threads let go in a tick while usage is at least 98 % of the cap, after OS-1405. */
  readonly releaseNear: number;
}

export class CpuCaps implements Throttle {
  readonly tickNs: number;
  readonly periods = null;
  private readonly settings: CpuCapsSettings;
  private readonly specs: readonly CapSpec[];
  private readonly usage: Float64Array;
  private readonly cap: Float64Array;
  private readonly baseline: Float64Array;
  private readonly effective: Float64Array;
  /** Nanoseconds of burst used, and of penance left. */
  private readonly burst: Float64Array;
  private readonly penance: Float64Array;
  private readonly waiting: TaskLists;

  constructor(
    tasks: number,
    specs: readonly CapSpec[],
    settings: CpuCapsSettings,
  ) {
    this.settings = settings;
    this.tickNs = settings.tickNs;
    this.specs = specs;
    const unit = settings.tickNs / settings.decay;
    this.usage = new Float64Array(specs.length);
    this.cap = Float64Array.from(specs, ({ capCpus }) => capCpus * unit);
    this.baseline = Float64Array.from(
      specs,
      ({ baselineCpus }) => baselineCpus * unit,
    );
    this.effective = Float64Array.from(this.cap);
    this.burst = new Float64Array(specs.length);
    this.penance = new Float64Array(specs.length);
    this.waiting = new TaskLists(tasks, specs.length);
  }

  reset(): void {
    // Nothing is counted.
  }

  grantNs(): number {
    return Infinity;
  }

  charge(group: number, _cpu: number, ranNs: number): void {
    this.usage[group]! += Math.min(ranNs, this.settings.tickNs);
  }

  left(): void {
    // A cap is the machine's, not a CPU's.
  }

  parked(group: number, task: number): void {
    this.waiting.pushBack(group, task);
  }

  unparked(task: number): void {
    this.waiting.remove(task);
  }

  stopsAtTick(group: number): boolean {
    return this.usage[group]! >= this.effective[group]!;
  }

  tick(_now: number, machine: Machinery): void {
    for (let group = 0; group < this.specs.length; group++) {
      if (this.cap[group] === Infinity && this.baseline[group] === Infinity)
        continue;
      this.limitBurst(group);
      if (this.usage[group]! < this.effective[group]!) {
        const { release, releaseNear } = this.settings;
        const share = this.usage[group]! / this.effective[group]!;
        let left = letGo(release, share, releaseNear);
        while (left-- > 0) {
          const task = this.waiting.head(group);
          if (task < 0) break;
          machine.release(task);
        }
      }
      this.usage[group]! *= 1 - this.settings.decay;
    }
  }

  private limitBurst(group: number): void {
    const baseline = this.baseline[group]!;
    if (baseline === Infinity) return;
    const { tickNs } = this.settings;
    const { burstNs } = this.specs[group]!;
    if (this.penance[group]! > 0) {
      this.penance[group]! -= tickNs;
      if (this.penance[group]! <= 0) {
        this.effective[group] = this.cap[group]!;
        this.burst[group] = 0;
      }
      return;
    }
    if (this.usage[group]! > baseline) this.burst[group]! += tickNs;
    else this.burst[group] = Math.max(0, this.burst[group]! - tickNs);
    if (this.burst[group]! >= burstNs) {
      this.effective[group] = Math.min(baseline, this.cap[group]!);
      this.penance[group] = burstNs;
    }
  }
}
