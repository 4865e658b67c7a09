/**
 * `disk`: threads that keep a queue of blocks outstanding, as `fio` does.
 *
 * IDEA   A unit is one block. Each thread keeps `depth` of them in flight, past any page cache. A
 *        back end holds so many requests at most (`slots`); blocks beyond wait outside, which
 *        lengthens their time but not the queues inside. A finished block is asked for again at once.
 * FAILS  One thread submits and reaps its own queue; merging of neighbouring blocks is left out.
 */
import type { InForce } from "../options-in-force.ts";
import type { ParameterValues } from "../parameters/catalogue.ts";
import type { Scenario } from "../scenario.ts";
import type { Traffic } from "../traffic.ts";
import { blockPages } from "./pages.ts";

export const disk = (
  scenario: Scenario,
  force: InForce,
  values: ParameterValues,
): Traffic => {
  const { threads, depth } = scenario.workload;
  const { slots, requestBytes } = force.technology.disk;
  const size = force.messageBytes;
  const requests =
    requestBytes === null
      ? 1
      : Math.max(1, Math.ceil(size / values[requestBytes]));
  const places =
    slots === null
      ? Infinity
      : Math.max(1, Math.floor(values[slots.parameter] / requests)) *
        Math.min(force.queues, threads);
  return {
    medium: "disk",
    passes: [
      {
        from: "client",
        to: "client",
        times: {
          message: 1,
          packet: requests,
          frame: requests,
          page: blockPages(size),
          chain: 0,
          byte: size,
          ack: 0,
        },
        frames: 1,
        wireBytes: 0,
        applicationS: 0,
      },
    ],
    population: Math.min(threads * depth, places),
    unitsPerThread: depth,
    slots: places,
    rings: force.queues,
    bytesPerUnit: size,
    messagesPerUnit: 1,
    packetsPerUnit: requests,
    thinkS: 0,
    unitName: "block",
  };
};
