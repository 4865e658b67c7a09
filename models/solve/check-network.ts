/**
 * Refuses a network that no solver can answer, with a message that says what to correct.
 *
 * IDEA     Every solver may then trust its input: names apart, whatever passes here has finite,
 *          ordered, positive values, so that no loop meets NaN and none runs for ever.
 * UNITS    seconds, requests, requests per second.
 * HOLDS    values of the types of network.ts; parse-network.ts looks at shapes and keys before.
 * FAILS    it does not look at cost: the solvers do.
 * COST     time proportional to stations, classes and rates.
 * SOURCE   none.
 */
import { ModelError, printable } from "../errors.ts";
import type { ModelErrorCode } from "../errors.ts";
import { networkLimits, stationKinds } from "./network.ts";
import type {
  MultiClassNetwork,
  Network,
  Station,
  StationShape,
} from "./network.ts";

const { shortestTime, longestTime, population: mostRequests } = networkLimits;

/**
 * Refuses a network that no solver can answer.
 *
 * Written for a fast first call: what is right is recognised here without another call, since a
 * lab solves its first network while its page is still being drawn.
 *
 * @param network  one closed class
 * @throws ModelError  NETWORK_STATIONS, _KIND, _DEMAND, _SERVERS, _RATES, _THINK_TIME, _POPULATION;
 *                     NETWORK_EMPTY if requests would go round in no time
 */
export function checkNetwork(network: Network): void {
  const { stations, thinkTime, population } = network;
  const count = stations.length;
  if (!(count >= 1 && count <= networkLimits.stations))
    checkStationCount(count);
  if (
    thinkTime !== 0 &&
    !(thinkTime >= shortestTime && thinkTime <= longestTime)
  ) {
    checkTime(thinkTime, "NETWORK_THINK_TIME", "thinkTime", "the network");
  }
  if (!(
    population >= 0 &&
    population <= mostRequests &&
    Math.floor(population) === population
  )) {
    checkPopulation(population, "the network");
  }
  let roundTime = thinkTime;
  for (let index = 0; index < count; index += 1) {
    const station = stations[index] as Station;
    const { kind, demand } = station;
    if (kind !== "queue" && kind !== "delay") checkShape(station, index);
    if (demand !== 0 && !(demand >= shortestTime && demand <= longestTime)) {
      checkDemand(demand, stationPlace(station, index));
    }
    roundTime += demand;
  }
  if (roundTime === 0 && population > 0) throwEmpty("the network");
}

/** Refuses several classes that no solver can answer; the codes of `checkNetwork` and NETWORK_CLASSES. */
export function checkMultiClass(network: MultiClassNetwork): void {
  checkStationCount(network.stations.length);
  network.stations.forEach(checkShape);
  checkClassCount(network.classes.length);
  for (const [index, oneClass] of network.classes.entries()) {
    const place = `classes[${index}] (${printable(oneClass.name)})`;
    checkTime(oneClass.thinkTime, "NETWORK_THINK_TIME", "thinkTime", place);
    checkPopulation(oneClass.population, place);
    checkDemandList(oneClass.demands, network.stations.length, place);
    const roundTime = oneClass.demands.reduce(
      (sum, demand) => sum + demand,
      oneClass.thinkTime,
    );
    if (roundTime === 0 && oneClass.population > 0) throwEmpty(place);
  }
}

export function checkStationCount(count: number): void {
  if (count >= 1 && count <= networkLimits.stations) return;
  throw new ModelError({
    code: "NETWORK_STATIONS",
    what: `a network has 1 to ${networkLimits.stations} stations`,
    where: "stations",
    found: count,
    hint: "give at least one station; merge identical delay stations if there are too many",
  });
}

export function checkClassCount(count: number): void {
  if (count >= 1 && count <= networkLimits.classes) return;
  throw new ModelError({
    code: "NETWORK_CLASSES",
    what: `a network has 1 to ${networkLimits.classes} classes`,
    where: "classes",
    found: count,
    hint: "merge classes that have the same demands",
  });
}

