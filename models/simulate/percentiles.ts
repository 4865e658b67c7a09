/** The percentiles that every result states. */
import type { LatencyHistogram } from "./latency-histogram.ts";
import type { Percentile } from "./result.ts";

const shares = [0.5, 0.9, 0.99, 0.999, 0.9999] as const;

/** @returns seconds at each share; 0 while nothing was recorded */
export const percentilesOf = (
  latency: LatencyHistogram,
): readonly Percentile[] =>
  shares.map((share) => ({
    share,
    seconds: latency.count > 0 ? latency.percentile(share) : 0,
  }));
