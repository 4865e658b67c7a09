/**
 * A simulation under way: advanced in slices, so that a page can show progress and cancel.
 */
import { ModelError } from "../errors.ts";
import type { Sink } from "./event-log.ts";
import type { SimulationResult } from "./result.ts";

export type Bounds = readonly [low: number, high: number];

/** What a run can be asked for: simulated seconds, a relative half-interval, a number of 32 bits, events. */
export const runBounds = {
  seconds: [1e-3, 1e6],
  warmup: [0, 1e5],
  precision: [0, 1],
  seed: [0, 2 ** 32 - 1],
  mostEvents: [1, 1e12],
} as const satisfies Record<string, Bounds>;

export interface SimulateOptions {
  /** Which random numbers; the scenario's seed when not given. */
  readonly seed?: number;
  /** Simulated seconds that count, at most; as many as the bound of events allows for `precision`. */
  readonly seconds?: number;
  /** Simulated seconds discarded before. */
  readonly warmup?: number;
  /**
   * Stop before `seconds` once the main figure's relative half-interval is at most this: of a path's
   * rate, of events' mean response, of the CPU time of threads that are always busy.
   */
  readonly precision?: number;
  /** Most events processed, warm-up included; a remark says so when it is reached. */
  readonly mostEvents?: number;
  /** Where to write what happens: slower, and bounded by the sink. */
  readonly events?: Sink;
}

export interface Run {
  /** Share of the work done, 0 to 1. */
  readonly progress: number;
  /** Processes at most `events` events. @returns true when the run has ended */
  advance(events: number): boolean;
  /** The figures so far; complete when `advance` has returned true. */
  result(): SimulationResult;
}

/** @throws ModelError SIMULATE_OPTION for an option that is not a number within `runBounds` */
export function checkOptions(options: SimulateOptions): void {
  for (const [name, [low, high]] of Object.entries(runBounds)) {
    const value = options[name as keyof typeof runBounds];
    if (value === undefined) continue;
    if (typeof value !== "number" || !(value >= low && value <= high))
      throw new ModelError({
        code: "SIMULATE_OPTION",
        what: `${name} must be a number from ${low} to ${high}`,
        where: `the options of simulate, ${name}`,
        found: value,
        hint: `give one in that range, or leave ${name} out for its default`,
      });
  }
}
