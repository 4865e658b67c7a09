/**
 * What a workload without a path answers: a rate, its times, and what 10 % more would change.
 *
 * IDEA   No network, so no stations to widen: each formula says itself what it would give with 10 %
 *        more of everything it depends on. predict-cpu.ts makes a prediction of it.
 * UNITS  Seconds, units per second, CPUs.
 */
import type { LimiterCategory } from "../limiter.ts";
import type { InForce } from "../options-in-force.ts";
import type { ParameterId, ParameterValues } from "../parameters/catalogue.ts";
import type { Scenario } from "../scenario.ts";

/** A neighbour's weight, where a tenant has the scenario's shares. */
export const neighbourShares = 100;

export interface CpuCandidate {
  readonly id: string;
  readonly name: string;
  readonly category: LimiterCategory;
  /** Share of it in use. */
  readonly utilisation: number;
  /** Units per second with 10 % more of it. */
  readonly rateWithMore: number;
  /** Units per second at which it is exhausted; Infinity for what cannot be. */
  readonly ceiling: number;
  readonly sentence: string;
}

export interface CpuAnswer {
  readonly unitName: "event" | "wake-up" | "scan";
  readonly label: string;
  readonly functions: readonly string[];
  readonly parameters: readonly ParameterId[];
  readonly where: string;
  readonly rate: number;
  /** CPU time of one unit. */
  readonly serviceS: number;
  /** Waiting to run, parked or in the queue. */
  readonly waitS: number;
  readonly thinkS: number;
  /** From the event to the first instruction; only of wake-ups. */
  readonly wakeUpS?: number;
  /** CPUs that can work on units at once. */
  readonly servers: number;
  /** CPUs that the tenant uses. */
  readonly cpus: number;
  readonly candidates: readonly CpuCandidate[];
  readonly remarks: readonly string[];
}

export type CpuWorkload = (
  scenario: Scenario,
  force: InForce,
  values: ParameterValues,
) => CpuAnswer;

export const more = 1.1;

/** 94 %, 100 %: as a sentence prints it, without a break before the sign. */
export const percent = (share: number): string =>
  `${(Math.min(1, share) * 100).toFixed(0)}\u202f%`;

/** 93.0 µs, 12.5 ms: as a sentence prints it. */
export const timeText = (seconds: number): string =>
  seconds < 1e-3
    ? `${(seconds * 1e6).toPrecision(3)}\u202fµs`
    : `${(seconds * 1e3).toPrecision(3)}\u202fms`;
