import type { Network } from "../../models/solve/network.ts";

/** Eight queues, 64 requests: the network of the targets. */
export const eightQueues: Network = {
  stations: Array.from({ length: 8 }, (_, k) => ({
    name: `station ${k + 1}`,
    kind: "queue" as const,
    demand: 0.01 * (k + 1),
  })),
  thinkTime: 1,
  population: 64,
};
