/**
 * Exact Mean Value Analysis for a closed network with one class of requests.
 *
 * IDEA     A request that arrives at a station sees the queue that the same network would have
 *          with one request fewer. So solve for 1, 2, ... n.
 * UNITS    seconds, requests per second.
 * HOLDS    product-form stations of every kind in network.ts, any population. Relative error about
 *          1e-12 at population 1000, also far past the knee: see load-dependent.ts.
 * FAILS    CPU caps and batched notification are not product-form: simulate those.
 * COST     time population x (queues + sum of servers or rates x log of how many such stations).
 *          Queues and delays alone take a path that allocates nothing but the answer.
 * SOURCE   Reiser & Lavenberg 1980; Jain 1991 p. 577, both as cited by GNU Octave queueing,
 *          inst/qncsmva.m.
 */
import { ModelError } from "../errors.ts";
import { checkNetwork } from "./check-network.ts";
import { addAllStations } from "./load-dependent.ts";
import type { AddedStation } from "./load-dependent.ts";
import type { Network, Solution, Station, StationSolution } from "./network.ts";
import { neverQueues, speedCount, stationSpeeds } from "./station-speed.ts";

/** Steps of the inner loop, and numbers kept, that an exact solution may take. */
const mostSteps = 1e9;
const mostNumbers = 2e7;

/** The exact solution at every population, in a compact form: read it with `solutionAt`. */
export interface MvaCurve {
  readonly network: Network;
  /** Requests per second, by population 0 to `network.population`. */
  readonly throughput: Float64Array;
  /** Seconds in all stations together, by population. */
  readonly responseTime: Float64Array;
  /** Mean number present, by station and population. */
  readonly queueLength: readonly Float64Array[];
  /** As `StationSolution.utilisation`, by station and population. */
  readonly utilisation: readonly Float64Array[];
}

/**
 * Solves `network` at its population.
 *
 * @param network  stations in any order; population 0 gives zeros, not an error
 * @returns        means of the steady state
 * @throws ModelError  the codes of `checkNetwork`; MVA_TOO_LARGE
 */
export function solveMva(network: Network): Solution {
  checkNetwork(network);
  return (
    solveQueues(network) ??
    solutionAt(solveMvaCurve(network), network.population)
  );
}

/**
 * Solves `network` for every population from 0 to its own.
 *
 * @param network  as for `solveMva`
 * @returns        arrays of length population + 1
 * @throws ModelError  the codes of `checkNetwork`; MVA_TOO_LARGE
 */
export function solveMvaCurve(network: Network): MvaCurve {
  checkNetwork(network);
  const { stations, thinkTime, population } = network;
  checkCost(network);
  const queues: number[] = []; // demands of stations with one speed: the textbook way is stable
  const others: AddedStation[] = [];
  const placeInOthers = new Map<number, number>();
  const demands: number[] = []; // of each station at its only speed, 0 if it has several
  let delayTime = thinkTime;
  stations.forEach((station, index) => {
    demands[index] = station.demand;
    if (neverQueues(station, population)) delayTime += station.demand;
    else if (station.demand > 0) {
      const speeds = stationSpeeds(station, population);
      if (speeds.length > 1) {
        placeInOthers.set(index, others.length);
        others.push({ demand: station.demand, speeds });
      } else {
        demands[index] = station.demand / (speeds[0] as number);
        queues.push(demands[index]);
      }
    }
  });
  const spacing = new Float64Array(population + 1);
  fillQueueSpacing(Float64Array.from(queues), delayTime, spacing);
  const curves =
    others.length === 0 ? [] : addAllStations(others, spacing.slice(), spacing);
  const throughput = new Float64Array(population + 1);
  for (let n = 1; n <= population; n += 1)
    throughput[n] = 1 / (spacing[n] as number);

  const queueLength: Float64Array[] = [];
  const utilisation: Float64Array[] = [];
  stations.forEach((station, index) => {
    const demand = demands[index] as number;
    const own = curves[placeInOthers.get(index) ?? -1];
    if (own !== undefined) queueLength.push(own.queueLength);
    else if (neverQueues(station, population))
      queueLength.push(scaled(throughput, demand));
    else queueLength.push(queueCurve(demand, throughput));
    if (own !== undefined && station.kind === "load-dependent") {
      utilisation.push(own.empty.map((share) => 1 - share));
    } else {
      utilisation.push(scaled(throughput, demand / serversOf(station)));
    }
  });
  const responseTime = new Float64Array(population + 1);
  for (const curve of queueLength) {
    for (let n = 1; n <= population; n += 1)
      responseTime[n]! += curve[n] as number;
  }
  for (let n = 1; n <= population; n += 1)
    responseTime[n]! /= throughput[n] as number;
  return { network, throughput, responseTime, queueLength, utilisation };
}

/**
 * The solution at one population of a curve.
 *
 * @param curve       from `solveMvaCurve`
 * @param population  whole number from 0 to the curve's own
 */
