/**
 * The operational laws: identities between what can be measured, true of any system.
 *
 * IDEA     Count arrivals and completions, add up busy time and time present, divide. What follows
 *          holds for every interval in which as many requests leave as enter, whatever the
 *          distributions. If a measurement breaks a law, the measurement is wrong.
 * UNITS    seconds, requests, requests per second. Utilisation of one server is a share.
 * HOLDS    any flow-balanced interval: no assumption on arrivals, service or order.
 * FAILS    short intervals that begin or end with a long queue: arrivals then differ from departures.
 * COST     one multiplication each.
 * SOURCE   Lazowska et al. 1984, chapter 3; Denning & Buzen 1978; Jain 1991, chapter 33.
 */

/** Utilisation law: busy servers = throughput x service time. Divide by servers for a share. */
export function utilisationLaw(
  throughput: number,
  serviceTime: number,
): number {
  return throughput * serviceTime;
}

/** Little's law: mean number inside = throughput x mean time inside. */
export function littlesLaw(throughput: number, timeInside: number): number {
  return throughput * timeInside;
}

/** Forced flow law: a station that each request visits `visits` times serves that many per request. */
export function forcedFlowLaw(throughput: number, visits: number): number {
  return throughput * visits;
}

/** Service demand: seconds of service per request, all visits together. */
export function serviceDemand(visits: number, serviceTime: number): number {
  return visits * serviceTime;
}

/** Response time law: R = N / X - Z. The cycle of `population` requests, less think time. */
export function responseTimeLaw(
  population: number,
  throughput: number,
  thinkTime: number,
): number {
  return population / throughput - thinkTime;
}

/** General response time law: the sum over stations of visits x time per visit. */
export function generalResponseTimeLaw(
  visits: readonly number[],
  timesPerVisit: readonly number[],
): number {
  return visits.reduce(
    (sum, count, index) => sum + count * (timesPerVisit[index] ?? 0),
    0,
  );
}

/** The station that saturates first. */
export interface Bottleneck {
  readonly name: string;
  /** Requests per second at which it saturates; Infinity if nothing can saturate. */
  readonly saturationThroughput: number;
}

/**
 * Finds the station with the largest demand per unit of capacity.
 *
 * @param stations  demand in seconds, and capacity relative to it (1 for a queue, the number of
 *                  servers for a multiserver, Infinity for a delay)
 * @returns         the first of equals; no name, and Infinity, for an empty list
 */
export function bottleneck(
  stations: readonly {
    readonly name: string;
    readonly demand: number;
    readonly capacity: number;
  }[],
): Bottleneck {
  let found: Bottleneck = { name: "", saturationThroughput: Infinity };
  for (const { name, demand, capacity } of stations) {
    const saturationThroughput = demand === 0 ? Infinity : capacity / demand;
    if (saturationThroughput < found.saturationThroughput)
      found = { name, saturationThroughput };
  }
  return found;
}
