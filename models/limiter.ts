/**
 * The limiter: what holds throughput down, how near it is to its end, and what comes next.
 *
 * IDEA   Ask the model itself. Give each candidate 10 % more and solve again; the candidate that
 *        raises throughput most is the limiter. A candidate is a kind of server (both ends
 *        together, as hardware is bought), the hosts' CPUs, the CPU cap, the cap's silences, the
 *        transmit timer, interrupt moderation, the fixed latency, or the number of threads (with
 *        their windows).
 * HOLDS  Saturated or not: where nothing is saturated the answer is threads or latency. Where the
 *        limiter is saturated, any other server moves throughput by less than 1 %; below
 *        saturation several share the time and no candidate has it all (tested so).
 * FAILS  Two candidates of like gain are a tie, which one thread more may turn: the rival names the
 *        other.
 * LENGTH One ranking: candidates, their gains and their sentences.
 * SOURCE The categories are those of the post's "suspected limiter" column.
 */
import { solveCapped, type CappedSolution, type CapTweak } from "./capping.ts";
import { scarcestUse } from "./host-cpus.ts";
import { withThreads, type PathNetwork } from "./network.ts";
import type { ServerId } from "./paths/step.ts";

/**
 * What the tenant would call it, as the post does from inside a guest: a back end that is never idle
 * is latency to whoever waits for it. `name` and `sentence` say what it is, and how busy.
 */
export type LimiterCategory =
  | "thread count"
  | "latency"
  | "CPU"
  | "CPU cap"
  | "scheduler latency"
  | "device";

export interface Limiter {
  readonly id: string;
  readonly name: string;
  readonly category: LimiterCategory;
  /** Share of its capacity in use, where it has one; else the share of a unit's time it takes. */
  readonly utilisation: number;
  /** Throughput gained by 10 % more of it, relative. */
  readonly gain: number;
  readonly sentence: string;
}

export interface NextLimiter extends Limiter {
  /**
   * How far throughput could rise before it is exhausted, relative: 0.1 is 10 %. Null for what has
   * no capacity to exhaust (latency, threads): compare `gain` with the limiter's.
   */
  readonly distance: number | null;
}

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly category: LimiterCategory;
  readonly utilisation: number;
  readonly tweak: CapTweak;
  /** Instead of a tweak: the network with more of it. */
  readonly larger?: PathNetwork;
  /** Throughput at which it would be exhausted, where it has a capacity. */
  readonly ceiling: number;
  /** How its share reads. */
  readonly reads: "used" | "of the time";
  /** Instead of the sentence made from the rest. */
  readonly sentence?: string;
}

const more = 1.1;
/** Less than this from 10 % more of anything is no gain, and two gains this near are a tie. */
export const noGain = 0.01;
/** A ceiling this near throughput is the next limiter, whatever its gain today. */
const reach = 0.15;
/** The post reports scheduler latency from "over 10% LAT" on: less is not worth a name. */
const reportableWait = 0.1;

/** Servers of one kind at both ends are one candidate. */
const serverCandidates = (
  network: PathNetwork,
  solution: CappedSolution,
): Candidate[] => {
  const best = new Map<ServerId, Candidate>();
  network.stations.forEach((station, at) => {
    const demand = solution.rounds.demandS[at] ?? 0;
    if (demand === 0) return;
    const group: ServerId = station.server;
    const utilisation = (solution.throughput * demand) / station.servers;
    const known = best.get(group);
    if (known && known.utilisation >= utilisation) return;
    best.set(group, {
      id: group,
      name: station.name,
      category: station.category,
      utilisation,
      tweak: { capacity: { [group]: more } },
      ceiling: station.servers / demand,
      reads: "used",
    });
  });
  return [...best.values()];
};

/** What makes the closed loop larger: threads, blocks in the queue, or the back end's places. */
const crowdOf = ({
  traffic,
  scenario,
  force,
}: PathNetwork): Pick<Candidate, "id" | "name"> => {
  const { threads, depth } = scenario.workload;
  if (traffic.medium === "wire") return { id: "threads", name: "thread count" };
  const { slots } = force.technology.disk;
  return slots && threads * depth > traffic.slots
    ? { id: "slots", name: slots.name }
    : { id: "threads", name: "queue depth" };
};

