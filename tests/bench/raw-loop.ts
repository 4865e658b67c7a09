/**
 * The yardstick of the simulator: a network in one tight loop, with nothing measured.
 *
 * IDEA     What JavaScript can do if it does nothing else: typed arrays, a binary heap whose root
 *          is replaced, intrusive queues, ziggurat draws, one class, one server a station. No
 *          batches, no latencies, no integrals, no named streams, no checks.
 * UNITS    Seconds of simulated time; an event is an arrival or the end of a service.
 * HOLDS    First-come-first-served queues with exponential service, open or closed, with routing
 *          by chance. It draws from the simulator's own stream, so that the two differ by their
 *          loops and not by their generators.
 * FAILS    It measures nothing but, at the end, the time: good for speed only.
 * COST     That is the question.
 * SOURCE   reference/simulation.md describes the loops whose rates it holds.
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
  // The heap: at most one end of service a station, and one arrival, which is event `stations`.
  const times = new Float64Array(stations + 3).fill(Infinity);
  const whats = new Int32Array(stations + 3);
  let size = 0;
  const rise = (time: number, what: number): void => {
    let place = size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (times[parent]! <= time) break;
      times[place] = times[parent]!;
      whats[place] = whats[parent]!;
      place = parent;
    }
    times[place] = time;
    whats[place] = what;
  };
  const sink = (time: number, what: number): void => {
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (times[child + 1]! < times[child]!) child += 1;
      if (time <= times[child]!) break;
      times[place] = times[child]!;
      whats[place] = whats[child]!;
      place = child;
    }
    times[place] = time;
    whats[place] = what;
  };
  const pop = (): void => {
    size -= 1;
    const time = times[size]!;
    times[size] = Infinity;
    if (size > 0) sink(time, whats[size]!);
  };
  const between = 1 / network.arrivalRate;
  if (network.arrivalRate > 0) rise(between * draws.exponential(), stations);
  for (let i = 0; i < network.population; i++) {
    const request = free;
    free = next[request]!;
    next[request] = -1;
    if (head[0] === -1) {
      head[0] = request;
      rise(services[0]! * draws.exponential(), 0);
    } else next[tail[0]!] = request;
    tail[0] = request;
  }
  let now = 0;
  for (let left = events; left > 0; left--) {
    now = times[0]!;
    const from = whats[0]!;
    let request: number;
    let to = 0;
    let pending = true;
    if (from === stations) {
      request = free;
      free = next[request]!;
      sink(now + between * draws.exponential(), stations);
      pending = false;
    } else {
      request = head[from]!;
      const behind = next[request]!;
      head[from] = behind;
      if (behind !== -1) {
        sink(now + services[from]! * draws.exponential(), from);
        pending = false;
      }
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
      if (pending) pop();
      continue;
    }
    next[request] = -1;
    if (head[to] === -1) {
      head[to] = request;
      const done = now + services[to]! * draws.exponential();
      if (pending) sink(done, to);
      else rise(done, to);
    } else {
      next[tail[to]!] = request;
      if (pending) pop();
    }
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

/** CPU 10 ms, then disk 18 ms or net 16 ms, each with chance 0.5: reference/simulation.md. */
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
