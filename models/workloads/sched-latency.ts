/**
 * `sched-latency`: how long a woken thread or vCPU waits among busy neighbours.
 *
 * IDEA   While a CPU is idle nobody waits but for the wake-up itself. Otherwise the wait is slice
 *        arithmetic: who may interrupt, waits for what the scheduler protects; who has its own share
 *        to wait for, waits half a round of the others' turns, in proportion to the weights, unless
 *        its own turn is under way. How long a turn is among equals is each scheduler's own.
 * HOLDS  An estimate of the mean, for threads spread evenly over the CPUs. Wake-ups come a think time
 *        apart, ten milliseconds where none is given.
 * FAILS  Credit's turn between one, two and three who compute, as unequal weights make it, is
 *        interpolated, not derived: at three to one the simulated wait is a third longer.
 *        The distribution, which is what a reader of such a test wants: simulate. Rare long waits of
 *        one who owes or is owed: credit that ran out, usage that meets another's. A guest's own
 *        scheduler above the host's.
 * SOURCE Mechanism notes 5.1, 5.3, 5.4.
 */
import type { InForce } from "../options-in-force.ts";
import type { ParameterId, ParameterValues } from "../parameters/catalogue.ts";
import type { Scheduler } from "../paths/step.ts";
import type { Scenario } from "../scenario.ts";
import type { CpuWorkload } from "./cpu-answer.ts";
import { more, neighbourShares, timeText } from "./cpu-answer.ts";

/** Mean seconds between two wake-ups, where the scenario does not say. */
const usualPauseS = 10e-3;

/** CPU seconds that a woken thread takes to answer. */
export const answerS = 20e-6;

/** Mean seconds from an answer to the next wake-up. */
export const pauseOf = ({ workload }: Scenario): number =>
  workload.thinkUs > 0 ? workload.thinkUs * 1e-6 : usualPauseS;

/** What a scheduler makes one wait who shares `cores` CPUs with `others` busy threads. */
interface Waits {
  /** Mean seconds of one who sleeps between its wake-ups. */
  readonly idleS: number;
  /** Mean seconds of one that computes as well, among the others. */
  readonly busyS: number;
  readonly parameters: readonly ParameterId[];
}

interface Crowd {
  /** Busy ones beside the tenant, weighted, for each CPU; and its own that compute, if it does. */
  readonly others: number;
  readonly all: number;
  readonly cores: number;
  readonly wakesPerS: number;
  /** The tenant is a vCPU, which need not be woken while it computes. */
  readonly isVcpu: boolean;
}

/** Share of time in which one of those who compute has no CPU. */
const waitingShare = ({ all }: Crowd): number => Math.max(0, 1 - 1 / all);

/** Half a round of the turns of those who wait. */
const halfRound = ({ all }: Crowd, turnS: number): number =>
  (Math.max(0, all - 1) * turnS) / 2;

/**
 * Slices of Credit in a turn. Of two equals, the one that runs has credit left when its slice ends,
 * and the other none, if the accounting came in the first half of the slice: it gets a second. Of
 * three or more, somebody else always has credit. The phase of the two drifts. In between: a line.
 */
const slicesInTurn = ({ all }: Crowd): number =>
  1 + Math.max(0, 1 - Math.abs(all - 2)) / 2;

/**
 * Mean wait for one of the CPUs whose vCPUs have begun to run so lately that nobody may interrupt
 * them: somebody begins after each wake-up, and after each turn where more than one wants the CPU.
 */
const forProtected = (
  { others, cores, wakesPerS }: Crowd,
  protectedS: number,
  turnS: number,
): number => {
  const begins = wakesPerS / cores + (others > 1 ? 1 / turnS : 0);
  const share = Math.min(1, begins * protectedS);
  // Turns as short as the protection march in step; others end independently of each other.
  return turnS <= protectedS && share === 1
    ? protectedS / 2
    : (share ** cores * protectedS) / (cores + 1);
};

