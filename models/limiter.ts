/**
 * The limiter: what holds throughput down, how near it is to its end, and what comes next.
 *
 * IDEA   Ask the model itself. Give each candidate 10 % more and solve again; the candidate that
 *        raises throughput most is the limiter. A candidate is a kind of server (both ends
 *        together, as hardware is bought), the CPU cap, the cap's silences, the transmit timer,
 *        interrupt moderation, the fixed latency, or the number of threads (with their windows).
 * HOLDS  Saturated or not: where nothing is saturated the answer is threads or latency. Where the
 *        limiter is saturated, any other server moves throughput by less than 1 %; below
 *        saturation several share the time and no candidate has it all (tested so).
 * FAILS  Two candidates of like gain are a tie that the next limiter's distance shows.
 * SOURCE The categories are those of the post's "suspected limiter" column.
 */
import { solveCapped, type CappedSolution, type CapTweak } from "./capping.ts";
import type { PathNetwork } from "./network.ts";
import type { ServerId } from "./paths/step.ts";

export type LimiterCategory =
  "thread count" | "latency" | "CPU" | "CPU cap" | "scheduler latency";

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
  /** How far throughput could rise before it limits, relative: 0.1 is 10 %. */
  readonly distance: number;
}

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly category: LimiterCategory;
  readonly utilisation: number;
  readonly tweak: CapTweak;
  /** Throughput at which it would be exhausted, where it has a capacity. */
  readonly ceiling: number;
  /** "used", "of a round" … how its share reads. */
  readonly reads: "used" | "of the time";
}

const more = 1.1;
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
    const group: ServerId = station.server === "port" ? "link" : station.server;
    const utilisation = (solution.throughput * demand) / station.servers;
    const known = best.get(group);
    if (known && known.utilisation >= utilisation) return;
    best.set(group, {
      id: group,
      name: station.name,
      category: station.category,
      utilisation,
      tweak: {
        capacity:
          group === "link" ? { link: more, port: more } : { [group]: more },
      },
      ceiling: station.servers / demand,
      reads: "used",
    });
  });
  return [...best.values()];
};

const timeCandidates = (
  network: PathNetwork,
  solution: CappedSolution,
): Candidate[] => {
  const { rounds } = solution;
  const loopS = rounds.responseTime + network.traffic.thinkS;
  const share = (seconds: number) => seconds / loopS;
  const candidates: Candidate[] = [
    {
      id: "threads",
      name:
        network.scenario.workload.kind === "tcp-stream"
          ? "connections and their windows"
          : "thread count",
      category: "thread count",
      utilisation: 1,
      tweak: { population: more },
      ceiling: Infinity,
      reads: "of the time",
    },
    {
      id: "latency",
      name: "latency of wires and wake-ups",
      category: "latency",
      utilisation: share(rounds.delayS.reduce((sum, each) => sum + each, 0)),
      tweak: { delay: more },
      ceiling: Infinity,
      reads: "of the time",
    },
    {
      id: "moderation",
      name: "interrupt moderation",
      category: "latency",
      utilisation: share(rounds.moderationS[0] + rounds.moderationS[1]),
      tweak: { moderation: more },
      ceiling: Infinity,
      reads: "of the time",
    },
  ];
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

/** Share of a unit's loop that the cap keeps its thread parked. */
const parkedShare = (
  network: PathNetwork,
  solution: CappedSolution,
): number => {
  const freeS = solution.rounds.responseTime + network.traffic.thinkS;
  const loopS = solution.rounds.population / solution.throughput;
  return Math.max(0, 1 - freeS / loopS);
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
    },
  ];
  const parked = parkedShare(network, solution);
  if (solution.binds && parked >= reportableWait) {
    candidates.push({
      id: "parking",
      name: "threads parked by the cap",
      category: "scheduler latency",
      utilisation: parked,
      tweak: { stall: more },
      // Parking is how the cap takes effect: it stops when the cap does.
      ceiling: solution.throughput,
      reads: "of the time",
    });
  }
  return candidates;
};

/** 94 %, 99.7 %, 100 %: a decimal only where rounding would hide that something is left. */
const percent = (share: number): string => {
  const nearlyAll = share >= 0.995 && share < 0.9995;
  return `${(share * 100).toFixed(nearlyAll ? 1 : 0)} %`;
};

const sentenceOf = (candidate: Candidate): string => {
  const share = percent(Math.min(1, candidate.utilisation));
  switch (candidate.id) {
    case "threads":
      return `${candidate.name}: every thread waits for its answer, and more threads would send more`;
    case "cap":
      return `CPU cap, ${share} used`;
    case "parking":
      return `scheduler latency: threads parked by the cap ${share} of the time`;
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
 * Ranks the candidates of a solved network by what 10 % more of each would give.
 *
 * @returns the limiter, the next one with its distance, and all candidates by falling gain
 */
export const diagnose = (
  network: PathNetwork,
  solution: CappedSolution,
): {
  limiter: Limiter;
  next: NextLimiter | null;
  ranked: readonly Limiter[];
} => {
  const ranked = [
    ...serverCandidates(network, solution),
    ...timeCandidates(network, solution),
    ...capCandidates(network, solution),
  ]
    .map((candidate): Ranked => ({
      ...candidate,
      gain:
        solveCapped(network, candidate.tweak).throughput / solution.throughput -
        1,
    }))
    .sort((a, b) => b.gain - a.gain);
  const first = ranked[0];
  if (!first) throw new Error("a network has at least its threads");
  const others = ranked.slice(1);
  // What limits next: a ceiling within reach, or else the next largest gain.
  const headroom = (each: Ranked) =>
    Math.max(0, each.ceiling / solution.throughput - 1);
  const saturable = others
    .filter((each) => Number.isFinite(each.ceiling))
    .sort((a, b) => headroom(a) - headroom(b))[0];
  const byGain = others[0];
  const saturated = first.utilisation > 0.95;
  const within = saturable !== undefined && headroom(saturable) <= reach;
  const second = saturated || within ? (saturable ?? byGain) : byGain;
  const next: NextLimiter | null = second
    ? {
        ...limiterOf(second),
        distance: Number.isFinite(second.ceiling)
          ? headroom(second)
          : first.gain - second.gain,
      }
    : null;
  return { limiter: limiterOf(first), next, ranked: ranked.map(limiterOf) };
};
