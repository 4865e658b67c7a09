/**
 * `packets`: the post's packet-rate test, read as a closed loop.
 *
 * IDEA   A unit is one message: out, and an answer of the same size back. Every thread has one
 *        outstanding. Only the messages sent count, not their answers.
 */
import type { InForce } from "../options-in-force.ts";
import type { ParameterValues } from "../parameters/catalogue.ts";
import type { Scenario } from "../scenario.ts";
import type { Pass, Traffic } from "../traffic.ts";
import { packetPages } from "./pages.ts";

/** How often each cost is paid for one message of `size` bytes, and what it is on the wire. */
export const messagePass = (
  size: number,
  force: InForce,
  values: ParameterValues,
): Pick<Pass, "times" | "frames" | "wireBytes"> => {
  const { mss, "frame.overhead": overhead } = values;
  const frames = Math.max(1, Math.ceil(size / mss));
  const units = Math.max(1, Math.ceil(size / force.unitBytes));
  return {
    times: {
      message: 1,
      packet: units,
      frame: frames,
      page: packetPages(units, size),
      chain: frames > 1 ? 1 : 0,
      byte: size,
      ack: 0,
    },
    frames,
    wireBytes: size + frames * overhead,
  };
};

export const packets = (
  scenario: Scenario,
  force: InForce,
  values: ParameterValues,
): Traffic => {
  const { threads, thinkUs } = scenario.workload;
  const size = force.messageBytes;
  const pass = messagePass(size, force, values);
  return {
    medium: "wire",
    passes: [
      { from: "client", to: "dest", ...pass, applicationS: 0 },
      { from: "dest", to: "client", ...pass, applicationS: 0 },
    ],
    population: threads,
    unitsPerThread: 1,
    slots: Infinity,
    rings: 1,
    bytesPerUnit: size,
    messagesPerUnit: 1,
    packetsPerUnit: pass.frames,
    thinkS: thinkUs * 1e-6,
    unitName: "message",
  };
};
