/**
 * What the recursion found, as a solution: seconds by station and delay, and by what is neither.
 *
 * IDEA   A visit accounts for a unit's whole loop, unless a limit holds its rate down: a station that
 *        works all of the time, a host's CPUs, or a round. Then the rest of the loop is waiting for
 *        whatever that is.
 * UNITS  Seconds, units per second.
 * HOLDS  Little's law: all seconds add up to the loop.
 */
import { tie } from "./full-rate.ts";
import type { Rounds } from "./rounds.ts";
import { places } from "./station-kinds.ts";

const {
  waiting,
  service,
  behindBack,
  servers,
  atDest,
  inOneHere,
  idle,
  lostS,
} = places;

export interface RoundsSolution {
  readonly population: number;
  /** Units per second. */
  readonly throughput: number;
  /** Seconds from leaving the thread to coming back, think time excluded. */
  readonly responseTime: number;
  /** By station, in the order of the network. */
  readonly residenceS: readonly number[];
  readonly demandS: readonly number[];
  /** How many units share one per-batch cost at the station. */
  readonly batchAt: readonly number[];
  /** By delay, in the order of the network. */
  readonly delayS: readonly number[];
  /** Moderation wait by pass. */
  readonly moderationS: readonly [number, number];
  readonly timerS: number;
  /** Waiting for a CPU of a host that is short of them. */
  readonly hostWaitS: number;
  /** Waiting for the rest of one's batch, or for the next round. */
  readonly gatherS: number;
  /** Packets in one transmit batch. */
  readonly batchPackets: number;
}

/** How many shared one batch's cost in the last visit. */
const inOneAt = (
  { stations, network, inOneAtDest, inOneAtClient }: Rounds,
  kind: number,
): number => {
  const { kinds, plainEnd } = stations;
  if (kind < plainEnd) return 1;
  if (network.traffic.medium === "disk") return kinds[kind + inOneHere]!;
  return kinds[kind + atDest] === 1 ? inOneAtDest : inOneAtClient;
};

/** The state as a solution for `population`, at least as many as were visited. */
export const solutionOf = (
  rounds: Rounds,
  population: number,
): RoundsSolution => {
  const { network, sleepers, throughput, stations } = rounds;
  const { kinds, kindAt } = stations;
  const { gather, delays } = network;
  const size = kindAt.length;
  const responseTime = population / throughput - rounds.thinkS;
  const rest = Math.max(0, responseTime - rounds.spent);
  const isBusiest = (kind: number): boolean =>
    kinds[kind + service]! + kinds[kind + behindBack]! >=
    rounds.busiest * (1 - tie);
  let busy = 0;
  for (let at = 0; at < size; at++) if (isBusiest(kindAt[at]!)) busy += 1;
  // Where no station is, its host's CPUs are.
  const shareOfRest = gather || busy === 0 ? 0 : rest / busy;
  let hostWaitS = gather || busy > 0 ? 0 : rest;
  const residenceS: number[] = [];
  const demandS: number[] = [];
  const batchAt: number[] = [];
  const delayS: number[] = [];
  for (let at = 0; at < size; at++) {
    const kind = kindAt[at]!;
    const each = kinds[kind + service]!;
    const many = kinds[kind + servers]!;
    const waking = sleepers.joinAt(kind) * kinds[kind + idle]!;
    const lost = kinds[kind + lostS]!;
    const residence =
      kinds[kind + waiting]! - waking - lost + each * (many - 1);
    residenceS.push(isBusiest(kind) ? residence + shareOfRest : residence);
    hostWaitS += lost;
    demandS.push((each + kinds[kind + behindBack]!) * many);
    batchAt.push(Math.max(1, inOneAt(rounds, kind)));
  }
  for (const delay of delays) {
    const whole = rounds.wholeDelay(delay);
    const sleeper = delay.unlessBusy;
    delayS.push(sleeper < 0 ? whole : whole * kinds[kindAt[sleeper]! + idle]!);
  }
  return {
    population,
    throughput,
    responseTime,
    residenceS,
    demandS,
    batchAt,
    delayS,
    moderationS: [rounds.waitToDest, rounds.waitToClient],
    timerS: rounds.timerS,
    hostWaitS,
    gatherS: rounds.gathering + (gather ? rest : 0),
    batchPackets: gather ? rounds.inOneAtDest : 1,
  };
};
