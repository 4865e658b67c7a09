/**
 * `cpu`: events that need CPU and nothing else, under a cap, a share, or the CPUs there are.
 *
 * IDEA   Capacity K is the least of the threads, the CPUs (or vCPUs), the cap, and the share that
 *        busy neighbours leave: max(CPUs − neighbours, CPUs · weight / all weights), because a
 *        neighbour has one thread and so at most one CPU. Threads that are always busy finish K / S
 *        events a second. Events that arrive at random wait for what is before them, as in M/M/K:
 *        W = C(K, ρ) · S / (K (1 − ρ)), C being Erlang's chance to wait, which for one CPU is also
 *        M/G/1 under processor sharing. Threads that rest between their events are the machine
 *        repair model, M/M/c//N, as long as neither cap nor share holds them; they are then K / S.
 * HOLDS  Means. A cap acts as a CPU of that size that lets single events run at full speed.
 * FAILS  Silences of a cap or a quota and the tail they make: the simulator has them. Near a cap,
 *        threads that rest are given the better of two bounds. Beyond capacity
 *        the queue grows without end, and the wait is the mean over `saturatedRunS` from an empty
 *        start.
 * SOURCE Erlang 1917; Kleinrock 1976 (processor sharing).
 */
import { erlangC } from "../solve/erlang.ts";
import { addStation } from "../solve/load-dependent.ts";
import {
  more,
  neighbourShares,
  percent,
  type CpuCandidate,
  type CpuWorkload,
} from "./cpu-answer.ts";

/** Seconds over which the mean wait of a queue that only grows is taken. */
const saturatedRunS = 10;

interface Capacity {
  readonly threads: number;
  readonly cpus: number;
  readonly share: number;
  readonly cap: number;
}

/** Of an event: a measured rate cannot ask for less. */
const shortestS = 1e-7;

const least = ({ threads, cpus, share, cap }: Capacity): number =>
  Math.min(threads, cpus, share, cap);

/** Chance that an event must wait: Erlang's, and between whole CPUs on the line between theirs. */
const waitingChance = (capacity: number, load: number): number => {
  const fewer = Math.max(1, Math.floor(capacity));
  const chance = (servers: number) => erlangC(servers, servers * load);
  const share = Math.max(0, capacity - fewer);
  const low = chance(fewer);
  return share === 0 ? low : low + share * (chance(fewer + 1) - low);
};

/** Mean wait of an event before and between its turns. */
export const meanWait = (
  rate: number,
  serviceS: number,
  capacity: number,
): number => {
  const load = (rate * serviceS) / capacity;
  const grown = (Math.max(0, load - 1) * saturatedRunS) / 2;
  if (load >= 1) return saturatedRunS / 2 + grown;
  const wait =
    (waitingChance(capacity, load) * serviceS) / capacity / (1 - load);
  return Math.min(saturatedRunS / 2, wait);
};

/** Events a second of `threads` that rest for `thinkS` after each, on CPUs that nobody limits. */
const restedRate = (
  threads: number,
  cpus: number,
  serviceS: number,
  thinkS: number,
): number => {
  const most = Math.ceil(threads);
  const speeds = Float64Array.from({ length: Math.ceil(cpus) }, (_, busy) =>
    Math.min(busy + 1, cpus),
  );
  const spacing = Float64Array.from({ length: most + 1 }, (_, customers) =>
    customers === 0 ? 0 : thinkS / customers,
  );
  addStation(serviceS, speeds, spacing, spacing);
  const rate = (customers: number): number =>
    customers === 0 ? 0 : 1 / spacing[customers]!;
  // Between two whole numbers of threads, on the line between their rates.
  const fewer = Math.floor(threads);
  return rate(fewer) + (threads - fewer) * (rate(most) - rate(fewer));
};

