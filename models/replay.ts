/**
 * The post's 19 rows, replayed: published, model, error, and both limiters.
 *
 * IDEA   Nothing is looked up: each row becomes a scenario, the solver answers it, and the answer
 *        stands beside the published figure whatever it is.
 */
import type { LimiterCategory } from "./limiter.ts";
import { postRows, type PublishedRow } from "./measurements/post-2013.ts";
import { isTested } from "./tested.ts";
import { cpuShareOf, rateOf, scenarioOf } from "./replay-row.ts";
import { scenarioToQuery, type Scenario } from "./scenario.ts";
import { solve } from "./solve.ts";

/**
 * The next limiter counts as named when throughput is this near its ceiling, or, where it has none,
 * when its gain is this near the limiter's.
 */
const nextLimiterWithin = 0.15;

export interface ReplayedRow {
  readonly id: string;
  readonly technology: string;
  readonly workload: string;
  readonly threads: number;
  readonly unit: PublishedRow["unit"];
  readonly published: number;
  readonly model: number;
  /** model / published − 1 */
  readonly error: number;
  readonly limiter: {
    readonly published: readonly LimiterCategory[];
    readonly words: string;
    readonly model: LimiterCategory;
    readonly name: string;
    /** Its name, and how much of it is used. */
    readonly sentence: string;
    readonly next: LimiterCategory | null;
    readonly nextDistance: number | null;
    readonly agrees: boolean;
    /** Which of the two agrees; the limiter where both do. */
    readonly agreesBy: "limiter" | "next" | null;
  };
  readonly cpu: {
    readonly words: string;
    readonly published: number;
    readonly model: number;
  } | null;
  readonly query: string;
}

/** A row's round trip where each thread has one message out: threads by rate. Null where it has more. */
export const rowLoopSeconds = (
  row: Pick<ReplayedRow, "unit" | "threads" | "published" | "model">,
  of: "published" | "model",
): number | null => (row.unit === "packets/s" ? row.threads / row[of] : null);

const replayRow = (row: PublishedRow): ReplayedRow => {
  const scenario = scenarioOf(row);
  const prediction = solve(scenario);
  const model =
    row.unit === "bit/s"
      ? prediction.bitsPerSecond
      : prediction.packetsPerSecond;
  const { limiter, nextLimiter } = prediction;
  const near =
    nextLimiter !== null &&
    (nextLimiter.distance === null
      ? nextLimiter.gain >= limiter.gain * (1 - nextLimiterWithin)
      : nextLimiter.distance <= nextLimiterWithin);
  const share = cpuShareOf(row);
  const agreesBy = row.categories.includes(limiter.category)
    ? "limiter"
    : near && row.categories.includes(nextLimiter.category)
      ? "next"
      : null;
  return {
    id: row.id,
    technology: row.technology,
    workload: row.workload,
    threads: row.threads,
    unit: row.unit,
    published: row.value,
    model,
    error: model / row.value - 1,
    limiter: {
      published: row.categories,
      words: row.words,
      model: limiter.category,
      name: limiter.name,
      sentence: limiter.sentence,
      next: nextLimiter?.category ?? null,
      nextDistance: nextLimiter?.distance ?? null,
      agrees: agreesBy !== null,
      agreesBy,
    },
    cpu:
      row.cpu && share !== null
        ? { words: row.cpu.words, published: row.cpu.share, model: share }
        : null,
    query: scenarioToQuery(scenario),
  };
};

/** All 19 rows, in the post's order. */
export const replay = (): readonly ReplayedRow[] => postRows.map(replayRow);

export interface RowError {
  readonly row: PublishedRow;
  readonly model: number;
  /** model / published − 1 */
  readonly error: number;
}

/** Rows with the model's figure and its error, without limiters: a tenth of `replay`'s work. */
export const rowErrors = (rows = postRows): readonly RowError[] =>
  rows.map((row) => {
    const model = rateOf(row);
    return { row, model, error: model / row.value - 1 };
  });

/** The published rows measured under `scenario`'s conditions, at whatever thread count. */
export const measuredRows = (scenario: Scenario): readonly PublishedRow[] =>
  isTested(scenario)
    ? postRows.filter(
        (row) =>
          row.technology === scenario.technology &&
          row.workload === scenario.workload.kind,
      )
    : [];

export interface ReplaySummary {
  /** Means and maxima of absolute relative errors. */
  readonly throughput: { readonly mean: number; readonly worst: number };
  readonly packetRate: { readonly mean: number; readonly worst: number };
}

const meanAndWorst = (errors: readonly number[]) => ({
  mean: errors.reduce((sum, error) => sum + error, 0) / errors.length,
  worst: Math.max(...errors),
});

/** How far the model is off the rows, by table. */
export const replaySummary = (): ReplaySummary => {
  const errorsOf = (table: PublishedRow["table"]) =>
    rowErrors()
      .filter(({ row }) => row.table === table)
      .map(({ error }) => Math.abs(error));
  return {
    throughput: meanAndWorst(errorsOf("throughput")),
    packetRate: meanAndWorst(errorsOf("packet-rate")),
  };
};
