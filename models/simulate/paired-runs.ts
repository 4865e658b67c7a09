/**
 * The mean of several runs, and the mean difference of paired ones, with its 95 % interval.
 *
 * IDEA   Runs of a pair share their random numbers, pairs do not: so the differences are independent,
 *        and Student's t holds for their mean.
 * HOLDS  Two runs or more; from one, the interval is infinite.
 * FAILS  For few runs of a skewed figure such as p99: ten are the least that is shown as an interval
 *        to be trusted.
 * SOURCE Law 2015, section 10.2 (paired-t).
 */
import { halfWidth } from "./batch-means.ts";
import type { Estimate } from "./result.ts";

const trusted = 10;

/** The mean of independent values, such as those of several seeds; 0 of none. */
export function meanOf(values: readonly number[]): Estimate {
  const count = values.length;
  const mean =
    count === 0 ? 0 : values.reduce((sum, each) => sum + each, 0) / count;
  const half = count < 2 ? Infinity : halfWidth(values);
  return {
    mean,
    low95: mean - half,
    high95: mean + half,
    batches: count,
    tooShort: count < trusted,
  };
}

/**
 * Second less first.
 *
 * @param first,second  one value a pair, in the order of the pairs; what is left over of the longer
 *                      list is ignored
 */
export const pairedDifference = (
  first: readonly number[],
  second: readonly number[],
): Estimate =>
  meanOf(second.slice(0, first.length).map((value, at) => value - first[at]!));
