/**
 * What a simulated lab shows, as plain data: it is written into the page when the book is built, and
 * comes from the worker after that, the same bytes for the same request.
 *
 * UNITS  Seconds, units per second, CPUs.
 */
import type { Family } from "../../models/index.ts";
import type { Estimate } from "../../models/simulate/result.ts";
import type { PublishedValue } from "../chart/series.ts";
import type { RateUnit } from "../format.ts";
import type { LatencySeries } from "../histogram/latency.ts";
import type { TimelineData } from "../timeline/tracks.ts";

/** What is asked for. Queries are whole: nothing is left to a default of the page. */
export interface SimRequest {
  readonly query: string;
  /** The scenario to compare with, or null. */
  readonly against: string | null;
  /** Simulated seconds that count. */
  readonly seconds: number;
  /** The span to draw lanes of, or null for none. */
  readonly timeline: SimSpan | null;
  readonly sweep: SimSweep | null;
}

/** Two requests are the same when they ask for the same bytes. */
export const sameRequest = (a: SimRequest, b: SimRequest): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

export interface SimSpan {
  readonly fromS: number;
  readonly toS: number;
  /** Lanes whose names begin with one of these are drawn; all when not given. */
  readonly lanes?: readonly string[];
}

/** One run for each value of one field, each as long as the run itself, which is one of them. */
export interface SimSweep {
  readonly key: string;
  readonly values: readonly number[];
}

export interface RunFigure {
  readonly query: string;
  readonly name: string;
  readonly technology: string;
  readonly family: Family;
  readonly seed: number;
  readonly seconds: number;
  readonly warmupSeconds: number;
  readonly events: number;
  readonly unit: RateUnit;
  readonly rate: Estimate;
  /** The solver's rate, where it has one to lay beside the simulator's. */
  readonly solved: number | null;
  readonly residence: Estimate;
  /** CPUs that the tenant used, at the client's end. */
  readonly cpu: Estimate;
  readonly latency: LatencySeries;
  readonly counts: Readonly<Record<string, number>>;
  readonly remarks: readonly string[];
  /** It has ended: the figure may not have, while its sweep or its pairs are run. */
  readonly over: boolean;
}

/** The solver's answer at one value of the sweep, and the bound that nothing exceeds; null for none. */
export interface SolvedPoint {
  readonly at: number;
  readonly solved: number | null;
  readonly bound: number | null;
}

/** What was simulated at one value of the sweep. */
export interface SweepPoint {
  readonly at: number;
  readonly rate: Estimate;
  readonly cpu: Estimate;
  readonly latency: LatencySeries;
  /** Why solver and simulator part by more than the interval; null where they do not. */
  readonly because: string | null;
}

export type ComparedFigure = "rate" | "mean latency" | "p50" | "p99" | "CPUs";

/** One figure of two scenarios run with the same random numbers. */
export interface PairedFigure {
  readonly figure: ComparedFigure;
  readonly first: number;
  readonly second: number;
  /** Second less first, over the pairs. */
  readonly difference: Estimate;
}

export interface PairedRuns {
  readonly query: string;
  readonly name: string;
  readonly pairs: number;
  readonly unit: RateUnit;
  readonly figures: readonly PairedFigure[];
  /** Of the first pair, to lay over the first run's. */
  readonly latency: LatencySeries | null;
}

export interface SimFigure {
  readonly request: SimRequest;
  /** Share of the work that these figures rest on. */
  readonly progress: number;
  readonly run: RunFigure;
  readonly timeline: TimelineData | null;
  /** The solver's line through the sweep, whole from the first. */
  readonly line: readonly SolvedPoint[];
  readonly sweep: readonly SweepPoint[];
  /** Rows measured under the sweep's conditions; none where threads do not vary. */
  readonly published: readonly PublishedValue[];
  readonly paired: PairedRuns | null;
}
