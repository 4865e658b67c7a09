/**
 * Open networks: requests arrive from outside, visit the stations, and leave.
 *
 * IDEA     In a product-form open network each station behaves as if it were alone with its own
 *          Poisson arrivals, even though its real arrivals are not Poisson (Jackson 1957).
 * UNITS    seconds, requests per second.
 * HOLDS    Poisson arrivals, stations of every kind in network.ts, all below saturation.
 * FAILS    a saturated station has no steady state: OPEN_SATURATED names it and its limit.
 *          Networks with open and closed classes together are not solved here.
 * COST     time proportional to stations x classes, to servers and to rates.
 * SOURCE   Jackson 1957; Lazowska et al. 1984, sections 6.3 and 7.3; Jain 1991, section 34.1.
 */
import { ModelError } from "../errors.ts";
import {
  checkArrivalRate,
  checkClassCount,
  checkDemandList,
  checkShape,
  checkStationCount,
  stationPlace,
} from "./check-network.ts";
import { erlangC } from "./erlang.ts";
import type {
  MultiClassSolution,
  OpenMultiClassNetwork,
  OpenNetwork,
  Solution,
  StationShape,
} from "./network.ts";
import { multiClassSolution } from "./multiclass-solution.ts";
import { capacityOf } from "./station-speed.ts";

/**
 * Solves one open class. `population` is the mean number inside; `cycleTime` is the response time.
 *
 * @throws ModelError  NETWORK_*; OPEN_SATURATED
 */
export function solveOpen(network: OpenNetwork): Solution {
  const { stations, arrivalRate } = network;
  const demands = stations.map(({ demand }) => demand);
  const solution = solveOpenClasses({
    stations,
    classes: [{ name: "all", arrivalRate, demands }],
  });
  const { population } = solution;
  const own = solution.classes[0]?.stations ?? [];
  const { responseTime } = solution.classes[0] as Solution;
  // Of all classes together, so that a load-dependent station shows its share of time not empty.
  const whole = own.map((station, k) => ({
    ...station,
    utilisation: solution.stations[k]?.utilisation ?? station.utilisation,
  }));
  return {
    population,
    throughput: arrivalRate,
    responseTime,
    cycleTime: responseTime,
    stations: whole,
  };
}

/**
 * Solves several open classes; for each class `population` is its mean number inside.
 *
 * @throws ModelError  NETWORK_*; OPEN_SATURATED
 */
export function solveOpenClasses(
  network: OpenMultiClassNetwork,
): MultiClassSolution {
  checkOpen(network);
  const { stations, classes } = network;
  const residence = classes.map(() => new Float64Array(stations.length));
  const busy = new Map<number, number>();
  stations.forEach((station, k) => {
    let load = 0;
    for (const { arrivalRate, demands } of classes)
      load += arrivalRate * (demands[k] as number);
    refuseSaturated(station, k, load);
    const { slowdown, empty } = openStation(station, load);
    if (station.kind === "load-dependent") busy.set(k, 1 - empty);
    classes.forEach(({ demands }, c) => {
      residence[c]![k] = (demands[k] as number) * slowdown;
    });
  });
  const throughput = Float64Array.from(
    classes,
    ({ arrivalRate }) => arrivalRate,
  );
  const inside = classes.map(({ name, arrivalRate, demands }, c) => {
    const responseTime =
      residence[c]?.reduce((sum, time) => sum + time, 0) ?? 0;
    return {
      name,
      population: arrivalRate * responseTime,
      thinkTime: 0,
      demands,
    };
  });
  const solution = multiClassSolution(
    { stations, classes: inside },
    throughput,
    residence,
    busy,
  );
  if (throughput.every((rate) => rate > 0)) return solution;
  return withIdleClasses(solution, residence);
}

/** A class that sends nothing still has the response time that its first request would meet. */
function withIdleClasses(
  solution: MultiClassSolution,
  residence: readonly Float64Array[],
): MultiClassSolution {
  const classes = solution.classes.map((one, c) => {
    const times = residence[c] as Float64Array;
    const responseTime = times.reduce((sum, time) => sum + time, 0);
    const stations = one.stations.map((station, k) => ({
      ...station,
      residenceTime: times[k] as number,
    }));
    return { ...one, responseTime, cycleTime: responseTime, stations };
  });
  return { ...solution, classes };
}

/**
 * One station with Poisson arrivals.
 *
 * @param load  arrival rate x demand
 * @returns     response time / demand, and the share of time empty
 */
function openStation(
  station: StationShape,
  load: number,
): { slowdown: number; empty: number } {
  if (station.kind === "delay") return { slowdown: 1, empty: Math.exp(-load) };
  if (station.kind === "queue")
    return { slowdown: 1 / (1 - load), empty: 1 - load };
  if (station.kind === "multiserver") {
    const servers = station.servers ?? 1;
    return {
      slowdown: 1 + erlangC(servers, load) / (servers - load),
      empty: NaN,
    };
  }
  return openLoadDependent(station.rates ?? [1], load);
}

const tooLarge = 1e200;

/** The number present is a birth-death process whose chances end in a geometric series. */
function openLoadDependent(
  rates: readonly number[],
  load: number,
): { slowdown: number; empty: number } {
  // From the largest states down, relative to the chance of state n: `total` of all states >= n,
  // `seen` = sum over states m >= n of (m + 1) / rate(m + 1), which is response time / demand.
  const edge = rates.length - 1; // all states >= edge leave at the last rate
  const last = rates[edge] as number;
  const ratio = load / last;
  let one = 1; // the chance of state n, in a unit that keeps the sums in range
  let total = 1 / (1 - ratio);
  let seen = (edge + 1 + ratio / (1 - ratio)) / (1 - ratio) / last;
  for (let n = edge - 1; n >= 0; n -= 1) {
    const rate = rates[n] as number;
    const step = load / rate;
    total = one + step * total;
    seen = (one * (n + 1)) / rate + step * seen;
    if (total > tooLarge) {
      one /= tooLarge;
      total /= tooLarge;
      seen /= tooLarge;
    }
  }
  return { slowdown: seen / total, empty: one / total };
}

function refuseSaturated(
  station: StationShape,
  index: number,
  load: number,
): void {
  const largest = capacityOf(station);
  if (load < largest) return;
  throw new ModelError({
    code: "OPEN_SATURATED",
    what: "requests must arrive more slowly than each station can serve them",
    where: `${stationPlace(station, index)}, utilisation`,
    found: load / largest,
    hint: `divide the arrival rate by more than ${load / largest}, or add capacity there`,
  });
}

function checkOpen({ stations, classes }: OpenMultiClassNetwork): void {
  checkStationCount(stations.length);
  stations.forEach(checkShape);
  checkClassCount(classes.length);
  for (const [index, { arrivalRate, demands }] of classes.entries()) {
    checkArrivalRate(arrivalRate, `classes[${index}]`);
    checkDemandList(demands, stations.length, `classes[${index}]`);
  }
}
