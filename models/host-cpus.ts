/**
 * The host's CPUs: what all servers of one end can use together.
 *
 * IDEA   Each kind of server has a capacity of its own, at most the host's CPUs. Together they may
 *        ask for more than there are: a thread, the softirq of its NIC and a back end's thread run on
 *        the same CPUs. So throughput is at most a host's CPUs over the CPU time that a unit takes
 *        there (utilisation law); and below that a unit waits for CPUs which other kinds have. That
 *        wait is a multi-server queue's, for the share of the work ahead that is another kind's: of
 *        its own kind's the network knows already.
 * UNITS  CPUs; CPU seconds a unit.
 * HOLDS  One unit alone never waits; a host that is short of CPUs gives all it has.
 * FAILS  The wait is added to what the network alone would take, at its own load. Of hosts with one or
 *        two CPUs nine tenths are within a quarter of a simulation's throughput, half within a
 *        twentieth (tests/agreement/simulator.test.ts). The worst known has 60 % too much: on one CPU
 *        a vCPU takes all messages of an interrupt before the thread behind it has any, so that they
 *        stay together and the two ends work in turn. Batches stay those of a host with CPUs to spare.
 * SOURCE Sakasegawa 1977, for the wait at several servers.
 */
import type { PathNetwork, PathStation } from "./network.ts";
import type { RoundsSolution } from "./solve/rounds.ts";
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

const ends: readonly End[] = ["client", "dest"];

/** Whether the servers of `end` could use more CPUs than the `cores` of its host. */
export const isCrowded = (
  network: PathNetwork,
  end: End,
  cores = network.scenario.hardware.cores,
): boolean => {
  let most = 0;
  for (const station of network.stations)
    if (station.end === end && runsOnHost(network, station))
      most += station.servers;
  return most > cores;
};

/** What the servers of one crowded end ask of its host. */
export interface HostLoad {
  readonly end: End;
  /** CPU seconds a unit, of all servers. */
  readonly perUnitS: number;
  /** Share of the work that a unit finds ahead of it which is another kind of server's. */
  readonly mixed: number;
}

/** The crowded ends of a solved network, with what they ask of their hosts. */
export const hostLoadsOf = (
  network: PathNetwork,
  { demandS }: RoundsSolution,
  cores = network.scenario.hardware.cores,
  capacity?: Readonly<Partial<Record<string, number>>>,
): readonly HostLoad[] => {
  const loads: HostLoad[] = [];
  for (const end of ends) {
    if (!isCrowded(network, end, cores)) continue;
    let perUnitS = 0;
    let squares = 0;
    for (let at = 0; at < demandS.length; at++) {
      const station = network.stations[at]!;
      if (station.end !== end || !runsOnHost(network, station)) continue;
      // A wider server does the same work for a unit.
      const seconds = demandS[at]! * (capacity?.[station.server] ?? 1);
      perUnitS += seconds;
      squares += seconds * seconds;
    }
    if (perUnitS > 0)
      loads.push({ end, perUnitS, mixed: 1 - squares / perUnitS ** 2 });
  }
  return loads;
};

/** Seconds a unit at the host that is shortest of CPUs; 0 where none is crowded. */
export const heaviest = (loads: readonly HostLoad[]): number =>
  loads.reduce((most, { perUnitS }) => Math.max(most, perUnitS), 0);

/** Steps to the rate: Newton's, or half the bracket where his would leave it. */
const mostSteps = 60;
/** Relative step below which the rate is found. */
const found = 1e-13;

/** `rounds` with the waits for CPUs of `cores` a host, and how long they are for a unit. */
export const withinHost = (
  { traffic }: PathNetwork,
  rounds: RoundsSolution,
  loads: readonly HostLoad[],
  cores: number,
): { rounds: RoundsSolution; waitS: number } => {
  const { population } = rounds;
  const mostS = heaviest(loads);
  if (mostS === 0 || population <= 1) return { rounds, waitS: 0 };
  const others = 1 - 1 / population;
  const steepness = Math.sqrt(2 * (cores + 1)) - 1;
  const aloneS = rounds.responseTime + traffic.thinkS;
  // The rate at which population = rate · (time alone + wait): both sides rise with it.
  let low = 0;
  let high = Math.min(rounds.throughput, cores / mostS);
  let rate = high * (1 - 1e-3);
  for (let step = 0; step < mostSteps; step++) {
    let waitS = 0;
    let slope = 0;
    for (const { perUnitS, mixed } of loads) {
      const used = (rate * perUnitS) / cores;
      const spare = 1 - used;
      const each =
        (others * mixed * perUnitS * used ** steepness) / (cores * spare);
      waitS += each;
      slope += each * (steepness + used / spare);
    }
    const inside = rate * (aloneS + waitS);
    if (inside < population) low = rate;
    else high = rate;
    const newton = rate - (inside - population) / (aloneS + waitS + slope);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const isFound = Math.abs(next - rate) < found * rate;
    rate = next;
    if (isFound) break;
  }
  const responseTime = population / rate - traffic.thinkS;
  return {
    rounds: { ...rounds, throughput: rate, responseTime },
    waitS: Math.max(0, responseTime - rounds.responseTime),
  };
};
