/**
 * What a solved path says: every figure of a prediction read off one solution.
 *
 * IDEA   Compile the scenario to a network, solve it, apply the cap, ask for the limiter. The time at
 *        a station is divided over the steps that use it; what belongs to no step is a wait.
 * FAILS  Means only.
 */
import { scaleOf } from "./baseline.ts";
import { solveCapped, type CappedSolution } from "./capping.ts";
import { compileNetwork } from "./compile.ts";
import { scarcestUse } from "./host-cpus.ts";
import { diagnose } from "./limiter.ts";
import type { PathNetwork } from "./network.ts";
import type { ParameterValues } from "./parameters/catalogue.ts";
import { remarksOf } from "./path-remarks.ts";
import type {
  PredictedStation,
  PredictedStep,
  PredictedWait,
  Prediction,
} from "./prediction.ts";
import type { Scenario } from "./scenario.ts";
import { sensitivitiesOf } from "./sensitivities.ts";
import { isTested } from "./tested.ts";

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
      // Where all work is deferred, waiting there is back-pressure: the step's own.
      const pressure = wholeS === 0 && at ? fixedS / at.deferredS : 0;
      return step.deferred
        ? { ...shared, serviceSeconds: 0, waitSeconds: queueS * pressure }
        : {
            ...shared,
            serviceSeconds: demandS * share,
            waitSeconds: queueS * share,
          };
    },
  );
};

/** Units that find no place in the path, and wait outside. */
export const outsideOf = ({ traffic, scenario }: PathNetwork): number =>
  Number.isFinite(traffic.slots)
    ? Math.max(
        0,
        scenario.workload.threads * traffic.unitsPerThread - traffic.population,
      )
    : 0;

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
      id: "host-cpus",
      label: "waiting for a CPU of the host",
      seconds: rounds.hostWaitS,
    },
    {
      id: "retransmit",
      label: "waiting to retransmit what a silence lost",
      seconds: retransmitS,
    },
    { id: "think", label: "think time", seconds: network.traffic.thinkS },
    {
      id: "slot",
      label: `waiting for one of the ${network.force.technology.disk.slots?.name ?? "places"}`,
      seconds: outsideOf(network) / throughput,
    },
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

/** Asymptotic bound: no station above its capacity, no loop shorter than its service. */
export const boundOf = (
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
  const host = scarcestUse(network, solution.rounds);
  if (host !== null && host.cpus / host.perUnitS < upper) {
    upper = host.cpus / host.perUnitS;
    by = "cores";
  }
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

/** What a solved path carries each second. */
export const ratesOf = (
  { traffic }: PathNetwork,
  { throughput }: Pick<CappedSolution, "throughput">,
) => ({
  messagesPerSecond: throughput * traffic.messagesPerUnit,
  packetsPerSecond: throughput * traffic.packetsPerUnit,
  bitsPerSecond: throughput * traffic.bytesPerUnit * 8,
});

/**
 * Predicts the mean behaviour of a scenario whose workload takes a path.
 *
 * @param scenario  validated, with a workload for which `takesPath`
 * @param values    parameter values in SI units
 */
export const predictPath = (
  scenario: Scenario,
  values: ParameterValues,
): Prediction => {
  const scale = scaleOf(scenario, values);
  const network = compileNetwork(scenario, values, scale);
  const solution = solveCapped(network);
  const { traffic, force } = network;
  const { throughput, rounds } = solution;
  const { limiter, rival, next } = diagnose(network, solution);
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
    ...ratesOf(network, solution),
    residenceSeconds:
      (rounds.population + outsideOf(network)) / throughput - traffic.thinkS,
    wakeUpSeconds: null,
    unit: { name: traffic.unitName, bytes: traffic.bytesPerUnit },
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
    baseline:
      scale.native === null
        ? null
        : {
            cpuScale: scale.cpu,
            restScale: scale.rest,
            native: scale.native,
            reached: scale.reached,
          },
    limiter,
    rival,
    nextLimiter: next,
    bounds: boundOf(network, solution),
    // Asked for rarely and dear: solved when read.
    get sensitivities() {
      return sensitivitiesOf(scenario, network, scale, throughput, values);
    },
    remarks: remarksOf(network, solution, scale),
  };
};
