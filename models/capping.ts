/**
 * A CPU cap over a solved network: capacity, parking, batching and loss.
 *
 * IDEA   illumos keeps a decaying average of the tenant's CPU use and parks its threads at the
 *        return to user mode while the average is above the cap. Three effects follow.
 *        Capacity: the average holds exactly, so throughput is at most cap / CPU per unit.
 *        Batching (fitted): a thread parked for k ticks finds the acknowledgements of k ticks
 *        gathered, so their work shrinks by k.
 *        Loss (constants quoted, mechanism assumed): threads released in one tick send whole
 *        windows at once, as many as have a CPU; what exceeds the receive ring is lost, and its
 *        connection waits for the minimum retransmit timeout.
 * UNITS  Seconds, CPUs; parking in clock ticks.
 * HOLDS  Use well above or below the cap. Threads always runnable: N busy threads under a cap of C
 *        CPUs are parked about N/C − 1 ticks between two ticks of running. Between the two, parking
 *        and loss grow in proportion to the demand above the cap (assumed), so that a cap which
 *        hardly binds hardly hurts.
 * FAILS  Parking is computed as if no time were lost to retransmit timers: a tenant that waits for
 *        them uses less than its cap and would be parked less. Bursts that the average still allows
 *        (a fraction of a second after idling) are left out. Batching and loss are means over a
 *        cycle, which simulate/path/ runs event by event.
 * SOURCE cpucaps.c; mechanism notes 5.2 and 8.2.
 */
import type { PathNetwork } from "./network.ts";
import type { RoundsSolution } from "./solve/rounds-solution.ts";
import { solveRounds } from "./solve/solve-rounds.ts";
import type { Tweak } from "./solve/tweak.ts";
import type { End } from "./traffic.ts";

/** More tweaks: of the cap itself and of what its silences cost. */
export interface CapTweak extends Tweak {
  readonly cap?: number;
  /** Divides the retransmit timeout. */
  readonly retransmit?: number;
}

export interface CappedSolution {
  readonly rounds: RoundsSolution;
  /** Units per second after the cap. */
  readonly throughput: number;
  /** True when the cap holds throughput down. */
  readonly binds: boolean;
  /** The end that reaches its cap first, when it binds. */
  readonly end: End | null;
  /** CPU seconds per unit at each end, after batching. */
  readonly cpuPerUnitS: Readonly<Record<End, number>>;
  /** Ticks that a thread stays parked between two runs. */
  readonly parkedTicks: number;
  /** Probability that one release loses part of its burst. */
  readonly lossPerRelease: number;
  /** Share of time that is not spent waiting for a retransmit timeout. */
  readonly availability: number;
}

/**
 * CPU seconds per unit at each end. A wider server (`capacity`) does the same work for a unit: the
 * cap is charged as before.
 */
const perEnd = (
  { stations }: PathNetwork,
  { demandS }: RoundsSolution,
  capacity: Tweak["capacity"],
): Record<End, number> => {
  let client = 0;
  let dest = 0;
  for (let at = 0; at < stations.length; at++) {
    const { capped, end, server } = stations[at]!;
    if (!capped) continue;
    const seconds = (demandS[at] ?? 0) * (capacity?.[server] ?? 1);
    if (end === "dest") dest += seconds;
    else client += seconds;
  }
  return { client, dest };
};

/**
 * `free` with the acknowledgements' work divided by `gathered`. Batches and queues stay those of
 * the uncapped network: under a cap they are hypothetical, and the cap sets the rate.
 */
const withAcksGathered = (
  network: PathNetwork,
  free: RoundsSolution,
  gathered: number,
  capacity: Tweak["capacity"],
): RoundsSolution => {
  const saved = network.stations.map(
    ({ ackS, server }) =>
      (ackS * (1 - 1 / gathered)) / (capacity?.[server] ?? 1),
  );
  const less = (each: number, at: number) => each - (saved[at] ?? 0);
  return {
    ...free,
    demandS: free.demandS.map(less),
    residenceS: free.residenceS.map(less),
    responseTime:
      free.responseTime - saved.reduce((sum, each) => sum + each, 0),
  };
};

/**
 * Whether batching and loss apply: to the threads of a zone that send a stream. They were fitted to
 * zones, and are not carried over to a quota, a credit scheduler or a vCPU.
 */
export const capParksStream = ({ scenario, force }: PathNetwork): boolean =>
  scenario.workload.kind === "tcp-stream" &&
  force.technology.native === "unix" &&
  force.technology.limit !== "vcpus";

/** Threads parked at once under a cap, in ticks off for each tick on. */
const parkedTicksOf = (threads: number, capCpus: number): number =>
  Math.max(0, threads / capCpus - 1);

/**
 * Chance that a burst of whole windows overruns the receive ring: the share that does not fit.
 * `released` threads send `windowBytes` each at wire speed, faster than the host drains.
 */
export const overrunShare = (
  released: number,
  windowBytes: number,
  frameBytes: number,
  ringFrames: number,
): number => {
  const burst = (released * windowBytes) / frameBytes;
  return Math.max(0, 1 - ringFrames / burst);
};

/** @param freely  how to solve without the cap; a curve passes a way that resumes */
export const solveCapped = (
  network: PathNetwork,
  tweak: CapTweak = {},
  freely: typeof solveRounds = solveRounds,
): CappedSolution => {
  const free = freely(network, tweak);
  const cpuFree = perEnd(network, free, tweak.capacity);
  const base = {
    rounds: free,
    throughput: free.throughput,
    binds: false,
    end: null,
    cpuPerUnitS: cpuFree,
    parkedTicks: 0,
    lossPerRelease: 0,
    availability: 1,
  } as const;
  if (network.force.capCpus === null) return base;
  const capCpus = network.force.capCpus * (tweak.cap ?? 1);
  const costliest = Math.max(cpuFree.client, cpuFree.dest);
  if (free.throughput * costliest <= capCpus) return base;

  const { options, workload, hardware } = network.scenario;
  const { values, force } = network;
  const parksStream = capParksStream(network);
  const threads = workload.threads * (tweak.population ?? 1);
  // A cap that denies little parks little: all threads stop only once demand is twice the cap.
  const pressure = Math.min(1, (free.throughput * costliest) / capCpus - 1);
  const parkedTicks = pressure * parkedTicksOf(threads, capCpus);
  const gathered =
    parksStream && options.capBatching === "on" ? Math.max(1, parkedTicks) : 1;
  const rounds =
    gathered > 1
      ? withAcksGathered(network, free, gathered, tweak.capacity)
      : free;
  const cpuPerUnitS = perEnd(network, rounds, tweak.capacity);
  const end: End = cpuPerUnitS.client >= cpuPerUnitS.dest ? "client" : "dest";
  const byCap = capCpus / cpuPerUnitS[end];
  const released =
    options.capRelease === "after"
      ? Math.min(
          threads,
          values["cap.release"],
          hardware.cores * (tweak.cores ?? 1),
        )
      : 1;
  const lossPerRelease =
    parksStream && options.capLoss === "on"
      ? pressure *
        overrunShare(
          released,
          force.readerBufferBytes,
          values.mss,
          force.ringFrames,
        )
      : 0;
  const cycleS = (parkedTicks + 1) * values["clock.tick"];
  const availability =
    cycleS /
    (cycleS + (lossPerRelease * values["rto.min"]) / (tweak.retransmit ?? 1));
  return {
    rounds,
    throughput: Math.min(byCap, rounds.throughput) * availability,
    binds: true,
    end,
    cpuPerUnitS,
    parkedTicks,
    lossPerRelease,
    availability,
  };
};
