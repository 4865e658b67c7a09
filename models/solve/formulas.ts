/**
 * One station with endless room: M/M/1, M/M/c, M/G/1 and M/D/1 as formulas.
 *
 * IDEA     With Poisson arrivals the mean wait depends on three things only: how busy the servers
 *          are, how variable service is, and how many servers share the queue.
 * UNITS    seconds, requests per second.
 * HOLDS    Poisson arrivals, first come first served, steady state (arrivals below capacity).
 * FAILS    bursty arrivals wait longer than any of these say. From saturation on there is no
 *          steady state: FORMULA_SATURATED.
 * COST     constant; proportional to servers for M/M/c.
 * SOURCE   Jain 1991, chapter 31; Lazowska et al. 1984, section 1.2; Pollaczek 1930, Khinchine 1932.
 */
import { erlangC } from "./erlang.ts";
import {
  checkLoad,
  checkQueueArguments,
  checkUnsaturated,
  checkWhole,
  queueMetrics,
} from "./formula-arguments.ts";
import type { QueueArguments, QueueMetrics } from "./formula-arguments.ts";

/**
 * M/M/1: one server, exponential service.
 *
 * @throws ModelError  FORMULA_ARGUMENT, FORMULA_SATURATED (so for all below)
 */
export function mm1(queue: QueueArguments): QueueMetrics {
  return mg1({ ...queue, variability: 1 });
}

/** M/D/1: one server, service always the same. Requests wait half as long as in M/M/1. */
export function md1(queue: QueueArguments): QueueMetrics {
  return mg1({ ...queue, variability: 0 });
}

/**
 * M/G/1 by Pollaczek and Khinchine.
 *
 * @param queue.variability  squared coefficient of variation of service, variance / mean squared,
 *                           >= 0: 0 constant, 1 exponential, 1/k Erlang-k
 */
export function mg1(
  queue: QueueArguments & { readonly variability: number },
): QueueMetrics {
  checkQueueArguments(queue);
  checkLoad(queue.variability, "variability");
  const { arrivalRate, serviceTime, variability } = queue;
  const busy = arrivalRate * serviceTime;
  checkUnsaturated(busy, "arrivalRate x serviceTime");
  return queueMetrics({
    servers: 1,
    throughput: arrivalRate,
    serviceTime,
    waitingTime: ((busy / (1 - busy)) * serviceTime * (1 + variability)) / 2,
    idleProbability: 1 - busy,
    lossProbability: 0,
  });
}

/**
 * M/M/c: several servers behind one queue, exponential service.
 *
 * @param queue.servers  whole number >= 1
 */
export function mmc(
  queue: QueueArguments & { readonly servers: number },
): QueueMetrics {
  checkQueueArguments(queue);
  const { arrivalRate, serviceTime, servers } = queue;
  checkWhole(servers, 1, "servers");
  const load = arrivalRate * serviceTime;
  checkUnsaturated(load / servers, "arrivalRate x serviceTime / servers");
  const mustWait = erlangC(servers, load);
  return queueMetrics({
    servers,
    throughput: arrivalRate,
    serviceTime,
    waitingTime: (mustWait * serviceTime) / (servers - load),
    idleProbability: idle(servers, load),
    lossProbability: 0,
  });
}

/** The chance of an empty M/M/c, summed from the largest power down as nested fractions. */
function idle(servers: number, load: number): number {
  let sum = servers / (servers - load);
  for (let count = servers; count >= 1; count -= 1)
    sum = 1 + (load / count) * sum;
  return 1 / sum;
}