/** What each scheduler lets a thread do. */
const waitsOf = (
  scheduler: Scheduler,
  values: ParameterValues,
  crowd: Crowd,
): Waits => {
  switch (scheduler) {
    case "fss":
      // Priority is a thread's own, and one that mostly sleeps has a good one.
      return { idleS: 0, busyS: 0, parameters: [] };
    case "cfs": {
      const stretch =
        1 + Math.floor(Math.log2(Math.min(crowd.cores, values["cfs.scale"])));
      const sliceS =
        stretch *
        Math.max(
          values["cfs.latency"] / Math.max(1, crowd.all),
          values["cfs.granularity"],
        );
      // A thread that wakes ends its own group's turn, and waits for the next.
      return {
        idleS: 0,
        busyS:
          halfRound(crowd, sliceS) * (crowd.isVcpu ? waitingShare(crowd) : 1),
        parameters: ["cfs.latency", "cfs.granularity", "cfs.scale"],
      };
    }
    case "credit": {
      const sliceS = values["credit.slice"];
      return {
        idleS: forProtected(crowd, values["credit.ratelimit"], sliceS),
        busyS:
          halfRound(crowd, sliceS * slicesInTurn(crowd)) * waitingShare(crowd),
        parameters: ["credit.ratelimit", "credit.slice"],
      };
    }
    case "credit2": {
      // Equals change places as often as they may.
      const turnS = values["credit2.shortest"];
      return {
        idleS: forProtected(crowd, turnS, turnS),
        busyS: halfRound(crowd, turnS) * waitingShare(crowd),
        parameters: ["credit2.shortest"],
      };
    }
    case "bvt":
      // A turn lasts until the next has fallen behind by the allowance: longer, the fewer there are.
      return {
        idleS: 0,
        busyS: halfRound(crowd, values["bvt.allowance"]),
        parameters: ["bvt.allowance"],
      };
    case "sedf":
      // One that wakes is behind none of the slack's turns, and before none.
      return {
        idleS: (crowd.others * values["sedf.quantum"]) / 2,
        busyS: halfRound(crowd, values["sedf.quantum"]) * waitingShare(crowd),
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
  const thinkS = pauseOf(scenario);
  const others = (neighbours * (neighbourShares / limits.shares)) / cores;
  const waits = waitsOf(force.scheduler, values, {
    others,
    all: others + own / cores,
    cores,
    wakesPerS: 1 / thinkS,
    isVcpu: force.technology.limit === "vcpus",
  });
  const hasIdleCpu = neighbours + own < cores;
  const waitS = hasIdleCpu ? 0 : busy ? waits.busyS : waits.idleS;
  const serviceS = wakeS + answerS;
  const rateAt = (seconds: number): number => 1 / (seconds + thinkS);
  const rate = rateAt(waitS + serviceS);
  const share = (seconds: number): number => seconds * rate;
  return {
    unitName: "wake-up",
    label: "the woken thread starts to run, and answers",
    functions: ["sleep", "wakeup"],
    parameters: [wake, ...waits.parameters],
    where: "5.1, 5.3 and 5.4",
    rate,
    serviceS,
    waitS,
    thinkS,
    wakeUpS: waitS + wakeS,
    servers: cores,
    cpus: Math.min(own, cores),
    candidates: [
      {
        id: "scheduler",
        name: "waiting to run",
        category: "scheduler latency",
        utilisation: share(waitS),
        rateWithMore: rateAt(waitS / more + serviceS),
        ceiling: Infinity,
        sentence: `scheduler latency: waiting to run ${timeText(waitS)} on average`,
      },
      {
        id: "latency",
        name: "wake-up",
        category: "latency",
        utilisation: share(wakeS),
        rateWithMore: rateAt(waitS + wakeS / more + answerS),
        ceiling: Infinity,
        sentence: `wake-up: ${timeText(wakeS)} from the event to the first instruction`,
      },
      {
        id: "threads",
        name: "thread count",
        category: "thread count",
        utilisation: 1,
        rateWithMore: 1 / (waitS + serviceS + thinkS / more),
        ceiling: Infinity,
        sentence: "thread count: one wake-up at a time, with pauses between",
      },
    ],
    remarks: [
      "An estimate of the mean by slice arithmetic: the distribution, which matters more, is the simulator’s.",
    ],
  };
};