export const cpu: CpuWorkload = (scenario, force) => {
  const { workload, limits, hardware, neighbours, baseline } = scenario;
  const { cores } = hardware;
  const virtual = force.technology.limit === "vcpus";
  const cpus = virtual ? Math.min(limits.vcpus, cores) : cores;
  const weights = limits.shares + neighbours * neighbourShares;
  const capacity: Capacity = {
    threads: workload.threads,
    cpus,
    share: Math.max(cores - neighbours, (cores * limits.shares) / weights),
    cap: force.capCpus ?? Infinity,
  };
  const measured = baseline.rate !== null && workload.rate === null;
  const thinkS = workload.rate === null ? workload.thinkUs * 1e-6 : 0;
  const measuredS =
    baseline.rate === null
      ? null
      : Math.min(
          baseline.threads / baseline.rate - thinkS,
          cores / baseline.rate,
        );
  const serviceS =
    measured && measuredS !== null
      ? Math.max(shortestS, measuredS)
      : workload.eventUs * 1e-6;
  const full = (with_: Partial<Capacity> = {}): number => {
    const of = { ...capacity, ...with_ };
    const most = least(of) / serviceS;
    if (thinkS === 0) return most;
    return Math.min(most, restedRate(of.threads, of.cpus, serviceS, thinkS));
  };
  const offered = workload.rate ?? Infinity;
  const rate = Math.min(offered, full());
  const waitS =
    workload.rate === null
      ? workload.threads / rate - serviceS - thinkS
      : meanWait(workload.rate, serviceS, least(capacity));
  const used = rate * serviceS;
  const limit = (
    id: keyof Capacity,
    name: string,
    category: CpuCandidate["category"],
  ): CpuCandidate => {
    const utilisation = used / capacity[id];
    return {
      id,
      name,
      category,
      utilisation,
      rateWithMore: Math.min(offered, full({ [id]: capacity[id] * more })),
      ceiling: capacity[id] / serviceS,
      sentence: `${name}, ${percent(utilisation)} used`,
    };
  };
  return {
    unitName: "event",
    label: "the event computes",
    functions: ["main"],
    parameters: [],
    where: measured
      ? "given with the scenario: baseline.rate"
      : "given with the scenario: event-us",
    rate,
    serviceS,
    waitS: Math.max(0, waitS),
    thinkS,
    servers: Math.max(1, Math.floor(Math.min(workload.threads, cpus))),
    cpus: used,
    candidates: [
      ...(workload.rate === null
        ? []
        : [
            {
              id: "rate",
              name: "event rate",
              category: "thread count" as const,
              utilisation: Math.min(1, rate / offered),
              rateWithMore: Math.min(offered * more, full()),
              ceiling: Infinity,
              sentence: `event rate: no more events come, and ${percent(used / least(capacity))} of what they may use is used`,
            },
          ]),
      ...(thinkS > 0
        ? [
            {
              id: "think",
              name: "think time",
              category: "thread count" as const,
              utilisation: (thinkS * rate) / workload.threads,
              rateWithMore: Math.min(
                least(capacity) / serviceS,
                restedRate(workload.threads, cpus, serviceS, thinkS / more),
              ),
              ceiling: Infinity,
              sentence: `think time: the threads rest for ${percent((thinkS * rate) / workload.threads)} of the time`,
            },
          ]
        : []),
      ...(force.capCpus === null ? [] : [limit("cap", "CPU cap", "CPU cap")]),
      ...(neighbours > 0
        ? [limit("share", "share beside busy neighbours", "scheduler latency")]
        : []),
      limit("cpus", virtual ? "vCPU" : "CPU", "CPU"),
      limit("threads", "thread count", "thread count"),
    ],
    remarks: [
      ...(measured && measuredS !== null && measuredS < shortestS
        ? [
            `The baseline rate leaves an event no time${thinkS > 0 ? `: its threads rest for ${(thinkS * 1e3).toPrecision(3)}\u202fms after each` : ""}. An event is taken for the shortest, ${(shortestS * 1e6).toFixed(1)}\u202fµs.`,
          ]
        : []),
      ...(force.capCpus === null
        ? []
        : ["A mean hides the cap’s silences: simulate to see them."]),
      ...(rate < offered && workload.rate !== null
        ? [
            `More events come than can be worked off: the queue grows without end, and the wait is the mean of the first ${String(saturatedRunS)} seconds.`,
          ]
        : []),
    ],
  };
};
