/**
 * Exact solution of several closed classes with multiservers and load-dependent stations.
 *
 * IDEA     The weights of all states with a given mix of requests add up to a normalising
 *          constant; neighbouring constants give throughputs. Stations are folded in one by one.
 *          Within a mix, the chance of j requests at the new station follows from the chances of
 *          j - 1 with one request fewer, so no sum over all pairs of mixes is needed. All terms are
 *          positive; the constants are kept as logarithms, since they pass any double's range.
 * UNITS    seconds, requests per second. `weight[mix]` is a natural logarithm.
 * HOLDS    stations whose speed depends on the total number of requests there, shared equally
 *          among them (or first-come-first-served with one mean service time for all classes).
 * FAILS    servers of different speed, or classes with their own servers.
 * COST     time mixes x classes x (sum of speeds) x (1 + number of stations with several speeds).
 * SOURCE   Buzen 1973, Reiser & Kobayashi 1975; Lazowska et al. 1984, chapter 20.
 */
import { multiClassSolution } from "./multiclass-solution.ts";
import type {
  ClosedClass,
  MultiClassNetwork,
  MultiClassSolution,
} from "./network.ts";
import { populationLattice } from "./population-lattice.ts";
import type { PopulationLattice } from "./population-lattice.ts";
import { neverQueues, stationSpeeds } from "./station-speed.ts";

/**
 * Solves a network that `solveMultiClassMva` has already checked for shape and size.
 *
 * @param network  any stations
 */
export function solveByConvolution(
  network: MultiClassNetwork,
): MultiClassSolution {
  const { stations, classes } = network;
  const everyone = classes.reduce((sum, { population }) => sum + population, 0);
  const lattice = populationLattice(classes);
  const delays = stations.map((station) => neverQueues(station, everyone));
  const residence = classes.map(({ demands }) => Float64Array.from(demands)); // right for delays
  const weight = delayWeights(network, lattice, delays);
  const queues: number[] = [];
  const others: number[] = [];
  const speeds = stations.map((station) => stationSpeeds(station, everyone));
  stations.forEach((_, k) => {
    if (delays[k] === true || classes.every(({ demands }) => demands[k] === 0))
      return;
    ((speeds[k]?.length ?? 1) > 1 ? others : queues).push(k);
  });
  const fold = (k: number, onto: Float64Array): Folded =>
    foldStation(classes, k, speeds[k] as Float64Array, lattice, onto);
  for (const k of queues) fold(k, weight);

  const busy = new Map<number, number>();
  let whole = weight;
  for (const last of others) {
    whole = weight.slice();
    for (const k of others) if (k !== last) fold(k, whole);
    const folded = fold(last, whole);
    classes.forEach(
      (_, c) => (residence[c]![last] = folded.residence[c] as number),
    );
    if (stations[last]?.kind === "load-dependent")
      busy.set(last, 1 - folded.empty);
  }
  const throughput = classes.map(({ population }, c) =>
    population === 0
      ? 0
      : Math.exp(whole[whole.length - 1 - stride(lattice, c)]! - whole.at(-1)!),
  );
  for (const k of queues) {
    const times = queueResidence(
      classes,
      k,
      speeds[k]?.[0] ?? 1,
      lattice,
      whole,
    );
    classes.forEach((_, c) => (residence[c]![k] = times[c] as number));
  }
  return multiClassSolution(
    network,
    Float64Array.from(throughput),
    residence,
    busy,
  );
}

function stride(lattice: PopulationLattice, c: number): number {
  return lattice.strides.of[c] as number;
}

/** The weight of each mix when all requests think: a product of Poisson terms. */
function delayWeights(
  network: MultiClassNetwork,
  lattice: PopulationLattice,
  delays: readonly boolean[],
): Float64Array {
  const { classes } = network;
  const logDelay = classes.map(({ thinkTime, demands }) =>
    Math.log(
      demands.reduce(
        (sum, demand, k) => (delays[k] ? sum + demand : sum),
        thinkTime,
      ),
    ),
  );
  const weight = new Float64Array(lattice.mixes);
  const mix = new Int32Array(classes.length);
  for (let index = 1; index < lattice.mixes; index += 1) {
    lattice.strides.next(mix);
    const c = mix.findIndex((count) => count > 0);
    weight[index] =
      (weight[index - stride(lattice, c)] as number) +
      (logDelay[c] as number) -
      Math.log(mix[c] as number);
  }
  return weight;
}

