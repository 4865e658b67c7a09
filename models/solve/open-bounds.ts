/**
 * Bounds on the response time of an open network.
 *
 * IDEA     Throughput is what arrives, as long as the slowest station keeps up. Response time lies
 *          between the same demand spread evenly over the queues and all of it at the busiest.
 * UNITS    seconds, requests per second.
 * HOLDS    Poisson arrivals at product-form queues, multiservers and delays.
 * FAILS    load-dependent stations count for the bottleneck only: no upper bound (Infinity). From
 *          saturation on nothing bounds response time either.
 * COST     time proportional to stations (and to `rates`).
 * SOURCE   Lazowska et al. 1984, sections 5.2 and 5.4 (transaction workloads), as cited by GNU
 *          Octave queueing, inst/qnosaba.m and qnosbsb.m.
 */
import type { Bounds } from "./bounds.ts";
import { checkTime } from "./check-network.ts";
import type { OpenNetwork } from "./network.ts";
import { bottleneck, type Bottleneck } from "./operational-laws.ts";
import { capacityOf } from "./station-speed.ts";

export interface OpenBounds extends Bounds {
  /** The station that saturates first, and the arrivals at which it does (Infinity if none). */
  readonly bottleneck: Bottleneck;
}

/**
 * Bounds for an open network of queues, multiservers and delays (load-dependent stations count at
 * their last speed, for the bottleneck only).
 *
 * @returns  throughput is what arrives, or what can be served when that is less; response time is
 *           Infinity on the high side from saturation on
 */
export function openBounds(network: OpenNetwork): OpenBounds {
  let least = 0;
  let queueDemand = 0;
  let queues = 0;
  let fixed = false;
  network.stations.forEach((station, index) => {
    checkTime(station.demand, "NETWORK_DEMAND", "demand", `stations[${index}]`);
    if (station.demand === 0) return;
    const { kind, demand, rates = [1] } = station;
    if (kind === "queue") {
      queueDemand += demand;
      queues += 1;
    } else if (kind === "load-dependent") {
      fixed = true;
      least +=
        demand /
        rates.reduce(
          (best, rate, place) => Math.max(best, rate / (place + 1)),
          0,
        );
    } else {
      least += demand;
    }
  });
  const { arrivalRate } = network;
  const slowest = bottleneck(
    network.stations.map((station) => ({
      name: station.name,
      demand: station.demand,
      capacity: capacityOf(station),
    })),
  );
  const saturation = slowest.saturationThroughput;
  const share = arrivalRate / saturation;
  const balanced =
    queues === 0 ? 0 : queueDemand / (1 - (arrivalRate * queueDemand) / queues);
  return {
    throughput: {
      low: Math.min(arrivalRate, saturation),
      high: Math.min(arrivalRate, saturation),
    },
    responseTime: {
      low: least + (share < 1 ? balanced : queueDemand),
      high:
        share < 1 && !fixed ? (least + queueDemand) / (1 - share) : Infinity,
    },
    bottleneck: slowest,
  };
}