export function solutionAt(curve: MvaCurve, population: number): Solution {
  const throughput = curve.throughput[population];
  if (throughput === undefined) {
    throw new ModelError({
      code: "NETWORK_POPULATION",
      what: `population must be a whole number from 0 to ${curve.throughput.length - 1}`,
      where: "solutionAt",
      found: population,
      hint: "solve the curve up to a larger population",
    });
  }
  const responseTime = curve.responseTime[population] as number;
  const stations = curve.network.stations.map(
    (station, index): StationSolution => {
      const queueLength = curve.queueLength[index]?.[population] as number;
      return {
        name: station.name,
        residenceTime: population === 0 ? 0 : queueLength / throughput,
        queueLength,
        utilisation: curve.utilisation[index]?.[population] as number,
        throughput,
      };
    },
  );
  const cycleTime =
    population === 0 ? 0 : responseTime + curve.network.thinkTime;
  return { population, throughput, responseTime, cycleTime, stations };
}

let demandScratch = new Float64Array(16);
let residenceScratch = new Float64Array(16);

/** The fast path: the last population only. Undefined if a station is neither queue nor delay. */
function solveQueues(network: Network): Solution | undefined {
  const { stations, thinkTime, population } = network;
  const count = stations.length;
  if (count > demandScratch.length) {
    demandScratch = new Float64Array(2 * count);
    residenceScratch = new Float64Array(2 * count);
  }
  const demands = demandScratch;
  const residence = residenceScratch;
  let queues = 0;
  let delayTime = thinkTime;
  for (let index = 0; index < count; index += 1) {
    const { kind, demand } = stations[index] as Station;
    if (kind === "delay") {
      delayTime += demand;
    } else if (kind !== "queue") {
      return undefined;
    } else {
      demands[queues] = demand;
      residence[queues] = 0;
      queues += 1;
    }
  }
  let throughput = 0;
  for (let n = 1; n <= population; n += 1) {
    let cycle = delayTime;
    for (let k = 0; k < queues; k += 1) {
      // throughput x residence is the queue that n - 1 requests leave for the nth to see
      const time =
        (demands[k] as number) * (1 + throughput * (residence[k] as number));
      residence[k] = time;
      cycle += time;
    }
    throughput = n / cycle;
  }
  const solved: StationSolution[] = [];
  let responseTime = 0;
  let queue = 0;
  for (let index = 0; index < count; index += 1) {
    const { name, kind, demand } = stations[index] as Station;
    let residenceTime = 0;
    if (kind !== "delay") {
      residenceTime = residence[queue] as number;
      queue += 1;
    } else if (population > 0) {
      residenceTime = demand;
    }
    responseTime += residenceTime;
    solved.push({
      name,
      residenceTime,
      queueLength: throughput * residenceTime,
      utilisation: throughput * demand,
      throughput,
    });
  }
  const cycleTime = population === 0 ? 0 : responseTime + thinkTime;
  return { population, throughput, responseTime, cycleTime, stations: solved };
}

/** Fills spacing[n] = 1 / X(n) for queues and one delay. */
function fillQueueSpacing(
  demands: Float64Array,
  delayTime: number,
  spacing: Float64Array,
): void {
  const residence = new Float64Array(demands.length);
  let throughput = 0;
  for (let n = 1; n < spacing.length; n += 1) {
    let cycle = delayTime;
    for (let k = 0; k < demands.length; k += 1) {
      const time =
        (demands[k] as number) * (1 + throughput * (residence[k] as number));
      residence[k] = time;
      cycle += time;
    }
    spacing[n] = cycle / n;
    throughput = cycle === 0 ? 0 : n / cycle;
  }
}

/** The queue length of an ordinary queue, from the throughput of the whole network. */
function queueCurve(demand: number, throughput: Float64Array): Float64Array {
  const curve = new Float64Array(throughput.length);
  let present = 0;
  for (let n = 1; n < curve.length; n += 1) {
    present = (throughput[n] as number) * demand * (1 + present);
    curve[n] = present;
  }
  return curve;
}

function serversOf({ kind, servers }: Station): number {
  return kind === "multiserver" ? (servers ?? 1) : 1;
}

/** Each number of `curve` times `factor`. */
function scaled(curve: Float64Array, factor: number): Float64Array {
  const result = new Float64Array(curve.length);
  for (let n = 0; n < curve.length; n += 1)
    result[n] = (curve[n] as number) * factor;
  return result;
}

function checkCost({ stations, population }: Network): void {
  let levels = 0;
  let several = 0;
  for (const station of stations) {
    const count = speedCount(station, population);
    levels += count;
    if (count > 1) several += 1;
  }
  const rounds = 1 + Math.ceil(Math.log2(Math.max(1, several)));
  const steps = population * levels * rounds;
  const numbers = (population + 1) * stations.length + levels;
  if (steps <= mostSteps && numbers <= mostNumbers) return;
  throw new ModelError({
    code: "MVA_TOO_LARGE",
    what: `an exact solution may take ${mostSteps} steps and keep ${mostNumbers} numbers`,
    where: `the network of ${stations.length} stations and ${population} requests`,
    found: steps > mostSteps ? steps : numbers,
    hint: "lower the population, the servers or the stations, or use solveSchweitzer",
  });
}