/** What is learned of the station that was folded in last, at the full mix. */
interface Folded {
  /** Seconds by class. */
  readonly residence: Float64Array;
  /** Share of time empty. */
  readonly empty: number;
}

/** Folds station `k` into `weight`, in place. */
function foldStation(
  classes: readonly ClosedClass[],
  k: number,
  speeds: Float64Array,
  lattice: PopulationLattice,
  weight: Float64Array,
): Folded {
  const { mixes, window } = lattice;
  const demands = classes.map((oneClass) => oneClass.demands[k] as number);
  const edge = speeds.length - 1; // from here on the speed is constant
  const fastest = speeds[edge] as number;
  // For recent mixes: chances of 0 ... edge - 1 present, then the chance of more, then that part
  // of the mean number present which is due to those.
  const width = edge + 2;
  const chance = new Float64Array(window * width);
  const share = new Float64Array(classes.length);
  const residence = new Float64Array(classes.length);
  const mix = new Int32Array(classes.length);
  chance[edge === 0 ? edge : 0] = 1; // the empty mix
  let empty = 1;
  for (let index = 1; index < mixes; index += 1) {
    lattice.strides.next(mix);
    let scale = weight[index] as number;
    for (let c = 0; c < classes.length; c += 1) {
      if ((mix[c] as number) > 0) {
        scale = Math.max(scale, weight[index - stride(lattice, c)] as number);
      }
    }
    const here = (index % window) * width;
    chance.fill(0, here, here + width);
    if (scale === -Infinity) continue; // a mix that the stations so far cannot hold
    const elsewhere = Math.exp((weight[index] as number) - scale);
    let total = elsewhere;
    const last = index === mixes - 1;
    for (let c = 0; c < classes.length; c += 1) {
      if (mix[c] === 0) continue;
      const before = ((index - stride(lattice, c)) % window) * width;
      share[c] =
        (demands[c] as number) *
        Math.exp((weight[index - stride(lattice, c)] as number) - scale);
      let slow = (chance[before + edge] as number) / fastest;
      for (let j = 0; j < edge; j += 1) {
        slow += (chance[before + j] as number) / (speeds[j] as number);
      }
      total += (share[c] as number) * slow;
      if (!last) continue;
      let time =
        ((chance[before + edge + 1] as number) +
          (chance[before + edge] as number)) /
        fastest;
      for (let j = 0; j < edge; j += 1) {
        time +=
          ((j + 1) * (chance[before + j] as number)) / (speeds[j] as number);
      }
      residence[c] = (demands[c] as number) * time;
    }
    weight[index] = scale + Math.log(total);
    empty = elsewhere / total;
    for (let c = 0; c < classes.length; c += 1) {
      if (mix[c] === 0) continue;
      const before = ((index - stride(lattice, c)) % window) * width;
      const part = (share[c] as number) / total;
      for (let j = 1; j <= edge; j += 1) {
        chance[here + j]! +=
          (part * (chance[before + j - 1] as number)) /
          (speeds[j - 1] as number);
      }
      chance[here + edge]! +=
        (part * (chance[before + edge] as number)) / fastest;
      chance[here + edge + 1]! +=
        (part *
          ((chance[before + edge] as number) +
            (chance[before + edge + 1] as number))) /
        fastest;
      if (edge > 0) {
        chance[here + edge + 1]! +=
          (edge * part * (chance[before + edge - 1] as number)) /
          (speeds[edge - 1] as number);
      }
    }
    chance[here]! += empty;
  }
  return { residence, empty };
}

/** Residence times at the full mix of an ordinary queue, from the weights of the whole network. */
function queueResidence(
  classes: readonly ClosedClass[],
  k: number,
  speed: number,
  lattice: PopulationLattice,
  weight: Float64Array,
): Float64Array {
  const { mixes, window } = lattice;
  const demands = classes.map(
    (oneClass) => (oneClass.demands[k] as number) / speed,
  );
  const present = new Float64Array(window);
  const residence = new Float64Array(classes.length);
  const mix = new Int32Array(classes.length);
  for (let index = 1; index < mixes; index += 1) {
    lattice.strides.next(mix);
    let sum = 0;
    for (let c = 0; c < classes.length; c += 1) {
      if (mix[c] === 0) continue;
      const before = index - stride(lattice, c);
      const rate = Math.exp(
        (weight[before] as number) - (weight[index] as number),
      );
      residence[c] =
        (demands[c] as number) * (1 + (present[before % window] as number));
      sum += rate * (residence[c] as number);
    }
    present[index % window] = sum;
  }
  return residence;
}
