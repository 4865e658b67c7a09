/**
 * The mean difference of paired runs with its 95 % interval.
 *
 * IDEA   Runs of a pair share their random numbers, pairs do not: so the differences are independent,
 *        and Student's t holds for their mean.
 * HOLDS  Two pairs or more. FAILS for few pairs of a skewed figure such as p99: ten are the least
 *        that is shown as an interval to be trusted.
 * SOURCE Law 2015, section 10.2 (paired-t).
 */
import type { Estimate } from "./result.ts";
import { student95 } from "./student-t.ts";

const trusted = 10;

/** The mean of independent values, such as those of several seeds, with its 95 % interval. */
export function meanOf(values: readonly number[]): Estimate {
  const count = values.length;
  const mean = values.reduce((sum, each) => sum + each, 0) / count;
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const half =
    count < 2
      ? Infinity
      : student95(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return {
    mean,
    low95: mean - half,
    high95: mean + half,
    batches: count,
    tooShort: count < trusted,
  };
}

/** Second less first. @param first,second  one value a pair, of equal length */
export const pairedDifference = (
  first: readonly number[],
  second: readonly number[],
): Estimate => meanOf(second.map((value, at) => value - (first[at] ?? NaN)));
