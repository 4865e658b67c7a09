/**
 * Events of threads that are never out of work: where one ends, the next begins.
 *
 * IDEA   A thread's CPU time is cut into events of a given cost. An event takes as long as its thread
 *        had to wait in the middle of it, and its cost. Most fit into one stay on a CPU and take
 *        their cost; they are counted together.
 * UNITS  Whole nanoseconds; seconds in the histogram.
 * HOLDS  Mean latency is threads over the rate (Little), whatever the scheduler does.
 * FAILS  Of very many short events in one stay only some are drawn, one from each part of the
 *        distribution, and each stands for as many others.
 * COST   Constant a stay, and one step for each event in it up to `mostDrawn`.
 */
import { LatencyHistogram } from "../latency-histogram.ts";
import { RandomStream } from "../random.ts";

/** Events of one stay beyond which not each is drawn: as many are. */
const mostDrawn = 64;
const toS = 1e-9;

export interface BusyEventSpec {
  /** Mean CPU seconds of an event, > 0. */
  readonly costS: number;
  readonly cost: "fixed" | "exponential";
}

export class BusyEvents {
  /** From an event's beginning to its end. */
  readonly latency = new LatencyHistogram();
  private readonly meanNs: number;
  private readonly drawn: boolean;
  private readonly draws: RandomStream;
  /** By thread: CPU time that its event still needs, and when that began. */
  private readonly needNs: Float64Array;
  private readonly begunNs: Float64Array;

  constructor({ costS, cost }: BusyEventSpec, threads: number, seed: number) {
    this.meanNs = Math.max(1, costS * 1e9);
    this.drawn = cost === "exponential";
    this.draws = new RandomStream(seed, "costs of busy threads");
    this.begunNs = new Float64Array(threads);
    this.needNs = Float64Array.from({ length: threads }, () => this.costNs());
  }

  private costNs(): number {
    return this.drawn ? this.meanNs * this.draws.exponential() : this.meanNs;
  }

  /** A thread has run for `ranNs`, until `now`, without a pause. */
  ran(thread: number, ranNs: number, now: number): void {
    let left = ranNs;
    if (left < this.needNs[thread]!) {
      this.needNs[thread]! -= left;
      return;
    }
    left -= this.needNs[thread]!;
    this.latency.record((now - left - this.begunNs[thread]!) * toS);
    const many = left / this.meanNs;
    if (many > mostDrawn) left -= this.countMany(Math.floor(many));
    let need = this.costNs();
    while (need <= left) {
      this.latency.record(need * toS);
      left -= need;
      need = this.costNs();
    }
    this.needNs[thread] = need - left;
    this.begunNs[thread] = now - left;
  }

  /** Events without a pause. @returns nanoseconds that they take together */
  private countMany(many: number): number {
    if (!this.drawn) {
      this.latency.record(this.meanNs * toS, many);
      return many * this.meanNs;
    }
    const each = many / mostDrawn;
    let sum = 0;
    for (let part = 0; part < mostDrawn; part++) {
      const share = (part + this.draws.uniform()) / mostDrawn;
      const cost = -Math.log1p(-share) * this.meanNs;
      this.latency.record(cost * toS, each);
      sum += cost * each;
    }
    return sum;
  }

  reset(): void {
    this.latency.clear();
  }
}
