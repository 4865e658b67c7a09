/**
 * Each published row predicted from a fit to the others, as last computed.
 *
 * IDEA   The computation takes seconds, so its result is kept beside the code and a test computes it
 *        again: `npm run -s model -- leave-one-out --json > models/leave-one-out.json`.
 */
import { medianError, type LeftOut } from "./fit.ts";
import rows from "./leave-one-out.json" with { type: "json" };

export const leftOut: readonly LeftOut[] = rows;

/** Half of the rows are predicted better than this, relative. */
export const medianLeftOutError: number = medianError(leftOut);