const timeCandidates = (
  network: PathNetwork,
  solution: CappedSolution,
): Candidate[] => {
  const { rounds } = solution;
  const onDisk = network.traffic.medium === "disk";
  const loopS = rounds.responseTime + network.traffic.thinkS;
  const share = (seconds: number) => seconds / loopS;
  const { kind, threads } = network.scenario.workload;
  const candidates: Candidate[] = [
    kind === "tcp-stream"
      ? {
          id: "window",
          name: "window over round trip",
          category: "latency",
          utilisation: 1,
          tweak: { population: more },
          ceiling: Infinity,
          reads: "of the time",
        }
      : {
          ...crowdOf(network),
          category: "thread count",
          utilisation: 1,
          ...(onDisk
            ? { tweak: { population: more } }
            : // More threads bring the servers that each has for itself; a lone one keeps its steps.
              { tweak: {}, larger: withThreads(network, threads * more) }),
          ceiling: Infinity,
          reads: "of the time",
        },
    {
      id: "latency",
      name: onDisk
        ? "latency of disk and wake-ups"
        : "latency of wires and wake-ups",
      category: "latency",
      utilisation: share(rounds.delayS.reduce((sum, each) => sum + each, 0)),
      tweak: { delay: more },
      ceiling: Infinity,
      reads: "of the time",
    },
  ];
  if (!onDisk) {
    candidates.push({
      id: "moderation",
      name: "interrupt moderation",
      category: "latency",
      utilisation: share(rounds.moderationS[0] + rounds.moderationS[1]),
      tweak: { moderation: more },
      ceiling: Infinity,
      reads: "of the time",
    });
  }
  if (network.gather) {
    candidates.push({
      id: "timer",
      name: "transmit timer",
      category: "latency",
      utilisation: share(rounds.timerS),
      tweak: { timer: more },
      ceiling: Infinity,
      reads: "of the time",
    });
  }
  return candidates;
};

/** Shares of a unit's loop that the cap's silences take: parked, and waiting to retransmit. */
const silenceShares = (
  network: PathNetwork,
  solution: CappedSolution,
): { parked: number; retransmitting: number } => {
  const freeS = solution.rounds.responseTime + network.traffic.thinkS;
  const loopS = solution.rounds.population / solution.throughput;
  const retransmitting = 1 - solution.availability;
  return {
    retransmitting,
    parked: Math.max(0, 1 - retransmitting - freeS / loopS),
  };
};

const capCandidates = (
  network: PathNetwork,
  solution: CappedSolution,
): Candidate[] => {
  const { capCpus } = network.force;
  if (capCpus === null) return [];
  const costliest = Math.max(
    solution.cpuPerUnitS.client,
    solution.cpuPerUnitS.dest,
  );
  const running = solution.throughput / solution.availability;
  const candidates: Candidate[] = [
    {
      id: "cap",
      name: "CPU cap",
      category: "CPU cap",
      utilisation: (running * costliest) / capCpus,
      tweak: { cap: more },
      ceiling: capCpus / costliest,
      reads: "used",
      ...(solution.availability < 1 && {
        sentence: `CPU cap, ${percent(Math.min(1, (running * costliest) / capCpus))} used while no connection waits to retransmit`,
      }),
    },
  ];
  const { parked, retransmitting } = silenceShares(network, solution);
  if (solution.binds && parked + retransmitting >= reportableWait) {
    const percentOf = (share: number) => percent(Math.min(1, share));
    candidates.push({
      id: "silences",
      name: "the cap’s silences",
      category: "scheduler latency",
      utilisation: parked + retransmitting,
      tweak: { retransmit: more },
      // The silences are how a binding cap is felt: they are there exactly while it binds.
      ceiling: retransmitting > 0 ? Infinity : solution.throughput,
      reads: "of the time",
      sentence:
        `scheduler latency: the cap’s silences, threads parked ${percentOf(parked)} of the time` +
        (retransmitting > 0
          ? ` and waiting to retransmit what a silence lost ${percentOf(retransmitting)}`
          : ""),
    });
  }
  return candidates;
};

/** All CPUs of the hosts, where their servers could use more than there are. */
const hostCandidates = (
  network: PathNetwork,
  solution: CappedSolution,
): Candidate[] => {
  const use = scarcestUse(network, solution.rounds);
  if (use === null) return [];
  const { perUnitS, cpus, poller } = use;
  const host =
    network.scenario.hardware.cores === 1
      ? "the host’s one CPU"
      : "the host’s CPUs";
  return [
    {
      id: "cores",
      name: poller === null ? host : `${host} beside a thread that polls`,
      category: "CPU",
      utilisation: (solution.throughput * perUnitS) / cpus,
      tweak: { cores: more },
      ceiling: cpus / perUnitS,
      reads: "used",
    },
  ];
};

/**
 * 94 %, 99.7 %, 100 %: a decimal only where rounding would hide that something is left; no break
 * before the sign.
 */
