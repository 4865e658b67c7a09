/**
 * `request-response`: clients ask, a server works and answers.
 *
 * IDEA   A unit is one request: out, the server's work on the destination's application server, the
 *        answer back, the client's work with it. Every client has one outstanding and thinks in
 *        between. Bytes and packets of both ways count.
 * HOLDS  Clients run under the same technology, or on bare metal (`peer`). Either end has a thread for
 *        each of them, or event loops in a few threads (`workers`, `client-workers`,
 *        paths/event-loop.ts): many load generators have one thread for all, and it may fill first.
 * FAILS  Connections stay open.
 */
import type { InForce } from "../options-in-force.ts";
import type { ParameterValues } from "../parameters/catalogue.ts";
import type { Scenario } from "../scenario.ts";
import type { Traffic } from "../traffic.ts";
import { messagePass } from "./packets.ts";

export const requestResponse = (
  scenario: Scenario,
  force: InForce,
  values: ParameterValues,
): Traffic => {
  const { threads, thinkUs } = scenario.workload;
  const request = messagePass(force.messageBytes, force, values);
  const response = messagePass(force.responseBytes, force, values);
  const { applicationS } = force;
  return {
    medium: "wire",
    passes: [
      {
        from: "client",
        to: "dest",
        ...request,
        applicationS: applicationS.dest,
      },
      {
        from: "dest",
        to: "client",
        ...response,
        applicationS: applicationS.client,
      },
    ],
    population: threads,
    unitsPerThread: 1,
    slots: Infinity,
    rings: 1,
    bytesPerUnit: force.messageBytes + force.responseBytes,
    messagesPerUnit: 1,
    packetsPerUnit: request.frames + response.frames,
    thinkS: thinkUs * 1e-6,
    unitName: "request",
  };
};
