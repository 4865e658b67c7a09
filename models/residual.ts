/**
 * A model's figure against a published one: the error, and the factor, half and double equally far.
 *
 * IDEA   A percentage hides how far an undershoot is: −50 % and +100 % are both a factor of two, and
 *        −90 % is one of ten. The factor is the larger of the two figures over the smaller.
 * UNITS  An error is model / published − 1.
 * HOLDS  Both figures above zero, so that an error is above −1.
 */

/** The error of `model` against a figure, or against the nearer end of the interval `low` to `high`. */
export const errorAgainst = (
  model: number,
  low: number,
  high = low,
): number => {
  const nearest = Math.min(Math.max(model, low), high);
  return model / nearest - 1;
};

/** @returns at least 1 */
export const factorApart = (error: number): number =>
  error < 0 ? 1 / (1 + error) : 1 + error;

/**
 * Where an error stands on a logarithmic scale from `limit` times too low, −1, to `limit` times too
 * high, 1.
 *
 * @param limit  above 1
 */
export const placeOfError = (error: number, limit: number): number =>
  Math.log1p(error) / Math.log(limit);
