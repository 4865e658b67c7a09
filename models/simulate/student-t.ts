/**
 * Student's t: how much wider an interval from few batches must be.
 *
 * IDEA   For whole degrees of freedom the distribution is a finite sum of powers of a cosine, so
 *        the quantile is found by bisection without a special function or a table.
 * UNITS  None.
 * HOLDS  Degrees of freedom >= 1, to 1e-12.
 * FAILS  Only the two-sided share of 95 % is offered.
 * COST   60 sums of half the degrees of freedom; remembered.
 * SOURCE Abramowitz & Stegun 1964, 26.7.3 and 26.7.4.
 */

/** Share of Student's distribution between -t and t. */
const shareWithin = (t: number, freedom: number): number => {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const cosine = Math.cos(angle);
  const odd = freedom % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power <= freedom - 2; power += 2) {
    term *= ((power - 1) / power) * cosine * cosine;
    sum += term;
  }
  const within = Math.sin(angle) * sum;
  return odd ? ((angle + within) * 2) / Math.PI : within;
};

const known = new Map<number, number>();

/**
 * The t that 95 % of the distribution lies within, both sides: 2.262 for 9 degrees of freedom.
 *
 * @param freedom  whole number >= 1
 */
export const student95 = (freedom: number): number => {
  const before = known.get(freedom);
  if (before !== undefined) return before;
  let low = 1.9;
  let high = 13;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (shareWithin(middle, freedom) < 0.95) low = middle;
    else high = middle;
  }
  known.set(freedom, high);
  return high;
};
