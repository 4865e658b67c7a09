/**
 * Scenario to queueing network: what the compiler makes, and how a solver asks for it.
 *
 * IDEA   A network is stations with their demands, delays, and the steps that each is made of.
 *        compile.ts reads it off the path; baseline.ts says how slow the machine is.
 * UNITS  Seconds per unit of traffic (traffic.ts says what a unit is).
 */
import { scaleOf } from "./baseline.ts";
import { compileNetwork, serversOf, togetherAt } from "./compile.ts";
import type { InForce } from "./options-in-force.ts";
import { type ParameterValues } from "./parameters/catalogue.ts";
import { publishedValues } from "./parameters/published-values.ts";
import type { ServerId, Step } from "./paths/step.ts";
import type { Scenario } from "./scenario.ts";
import type { End, Traffic } from "./traffic.ts";

/** One server at one end (or the link), with what a unit asks of it. */
export interface PathStation {
  readonly id: string;
  readonly server: ServerId;
  readonly end: End;
  readonly name: string;
  readonly category: "CPU" | "latency" | "device";
  readonly servers: number;
  /** Chance that another block which waits for its servers is found together with one. */
  readonly together: number;
  /** How often a unit comes to it from another server of its end, in one loop. */
  readonly handovers: number;
  /** Squared coefficient of variation of a unit's service: 1 where exponential, 0 where constant. */
  readonly squaredVariation: number;
  readonly capped: boolean;
  /** Seconds per unit, whatever the batch. */
  readonly demandS: number;
  /** Seconds per frame gathered into one batch, when a batch holds one frame. */
  readonly perBatchS: number;
  /** The part of `demandS` that acknowledgements cause: parking gathers it (capping.ts). */
  readonly ackS: number;
  /** Occupies the server, but nobody waits for it. */
  readonly deferredS: number;
}

/**
 * Application threads at a station, of which each serves its own connections: one a connection, or
 * those of an end with event loops. Null where any server takes any unit.
 */
export const boundThreads = (
  { scenario, force }: PathNetwork,
  { server, end }: PathStation,
): number | null => {
  if (server !== "thread" && server !== "worker") return null;
  const { threads } = scenario.workload;
  return Math.min(force.loops[end]?.threads ?? threads, threads);
};

/** Time that passes without a queue: waking, wire. */
export interface Delay {
  readonly id: string;
  readonly end: End;
  readonly seconds: number;
  /** Index of the station whose business makes the delay vanish, or −1. */
  readonly unlessBusy: number;
}

/** One contribution of one step to a unit's time: kept for residence times and flame graphs. */
export interface StepCost {
  readonly step: Step;
  readonly end: End;
  readonly pass: 0 | 1;
  /** Index of the station, or −1 for a delay. */
  readonly station: number;
  readonly fixedS: number;
  readonly perBatchS: number;
  /** Seconds a batch, whatever it holds. */
  readonly onceS: number;
}

export interface PathNetwork {
  readonly scenario: Scenario;
  readonly force: InForce;
  readonly traffic: Traffic;
  readonly values: ParameterValues;
  readonly stations: readonly PathStation[];
  readonly delays: readonly Delay[];
  readonly steps: readonly StepCost[];
  /** Seconds between interrupts of a receiving NIC. */
  readonly moderationS: number;
  /** Receive queues with an interrupt of their own, at the end that the pass reaches. */
  readonly queuesByPass: readonly [number, number];
  /** The transmit timer, when the technology has one and it is on. */
  readonly gather: {
    readonly timerS: number;
    readonly expiryS: number;
    readonly burstPackets: number;
    /** Data packets per unit: what a burst counts. */
    readonly packetsPerUnit: number;
    /** Serial seconds that each further unit of a batch adds to a round. */
    readonly serialPerUnitS: number;
  } | null;
}

/**
 * The network that `solve/rounds.ts` solves, on a machine as fast as the scenario's baseline says.
 *
 * @param scenario  validated by `parseScenario`, with a workload that takes a path (`takesPath`)
 * @param published parameter values in SI units; the published ones when not given
 */
export const networkOf = (
  scenario: Scenario,
  published: ParameterValues = publishedValues,
): PathNetwork =>
  compileNetwork(scenario, published, scaleOf(scenario, published));

/** Whether `threads` meet the steps of `network`: a lone one is woken on the vCPU of its interrupt. */
export const hasStepsOf = (
  { scenario }: PathNetwork,
  threads: number,
): boolean => (scenario.workload.threads === 1) === (threads === 1);

/**
 * `network` at another thread count, without compiling the scenario again: its stations are the same
 * array while no server count changes, so that a curve can share one pass over them. The steps stay: a
 * count for which not `hasStepsOf` is another scenario.
 */
export const withThreads = (
  network: PathNetwork,
  threads: number,
): PathNetwork => {
  const { traffic, force, stations } = network;
  const ringsOf = (at: Scenario): number =>
    Math.min(traffic.rings, at.workload.threads);
  const scenario: Scenario = {
    ...network.scenario,
    workload: { ...network.scenario.workload, threads },
  };
  const slots = (traffic.slots / ringsOf(network.scenario)) * ringsOf(scenario);
  const countsOf = (station: PathStation) => {
    const servers = serversOf(force, station, scenario);
    return { servers, together: togetherAt(station.server, servers, scenario) };
  };
  return {
    ...network,
    scenario,
    traffic: {
      ...traffic,
      slots,
      population: Math.min(threads * traffic.unitsPerThread, slots),
    },
    stations: stations.every((station) => {
      const { servers, together } = countsOf(station);
      return station.servers === servers && station.together === together;
    })
      ? stations
      : stations.map((station) => ({ ...station, ...countsOf(station) })),
  };
};
