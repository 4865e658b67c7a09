/**
 * The workload `cpu`: events of a given cost, or threads that never rest, in a limited tenant.
 *
 * IDEA   Events arrive at a rate and are served by a pool of threads, in a zone, a container or a
 *        guest, under a cap, a quota or shares, beside neighbours. Without a rate every thread is
 *        always busy, or rests after each of its events.
 * UNITS  Seconds, CPUs, events per second.
 * HOLDS  As machine.ts. The tenant is group 0, its events source 0.
 */
import {
  Clamp,
  clampTenancy,
  runOf,
  tenancyDefaults,
  type TenancyOptions,
} from "./tenancy.ts";
import type { ThreadSpec } from "./shared-cpus.ts";
import type { SharedCpusRun } from "./shared-cpus-run.ts";

export interface CpuOptions extends TenancyOptions {
  /** Threads of the tenant, 1 to 1024. */
  readonly threads: number;
  /** Events a second in all; null for threads that begin one after another. */
  readonly eventsPerSecond: number | null;
  /** Without a rate: mean seconds that a thread rests after an event; 0 for never. */
  readonly thinkS: number;
  /** Mean CPU seconds of an event. */
  readonly eventCostS: number;
  readonly eventCost: "fixed" | "exponential";
}

const cpuDefaults: CpuOptions = {
  ...tenancyDefaults,
  threads: 8,
  eventsPerSecond: null,
  thinkS: 0,
  eventCostS: 1e-3,
  eventCost: "exponential",
};

/** A run that can be advanced in slices. */
export const startCpu = (
  given: Partial<CpuOptions>,
): { run: SharedCpusRun; remarks: readonly string[] } => {
  const clamp = new Clamp();
  const whole = { ...cpuDefaults, ...given };
  const options: CpuOptions = {
    ...whole,
    ...clampTenancy(whole, clamp),
    threads: clamp.whole("threads", whole.threads, 1, 1024, 8),
    eventsPerSecond:
      whole.eventsPerSecond === null
        ? null
        : clamp.number("rate", whole.eventsPerSecond, 1e-3, 1e7, 100),
    thinkS: clamp.number("think time", whole.thinkS, 0, 1e3, 0),
    eventCostS: clamp.number("cost", whole.eventCostS, 1e-7, 100, 1e-3),
  };
  const rests = options.eventsPerSecond === null && options.thinkS > 0;
  const busy = options.eventsPerSecond === null && !rests;
  const threads = Array.from(
    { length: options.threads },
    (_, at): ThreadSpec => {
      const name = `thread ${at + 1}`;
      return busy
        ? { name, kind: "busy" }
        : { name, kind: "worker", source: 0 };
    },
  );
  const arrivals = rests
    ? ({
        arrivals: "closed",
        clients: options.threads,
        intervalS: options.thinkS,
        interval: options.eventCost,
      } as const)
    : ({
        arrivals: "poisson",
        intervalS: 1 / (options.eventsPerSecond ?? 1),
      } as const);
  const sources = busy
    ? []
    : [
        {
          name: "events",
          ...arrivals,
          costS: options.eventCostS,
          cost: options.eventCost,
        },
      ];
  return {
    run: runOf(
      options,
      threads,
      sources,
      busy ? "events" : "response",
      busy ? { costS: options.eventCostS, cost: options.eventCost } : undefined,
    ),
    remarks: clamp.remarks,
  };
};