const percent = (share: number): string => {
  const nearlyAll = share >= 0.995 && share < 0.9995;
  return `${(share * 100).toFixed(nearlyAll ? 1 : 0)}\u202f%`;
};

const sentenceOf = (candidate: Candidate): string => {
  if (candidate.sentence !== undefined) return candidate.sentence;
  const share = percent(Math.min(1, candidate.utilisation));
  switch (candidate.id) {
    case "threads":
      return candidate.name === "queue depth"
        ? "queue depth: every place in the queue waits for its block, and more would ask for more"
        : "thread count: every thread waits for its answer, and more threads would send more";
    case "slots":
      return `${candidate.name}: all are taken, and further blocks wait outside`;
    case "window":
      return "window over round trip: each connection waits for acknowledgements";
    case "cap":
      return `CPU cap, ${share} used`;
    default:
      return `${candidate.name}, ${share} ${candidate.reads}`;
  }
};

interface Ranked extends Candidate {
  readonly gain: number;
}

const limiterOf = ({
  id,
  name,
  category,
  utilisation,
  gain,
  ...rest
}: Ranked): Limiter => ({
  id,
  name,
  category,
  utilisation: Math.min(1, utilisation),
  gain,
  sentence: sentenceOf({ id, name, category, utilisation, ...rest }),
});

/**
 * What would give as much as the limiter, to 1 % of throughput; null where nothing gains or nothing
 * is so near. Threads that wait for latency and the latency are one thing, and so are threads that
 * rest and their rest.
 *
 * @param others  without the limiter, in any order
 */
export const rivalOf = (
  limiter: Limiter,
  others: readonly Limiter[],
): Limiter | null =>
  limiter.gain < noGain
    ? null
    : ([...others]
        .sort((a, b) => b.gain - a.gain)
        .find(
          ({ id, gain }) =>
            Math.abs(limiter.gain - gain) < noGain &&
            gain >= noGain &&
            !(limiter.id === "threads" && (id === "latency" || id === "think")),
        ) ?? null);

/**
 * Ranks the candidates of a solved network by what 10 % more of each would give.
 *
 * @returns the limiter, its rival, the next one with its distance, and all candidates by falling gain
 */
export const diagnose = (
  network: PathNetwork,
  solution: CappedSolution,
): {
  limiter: Limiter;
  rival: Limiter | null;
  next: NextLimiter | null;
  ranked: readonly Limiter[];
} => {
  const ranked = [
    ...serverCandidates(network, solution),
    ...timeCandidates(network, solution),
    ...hostCandidates(network, solution),
    ...capCandidates(network, solution),
  ]
    .map((candidate): Ranked => ({
      ...candidate,
      gain:
        solveCapped(candidate.larger ?? network, candidate.tweak).throughput /
          solution.throughput -
        1,
    }))
    .sort((a, b) => b.gain - a.gain);
  const headroom = (each: Ranked) =>
    Math.max(0, each.ceiling / solution.throughput - 1);
  const nearest = (among: readonly Ranked[]): Ranked | undefined =>
    among
      .filter((each) => Number.isFinite(each.ceiling))
      .sort((a, b) => headroom(a) - headroom(b))[0];
  const byGain = ranked[0];
  if (!byGain) throw new Error("a network has at least its threads");
  // Where nothing gains, two ceilings meet and neither alone would help: name the nearer. A tie
  // between latency and the threads that wait for it goes to the threads, which can be turned.
  const threads = ranked.find(({ id }) => id === "threads");
  const tied = threads && byGain.gain - threads.gain < noGain;
  const first =
    byGain.gain < noGain
      ? (nearest(ranked) ?? byGain)
      : tied && byGain.id === "latency"
        ? threads
        : byGain;
  const others = ranked.filter((each) => each !== first);
  // What limits next: a ceiling within reach, or else the next largest gain.
  const ceiling = nearest(others);
  const isSaturated =
    Number.isFinite(first.ceiling) && first.utilisation > 0.95;
  const isNear = ceiling !== undefined && headroom(ceiling) <= reach;
  const second = isSaturated || isNear ? (ceiling ?? others[0]) : others[0];
  const next: NextLimiter | null = second
    ? {
        ...limiterOf(second),
        distance: Number.isFinite(second.ceiling) ? headroom(second) : null,
      }
    : null;
  const limiter = limiterOf(first);
  return {
    limiter,
    rival: rivalOf(limiter, others.map(limiterOf)),
    next,
    ranked: ranked.map(limiterOf),
  };
};
