/**
 * The speed of a station with n requests present, for every kind of station.
 *
 * IDEA     Kinds differ only in speed: a queue always 1, a delay n, a multiserver min(n, servers),
 *          a load-dependent station what its `rates` say. Past some n the speed no longer changes
 *          (never, for a delay), and that makes the exact solution cheap: see load-dependent.ts.
 * UNITS    none: speed is relative to `demand`.
 * HOLDS    every kind in network.ts.
 * FAILS    a delay has no finite list; it is solved by itself and refused here by its type.
 * COST     proportional to the length of the list.
 * SOURCE   Lazowska et al. 1984, chapter 20 (load dependent service centres).
 */
import type { StationShape } from "./network.ts";

/** At most how many speeds `stationSpeeds` will list; costs nothing, so that callers can refuse first. */
export function speedCount(station: StationShape, population: number): number {
  if (neverQueues(station, population)) return 1;
  if (station.kind === "multiserver") return station.servers ?? 1;
  if (station.kind !== "load-dependent") return 1;
  return Math.max(1, Math.min(station.rates?.length ?? 1, population));
}

/**
 * The shortest list of speeds that describes `station` up to `population` requests.
 *
 * @param station     any kind but delay
 * @param population  whole number >= 0
 * @returns           `speeds[n - 1]` for n requests; the last holds for all larger n. Length >= 1.
 *                    A single entry means: an ordinary queue of that speed.
 */
export function stationSpeeds(
  station: StationShape,
  population: number,
): Float64Array {
  if (station.kind === "multiserver") {
    const speeds = new Float64Array(
      Math.max(1, Math.min(station.servers ?? 1, population)),
    );
    for (let index = 0; index < speeds.length; index += 1)
      speeds[index] = index + 1;
    return speeds;
  }
  if (station.kind !== "load-dependent") return Float64Array.of(1);
  const rates = station.rates ?? [1];
  let length = Math.max(1, Math.min(rates.length, population));
  while (length > 1 && rates[length - 1] === rates[length - 2]) length -= 1;
  return Float64Array.from(rates.slice(0, length));
}

/** True when requests at `station` never wait for each other while at most `population` are there. */
export function neverQueues(
  station: StationShape,
  population: number,
): boolean {
  if (station.kind === "delay") return true;
  return station.kind === "multiserver" && (station.servers ?? 1) >= population;
}

/** The speed of a station that is full of requests, relative to demand: what it can serve. */
export function capacityOf({ kind, servers, rates }: StationShape): number {
  switch (kind) {
    case "queue":
      return 1;
    case "delay":
      return Infinity;
    case "multiserver":
      return servers ?? 1;
    case "load-dependent":
      return rates?.[rates.length - 1] ?? 1;
  }
}

/** What bounds need to know of a station's speeds up to a population. */
export interface SpeedRange {
  /** Largest speed: the station's capacity, relative to demand. Infinity for a delay. */
  readonly fastest: number;
  /** Largest and smallest speed per request present. */
  readonly fastestEach: number;
  readonly slowestEach: number;
  /** True when more requests never slow the station down. */
  readonly nondecreasing: boolean;
}

/**
 * @param station     any kind
 * @param population  whole number >= 1
 */
export function speedRange(
  station: StationShape,
  population: number,
): SpeedRange {
  if (station.kind === "delay") {
    return {
      fastest: Infinity,
      fastestEach: 1,
      slowestEach: 1,
      nondecreasing: true,
    };
  }
  if (station.kind === "multiserver") {
    const servers = station.servers ?? 1;
    return {
      fastest: Math.min(servers, population),
      fastestEach: 1,
      slowestEach: Math.min(1, servers / population),
      nondecreasing: true,
    };
  }
  const speeds = stationSpeeds(station, population);
  const last = speeds[speeds.length - 1] as number;
  let fastest = 0;
  let fastestEach = 0;
  let slowestEach = last / Math.max(population, speeds.length);
  let nondecreasing = true;
  for (let index = 0; index < speeds.length; index += 1) {
    const speed = speeds[index] as number;
    fastest = Math.max(fastest, speed);
    fastestEach = Math.max(fastestEach, speed / (index + 1));
    slowestEach = Math.min(slowestEach, speed / (index + 1));
    if (index > 0 && speed < (speeds[index - 1] as number))
      nondecreasing = false;
  }
  return { fastest, fastestEach, slowestEach, nondecreasing };
}
