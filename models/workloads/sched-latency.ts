/**
 * `sched-latency`: how long a woken thread or vCPU waits among busy neighbours.
 *
 * IDEA   While a CPU is idle nobody waits but for the wake-up itself. Otherwise the wait is slice
 *        arithmetic: who may interrupt, waits for what the scheduler protects; who has its own share
 *        to wait for, waits half a round of the others' slices, in proportion to the weights.
 * HOLDS  An estimate of the mean, for threads spread evenly over the CPUs. Wake-ups come a think time
 *        apart, ten milliseconds where none is given.
 * FAILS  The distribution, which is what a reader of such a test wants: simulate. A guest's own
 *        scheduler above the host's.
 * SOURCE Mechanism notes 5.1, 5.3, 5.4.
 */
import type { InForce } from "../options-in-force.ts";
import type { ParameterId, ParameterValues } from "../parameters/catalogue.ts";
import type { Scheduler } from "../paths/step.ts";
import type { Scenario } from "../scenario.ts";
import type { CpuWorkload } from "./cpu-answer.ts";
import { more, neighbourShares } from "./cpu-answer.ts";

/** Mean seconds between two wake-ups, where the scenario does not say. */
const usualPauseS = 10e-3;

/** Mean seconds from an answer to the next wake-up. */
export const pauseOf = ({ workload }: Scenario): number =>
  workload.thinkUs > 0 ? workload.thinkUs * 1e-6 : usualPauseS;

interface Turn {
  /** Longest that one who wakes with a right to run waits. */
  readonly protectedS: number;
  /** What another runs before it is one's own turn. */
  readonly sliceS: number;
  readonly parameters: readonly ParameterId[];
}

/** What each scheduler lets a thread do, with `perCpu` busy threads for each of `cores` CPUs. */
const turnOf = (
  scheduler: Scheduler,
  values: ParameterValues,
  { tickS }: InForce,
  perCpu: number,
  cores: number,
): Turn => {
  switch (scheduler) {
    case "fss":
      return {
        protectedS: 0,
        sliceS: values["fss.quantum"] * tickS,
        parameters: ["fss.quantum", "clock.tick"],
      };
    case "cfs": {
      const stretch =
        1 + Math.floor(Math.log2(Math.min(cores, values["cfs.scale"])));
      return {
        protectedS: 0,
        sliceS:
          stretch *
          Math.max(
            values["cfs.latency"] / (perCpu + 1),
            values["cfs.granularity"],
          ),
        parameters: ["cfs.latency", "cfs.granularity", "cfs.scale"],
      };
    }
    case "credit":
      return {
        protectedS: values["credit.ratelimit"],
        sliceS: values["credit.slice"],
        parameters: ["credit.ratelimit", "credit.slice"],
      };
    case "credit2":
      return {
        protectedS: values["credit2.shortest"],
        sliceS: values["credit2.longest"],
        parameters: ["credit2.shortest", "credit2.longest"],
      };
    case "bvt":
      return {
        protectedS: values["bvt.allowance"],
        sliceS: values["bvt.allowance"],
        parameters: ["bvt.allowance"],
      };
    case "sedf":
      return {
        protectedS: values["sedf.quantum"],
        sliceS: values["sedf.quantum"],
        parameters: ["sedf.quantum"],
      };
  }
};

/** What wakes the tenant on an idle CPU. */
export const wakeOf = ({ technology }: InForce): ParameterId => {
  if (technology.limit !== "vcpus") return "wake.idle";
  if (technology.family === "xen") return "evtchn.oneway";
  return technology.native === "unix" ? "hlt.wake" : "hlt.wake.linux";
};

export const schedLatency: CpuWorkload = (scenario, force, values) => {
  const { workload, limits, hardware, neighbours } = scenario;
  const { cores } = hardware;
  const busy = workload.busy === "on";
  const own = busy
    ? Math.min(
        workload.threads,
        force.technology.limit === "vcpus" ? limits.vcpus : Infinity,
      )
    : 0;
  const wake = wakeOf(force);
  const wakeS = values[wake] / force.cpuSpeed;
  const waitAmong = (others: number): number => {
    if (others + own < cores) return 0;
    const turn = turnOf(
      force.scheduler,
      values,
      force,
      (others + own) / cores,
      cores,
    );
    if (!busy) return turn.protectedS / 2;
    const ahead =
      (others * (neighbourShares / limits.shares) + Math.max(0, own - 1)) /
      cores;
    return (ahead * turn.sliceS) / 2;
  };
  const waitS = waitAmong(neighbours);
  const thinkS = pauseOf(scenario);
  const rateAt = (seconds: number): number => 1 / (seconds + thinkS);
  const rate = rateAt(waitS + wakeS);
  const share = (seconds: number): number => seconds * rate;
  return {
    unitName: "wake-up",
    label: "the woken thread starts to run",
    functions: ["sleep", "wakeup"],
    parameters: [
      wake,
      ...turnOf(force.scheduler, values, force, 1, cores).parameters,
    ],
    where: "5.1, 5.3 and 5.4",
    rate,
    serviceS: wakeS,
    waitS,
    thinkS,
    servers: cores,
    cpus: Math.min(own, cores),
    candidates: [
      {
        id: "scheduler",
        name: "waiting to run",
        category: "scheduler latency",
        utilisation: share(waitS),
        rateWithMore: rateAt(waitS / more + wakeS),
        ceiling: Infinity,
        sentence: `scheduler latency: waiting to run ${(waitS * 1e3).toPrecision(3)} ms on average`,
      },
      {
        id: "latency",
        name: "wake-up",
        category: "latency",
        utilisation: share(wakeS),
        rateWithMore: rateAt(waitS + wakeS / more),
        ceiling: Infinity,
        sentence: `wake-up: ${(wakeS * 1e6).toPrecision(3)} µs from the event to the first instruction`,
      },
      {
        id: "threads",
        name: "thread count",
        category: "thread count",
        utilisation: 1,
        rateWithMore: 1 / (waitS + wakeS + thinkS / more),
        ceiling: Infinity,
        sentence: "thread count: one wake-up at a time, with pauses between",
      },
    ],
    remarks: [
      "An estimate of the mean by slice arithmetic: the distribution, which matters more, is the simulator’s.",
    ],
  };
};
