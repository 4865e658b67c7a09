/**
 * A run of the workloads that take no path, as every other run: from a scenario, to a result.
 *
 * IDEA   The scenario's fields become a tenant on shared CPUs; the tenant's figures become a result.
 * UNITS  Seconds, CPUs.
 * HOLDS  `cpu` with a rate: a request is an event, from its arrival to its end. Without a rate the
 *        threads are always busy, each begins an event where the last one ended, and `latency` is
 *        from there to its end; with a think time each rests in between. `sched-latency`: `latency` is
 *        until the woken thread first runs, `residenceSeconds` until it has answered.
 * FAILS  A scan of /proc is a cost, not a queue: every one takes the same time.
 * LENGTH Three workloads by one run; what they share is most of it.
 */
import { inForce, type InForce } from "../../options-in-force.ts";
import type { ParameterValues } from "../../parameters/catalogue.ts";
import type { Scenario } from "../../scenario.ts";
import { neighbourShares } from "../../workloads/cpu-answer.ts";
import { cpu } from "../../workloads/cpu.ts";
import { procScan } from "../../workloads/proc-scan.ts";
import { pauseOf, wakeOf } from "../../workloads/sched-latency.ts";
import type { LatencyHistogram } from "../latency-histogram.ts";
import { percentilesOf } from "../percentiles.ts";
import {
  tooShortRemark,
  type Estimate,
  type SimulationResult,
} from "../result.ts";
import type { Run, SimulateOptions } from "../run.ts";
import { startCpu } from "./cpu-workload.ts";
import { startSchedLatency } from "./sched-latency.ts";
import type { SharedCpusResult, SharedCpusRun } from "./shared-cpus-run.ts";
import { tenancyDefaults, type TenancyOptions } from "./tenancy.ts";

const usualSeconds = 30;
const longestUsualS = 1e5;
const usualWarmupS = 5;
const usualMostEvents = 20_000_000;

const tenancyOf = (
  scenario: Scenario,
  force: InForce,
  options: SimulateOptions,
  values: ParameterValues,
): TenancyOptions => {
  const { limits, hardware } = scenario;
  const { technology } = force;
  const isGuest = technology.limit === "vcpus";
  return {
    ...tenancyDefaults,
    scheduler: force.scheduler,
    cpus: hardware.cores,
    vcpus: isGuest ? limits.vcpus : 0,
    // The solver takes the mean of a burst's two caps; here they take turns.
    capCpus: force.burst?.peakCpus ?? force.capCpus,
    baselineCpus: force.burst?.baselineCpus ?? null,
    burstS: limits.burstS,
    warpS: scenario.options.warpMs * 1e-3,
    capRelease: scenario.options.capRelease,
    quotaSlices: limits.quotaSlices,
    tickS: force.tickS,
    values: { "quota.period": limits.quotaPeriodMs * 1e-3 },
    shares: limits.shares / neighbourShares,
    neighbours: scenario.neighbours,
    idle: idleOf(force),
    wakeS: values[wakeOf(force)] / force.cpuSpeed,
    seed: options.seed ?? scenario.seed,
    precision: options.precision ?? 0,
    seconds:
      options.seconds ?? (options.precision ? longestUsualS : usualSeconds),
    warmupSeconds: options.warmup ?? usualWarmupS,
    mostEvents: options.mostEvents ?? usualMostEvents,
    ...(options.events ? { sink: options.events } : {}),
  };
};

/** What an idle vCPU does: the choice in force is one of three options. */
const idleOf = ({ on }: InForce): TenancyOptions["idle"] => {
  if (on.has("host-polls")) return "host-polls";
  return on.has("guest-polls") ? "guest-polls" : "halts";
};

const times = (estimate: Estimate, factor: number): Estimate => ({
  ...estimate,
  mean: estimate.mean * factor,
  low95: estimate.low95 * factor,
  high95: estimate.high95 * factor,
});

const exactly = (mean: number): Estimate => ({
  mean,
  low95: mean,
  high95: mean,
  batches: 0,
  tooShort: false,
});

/** What a kind of workload reads off the shared CPUs. */
interface Reading {
  readonly rate: Estimate;
  readonly residence: Estimate;
  readonly remarks: readonly string[];
}

/** `cpu` and `sched-latency`. */
export class CpuRun implements Run {
  private readonly scenario: Scenario;
  private readonly force: InForce;
  private readonly tenancy: TenancyOptions;
  private readonly run: SharedCpusRun;
  private readonly remarks: readonly string[];
  private readonly eventS: number;

  constructor(
    scenario: Scenario,
    options: SimulateOptions,
    values: ParameterValues,
  ) {
    const { workload } = scenario;
    this.scenario = scenario;
    this.force = inForce(scenario, values);
    this.tenancy = tenancyOf(scenario, this.force, options, values);
    this.eventS = cpu(scenario, this.force, values).serviceS;
    const started =
      workload.kind === "sched-latency"
        ? startSchedLatency({
            ...this.tenancy,
            tenant: workload.busy === "on" ? "busy" : "idle",
            busyThreads: workload.threads,
            intervalS: pauseOf(scenario),
          })
        : startCpu({
            ...this.tenancy,
            threads: workload.threads,
            eventsPerSecond: workload.rate,
            thinkS: workload.thinkUs * 1e-6,
            eventCostS: this.eventS,
            eventCost:
              workload.service === "deterministic" ? "fixed" : "exponential",
          });
    this.run = started.run;
    this.remarks = started.remarks;
  }