/** Kind, servers and rates; `index` is only for the message. */
export function checkShape(station: StationShape, index: number): void {
  const { kind } = station;
  if (kind === "queue" || kind === "delay") return;
  if (kind === "multiserver") {
    const servers = station.servers;
    if (
      Number.isInteger(servers) &&
      servers! >= 1 &&
      servers! <= networkLimits.servers
    )
      return;
    throw new ModelError({
      code: "NETWORK_SERVERS",
      what: `servers must be a whole number from 1 to ${networkLimits.servers}`,
      where: stationPlace(station, index),
      found: servers,
      hint: 'give servers for kind "multiserver", or choose kind "queue"',
    });
  }
  if (kind === "load-dependent") return checkRates(station, index);
  throw new ModelError({
    code: "NETWORK_KIND",
    what: `kind must be one of ${stationKinds.join(", ")}`,
    where: stationPlace(station, index),
    found: kind,
    hint: 'use "queue" for one server and "delay" for time spent without waiting',
  });
}

function checkRates(station: StationShape, index: number): void {
  const { slowestRate, fastestRate } = networkLimits;
  const rates: unknown = station.rates;
  const where = stationPlace(station, index);
  const hint =
    "rates[n - 1] is the speed with n requests present, relative to demand";
  if (
    !Array.isArray(rates) ||
    rates.length === 0 ||
    rates.length > networkLimits.rates
  ) {
    throw new ModelError({
      code: "NETWORK_RATES",
      what: `rates must be a list of 1 to ${networkLimits.rates} numbers`,
      where,
      found: rates,
      hint,
    });
  }
  for (const [position, rate] of (rates as unknown[]).entries()) {
    if (typeof rate === "number" && rate >= slowestRate && rate <= fastestRate)
      continue;
    throw new ModelError({
      code: "NETWORK_RATES",
      what: `a rate must be a number from ${slowestRate} to ${fastestRate}`,
      where: `${where}, rates[${position}]`,
      found: rate,
      hint,
    });
  }
}

export function checkDemandList(
  demands: readonly number[],
  length: number,
  where: string,
): void {
  if (demands.length !== length) {
    throw new ModelError({
      code: "NETWORK_DEMAND",
      what: `demands must have one number for each of the ${length} stations`,
      where,
      found: demands.length,
      hint: "write 0 for a station that the class does not visit",
    });
  }
  demands.forEach((demand, index) => {
    checkDemand(demand, `${where}, demands[${index}]`);
  });
}

function checkDemand(demand: number, where: string): void {
  checkTime(demand, "NETWORK_DEMAND", "demand", where);
}

export function checkTime(
  value: unknown,
  code: ModelErrorCode,
  what: string,
  where: string,
): void {
  if (isTime(value)) return;
  throw new ModelError({
    code,
    what: `${what} must be 0, or ${shortestTime} to ${longestTime} seconds`,
    where,
    found: value,
    hint: `give ${what} in seconds, as a number`,
  });
}

function isTime(value: unknown): value is number {
  return (
    value === 0 ||
    (typeof value === "number" && value >= shortestTime && value <= longestTime)
  );
}

function checkPopulation(value: unknown, where: string): void {
  if (
    Number.isInteger(value) &&
    (value as number) >= 0 &&
    (value as number) <= networkLimits.population
  ) {
    return;
  }
  throw new ModelError({
    code: "NETWORK_POPULATION",
    what: `population must be a whole number from 0 to ${networkLimits.population}`,
    where,
    found: value,
    hint: "requests are whole; to interpolate, solve the two whole numbers beside it",
  });
}

function throwEmpty(where: string): never {
  throw new ModelError({
    code: "NETWORK_EMPTY",
    what: "a round must take some time, or throughput has no limit",
    where,
    found: 0,
    hint: "give a demand or a think time above 0",
  });
}

export function stationPlace(
  station: { readonly name?: unknown },
  index: number,
): string {
  const name =
    typeof station.name === "string" ? ` (${printable(station.name)})` : "";
  return `stations[${index}]${name}`;
}

const fastestArrivals = 1e15;

/** Requests per second, >= 0; saturation is for the solver to see. */
export function checkArrivalRate(value: unknown, where: string): void {
  if (typeof value === "number" && value >= 0 && value <= fastestArrivals)
    return;
  throw new ModelError({
    code: "NETWORK_ARRIVAL_RATE",
    what: `arrivalRate must be a number from 0 to ${fastestArrivals}`,
    where,
    found: value,
    hint: "give requests per second",
  });
}
