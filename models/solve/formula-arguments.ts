/**
 * What the one-station formulas accept and return.
 *
 * IDEA     Every formula takes named quantities and returns the same record, so that two models
 *          of one station can be compared line by line.
 * UNITS    seconds, requests per second.
 * HOLDS    all formulas of this folder.
 * FAILS    nothing is clamped: a value outside its domain is refused.
 * COST     none.
 * SOURCE   the record follows Jain 1991, boxes 31.1 to 31.10, in our words.
 */
import { ModelError } from "../errors.ts";

/** The steady state of one station. */
export interface QueueMetrics {
  /** Share of all servers busy, 0 to 1. */
  readonly utilisation: number;
  /** Requests per second that are served. */
  readonly throughput: number;
  /** Seconds inside, waiting and service, of a request that is served. */
  readonly responseTime: number;
  /** Seconds before service begins. */
  readonly waitingTime: number;
  /** Mean number inside. */
  readonly queueLength: number;
  /** Mean number waiting, those in service left out. */
  readonly waitingLength: number;
  /** Share of time with nobody inside. */
  readonly idleProbability: number;
  /** Share of arrivals turned away because no room is left. */
  readonly lossProbability: number;
}

export interface QueueArguments {
  /** Requests per second, >= 0. */
  readonly arrivalRate: number;
  /** Mean seconds of service, > 0. */
  readonly serviceTime: number;
}

/** Fills the record from what a formula finds, by Little's law. */
export function queueMetrics(found: {
  readonly servers: number;
  readonly throughput: number;
  readonly serviceTime: number;
  readonly waitingTime: number;
  readonly idleProbability: number;
  readonly lossProbability: number;
}): QueueMetrics {
  const {
    servers,
    throughput,
    serviceTime,
    waitingTime,
    idleProbability,
    lossProbability,
  } = found;
  const responseTime = waitingTime + serviceTime;
  return {
    utilisation: (throughput * serviceTime) / servers,
    throughput,
    responseTime,
    waitingTime,
    queueLength: throughput * responseTime,
    waitingLength: throughput * waitingTime,
    idleProbability,
    lossProbability,
  };
}

const mostCounted = 1e7;

export function checkWhole(value: number, least: number, name: string): void {
  if (Number.isInteger(value) && value >= least && value <= mostCounted) return;
  refuse(value, name, `a whole number from ${least} to ${mostCounted}`);
}

export function checkLoad(value: number, name: string): void {
  if (Number.isFinite(value) && value >= 0) return;
  refuse(value, name, "a number >= 0");
}

export function checkPositive(value: number, name: string): void {
  if (Number.isFinite(value) && value > 0) return;
  refuse(value, name, "a number > 0");
}

/** Refuses a station that cannot keep up; `share` is arrivals x service time / servers. */
export function checkUnsaturated(share: number, name: string): void {
  if (share < 1) return;
  throw new ModelError({
    code: "FORMULA_SATURATED",
    what: "requests must arrive more slowly than they can be served, or the queue has no mean",
    where: name,
    found: share,
    hint: "lower arrivalRate or serviceTime until their product is below the number of servers",
  });
}

export function checkQueueArguments({
  arrivalRate,
  serviceTime,
}: QueueArguments): void {
  checkLoad(arrivalRate, "arrivalRate");
  checkPositive(serviceTime, "serviceTime");
}

function refuse(value: number, name: string, rule: string): never {
  throw new ModelError({
    code: "FORMULA_ARGUMENT",
    what: `${name} must be ${rule}`,
    where: name,
    found: value,
    hint: "times are in seconds and rates per second",
  });
}
