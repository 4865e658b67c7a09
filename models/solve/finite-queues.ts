/**
 * One station with limited room or limited customers: M/M/1/K, M/M/c/K, machine repair M/M/c//N.
 *
 * IDEA     The number inside goes up and down by one. In the steady state as many steps lead up
 *          from n as down from n + 1, so each chance is the one before times a ratio of rates.
 * UNITS    seconds, requests per second.
 * HOLDS    exponential times. Loads at and beyond saturation too: a full room turns arrivals away.
 * FAILS    requests that are turned away and try again: those are more arrivals than assumed.
 * COST     time proportional to room or population; weights are rescaled, so none overflows.
 * SOURCE   Jain 1991, section 31.2 and boxes 31.4 to 31.7 (birth-death processes); Bolch et al.
 *          1998, section 6.2; the machine repair model also Lazowska et al. 1984, section 5.
 */
import {
  checkPositive,
  checkQueueArguments,
  checkWhole,
  queueMetrics,
} from "./formula-arguments.ts";
import type { QueueArguments, QueueMetrics } from "./formula-arguments.ts";

/** Means over a birth-death process of states 0 to `last`. */
interface BirthDeath {
  readonly empty: number;
  readonly full: number;
  readonly present: number;
  readonly busy: number;
}

const tooLarge = 1e200;

/**
 * @param last     largest state
 * @param servers  busy servers in state n are min(n, servers)
 * @param ratio    rate up from n - 1 divided by rate down from n
 */
function birthDeath(
  last: number,
  servers: number,
  ratio: (n: number) => number,
): BirthDeath {
  let weight = 1;
  let empty = 1;
  let total = 1;
  let present = 0;
  let busy = 0;
  for (let n = 1; n <= last; n += 1) {
    weight *= ratio(n);
    if (weight > tooLarge) {
      const shrink = 1 / weight;
      empty *= shrink;
      total *= shrink;
      present *= shrink;
      busy *= shrink;
      weight = 1;
    }
    total += weight;
    present += n * weight;
    busy += Math.min(n, servers) * weight;
  }
  return {
    empty: empty / total,
    full: weight / total,
    present: present / total,
    busy: busy / total,
  };
}

/**
 * M/M/1/K: one server, room for `room` requests, the one in service included.
 *
 * @param queue.room  whole number >= 1
 * @throws ModelError  FORMULA_ARGUMENT
 */
export function mm1k(
  queue: QueueArguments & { readonly room: number },
): QueueMetrics {
  return mmck({ ...queue, servers: 1 });
}

/**
 * M/M/c/K: `servers` servers, room for `room` requests, those in service included.
 *
 * @param queue.servers  whole number >= 1
 * @param queue.room     whole number >= servers
 * @throws ModelError  FORMULA_ARGUMENT
 */
export function mmck(
  queue: QueueArguments & { readonly servers: number; readonly room: number },
): QueueMetrics {
  checkQueueArguments(queue);
  const { arrivalRate, serviceTime, servers, room } = queue;
  checkWhole(servers, 1, "servers");
  checkWhole(room, servers, "room");
  const load = arrivalRate * serviceTime;
  const chances = birthDeath(room, servers, (n) => load / Math.min(n, servers));
  const throughput = chances.busy / serviceTime;
  const waiting = Math.max(0, chances.present - chances.busy);
  return queueMetrics({
    servers,
    throughput,
    serviceTime,
    waitingTime: throughput === 0 ? 0 : waiting / throughput,
    idleProbability: chances.empty,
    lossProbability: chances.full,
  });
}

/**
 * Machine repair, M/M/c//N: `population` machines run for `thinkTime` on average and then wait for
 * one of `servers` repairers. The same as a closed network of one multiserver station.
 *
 * @param model.population  whole number >= 1
 * @param model.thinkTime   seconds, > 0
 * @throws ModelError  FORMULA_ARGUMENT
 */
export function machineRepair(model: {
  readonly population: number;
  readonly servers: number;
  readonly serviceTime: number;
  readonly thinkTime: number;
}): QueueMetrics {
  const { population, servers, serviceTime, thinkTime } = model;
  checkWhole(population, 1, "population");
  checkWhole(servers, 1, "servers");
  checkPositive(serviceTime, "serviceTime");
  checkPositive(thinkTime, "thinkTime");
  const chances = birthDeath(
    population,
    servers,
    (n) =>
      ((population - n + 1) / thinkTime) * (serviceTime / Math.min(n, servers)),
  );
  const throughput = chances.busy / serviceTime;
  return queueMetrics({
    servers,
    throughput,
    serviceTime,
    waitingTime: Math.max(0, chances.present - chances.busy) / throughput,
    idleProbability: chances.empty,
    lossProbability: 0,
  });
}
