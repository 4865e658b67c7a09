/**
 * Each published row predicted from a fit to the others, as last computed.
 *
 * IDEA   The computation takes seconds, so its result is kept beside the code and a test computes it
 *        again: `npm run -s model -- leave-one-out --json > models/leave-one-out.json`.
 */
import type { LeftOut } from "./fit.ts";
import rows from "./leave-one-out.json" with { type: "json" };

export const leftOut: readonly LeftOut[] = rows;

/** Half of the rows are predicted better than this. */
export const medianLeftOutError: number = (() => {
  const sorted = rows.map(({ error }) => Math.abs(error)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
})();
