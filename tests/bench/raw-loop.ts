/**
 * The yardstick of the simulator: a network in one tight loop, with nothing measured.
 *
 * IDEA     What JavaScript can do if it does nothing else: typed arrays, intrusive queues, one
 *          pending time a station, the least of which is looked for, ziggurat draws, one class,
 *          one server a station. No batches, no latencies, no integrals, no named streams. With a
 *          binary heap in the place of the looking it takes 1.3 times as long.
 * UNITS    Seconds of simulated time; an event is an arrival or the end of a service.
 * HOLDS    First-come-first-served queues with exponential service, open or closed, with routing
 *          by chance. It draws from the simulator's own stream, so that the two differ by their
 *          loops and not by their generators.
 * FAILS    It measures nothing but, at the end, the time: good for speed only.
 * COST     That is the question.
 */
import { RandomStream } from "../../models/simulate/random.ts";

export interface RawNetwork {
  /** Mean service times, seconds. */
  readonly services: readonly number[];
  /** `routes[from][to]`: the chance of going there next; what is left of 1 leaves. */
  readonly routes: readonly (readonly number[])[];
  /** Arrivals a second, to station 0; 0 for a closed network. */
  readonly arrivalRate: number;
  readonly population: number;
}

/** Runs `events` events. @returns seconds simulated */
export const runRaw = (network: RawNetwork, events: number): number => {
  const stations = network.services.length;
  const services = Float64Array.from(network.services);
  // Chances added up, so that one uniform draw finds the next station.
  const sums = new Float64Array(stations * stations);
  network.routes.forEach((row, from) => {
    let sum = 0;
    row.forEach((chance, to) => {
      sum += chance;
      sums[from * stations + to] = sum;
    });
  });
  const draws = new RandomStream(1, "raw");
  const room = 1 << 16;
  const next = new Int32Array(room);
  const head = new Int32Array(stations).fill(-1);
  const tail = new Int32Array(stations);
  let free = 0;
  for (let i = 0; i < room; i++) next[i] = i + 1;
  // When each station ends a service; arrivals, if any, are one source more.
  const sources = network.arrivalRate > 0 ? stations + 1 : stations;
  const due = new Float64Array(sources).fill(Infinity);
  const between = 1 / network.arrivalRate;
  if (network.arrivalRate > 0) due[stations] = between * draws.exponential();
  for (let i = 0; i < network.population; i++) {
    const request = free;
    free = next[request]!;
    next[request] = -1;
    if (head[0] === -1) {
      head[0] = request;
      due[0] = services[0]! * draws.exponential();
    } else next[tail[0]!] = request;
    tail[0] = request;
  }
  let now = 0;
  for (let left = events; left > 0; left--) {
    let from = 0;
    now = due[0]!;
    for (let source = 1; source < sources; source++) {
      const other = due[source]!;
      if (other < now) {
        now = other;
        from = source;
      }
    }
    let request: number;
    let to = 0;
    if (from === stations) {
      request = free;
      free = next[request]!;
      due[stations] = now + between * draws.exponential();
    } else {
      request = head[from]!;
      const behind = next[request]!;
      head[from] = behind;
      due[from] =
        behind === -1 ? Infinity : now + services[from]! * draws.exponential();
      const row = from * stations;
      const last = sums[row + stations - 1]!;
      if (last === 0) to = stations;
      else if (1 === sums[row]) to = 0;
      else {
        const draw = draws.uniform();
        while (to < stations && draw >= sums[row + to]!) to++;
      }
    }
    if (to === stations) {
      next[request] = free;
      free = request;
      continue;
    }
    next[request] = -1;
    if (head[to] === -1) {
      head[to] = request;
      due[to] = now + services[to]! * draws.exponential();
    } else next[tail[to]!] = request;
    tail[to] = request;
  }
  return now;
};

/** M/M/1 at 0.8. */
export const rawMM1: RawNetwork = {
  services: [0.8],
  routes: [[0]],
  arrivalRate: 1,
  population: 0,
};

/** CPU 10 ms, then disk 18 ms or net 16 ms, each with chance 0.5. */
export const rawClosed: RawNetwork = {
  services: [0.01, 0.018, 0.016],
  routes: [
    [0, 0.5, 0.5],
    [1, 0, 0],
    [1, 0, 0],
  ],
  arrivalRate: 0,
  population: 32,
};
