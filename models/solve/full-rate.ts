/**
 * Where the recursion of a path network ends: the rate at which its busiest station never idles.
 *
 * IDEA   A station that takes a + b/m(X) for a unit at rate X, m units sharing an interrupt, is
 *        busy X(a + b/m(X)) of the time. That rises with X and is concave, so Newton's steps find
 *        from below where it is 1; the least of those rates is the network's. At that rate each
 *        other queue is a fixed point of its own, and no recursion is needed to know it.
 * UNITS  Seconds, units per second, customers.
 * HOLDS  Throughput from `customers` on, to 1e-10, where one station is the busiest.
 * FAILS  Service that varies with the load is no product form, so that saturation.ts may count too
 *        few: hence `margin`, with which 2 of 3,256 random scenarios missed it, by less than 1e-9.
 *        Batches that depend on their own queue (timers, disks) are not here.
 * COST   One or two microseconds, against 50 ns for every customer of the recursion.
 */
import { unitsAnInterrupt } from "./moderation.ts";
import { saturatesAt } from "./saturation.ts";

/** Stations alike. Seconds are those of a unit, divided by the servers. */
export interface LoadedStations {
  readonly alike: number;
  readonly servers: number;
  readonly alwaysS: number;
  /** Shared by the units of one interrupt. */
  readonly batchedS: number;
  /** Behind the unit's back. */
  readonly behindS: number;
  /** Of the unit in service, how much less is left than of an exponential one. */
  readonly over: number;
  /** Seconds between interrupts. */
  readonly interval: number;
}

export interface FullRate {
  readonly rate: number;
  /** Fewest customers that keep it. */
  readonly customers: number;
}

/** Utilisations this near are the same. */
export const tie = 1e-9;
/** So many more customers than a product form needs: at lower rates batches are smaller. */
const margin = 1.05;
/** Each of Newton's steps doubles the digits. */
const mostSteps = 60;

/** Seconds in service, by each server. */
export const serviceAt = (
  { alwaysS, batchedS, interval }: LoadedStations,
  rate: number,
): number => alwaysS + batchedS / unitsAnInterrupt(rate * interval);

/** Seconds in the queue, at a rate that leaves the station idle at times. */
export const waitAt = (stations: LoadedStations, rate: number): number => {
  const service = serviceAt(stations, rate);
  const { behindS, over } = stations;
  const busy = service + behindS;
  return (
    (service + rate * (behindS * behindS - over * busy * busy)) /
    (1 - rate * busy)
  );
};

/** The rate at which stations are always busy, if it is below `most`; or else `most`. */
const rateOf = (
  { alwaysS, batchedS, behindS, interval }: LoadedStations,
  most: number,
): number => {
  const alone = alwaysS + behindS;
  let rate = 1 / (alone + batchedS);
  for (let step = 0; step < mostSteps && rate < most; step++) {
    const load = rate * interval;
    const units = unitsAnInterrupt(load);
    const idle = 1 - rate * (alone + batchedS / units);
    // e^(−load) is what the units exceed the load by.
    const slope =
      alone + (batchedS * (units - load) * (1 + load)) / (units * units);
    const next = rate + idle / slope;
    if (!(next > rate)) break;
    rate = next;
  }
  return Math.min(rate, most);
};

/**
 * @param kinds   all stations, alike ones together
 * @param delayS  most seconds that a unit spends anywhere else, thinking included
 */
export const fullRateOf = (
  kinds: readonly LoadedStations[],
  delayS: number,
): FullRate => {
  let rate = Infinity;
  for (const kind of kinds) rate = rateOf(kind, rate);
  const others: number[] = [];
  let passingS = delayS;
  let busiest = 0;
  for (const kind of kinds) {
    const service = serviceAt(kind, rate);
    passingS += kind.alike * (kind.servers - 1) * service;
    const utilisation = rate * (service + kind.behindS);
    if (utilisation > 1 - tie) busiest += kind.alike;
    else for (let one = 0; one < kind.alike; one++) others.push(utilisation);
  }
  // Stations that are equally busy leave each other idle, however many customers there are.
  const customers =
    busiest === 1 ? margin * saturatesAt(others, rate * passingS) : Infinity;
  return { rate, customers };
};
