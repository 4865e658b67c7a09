/**
 * The analytic solver's answer for one scenario, and for a whole curve of thread counts.
 *
 * IDEA   Compile the scenario to a network, solve it, apply the cap, ask for the limiter, and read
 *        every figure off that one solution.
 * FAILS  Means only: what means hide (silences, tails, two modes) is the simulator's subject.
 */
import { solveCapped, type CappedSolution } from "./capping.ts";
import { diagnose } from "./limiter.ts";
import { networkOf, withThreads, type PathNetwork } from "./network.ts";
import type { ParameterId, ParameterValues } from "./parameters/catalogue.ts";
import { publishedValues } from "./parameters/published-values.ts";
import type {
  PredictedStation,
  PredictedStep,
  PredictedWait,
  Prediction,
} from "./prediction.ts";
import type { Scenario } from "./scenario.ts";
import { withField } from "./scenario.ts";
import { isTested } from "./tested.ts";
import { resumingRounds } from "./solve/rounds.ts";

/** Divides the time at each station over the steps that use it, in proportion to their service. */
const stepsOf = (
  network: PathNetwork,
  solution: CappedSolution,
): PredictedStep[] => {
  const { rounds } = solution;
  let delayAt = 0;
  return network.steps.map(
    ({ step, end, pass, station, fixedS, perBatchS }) => {
      const shared = {
        id: step.id,
        label: step.label,
        place: step.place,
        kind: step.kind,
        server: step.server,
        end,
        pass,
        functions: step.functions,
        parameters: [...new Set(step.costs.map((cost) => cost.parameter))],
        cite: step.cite,
        where: step.where,
      };
      if (station < 0) {
        const seconds = rounds.delayS[delayAt++] ?? 0;
        return { ...shared, serviceSeconds: seconds, waitSeconds: 0 };
      }
      const at = network.stations[station];
      const demandS = (rounds.demandS[station] ?? 0) - (at?.deferredS ?? 0);
      const inOne = rounds.batchAt[station] ?? 1;
      const wholeS = (at?.demandS ?? 0) + (at?.perBatchS ?? 0) / inOne;
      const share = wholeS > 0 ? (fixedS + perBatchS / inOne) / wholeS : 0;
      const queueS = Math.max(0, (rounds.residenceS[station] ?? 0) - demandS);
      return step.deferred
        ? { ...shared, serviceSeconds: 0, waitSeconds: 0 }
        : {
            ...shared,
            serviceSeconds: demandS * share,
            waitSeconds: queueS * share,
          };
    },
  );
};

const waitsOf = (
  network: PathNetwork,
  solution: CappedSolution,
): PredictedWait[] => {
  const { rounds, throughput } = solution;
  const loopS = rounds.population / throughput;
  const retransmitS = loopS * (1 - solution.availability);
  const parkedS = Math.max(
    0,
    loopS - retransmitS - rounds.responseTime - network.traffic.thinkS,
  );
  const waits: PredictedWait[] = [
    {
      id: "moderation",
      label: "interrupt moderation",
      seconds: rounds.moderationS[0] + rounds.moderationS[1],
    },
    { id: "timer", label: "transmit timer", seconds: rounds.timerS },
    { id: "gather", label: "rest of the batch", seconds: rounds.gatherS },
    { id: "parked", label: "parked by the CPU cap", seconds: parkedS },
    {
      id: "retransmit",
      label: "waiting to retransmit what a silence lost",
      seconds: retransmitS,
    },
    { id: "think", label: "think time", seconds: network.traffic.thinkS },
  ];
  return waits.filter(({ seconds }) => seconds > 1e-12);
};

const stationsOf = (
  network: PathNetwork,
  solution: CappedSolution,
): PredictedStation[] =>
  network.stations.map((station, at) => ({
    id: station.id,
    name: station.name,
    end: station.end,
    server: station.server,
    servers: station.servers,
    utilisation: Math.min(
      1,
      (solution.throughput * (solution.rounds.demandS[at] ?? 0)) /
        station.servers,
    ),
    demandSeconds: solution.rounds.demandS[at] ?? 0,
    residenceSeconds: solution.rounds.residenceS[at] ?? 0,
  }));

const remarksOf = (
  network: PathNetwork,
  solution: CappedSolution,
): string[] => {
  const remarks: string[] = [];
  if (!isTested(network.scenario)) {
    remarks.push(
      network.force.technology.prediction
        ? "No published row tests this technology on this hardware: the figure is a prediction."
        : "No published row was measured under these conditions: the figure is a prediction.",
    );
  }
  if (
    solution.binds &&
    solution.parkedTicks >= 1 &&
    network.scenario.workload.kind === "tcp-stream"
  ) {
    remarks.push(
      "Batching under the cap is a fitted mechanism, and loss after its silences an assumed one: both can be switched off.",
    );
  }
  return remarks;
};

