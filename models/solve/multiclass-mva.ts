/**
 * Exact Mean Value Analysis for several closed classes.
 *
 * IDEA     As for one class, but "one request fewer" is a different network for each class. So
 *          walk over all mixes of populations, from none up; each needs only its neighbours with
 *          one request fewer, so most of the lattice is forgotten on the way.
 * UNITS    seconds, requests per second.
 * HOLDS    product-form stations. First-come-first-served then needs one mean service time per
 *          visit for all classes (demands may still differ, by visits); processor sharing does not.
 * FAILS    the lattice is the product of all populations + 1: refused when too large. Multiservers
 *          and load-dependent stations go through multiclass-convolution.ts, also exact.
 * COST     time mixes x classes x stations; memory mixes / (largest population + 1) x stations.
 * SOURCE   Reiser & Lavenberg 1980; Lazowska et al. 1984, section 7.4.2.1, as cited by GNU Octave
 *          queueing, inst/qncmmva.m.
 */
import { ModelError } from "../errors.ts";
import { checkMultiClass } from "./check-network.ts";
import { solveByConvolution } from "./multiclass-convolution.ts";
import { multiClassSolution } from "./multiclass-solution.ts";

import type {
  ClosedClass,
  MultiClassNetwork,
  MultiClassSolution,
} from "./network.ts";
import { populationLattice } from "./population-lattice.ts";
import { neverQueues } from "./station-speed.ts";

/** Mixes of populations that an exact solution may visit, and steps of its inner loop. */
const mostMixes = 5e6;
const mostSteps = 1e9;

/** Number of mixes of populations of `classes`; may be Infinity. */
export function countMixes(
  classes: readonly { readonly population: number }[],
): number {
  return classes.reduce(
    (product, { population }) => product * (population + 1),
    1,
  );
}

/**
 * Solves several closed classes exactly.
 *
 * @param network  a class of population 0 gets zeros
 * @throws ModelError  the codes of `checkMultiClass`; MULTICLASS_TOO_LARGE
 */
export function solveMultiClassMva(
  network: MultiClassNetwork,
): MultiClassSolution {
  checkMultiClass(network);
  const { stations, classes } = network;
  const population = classes.reduce(
    (sum, oneClass) => sum + oneClass.population,
    0,
  );
  const plain = stations.every(
    (station) => station.kind === "queue" || neverQueues(station, population),
  );
  checkSize(network, plain, population);
  return plain ? solveByMva(network, population) : solveByConvolution(network);
}

function solveByMva(
  network: MultiClassNetwork,
  everyone: number,
): MultiClassSolution {
  const { stations, classes } = network;
  const count = stations.length;
  const isQueue = Uint8Array.from(stations, (station) =>
    neverQueues(station, everyone) ? 0 : 1,
  );
  const { strides, mixes, window } = populationLattice(classes);
  const present = new Float64Array(window * count); // mean number at each station, for recent mixes
  const residence = classes.map(() => new Float64Array(count));
  const throughput = new Float64Array(classes.length);
  const mix = new Int32Array(classes.length);
  for (let index = 1; index < mixes; index += 1) {
    strides.next(mix);
    const here = (index % window) * count;
    present.fill(0, here, here + count);
    for (let c = 0; c < classes.length; c += 1) {
      const inside = mix[c] as number;
      if (inside === 0) continue;
      const { thinkTime, demands } = classes[c] as ClosedClass;
      const times = residence[c] as Float64Array;
      const before = ((index - (strides.of[c] as number)) % window) * count;
      let cycle = thinkTime;
      for (let k = 0; k < count; k += 1) {
        const seen = (isQueue[k] as number) * (present[before + k] as number);
        times[k] = (demands[k] as number) * (1 + seen);
        cycle += times[k] as number;
      }
      const rate = inside / cycle;
      throughput[c] = rate;
      for (let k = 0; k < count; k += 1)
        present[here + k]! += rate * (times[k] as number);
    }
  }
  return multiClassSolution(network, throughput, residence);
}

function checkSize(
  network: MultiClassNetwork,
  plain: boolean,
  population: number,
): void {
  const { stations, classes } = network;
  const mixes = countMixes(classes);
  let levels = stations.length;
  if (!plain) {
    let sum = 0;
    let slow = 0;
    for (const { kind, servers, rates } of stations) {
      const length =
        kind === "multiserver" ? (servers ?? 1) : (rates?.length ?? 1);
      if (length > 1) slow += 1;
      sum += Math.min(population, length) + 10; // 10: the logarithms and exponentials of a step
    }
    levels += sum * Math.max(1, slow);
  }
  const steps = mixes * classes.length * levels;
  if (mixes <= mostMixes && steps <= mostSteps) return;
  throw new ModelError({
    code: "MULTICLASS_TOO_LARGE",
    what: `an exact solution may visit ${mostMixes} mixes of populations and take ${mostSteps} steps`,
    where: `classes with populations ${classes.map((oneClass) => oneClass.population).join(", ")}`,
    found: mixes > mostMixes ? mixes : steps,
    hint: "merge classes with equal demands, lower the populations, or use solveMultiClassSchweitzer",
  });
}
