/**
 * The workload `sched-latency`: how long until a thread that an interrupt wakes gets a CPU.
 *
 * IDEA   A packet arrives now and then for a thread of the tenant, which is otherwise idle or
 *        computes all the time, beside n busy neighbours. Arrivals are Poisson, so that they see
 *        the machine as it is on average and not in step with its ticks.
 * UNITS  Seconds.
 * HOLDS  As machine.ts. The tenant is group 0, the packets source 0; `wakeup` is the answer. The time
 *        to wake a thread, or a halted vCPU, is part of it; a running vCPU is interrupted at once.
 */
import {
  Clamp,
  clampTenancy,
  runOf,
  tenancyDefaults,
  type TenancyOptions,
} from "./tenancy.ts";
import { answerS } from "../../workloads/sched-latency.ts";
import type { ThreadSpec } from "./shared-cpus.ts";
import type { SharedCpusRun } from "./shared-cpus-run.ts";

export interface SchedLatencyOptions extends TenancyOptions {
  /** What the tenant does beside answering. */
  readonly tenant: "idle" | "busy";
  /** Threads that compute if it is busy, 1 to 256. */
  readonly busyThreads: number;
  /** Mean seconds between two packets. */
  readonly intervalS: number;
  /** CPU seconds to answer one. */
  readonly costS: number;
}

const schedLatencyDefaults: SchedLatencyOptions = {
  ...tenancyDefaults,
  cpus: 1,
  neighbours: 3,
  seconds: 100,
  tenant: "idle",
  busyThreads: 1,
  intervalS: 10e-3,
  costS: answerS,
};

/** A run that can be advanced in slices. */
export const startSchedLatency = (
  given: Partial<SchedLatencyOptions>,
): { run: SharedCpusRun; remarks: readonly string[] } => {
  const clamp = new Clamp();
  const whole = { ...schedLatencyDefaults, ...given };
  const options: SchedLatencyOptions = {
    ...whole,
    ...clampTenancy(whole, clamp),
    busyThreads: clamp.whole("busy threads", whole.busyThreads, 1, 256, 1),
    intervalS: clamp.number("interval", whole.intervalS, 1e-6, 1e3, 10e-3),
    costS: clamp.number("cost", whole.costS, 1e-7, 10, 20e-6),
  };
  const threads: ThreadSpec[] = [
    { name: "ping", kind: "worker", source: 0 },
    ...(options.tenant === "busy"
      ? Array.from({ length: options.busyThreads }, (_, at) => ({
          name: `busy ${at + 1}`,
          kind: "busy" as const,
        }))
      : []),
  ];
  const packets = {
    name: "packets",
    arrivals: "poisson" as const,
    intervalS: options.intervalS,
    costS: options.costS,
    cost: "fixed" as const,
    ...(options.vcpus > 0 ? {} : { wakeS: given.wakeS ?? 0 }),
  };
  return {
    run: runOf(options, threads, [packets], "wakeup"),
    remarks: clamp.remarks,
  };
};