  get progress(): number {
    return this.run.progress;
  }

  advance(events: number): boolean {
    return this.run.advance(events);
  }

  result(): SimulationResult {
    const { scenario, force } = this;
    const shared = this.run.result();
    const reading = this.read(shared);
    const tenant = shared.groups[0]!;
    const id = `client.${force.technology.application}`;
    const servers =
      this.tenancy.vcpus > 0
        ? this.tenancy.vcpus
        : Math.min(scenario.workload.threads, this.tenancy.cpus);
    const none = exactly(0);
    return {
      scenario,
      seed: this.tenancy.seed,
      seconds: shared.seconds,
      warmupSeconds: shared.warmupSeconds,
      messagesPerSecond: reading.rate,
      packetsPerSecond: none,
      bitsPerSecond: none,
      residenceSeconds: reading.residence,
      utilisation: { [id]: times(tenant.cpus, 1 / servers) },
      cpu: { client: tenant.cpus, dest: none },
      latency: shared.latency,
      percentiles: shared.percentiles,
      counts: countsOf(shared),
      events: shared.events,
      remarks: [
        ...this.remarks,
        ...shared.remarks,
        ...reading.remarks,
        ...(shared.seconds > 0 && shared.latency.count === 0
          ? [
              "Nothing ended in this run: there is no latency to tell. Simulate more seconds.",
            ]
          : reading.rate.tooShort
            ? [tooShortRemark]
            : []),
      ],
    };
  }

  private read(shared: SharedCpusResult): Reading {
    const { workload } = this.scenario;
    const tenant = shared.groups[0]!;
    const source = shared.sources[0];
    if (!source) {
      // Always busy: threads in the system over their rate is the time of one (Little).
      const rate = times(tenant.cpus, 1 / this.eventS);
      const { mean: cpus, high95 } = tenant.cpus;
      const eachS = cpus > 0 ? (workload.threads * this.eventS) / cpus : 0;
      // To first order a quotient is as uncertain, relatively, as what it is divided by.
      const halfS = cpus > 0 ? eachS * (high95 / cpus - 1) : 0;
      return {
        rate,
        residence: {
          ...rate,
          mean: eachS,
          low95: eachS - halfS,
          high95: eachS + halfS,
        },
        remarks: [
          "The threads are always busy: each begins an event where its last one ended. The rate is CPU time over an event’s mean cost; the events drawn come near it.",
        ],
      };
    }
    const pings = workload.kind === "sched-latency";
    return {
      rate: source.eventsPerSecond,
      residence: source.responseSeconds,
      remarks: [
        ...(pings
          ? ["Latency is the time until the woken thread first runs."]
          : []),
        ...(source.refused > 0
          ? [
              `${String(source.refused)} events came to a full queue and were refused.`,
            ]
          : []),
      ],
    };
  }
}

const countsOf = (shared: SharedCpusResult): Record<string, number> => {
  const tenant = shared.groups[0]!;
  const guest = shared.guests[0];
  const { periods } = shared;
  return {
    parkings: tenant.parkingsPerSecond,
    preemptions: tenant.preemptionsPerSecond,
    switches: shared.switchesPerSecond,
    migrations: shared.migrationsPerSecond,
    ...(periods
      ? {
          periods: periods.perSecond,
          "throttled periods": periods.throttledPerSecond,
        }
      : {}),
    ...(guest
      ? {
          halts: guest.haltsPerSecond,
          "poll hits": guest.pollHitsPerSecond,
          "pause-loop exits": guest.pauseExitsPerSecond,
        }
      : {}),
  };
};

/** `proc-scan`: nothing is random, so one scan is the answer. */
export class ScanRun implements Run {
  readonly progress = 1;
  private readonly scenario: Scenario;
  private readonly latency: LatencyHistogram;
  private readonly scanS: number;
  private readonly loopS: number;
  private readonly server: string;

  constructor(
    scenario: Scenario,
    latency: LatencyHistogram,
    values: ParameterValues,
  ) {
    const force = inForce(scenario, values);
    const answer = procScan(scenario, force, values);
    this.scenario = scenario;
    this.scanS = 1 / answer.rate;
    this.loopS = answer.serviceS + answer.waitS;
    this.server = force.technology.application;
    this.latency = latency;
    latency.record(this.loopS);
  }

  advance(): boolean {
    return true;
  }

  result(): SimulationResult {
    const none = exactly(0);
    return {
      scenario: this.scenario,
      seed: this.scenario.seed,
      seconds: this.scanS,
      warmupSeconds: 0,
      messagesPerSecond: exactly(1 / this.scanS),
      packetsPerSecond: none,
      bitsPerSecond: none,
      residenceSeconds: exactly(this.loopS),
      utilisation: { [`client.${this.server}`]: exactly(1) },
      cpu: { client: exactly(1), dest: none },
      latency: this.latency,
      percentiles: percentilesOf(this.latency),
      counts: {},
      events: 1,
      remarks: ["Every scan takes the same time: nothing is drawn."],
    };
  }
}
