/**
 * Workloads as traffic: which passes through the path one unit of work makes, and what each carries.
 *
 * IDEA   A unit is what the closed loop circulates. For `packets` it is one message: out, and the
 *        answer back. For `tcp-stream` it is what one acknowledgement covers (two full frames, or what
 *        receive aggregation merges): the data one way, the acknowledgement back; each connection keeps a window of units in flight.
 * FAILS  Both ends are assumed alike; slow start and the end of a transfer are left out.
 */
import type { ParameterValues } from "./parameters/catalogue.ts";
import type { Per } from "./paths/step.ts";
import type { InForce } from "./options-in-force.ts";
import type { Scenario } from "./scenario.ts";

export type End = "client" | "dest";

/** One pass of the unit from `from` to the other end, with how often each cost is paid. */
export interface Pass {
  readonly from: End;
  readonly to: End;
  readonly times: Readonly<Record<Exclude<Per, "batch">, number>>;
  /** Frames on the wire in this pass: what the far NIC's moderation and the timer gather. */
  readonly frames: number;
  readonly wireBytes: number;
}

export interface Traffic {
  readonly passes: readonly Pass[];
  /** Units in flight for the whole workload, and for each of its threads. */
  readonly population: number;
  readonly unitsPerThread: number;
  readonly bytesPerUnit: number;
  readonly messagesPerUnit: number;
  readonly packetsPerUnit: number;
  readonly thinkS: number;
}

const none = {
  message: 0,
  packet: 0,
  frame: 0,
  chain: 0,
  byte: 0,
  ack: 0,
} as const;

export const trafficOf = (
  scenario: Scenario,
  force: InForce,
  values: ParameterValues,
): Traffic => {
  const { mss, "frame.overhead": overhead } = values;
  const { framesPerAck } = force;
  const { threads, kind, thinkUs } = scenario.workload;
  if (kind === "packets") {
    const size = force.messageBytes;
    const frames = Math.max(1, Math.ceil(size / mss));
    const units = Math.max(1, Math.ceil(size / force.unitBytes));
    const wireBytes = size + frames * overhead;
    const times = {
      message: 1,
      packet: units,
      frame: frames,
      chain: frames > 1 ? 1 : 0,
      byte: size,
      ack: 0,
    };
    return {
      passes: [
        { from: "client", to: "dest", times, frames, wireBytes },
        { from: "dest", to: "client", times, frames, wireBytes },
      ],
      population: threads,
      unitsPerThread: 1,
      bytesPerUnit: size,
      messagesPerUnit: 1,
      packetsPerUnit: frames,
      thinkS: thinkUs * 1e-6,
    };
  }
  const size = framesPerAck * mss;
  const data = {
    message: size / force.messageBytes,
    packet: force.on.has("offload") ? size / force.unitBytes : framesPerAck,
    frame: framesPerAck,
    chain: 1,
    byte: size,
    ack: 0,
  };
  const unitsPerThread = Math.max(1, force.windowBytes / size);
  return {
    passes: [
      {
        from: "client",
        to: "dest",
        times: data,
        frames: framesPerAck,
        wireBytes: size + framesPerAck * overhead,
      },
      {
        from: "dest",
        to: "client",
        times: { ...none, ack: 1 },
        frames: 1,
        wireBytes: overhead,
      },
    ],
    population: threads * unitsPerThread,
    unitsPerThread,
    bytesPerUnit: size,
    messagesPerUnit: size / force.messageBytes,
    packetsPerUnit: framesPerAck,
    thinkS: 0,
  };
};
