/**
 * Solver against simulator: inside the interval, or which assumption of the solver broke.
 *
 * IDEA   Both answer the same scenario. Where the solver's mean lies outside the simulator's
 *        interval, one of its stated approximations is at work; the scenario tells which ones
 *        apply, and the first that does is named. The order is that of their size, as measured
 *        over random scenarios (tests/agreement/simulator.test.ts).
 * UNITS  Relative differences: 0.1 is 10 %.
 * FAILS  It names an approximation that applies, not the share of the difference that is its work.
 */
import { solveCapped } from "../capping.ts";
import { scarcestUse } from "../host-cpus.ts";
import type { Prediction } from "../prediction.ts";
import { networkOf } from "../network.ts";
import { takesPath } from "../traffic.ts";
import type { SimulationResult } from "./result.ts";

export interface Comparison {
  /** simulated / solved − 1, of the rate. */
  readonly difference: number;
  /** Half the simulator's 95 % interval, relative. */
  readonly interval: number;
  readonly inside: boolean;
  /** One sentence where it is not inside. */
  readonly because: string | null;
}

/** A difference this small is of no consequence, however narrow the interval. */
const negligible = 0.02;

/** Rounds of the loop that a run must last before its rate says anything. */
const fewestRounds = 2;

interface Reason {
  readonly applies: (
    prediction: Prediction,
    result: SimulationResult,
  ) => boolean;
  readonly sentence: string;
}

/** The cap holds throughput down, and its silences with it. */
const binds = ({ cap }: Prediction): boolean =>
  cap !== null && cap.parkedTicks > 0;

const reasons: readonly Reason[] = [
  {
    applies: ({ scenario, residenceSeconds }, { seconds }) =>
      takesPath(scenario.workload.kind) &&
      seconds < fewestRounds * residenceSeconds,
    sentence:
      "The run is shorter than two rounds of the loop, so that hardly anything has come back: simulate more seconds.",
  },
  {
    applies: ({ scenario }) => scenario.workload.kind === "sched-latency",
    sentence:
      "The solver’s wait is slice arithmetic for threads spread evenly; event by event they pile up, what a scheduler has owed or granted before counts, and wake-ups that come during a wait are answered with it.",
  },
  {
    applies: ({ scenario, cap }) =>
      scenario.workload.kind === "cpu" && cap !== null,
    sentence:
      "The solver lets the cap act on the mean; event by event threads released together run a whole tick before they are charged, so use goes beyond the cap, and what waits is served in bursts.",
  },
  {
    applies: ({ scenario }) => !takesPath(scenario.workload.kind),
    sentence:
      "The solver divides CPUs by weight and takes Erlang’s wait; event by event threads run in slices, and shares take seconds to settle.",
  },
  {
    applies: (prediction) =>
      binds(prediction) && prediction.scenario.workload.kind === "tcp-stream",
    sentence:
      "Under the cap the solver stops all threads together, and loses after each silence; event by event a tick parks only the threads that it finds running, and while one connection waits to retransmit the others use its share.",
  },
  {
    applies: ({ cap }) => cap !== null && cap.utilisation > 0.8,
    sentence:
      "The solver lets the cap act on the mean; event by event some spells are over it and are followed by silences.",
  },
  {
    applies: ({ scenario }) => networkOf(scenario).gather !== null,
    sentence:
      "The solver gathers all waiting units into one batch a round; event by event every kick begins a round of its own, batches are smaller and overlap, and a vCPU that kicks stands while the I/O thread holds the lock.",
  },
  {
    applies: ({ scenario }) => {
      const network = networkOf(scenario);
      const { rounds, throughput } = solveCapped(network);
      const use = scarcestUse(network, rounds);
      return use !== null && throughput * use.perUnitS > 0.5 * use.cpus;
    },
    sentence:
      "The solver lets servers work independently of each other, and those who go first take a mean share of the CPUs; event by event they take them at certain moments, and what waited together goes on together.",
  },
  {
    applies: ({ scenario }) => {
      const { rounds } = solveCapped(networkOf(scenario));
      const wakeS = networkOf(scenario).delays.reduce(
        (sum, { unlessBusy }, at) =>
          unlessBusy < 0 ? sum : sum + rounds.delayS[at]!,
        0,
      );
      return wakeS > 0.1 * rounds.responseTime;
    },
    sentence:
      "The solver lets units come to a sleeper one by one; event by event those that waited for one wake-up leave together, and come to the next together.",
  },
  {
    applies: ({ scenario }) => scenario.workload.service === "deterministic",
    sentence:
      "With constant service a unit that comes still has half of the one in service to wait for in the solver, which lets units arrive at random; event by event they keep the distance at which the last server let them go.",
  },
  {
    applies: ({ scenario }) => scenario.workload.kind === "tcp-stream",
    sentence:
      "The solver counts a window as independent units; event by event one interrupt hands them up together, and they travel and queue together.",
  },
  {
    applies: ({ scenario }) => networkOf(scenario).moderationS > 0,
    sentence:
      "The solver lets units arrive at random between two interrupts; event by event a few threads fall into step with the interval.",
  },
  {
    applies: () => true,
    sentence:
      "The solver splits a station of several servers into a queue and a delay, and lets units arrive there at random; event by event every thread serves its own connection.",
  },
];

/** Compares the rates of one scenario, solved and simulated. */
export const compare = (
  prediction: Prediction,
  result: SimulationResult,
): Comparison => {
  const { mean, high95 } = result.messagesPerSecond;
  const difference = mean / prediction.messagesPerSecond - 1;
  const interval = mean > 0 ? high95 / mean - 1 : 0;
  const inside =
    Math.abs(difference) <= Math.max(negligible, interval * (1 + difference));
  return {
    difference,
    interval,
    inside,
    because: inside
      ? null
      : (reasons.find((reason) => reason.applies(prediction, result))
          ?.sentence ?? null),
  };
};
