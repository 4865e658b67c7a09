/**
 * What a queueing network is: stations, and the requests that go round or through them.
 *
 * IDEA     A station is known by its demand: the service time that one request needs there, all
 *          visits together. Routing does not matter to the means, only demands do. What differs
 *          between kinds of station is one function, the speed with n requests present.
 * UNITS    seconds, requests, requests per second. Utilisation is a share of capacity.
 * HOLDS    product-form stations: processor sharing, delay, last-come-first-served preemptive, or
 *          first-come-first-served with exponential service and one mean for all classes.
 * FAILS    priorities, blocking, forks, batches and caps that save up time are not product-form.
 * COST     data only.
 * SOURCE   Lazowska et al. 1984, chapters 3 to 8, for the vocabulary.
 */
export type StationKind = "queue" | "delay" | "multiserver" | "load-dependent";

/** Every kind, in the order in which messages list them. */
export const stationKinds: readonly StationKind[] = [
  "queue",
  "delay",
  "multiserver",
  "load-dependent",
];

/** How fast a station works; the part that all classes of requests share. */
export interface StationShape {
  readonly name: string;
  readonly kind: StationKind;
  /** `multiserver` only: whole number >= 1 of identical servers behind one queue. */
  readonly servers?: number;
  /**
   * `load-dependent` only: `rates[n - 1]` is the speed with n requests present, relative to
   * `demand`; the last entry holds for every larger n. A queue is [1], two servers are [1, 2].
   */
  readonly rates?: readonly number[];
}

/** A station as one class of requests sees it. */
export interface Station extends StationShape {
  /** Service time per request, all visits together: seconds, >= 0, at speed 1. */
  readonly demand: number;
}

/** One closed class: `population` requests go round for ever, thinking between rounds. */
export interface Network {
  readonly stations: readonly Station[];
  /** Seconds that a request spends outside all stations in each round, >= 0. */
  readonly thinkTime: number;
  /** Whole number of requests, >= 0. */
  readonly population: number;
}

export interface ClosedClass {
  readonly name: string;
  readonly population: number;
  readonly thinkTime: number;
  /** Seconds per request at each station, in the order of `stations`. */
  readonly demands: readonly number[];
}

/** Several closed classes that share the stations. */
export interface MultiClassNetwork {
  readonly stations: readonly StationShape[];
  readonly classes: readonly ClosedClass[];
}

/** Requests arrive from outside at random (Poisson), visit the stations, and leave. */
export interface OpenNetwork {
  readonly stations: readonly Station[];
  /** Requests per second, >= 0. */
  readonly arrivalRate: number;
}

export interface OpenClass {
  readonly name: string;
  readonly arrivalRate: number;
  readonly demands: readonly number[];
}

/** Several open classes that share the stations. */
export interface OpenMultiClassNetwork {
  readonly stations: readonly StationShape[];
  readonly classes: readonly OpenClass[];
}

export interface StationSolution {
  readonly name: string;
  /** Seconds per request at this station, waiting and service, all visits together. */
  readonly residenceTime: number;
  /** Mean number of requests here, waiting or in service. */
  readonly queueLength: number;
  /**
   * queue: share of time busy. multiserver: share of its servers busy. load-dependent: share of
   * time not empty. These lie between 0 and 1. delay: mean number present, which has no limit.
   */
  readonly utilisation: number;
  /** Requests per second that finish their visits here. */
  readonly throughput: number;
}

/** The means of one class at one population, closed or open. */
export interface Solution {
  /** Requests inside: whole for a closed network, a mean for an open one. */
  readonly population: number;
  /** Requests per second, whole network. */
  readonly throughput: number;
  /** Seconds per request in all stations together, without think time. */
  readonly responseTime: number;
  /** Seconds per round: response time and think time. */
  readonly cycleTime: number;
  readonly stations: readonly StationSolution[];
}

export interface ClassSolution extends Solution {
  readonly name: string;
}

/** The means of several classes, and of all of them together. */
export interface MultiClassSolution {
  readonly population: number;
  readonly throughput: number;
  /** Mean over requests of all classes, seconds. */
  readonly responseTime: number;
  readonly classes: readonly ClassSolution[];
  /** All classes together; a `residenceTime` here is a mean over all requests. */
  readonly stations: readonly StationSolution[];
}

/** Limits that keep every solver's answer exact, and its time bounded. */
export const networkLimits = {
  stations: 1000,
  classes: 20,
  population: 100_000,
  servers: 100_000,
  rates: 100_000,
  /** Seconds. Zero is allowed; another value outside this range is a mistake in its unit. */
  shortestTime: 1e-15,
  longestTime: 1e15,
  slowestRate: 1e-9,
  fastestRate: 1e9,
  nameLength: 100,
} as const;
