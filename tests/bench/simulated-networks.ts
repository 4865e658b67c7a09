/** The networks that the bench simulates: by demands, the same as raw-loop.ts has by routes. */
import { parseNetwork } from "../../models/solve/parse-network.ts";
import type { ParsedNetwork } from "../../models/solve/parse-network.ts";

const queue = (name: string, demand: number) => ({
  name,
  kind: "queue",
  demand,
});

export const simulatedMM1: ParsedNetwork = parseNetwork({
  stations: [queue("server", 0.8)],
  arrivalRate: 1,
});
export const simulatedClosed: ParsedNetwork = parseNetwork({
  stations: [queue("cpu", 0.01), queue("disk", 0.009), queue("net", 0.008)],
  population: 32,
});
