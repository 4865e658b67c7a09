/**
 * From how many customers on the busiest station of a closed network is never idle.
 *
 * IDEA   While the busiest station serves at its full rate X the others are an open network: a
 *        queue of utilisation ρ holds a geometric number of customers, the delays a Poisson number
 *        of mean XZ. Of N in all, the busiest has none when the others, S of them, have N; the
 *        chance of it is P(S = N) / P(S ≤ N). Let the second busiest, of ρ₁, hold N less the rest
 *        S′: P(S = N) is (1 − ρ₁) times the mean of ρ₁^(N − S′) over S′ ≤ N, and so at most
 *        (1 − ρ₁) E(z^S′) / z^N for any z from 1 to 1/ρ₁. E(z^S′) is a product of
 *        (1 − ρ)/(1 − ρz) and e^(XZ(z − 1)). We want the least N at which the best of some z makes
 *        that `unseen`.
 * UNITS  Customers.
 * HOLDS  Closed product-form networks: with that many or more, throughput is X to `unseen`.
 * FAILS  It is a bound. Exact where one station is the second busiest by far; a tenth too many
 *        where two are tied.
 * COST   Eight z times the stations, a logarithm each: half a microsecond.
 * SOURCE Gordon & Newell 1967 for the product form; the bound is Chernoff's, 1952, for S′.
 */

/** Share of time idle, and so of throughput missed, that nobody sees. */
const unseen = 1e-10;
/** Where z is tried, between 1 and 1/ρ₁, in log z. */
const shares = [1 / 32, 1 / 8, 1 / 4, 1 / 2, 3 / 4, 7 / 8, 15 / 16, 1];
/** A second busiest at least, so that z is finite. */
const leastBusy = 1e-3;
/** Nearer to the busiest than this, P(S ≤ N) is not near 1. */
const tied = 1e-9;
/** So near to a pole of E(z^S′) it is as good as infinite. */
const rounding = 1e-12;

/** log E(z^S′) of queues and delays. */
const logTransform = (
  utilisations: readonly number[],
  delayed: number,
  z: number,
): number => {
  let product = 1;
  for (const each of utilisations) {
    if (each * z > 1 - rounding) return Infinity;
    product *= (1 - each) / (1 - each * z);
  }
  return Math.log(product) + delayed * (z - 1);
};

/**
 * @param utilisations  of all stations but the busiest, at its full rate: each below 1
 * @param delayed       customers in delays, on average, at that rate
 */
export const saturatesAt = (
  utilisations: readonly number[],
  delayed: number,
): number => {
  const second = Math.max(leastBusy, ...utilisations);
  if (second > 1 - tied) return Infinity;
  const at = utilisations.indexOf(second);
  const rest = utilisations.filter((_, other) => other !== at);
  const logPole = -Math.log(second);
  const always = Math.log1p(-second) - Math.log(unseen);
  let least = Infinity;
  for (const share of shares) {
    const logZ = share * logPole;
    const customers =
      (always + logTransform(rest, delayed, Math.exp(logZ))) / logZ;
    if (customers < least) least = customers;
  }
  return least;
};
