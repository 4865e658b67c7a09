/**
 * Bard-Schweitzer approximate Mean Value Analysis, for one or several closed classes.
 *
 * IDEA     Exact analysis needs the queues with one request fewer, and so every smaller
 *          population. Guess them instead: the queue of a class shrinks in proportion,
 *          (N - 1) / N. Then the queues must agree with themselves: iterate until they do.
 * UNITS    seconds, requests per second.
 * HOLDS    queues and delays of a product-form network. For one class its throughput is never
 *          above the exact one; errors are a few per cent, largest at the knee.
 * FAILS    populations of 1 to 5 in several classes (up to some tens of per cent). A multiserver
 *          becomes a queue of demand / servers and a delay for the rest (Seidmann 1987), a second
 *          approximation, poor at light load with many servers. Load-dependent stations: refused.
 * COST     time iterations x classes x stations, whatever the populations.
 * SOURCE   Bard 1979, Schweitzer 1979, Lazowska et al. 1984 section 6.4.2.2 and 7.4.2.2, as cited
 *          by GNU Octave queueing, inst/qncsmvaap.m and qncmmvabs.m; Eager & Sevcik 1984 (bound).
 */
import { ModelError } from "../errors.ts";
import {
  checkMultiClass,
  checkNetwork,
  stationPlace,
} from "./check-network.ts";
import { multiClassSolution } from "./multiclass-solution.ts";
import type {
  MultiClassNetwork,
  MultiClassSolution,
  Network,
  Solution,
  StationShape,
} from "./network.ts";

export interface SchweitzerOptions {
  /** Largest change of any queue in the last step, relative to the class's population. */
  readonly tolerance?: number;
  readonly iterations?: number;
}

const defaultTolerance = 1e-10;
const defaultIterations = 20_000;

/**
 * Approximates one closed class.
 *
 * @param network  any population; 0 gives zeros
 * @throws ModelError  the codes of `checkNetwork`; SCHWEITZER_LOAD_DEPENDENT, _NO_CONVERGENCE
 */
export function solveSchweitzer(
  network: Network,
  options?: SchweitzerOptions,
): Solution {
  checkNetwork(network);
  const { stations, population, thinkTime } = network;
  const demands = stations.map(({ demand }) => demand);
  const asClasses = {
    stations,
    classes: [{ name: "all", population, thinkTime, demands }],
  };
  const solution = solveMultiClassSchweitzer(asClasses, options)
    .classes[0] as Solution;
  const { throughput, responseTime, cycleTime } = solution;
  return {
    population,
    throughput,
    responseTime,
    cycleTime,
    stations: solution.stations,
  };
}

/**
 * Approximates several closed classes.
 *
 * @param network  any populations
 * @throws ModelError  the codes of `checkMultiClass`; SCHWEITZER_LOAD_DEPENDENT, _NO_CONVERGENCE
 */
export function solveMultiClassSchweitzer(
  network: MultiClassNetwork,
  options: SchweitzerOptions = {},
): MultiClassSolution {
  checkMultiClass(network);
  network.stations.forEach(refuseLoadDependent);
  const { stations, classes } = network;
  const tolerance = options.tolerance ?? defaultTolerance;
  const iterations = options.iterations ?? defaultIterations;
  const servers = stations.map(({ kind, servers: count }) =>
    kind === "delay" ? Infinity : kind === "multiserver" ? (count ?? 1) : 1,
  );
  // A multiserver is a delay and a queue in series; only requests at the queue are in the way.
  const queue = classes.map(({ population, demands }) => {
    const visited = demands.filter((demand) => demand > 0).length;
    return Float64Array.from(demands, (demand, k) =>
      demand > 0 && servers[k] !== Infinity ? population / visited : 0,
    );
  });
  const residence = classes.map(
    ({ demands }) => new Float64Array(demands.length),
  );
  const throughput = new Float64Array(classes.length);
  const present = new Float64Array(stations.length);
  let change = Infinity;
  for (let step = 0; step < iterations; step += 1) {
    present.fill(0);
    for (const lengths of queue)
      lengths.forEach((length, k) => (present[k]! += length));
    change = 0;
    for (const [c, { population, thinkTime, demands }] of classes.entries()) {
      if (population === 0) continue;
      const times = residence[c] as Float64Array;
      const lengths = queue[c] as Float64Array;
      let cycle = thinkTime;
      for (let k = 0; k < times.length; k += 1) {
        const seen =
          (present[k] as number) - (lengths[k] as number) / population;
        times[k] = (demands[k] as number) * (1 + seen / (servers[k] as number));
        cycle += times[k] as number;
      }
      const rate = population / cycle;
      throughput[c] = rate;
      for (let k = 0; k < times.length; k += 1) {
        const delay = (demands[k] as number) * (1 - 1 / (servers[k] as number));
        const next = rate * ((times[k] as number) - delay);
        change = Math.max(
          change,
          Math.abs(next - (lengths[k] as number)) / population,
        );
        lengths[k] = next;
      }
    }
    if (change <= tolerance)
      return multiClassSolution(network, throughput, residence);
  }
  throw new ModelError({
    code: "SCHWEITZER_NO_CONVERGENCE",
    what: `queues must settle to ${tolerance} within ${iterations} iterations`,
    where: "solveMultiClassSchweitzer",
    found: change,
    hint: "allow more iterations, or solve exactly",
  });
}

function refuseLoadDependent(station: StationShape, index: number): void {
  if (station.kind !== "load-dependent") return;
  throw new ModelError({
    code: "SCHWEITZER_LOAD_DEPENDENT",
    what: "this approximation knows no load-dependent station",
    where: stationPlace(station, index),
    found: station.kind,
    hint: "solve exactly, or use a multiserver",
  });
}
