/**
 * How many of several servers work beyond a number, on average.
 *
 * IDEA   Servers that work independently of each other, each for the same share of time, are as many
 *        at a time as a binomial distribution says. What exceeds `spare` is the mean less `spare`,
 *        but for the cases in which there is less: those are few, and added one by one.
 * UNITS  Servers.
 * HOLDS  Between two whole numbers of `spare` it is linear.
 * FAILS  Servers that wait for each other work less together than that.
 *        Less than 1e-10 is none.
 * COST   A logarithm where there is next to nothing; else a power, and a step for each below `spare`.
 * SOURCE Chernoff 1952, for what is next to nothing.
 */

/** Exponent of a chance that nobody sees. */
const unseen = -23;

export const beyond = (
  spare: number,
  mean: number,
  servers: number,
): number => {
  if (spare <= 0) return mean - spare;
  if (servers <= spare || mean <= 0) return 0;
  if (spare > mean && spare * (1 + Math.log(mean / spare)) - mean < unseen)
    return 0;
  const busy = Math.min(1, mean / servers);
  if (busy === 1) return servers - spare;
  const odds = busy / (1 - busy);
  let chance = (1 - busy) ** servers;
  let short = 0;
  for (let count = 0; count < spare; count++) {
    short += (spare - count) * chance;
    chance *= ((servers - count) / (count + 1)) * odds;
  }
  return Math.max(0, mean - spare + short);
};