/** Asymptotic bound: no station above its capacity, no loop shorter than its service. */
const boundOf = (
  network: PathNetwork,
  solution: CappedSolution,
): { upper: number; by: string } => {
  let upper = Infinity;
  let by = "threads";
  network.stations.forEach((station, at) => {
    const demand = solution.rounds.demandS[at] ?? 0;
    if (demand > 0 && station.servers / demand < upper) {
      upper = station.servers / demand;
      by = station.id;
    }
  });
  const { capCpus } = network.force;
  const costliest = Math.max(
    solution.cpuPerUnitS.client,
    solution.cpuPerUnitS.dest,
  );
  if (capCpus !== null && capCpus / costliest < upper) {
    upper = capCpus / costliest;
    by = "cap";
  }
  const serviceS = solution.rounds.demandS.reduce(
    (sum, demand, at) => sum + demand - (network.stations[at]?.deferredS ?? 0),
    0,
  );
  const shortestS = serviceS + solution.rounds.timerS + network.traffic.thinkS;
  if (solution.rounds.population / shortestS < upper) {
    upper = solution.rounds.population / shortestS;
    by = "threads";
  }
  return { upper: upper * network.traffic.messagesPerUnit, by };
};

/** Elasticity of throughput for every parameter that the path uses; the five largest. */
const sensitivitiesOf = (
  scenario: Scenario,
  network: PathNetwork,
  throughput: number,
  values: ParameterValues,
): { parameter: ParameterId; elasticity: number }[] => {
  return (Object.keys(values) as ParameterId[])
    .map((parameter) => {
      const nudged = networkOf(scenario, {
        ...values,
        [parameter]: values[parameter] * 1.01,
      });
      const gain = solveCapped(nudged).throughput / throughput - 1;
      return { parameter, elasticity: gain / 0.01 };
    })
    .filter(({ elasticity }) => Math.abs(elasticity) > 0.005)
    .sort((a, b) => Math.abs(b.elasticity) - Math.abs(a.elasticity))
    .slice(0, 5);
};

/**
 * Predicts the mean behaviour of a scenario.
 *
 * @param scenario  from `parseScenario`, which accepts anything
 * @param values    parameter values in SI units; the published ones when not given
 * @returns         rates per second, times in seconds, utilisations between 0 and 1
 */
export const solve = (
  scenario: Scenario,
  values: ParameterValues = publishedValues,
): Prediction => {
  const network = networkOf(scenario, values);
  const solution = solveCapped(network);
  const { traffic, force } = network;
  const { throughput, rounds } = solution;
  const { limiter, next } = diagnose(network, solution);
  const stations = stationsOf(network, solution);
  const cpu = {
    client: throughput * solution.cpuPerUnitS.client,
    dest: throughput * solution.cpuPerUnitS.dest,
  };
  const { id, name, family } = force.technology;
  return {
    scenario,
    technology: { id, name, family },
    isPrediction: !isTested(scenario),
    messagesPerSecond: throughput * traffic.messagesPerUnit,
    packetsPerSecond: throughput * traffic.packetsPerUnit,
    bitsPerSecond: throughput * traffic.bytesPerUnit * 8,
    residenceSeconds: rounds.population / throughput - traffic.thinkS,
    unit: {
      name:
        scenario.workload.kind === "packets"
          ? "message"
          : "frames of one acknowledgement",
      bytes: traffic.bytesPerUnit,
    },
    steps: stepsOf(network, solution),
    waits: waitsOf(network, solution),
    stations,
    utilisation: Object.fromEntries(
      stations.map((each) => [each.id, each.utilisation]),
    ),
    cpu,
    cap:
      force.capCpus === null
        ? null
        : {
            cpus: force.capCpus,
            utilisation: Math.max(cpu.client, cpu.dest) / force.capCpus,
            parkedTicks: solution.parkedTicks,
            lossPerRelease: solution.lossPerRelease,
            availability: solution.availability,
          },
    limiter,
    nextLimiter: next,
    bounds: boundOf(network, solution),
    // Asked for rarely and dear: solved when read.
    get sensitivities() {
      return sensitivitiesOf(scenario, network, throughput, values);
    },
    remarks: remarksOf(network, solution),
  };
};

export interface CurvePoint {
  readonly threads: number;
  readonly messagesPerSecond: number;
  readonly packetsPerSecond: number;
  readonly bitsPerSecond: number;
  readonly residenceSeconds: number;
}

/** Throughput of `scenario` at each of `threads`, without limiters: what a curve needs. */
export const solveCurve = (
  scenario: Scenario,
  threads: readonly number[],
  values: ParameterValues = publishedValues,
): CurvePoint[] => {
  const resuming = resumingRounds();
  let network = networkOf(scenario, values);
  return threads.map((each) => {
    network = withThreads(network, each);
    const { throughput, rounds } = solveCapped(network, {}, resuming);
    const { traffic } = network;
    return {
      threads: each,
      messagesPerSecond: throughput * traffic.messagesPerUnit,
      packetsPerSecond: throughput * traffic.packetsPerUnit,
      bitsPerSecond: throughput * traffic.bytesPerUnit * 8,
      residenceSeconds: rounds.population / throughput - traffic.thinkS,
    };
  });
};

/** `scenario` under another technology, everything else as the reader chose it. */
export const underTechnology = (
  scenario: Scenario,
  technology: string,
): Scenario => withField(scenario, "technology", technology);
