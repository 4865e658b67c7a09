/**
 * A tenant and its neighbours: what the workloads `cpu` and `sched-latency` have in common.
 *
 * UNITS  Seconds, CPUs.
 * HOLDS  Any number whatever gives a run: out-of-range values are clamped, and a remark says so.
 */
import { publishedValues } from "../../parameters/published-values.ts";
import type { SchedulingValues } from "../../parameters/scheduling.ts";
import type { Sink } from "../event-log.ts";
import type {
  GroupSpec,
  GuestSpec,
  SchedulerName,
  SharedCpusSpec,
  ThreadSpec,
} from "./shared-cpus.ts";
import { SharedCpusRun, type RunLength } from "./shared-cpus-run.ts";

export interface TenancyOptions {
  readonly scheduler: SchedulerName;
  /** CPUs of the host, 1 to 512. */
  readonly cpus: number;
  /** The tenant's vCPUs, 1 to 64; 0 for threads of the host: a zone, a container. */
  readonly vcpus: number;
  /** The tenant's cap in CPUs; null for none. */
  readonly capCpus: number | null;
  /** illumos: CPUs below the cap that it may always use, and seconds above them; null for none. */
  readonly baselineCpus: number | null;
  readonly burstS: number;
  /** BVT: seconds that it counts as earlier than it is, 0 to 1. */
  readonly warpS: number;
  readonly capRelease: "before" | "after";
  /** Linux: what a CPU has left of a quota when its period ends. */
  readonly quotaSlices: "kept" | "expire";
  /** illumos: seconds between two ticks of the clock; at hz = 100 if not given. */
  readonly tickS?: number;
  /** The tenant's shares relative to one neighbour's, > 0. */
  readonly shares: number;
  /** Other tenants, 0 to 1024, each with one thread or vCPU that is always busy. */
  readonly neighbours: number;
  /** What an idle vCPU does, and the seconds that it takes to come back from a halt. */
  readonly idle: NonNullable<GuestSpec["idle"]>;
  readonly wakeS: number;
  readonly seed: number;
  readonly seconds: number;
  readonly warmupSeconds: number;
  readonly mostEvents: number;
  /** Relative half-interval at which the run may end; 0 for never. */
  readonly precision: number;
  readonly sink?: Sink;
  readonly values?: Partial<SchedulingValues>;
}

export const tenancyDefaults: TenancyOptions = {
  scheduler: "fss",
  cpus: 8,
  vcpus: 0,
  capCpus: null,
  baselineCpus: null,
  burstS: 0,
  warpS: 0,
  capRelease: "after",
  quotaSlices: "kept",
  shares: 1,
  neighbours: 0,
  idle: "halts",
  wakeS: publishedValues["hlt.wake.linux"],
  seed: 1,
  seconds: 30,
  warmupSeconds: 5,
  mostEvents: 20_000_000,
  precision: 0,
};

/** Collects what had to be clamped. */
export class Clamp {
  readonly remarks: string[] = [];

  number(
    name: string,
    value: number,
    low: number,
    high: number,
    otherwise: number,
  ): number {
    if (Number.isNaN(value)) {
      this.remarks.push(`${name} is no number: ${otherwise} was used.`);
      return otherwise;
    }
    if (value >= low && value <= high) return value;
    const clamped = value < low ? low : high;
    this.remarks.push(`${name} was clamped to ${clamped}.`);
    return clamped;
  }

  whole(
    name: string,
    value: number,
    low: number,
    high: number,
    otherwise: number,
  ): number {
    return Math.round(this.number(name, value, low, high, otherwise));
  }
}

export const clampTenancy = (
  given: TenancyOptions,
  clamp: Clamp,
): TenancyOptions => {
  const d = tenancyDefaults;
  return {
    ...given,
    cpus: clamp.whole("cpus", given.cpus, 1, 512, d.cpus),
    vcpus: clamp.whole("vcpus", given.vcpus, 0, 64, d.vcpus),
    capCpus:
      given.capCpus === null
        ? null
        : clamp.number("cap", given.capCpus, 0.01, 512, 1),
    baselineCpus:
      given.baselineCpus === null
        ? null
        : clamp.number("baseline", given.baselineCpus, 0.01, 512, 1),
    burstS: clamp.number("burst time", given.burstS, 0, 86_400, d.burstS),
    warpS: clamp.number("warp", given.warpS, 0, 1, d.warpS),
    shares: clamp.number("shares", given.shares, 0.001, 1000, d.shares),
    neighbours: clamp.whole("neighbours", given.neighbours, 0, 1024, 0),
    seconds: clamp.number("seconds", given.seconds, 0.01, 1e5, d.seconds),
    warmupSeconds: clamp.number("warm-up", given.warmupSeconds, 0, 1e5, 0),
    precision: clamp.number("precision", given.precision, 0, 1, d.precision),
    mostEvents: clamp.whole("events", given.mostEvents, 1, 1e9, d.mostEvents),
  };
};

/** Neighbours as groups, each with a busy thread; under Xen and KVM it stands for a busy vCPU. */
const neighboursOf = ({ neighbours }: TenancyOptions): GroupSpec[] =>
  Array.from({ length: neighbours }, (_, at) => ({
    name: `neighbour ${at + 1}`,
    shares: 1,
    threads: [{ name: "", kind: "busy" }],
  }));

/** The tenant: its limits, and its threads on the host's CPUs or in a guest. */
const tenantOf = (
  options: TenancyOptions,
  threads: readonly ThreadSpec[],
): GroupSpec => ({
  name: "tenant",
  shares: options.shares,
  burstS: options.burstS,
  warpS: options.warpS,
  ...(options.capCpus === null ? {} : { capCpus: options.capCpus }),
  ...(options.baselineCpus === null
    ? {}
    : { baselineCpus: options.baselineCpus }),
  ...(options.vcpus > 0
    ? {
        guest: {
          vcpus: options.vcpus,
          threads,
          idle: options.idle,
          wakeS: options.wakeS,
        },
      }
    : { threads }),
});

/**
 * A tenant with `threads` beside its neighbours, ready to run.
 *
 * @param sources    what wakes the threads that are fed
 * @param latencyOf  what the run's latencies are of
 * @param busyEvent  what counts as an event of threads that never rest
 */
export const runOf = (
  options: TenancyOptions,
  threads: readonly ThreadSpec[],
  sources: NonNullable<SharedCpusSpec["sources"]>,
  latencyOf: NonNullable<RunLength["latencyOf"]>,
  busyEvent?: SharedCpusSpec["busyEvent"],
): SharedCpusRun => {
  const length: RunLength = { ...options, latencyOf };
  return new SharedCpusRun(
    {
      cpus: options.cpus,
      scheduler: options.scheduler,
      groups: [tenantOf(options, threads), ...neighboursOf(options)],
      sources,
      busyEvent,
      capRelease: options.capRelease,
      quotaSlices: options.quotaSlices,
      ...(options.tickS === undefined ? {} : { tickS: options.tickS }),
      seed: options.seed,
      sink: options.sink,
      values: options.values ?? {},
    },
    length,
  );
};
