/**
 * What a simulation answers: every figure with its interval, and what means hide.
 *
 * UNITS  Seconds, units per second; utilisations between 0 and 1.
 * HOLDS  Intervals are 95 %, from batch means, so that autocorrelation is in them.
 */
import type { Scenario } from "../scenario.ts";
import type { LatencyHistogram } from "./latency-histogram.ts";

/** A mean with its 95 % interval. */
export interface Estimate {
  readonly mean: number;
  readonly low95: number;
  readonly high95: number;
  /** Batches the interval rests on. */
  readonly batches: number;
  /** True where too little was simulated for the interval to be trusted: say so beside it. */
  readonly tooShort: boolean;
}

/** Latency at a share of all observations: `share` 0.99 is p99. */
export interface Quantile {
  readonly share: number;
  readonly seconds: number;
}

/** A quantile with its 95 % interval. */
export interface Percentile extends Quantile {
  readonly low95: number;
  readonly high95: number;
  /** True where too few were slower for the interval to be trusted: say so beside it. */
  readonly tooShort: boolean;
}

export interface SimulationResult {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Simulated seconds that the figures cover, and those before them that were discarded. */
  readonly seconds: number;
  readonly warmupSeconds: number;
  readonly messagesPerSecond: Estimate;
  readonly packetsPerSecond: Estimate;
  readonly bitsPerSecond: Estimate;
  /** Seconds from the start of a request (message, window, block or burst) to its end. */
  readonly residenceSeconds: Estimate;
  readonly utilisation: Readonly<Record<string, Estimate>>;
  /** CPUs in use by the tenant at each end. */
  readonly cpu: { readonly client: Estimate; readonly dest: Estimate };
  /** Of the requests that `residenceSeconds` counts. */
  readonly latency: LatencyHistogram;
  /** p50, p90, p99, p99.9, p99.99. */
  readonly percentiles: readonly Percentile[];
  /** Events a second of simulated time by name: exits, kicks, interrupts, retransmits, parkings. */
  readonly counts: Readonly<Record<string, number>>;
  /** Events processed, warm-up included. */
  readonly events: number;
  /** Sentences the reader must see: run too short, bounded, or a mechanism assumed. */
  readonly remarks: readonly string[];
}

/** Among the remarks where the run was too short for its intervals. */
export const tooShortRemark =
  "Too short: the intervals may not hold. Simulate more seconds.";
