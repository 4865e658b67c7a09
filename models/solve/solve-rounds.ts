/**
 * A path network solved for its own population, or for any.
 *
 * IDEA   The recursion (rounds.ts, as far as pass.ts takes it) for whole populations; between two of
 *        them, interpolated; where it would take more than `longestPass` visits, Schweitzer's fixed
 *        point. Networks that differ in population only share one pass.
 * UNITS  Seconds, units per second.
 * FAILS  The fixed point is an approximation: within 0.1 % of the recursion where it takes over, and
 *        within 0.2 % beyond.
 * SOURCE Schweitzer 1979.
 */
import type { PathNetwork } from "../network.ts";
import { Pass } from "./pass.ts";
import { solutionOf, type RoundsSolution } from "./rounds-solution.ts";
import { settled, type Rounds } from "./rounds.ts";
import type { Tweak } from "./tweak.ts";

/** Customers beyond which the recursion, where it takes all stations, gives way to a fixed point. */
const longestPass = 4_000;
const mostIterations = 2_000;

/**
 * Between two whole populations: customers present are interpolated, so that rates are too, and
 * every time is a mean weighted by rate. Costs are those of the larger population.
 */
const between = (
  fewer: RoundsSolution,
  more: RoundsSolution,
  population: number,
  thinkS: number,
): RoundsSolution => {
  const share = population - fewer.population;
  const throughput =
    fewer.throughput + share * (more.throughput - fewer.throughput);
  const ofMore = (share * more.throughput) / throughput;
  const mix = (low: number, high: number): number =>
    low + ofMore * (high - low);
  const mixAll = (
    low: readonly number[],
    high: readonly number[],
  ): number[] => {
    const mixed: number[] = [];
    for (let at = 0; at < high.length; at++)
      mixed.push(mix(low[at]!, high[at]!));
    return mixed;
  };
  return {
    ...more,
    population,
    throughput,
    responseTime: population / throughput - thinkS,
    residenceS: mixAll(fewer.residenceS, more.residenceS),
    delayS: mixAll(fewer.delayS, more.delayS),
    moderationS: [
      mix(fewer.moderationS[0], more.moderationS[0]),
      mix(fewer.moderationS[1], more.moderationS[1]),
    ],
    hostWaitS: mix(fewer.hostWaitS, more.hostWaitS),
    gatherS: mix(fewer.gatherS, more.gatherS),
  };
};

/** Iterates one population to its fixed point: the arriving customer sees (N − 1)/N of the queues. */
const fixedPoint = (rounds: Rounds, population: number): void => {
  const others = (population - 1) / population;
  for (let step = 0; step < mostIterations; step++) {
    const before = rounds.throughput;
    rounds.visits(population, population, others);
    if (Math.abs(rounds.throughput - before) < settled * rounds.throughput)
      break;
  }
  // Of this population only: the next one starts from here.
  rounds.saturated = false;
};

/**
 * Solves `network` under `tweak` for any population; its own is not read.
 *
 * Populations in rising order share one pass, so that a whole curve costs its last point. A
 * population need not be whole: between two whole ones throughput is interpolated.
 */
export const roundsOf = (
  network: PathNetwork,
  tweak: Tweak = {},
): ((population: number) => RoundsSolution) => {
  const pass = new Pass(network, tweak);
  return (population) => solvePass(pass, network, tweak, population);
};

/** Takes a pass of `network` to a population, from its start if it has gone further. */
const solvePass = (
  pass: Pass,
  network: PathNetwork,
  tweak: Tweak,
  population: number,
): RoundsSolution => {
  const { rounds } = pass;
  const whole = Math.max(1, Math.ceil(population - 1e-9));
  const fewer = whole - 1;
  const isWhole = population - fewer >= 1;
  const first = isWhole ? whole : fewer;
  if (rounds.customers > first) pass.start(network, tweak);
  let isThere = pass.advanceTo(first, longestPass);
  if (!isWhole && isThere && !rounds.saturated) {
    const low = solutionOf(rounds, fewer);
    isThere = pass.advanceTo(whole, longestPass);
    const { thinkS } = network.traffic;
    if (isThere)
      return between(low, solutionOf(rounds, whole), population, thinkS);
  }
  if (!isThere) fixedPoint(rounds, population);
  return solutionOf(rounds, population);
};

/** Solves a path network for its own population. */
export const solveRounds = (
  network: PathNetwork,
  tweak: Tweak = {},
): RoundsSolution =>
  roundsOf(
    network,
    tweak,
  )(network.traffic.population * (tweak.population ?? 1));

/**
 * `solveRounds` for the points of one curve: takes up where the last point stopped while neither
 * stations nor tweaks differ, so that only the population has changed.
 */
export const resumingRounds = (): typeof solveRounds => {
  let stations: PathNetwork["stations"] | null = null;
  let pass: Pass | null = null;
  return (network, tweak = {}) => {
    if (Object.keys(tweak).length > 0) return solveRounds(network, tweak);
    if (pass === null) pass = new Pass(network, tweak);
    else if (stations !== network.stations) pass.start(network, tweak);
    stations = network.stations;
    return solvePass(pass, network, tweak, network.traffic.population);
  };
};
