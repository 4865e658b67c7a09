/** What a figure of latencies is given: bins, percentiles and a name, for one run or several. */
import type { Percentile } from "../../models/simulate/result.ts";
import { duration, intervalEnds } from "../format.ts";
import type { Bin } from "./bins.ts";

export interface LatencySeries {
  readonly id: string;
  readonly name: string;
  readonly bins: readonly Bin[];
  readonly percentiles: readonly Percentile[];
  readonly meanS: number;
  readonly count: number;
}

/** A column of a heat map. */
export interface LatencyColumn extends LatencySeries {
  /** What was varied: a number of threads, of neighbours, or a time. */
  readonly at: number;
}

/** p50, p99, p99.9. */
export const percentileName = (share: number): string =>
  `p${Number((share * 100).toPrecision(6))}`;

/** Percentiles that a figure marks; the table has all. */
export const markedShares: readonly number[] = [0.5, 0.9, 0.99, 0.999];
export const emphasised = 0.99;

export const percentileOf = (
  series: LatencySeries,
  share: number,
): Percentile | undefined =>
  series.percentiles.find((each) => each.share === share);

/** Its seconds. */
export const percentileAt = (
  series: LatencySeries,
  share: number,
): number | undefined => percentileOf(series, share)?.seconds;

/** A histogram knows a percentile to a hundredth (models/simulate/latency-histogram.ts). */
export const percentileEnds = ({
  low95,
  high95,
}: Pick<Percentile, "low95" | "high95">): string =>
  intervalEnds(low95, high95, duration, 0.01);

/** The interval in few words, for a narrow cell. */
export const surenessOf = (
  { low95, high95, tooShort }: Percentile,
  count: number,
): string =>
  count === 0
    ? "nothing ended"
    : tooShort
      ? "too short"
      : percentileEnds({ low95, high95 });

/** A percentile with its interval, in a line: 372 µs (95 %: 353 to 391 µs). */
export const percentileText = (found: Percentile, count: number): string =>
  count === 0
    ? surenessOf(found, count)
    : `${duration(found.seconds)} (95\u202f%: ${surenessOf(found, count)})`;
