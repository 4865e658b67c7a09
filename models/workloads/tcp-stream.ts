/**
 * `tcp-stream`: bulk transfer, one connection a thread, as `iperf -P n` does.
 *
 * IDEA   A unit is what one acknowledgement covers (two full frames, or what receive aggregation
 *        merges): the data one way, the acknowledgement back. Each connection keeps a window of units
 *        in flight.
 * FAILS  Slow start and the end of a transfer are left out.
 */
import type { InForce } from "../options-in-force.ts";
import type { ParameterValues } from "../parameters/catalogue.ts";
import type { Scenario } from "../scenario.ts";
import type { Traffic } from "../traffic.ts";
import { packetPages } from "./pages.ts";

const none = {
  message: 0,
  packet: 0,
  frame: 0,
  page: 0,
  chain: 0,
  byte: 0,
  ack: 0,
} as const;

export const tcpStream = (
  scenario: Scenario,
  force: InForce,
  values: ParameterValues,
): Traffic => {
  const { mss, "frame.overhead": overhead } = values;
  const { framesPerAck } = force;
  const { threads } = scenario.workload;
  const size = framesPerAck * mss;
  const packets = force.on.has("offload")
    ? size / force.unitBytes
    : framesPerAck;
  const data = {
    message: size / force.messageBytes,
    packet: packets,
    page: packetPages(packets, size),
    frame: framesPerAck,
    chain: 1,
    byte: size,
    ack: 0,
  };
  const unitsPerThread = Math.max(1, force.windowBytes / size);
  return {
    medium: "wire",
    passes: [
      {
        from: "client",
        to: "dest",
        times: data,
        frames: framesPerAck,
        wireBytes: size + framesPerAck * overhead,
        applicationS: 0,
      },
      {
        from: "dest",
        to: "client",
        times: { ...none, ack: 1 },
        frames: 1,
        wireBytes: overhead,
        applicationS: 0,
      },
    ],
    population: threads * unitsPerThread,
    unitsPerThread,
    slots: Infinity,
    rings: 1,
    bytesPerUnit: size,
    messagesPerUnit: size / force.messageBytes,
    packetsPerUnit: framesPerAck,
    thinkS: 0,
    unitName: "frames of one acknowledgement",
  };
};
