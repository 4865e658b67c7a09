/**
 * The host's CPUs: which servers of one end run on them, who goes first, and what they ask together.
 *
 * IDEA   Each kind of server has a capacity of its own, at most the host's CPUs. Together they may
 *        ask for more than there are: a thread, the softirq of its NIC and a back end's thread run on
 *        the same CPUs. An interrupt takes a CPU from whoever has it, and a scheduler lets a thread
 *        that was woken to do a little go before one that computes: of a crowded host's servers these
 *        go first, and threads and vCPUs have the time that they leave. A thread that polls never
 *        sleeps, so it is nobody's to go before: it yields to whoever wakes, until the others have
 *        had their fair share, and takes its own whether it has work or not.
 * UNITS  CPUs; CPU seconds a unit.
 * HOLDS  One unit alone never waits. A host that is short of CPUs gives all it has, so throughput is
 *        at most its CPUs over the CPU time that a unit takes there (utilisation law).
 * FAILS  The order is by kind of server (assumed), not by what each has used: a back end that asks
 *        for more than the guest goes first all the same, and a host's threads get no slices. A
 *        wake-up takes time and no CPU. Threads are not tied to CPUs, as a poller's often is.
 * SOURCE Linux kernel/sched_fair.c (check_preempt_wakeup; a thread that computes has 1/n of n); Xen
 *        sched_credit.c (BOOST); mechanism notes 5.1 to 5.4.
 */
import type { PathNetwork, PathStation } from "./network.ts";
import type { ServerId } from "./paths/step.ts";
import type { RoundsSolution } from "./solve/rounds-solution.ts";
import type { End } from "./traffic.ts";

/**
 * Whether a station's servers are the host's CPUs: all but the line, the disk, and a device thread
 * that sleeps while the disk works.
 */
export const runsOnHost = (
  { force }: PathNetwork,
  { server }: PathStation,
): boolean =>
  server !== "link" &&
  server !== "device" &&
  !(server === "io" && force.on.has("sync-device"));

/** Servers that compute for the tenant; the others are interrupts, or woken to do a little for it. */
const computes: ReadonlySet<ServerId> = new Set(["thread", "worker", "vcpu"]);

/** The server of a host's own thread that polls and never sleeps, if it has one. */
const pollerAt = ({ force }: PathNetwork, end: End): ServerId | null => {
  const { servers } =
    end === "client" ? force.clientTechnology : force.technology;
  for (const [id, server] of Object.entries(servers))
    if (server.polls) return id as ServerId;
  return null;
};

/** Whether the servers of `end` could use more CPUs than the `cores` of its host. */
export const isCrowded = (
  network: PathNetwork,
  end: End,
  cores = network.scenario.hardware.cores,
): boolean => {
  const poller = pollerAt(network, end);
  // It polls whether or not this way needs it.
  let most = poller === null ? 0 : 1;
  for (const station of network.stations)
    if (
      station.end === end &&
      station.server !== poller &&
      runsOnHost(network, station)
    )
      most += station.servers;
  return most > cores;
};

/**
 * Whether a station's servers take a CPU from others of their host, rather than have what those leave.
 * Whoever is woken goes before whoever computes, and before whoever polls.
 */
export const goesFirst = (
  network: PathNetwork,
  station: PathStation,
): boolean => {
  const poller = pollerAt(network, station.end);
  return poller === null
    ? !computes.has(station.server)
    : station.server !== poller;
};

/** What all others may use of a host on which a thread polls. */
export interface FairShare {
  /** CPUs that they have together for long. */
  readonly cpus: number;
  /** CPU seconds that they may be ahead of that. */
  readonly aheadS: number;
}

/**
 * The share of all others beside a thread that polls on a crowded host; null where nobody does. To a
 * scheduler it is a thread that always computes, and each of the guest's vCPUs may be another: it has
 * as much as each of them, in slices of half a target latency, and never more than a CPU.
 */
export const fairShareOf = (
  network: PathNetwork,
  end: End,
  cores = network.scenario.hardware.cores,
): FairShare | null => {
  if (pollerAt(network, end) === null || !isCrowded(network, end, cores))
    return null;
  const { vcpus } = network.scenario.limits;
  const pollers = Math.min(1, cores / (vcpus + 1));
  const sliceS = network.values["cfs.latency"] / 2;
  return { cpus: cores - pollers, aheadS: sliceS * pollers };
};

const ends: readonly End[] = ["client", "dest"];

/** CPUs, and what a unit asks of them. */
export interface HostUse {
  /** CPU seconds a unit. */
  readonly perUnitS: number;
  readonly cpus: number;
  /** The thread that has the rest of them, polling. */
  readonly poller: ServerId | null;
}

/**
 * What a crowded host's CPUs are most short of: of time for all its servers, or for those that share
 * them with one that polls. Null where no host is crowded.
 */
export const scarcestUse = (
  network: PathNetwork,
  { demandS }: RoundsSolution,
): HostUse | null => {
  const { cores } = network.scenario.hardware;
  let scarcest: HostUse | null = null;
  const offer = (perUnitS: number, cpus: number, poller: ServerId | null) => {
    if (
      scarcest === null ||
      perUnitS / cpus > scarcest.perUnitS / scarcest.cpus
    )
      scarcest = { perUnitS, cpus, poller };
  };
  for (const end of ends) {
    if (!isCrowded(network, end)) continue;
    const fair = fairShareOf(network, end);
    let allS = 0;
    let firstS = 0;
    network.stations.forEach((station, at) => {
      if (station.end !== end || !runsOnHost(network, station)) return;
      allS += demandS[at]!;
      if (goesFirst(network, station)) firstS += demandS[at]!;
    });
    if (allS > 0) offer(allS, cores, null);
    if (fair !== null) offer(firstS, fair.cpus, pollerAt(network, end));
  }
  return scarcest;
};
