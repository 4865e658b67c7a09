/**
 * Workloads as traffic: which passes through the path one unit of work makes, and what each carries.
 *
 * IDEA   A unit is what the closed loop circulates; `workloads/` says what that is, a file for each.
 *        A pass over the wire goes from one end to the other; a pass to the disk ends where it began.
 * FAILS  Both ends are assumed alike.
 */
import type { ParameterValues } from "./parameters/catalogue.ts";
import type { Per } from "./paths/step.ts";
import type { InForce } from "./options-in-force.ts";
import type { Scenario } from "./scenario.ts";
import type { WorkloadKind } from "./scenario-fields.ts";
import { disk } from "./workloads/disk.ts";
import { packets } from "./workloads/packets.ts";
import { requestResponse } from "./workloads/request-response.ts";
import { tcpStream } from "./workloads/tcp-stream.ts";

export type End = "client" | "dest";

/** One pass of the unit from `from` to the other end, with how often each cost is paid. */
export interface Pass {
  readonly from: End;
  readonly to: End;
  readonly times: Readonly<Record<Exclude<Per, "batch">, number>>;
  /** Frames on the wire in this pass. */
  readonly frames: number;
  readonly wireBytes: number;
  /** Seconds that the application at `to` computes with what the pass brings. */
  readonly applicationS: number;
}

export interface Traffic {
  /** `wire`: transmit and receive at every pass. `disk`: issue and complete, at the client. */
  readonly medium: "wire" | "disk";
  readonly passes: readonly Pass[];
  /** Units in flight for the whole workload (at most `slots`), and for each of its threads. */
  readonly population: number;
  readonly unitsPerThread: number;
  /** Units that the path holds at most, in rings of which a thread uses one; others wait outside. */
  readonly slots: number;
  readonly rings: number;
  readonly bytesPerUnit: number;
  readonly messagesPerUnit: number;
  readonly packetsPerUnit: number;
  readonly thinkS: number;
  readonly unitName:
    "message" | "frames of one acknowledgement" | "request" | "block";
}

/** The workloads that circulate through a path; the others only compute (predict-cpu.ts). */
export type PathWorkload =
  "tcp-stream" | "packets" | "request-response" | "disk";

const byKind: Record<
  PathWorkload,
  (scenario: Scenario, force: InForce, values: ParameterValues) => Traffic
> = {
  "tcp-stream": tcpStream,
  packets,
  "request-response": requestResponse,
  disk,
};

/** Whether a workload circulates through a path, so that it has a network. */
export const takesPath = (kind: WorkloadKind): kind is PathWorkload =>
  Object.hasOwn(byKind, kind);

/** @throws Error for a workload without a path: ask `takesPath` first */
export const trafficOf = (
  scenario: Scenario,
  force: InForce,
  values: ParameterValues,
): Traffic => {
  const { kind } = scenario.workload;
  if (!takesPath(kind)) throw new Error(`${kind} takes no path`);
  return byKind[kind](scenario, force, values);
};
