/**
 * What a solved path says: every figure of a prediction read off one solution.
 *
 * IDEA   Compile the scenario to a network, solve it, apply the cap, ask for the limiter. The time at
 *        a station is divided over the steps that use it; what belongs to no step is a wait.
 * FAILS  Means only.
 * LENGTH One reading of one solution: its parts share network and solution.
 */
import { scaleOf, type Scale } from "./baseline.ts";
import { capParksStream, solveCapped, type CappedSolution } from "./capping.ts";
import { compileNetwork } from "./compile.ts";
import { fairShareOf, scarcestUse } from "./host-cpus.ts";
import { diagnose } from "./limiter.ts";
import type { PathNetwork } from "./network.ts";
import type { ParameterId, ParameterValues } from "./parameters/catalogue.ts";
import { refusalRemarks, technologyById } from "./paths/catalogue.ts";
import { idleByDefault } from "./paths/idle-vcpu.ts";
import type {
  PredictedStation,
  PredictedStep,
  PredictedWait,
  Prediction,
} from "./prediction.ts";
import type { Scenario } from "./scenario.ts";
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

const diskRemarks = ({ scenario, force, traffic }: PathNetwork): string[] => {
  if (traffic.medium !== "disk") return [];
  const { disk } = force.technology;
  const { diskUs, diskIops } = scenario.hardware;
  const contradicts =
    diskUs !== null && diskIops !== null && diskUs * 1e-6 * diskIops < 0.999;
  return [
    ...(force.on.has("write-behind")
      ? ["The host’s cache answers a write; the disk streams it later."]
      : []),
    ...(disk.caches === 2
      ? [
          "The guest’s cache and the host’s may both hold a block: here both miss.",
        ]
      : []),
    ...(contradicts
      ? ["The disk’s rate is below one block in its latency: the rate stands."]
      : []),
  ];
};

/** What comes of polling where CPUs are short. */
const pollingRemarks = (network: PathNetwork): string[] => {
  const { scenario, force } = network;
  const { technology, on } = force;
  const { idle } = scenario.options;
  const asked = idle === "default" ? idleByDefault(technology) : idle;
  const isShared =
    fairShareOf(network, "client") !== null ||
    fairShareOf(network, "dest") !== null;
  return [
    ...(isShared
      ? [
          "The switch polls and never sleeps: where CPUs are short it has its fair share of them, whether or not there is work, and the guest has the rest.",
        ]
      : []),
    ...(technology.options.includes(asked) && !on.has(asked)
      ? [
          "The host cannot poll for an idle vCPU on its only CPU: the thread that has work for the guest needs it, so the vCPU halts and is woken.",
        ]
      : []),
  ];
};

const baselineRemarks = (
  { traffic, scenario }: PathNetwork,
  { cpu, rest, native, reached, deviations }: Scale,
): string[] => {
  if (native === null) return [];
  const name = technologyById.get(native)?.name ?? native;
  const waits = traffic.medium === "disk" ? "disk" : "wire and NIC";
  const times = (scale: number) => String(Number(scale.toPrecision(3)));
  const { rate, threads } = scenario.baseline;
  const measured = `${String(rate)} a second measured on bare metal with ${threads === 1 ? "one thread" : `${String(threads)} threads`}`;
  if (deviations < 1e-5)
    return reached
      ? []
      : [
          `The ${measured} are near to what a full line or disk gives ${name}, or above it: they say no more of the machine, and nothing is scaled.`,
        ];
  const scaled =
    rest === 1
      ? `CPU work takes ${times(cpu)} times`
      : `CPU work takes ${times(cpu)} times and ${waits} ${times(rest)} times`;
  return [
    reached
      ? `Relative to a measured machine, where ${scaled} what the parameters say: as likely a pair as gives ${name} the ${measured}.`
      : `No machine of the model gives ${name} the ${measured}: one that comes near to them stands, where ${scaled} what the parameters say.`,
    ...(reached && deviations > 3
      ? [
          "So far outside the published ranges that the measurement may be of something else: another workload, or a limit that the model does not have.",
        ]
      : []),
  ];
};

/** Half of the CPUs, or a quarter, give more than all: by so much, at least, to be worth a word. */
const worthSaying = 1.01;

/** That a host with fewer CPUs would do better, where a cap binds, and why. */
const crowdRemarks = (
  network: PathNetwork,
  solution: CappedSolution,
): string[] => {
  if (!solution.binds) return [];
  const fewer = [0.5, 0.25].map((cores) => solveCapped(network, { cores }));
  if (
    fewer.every((each) => each.throughput < solution.throughput * worthSaying)
  )
    return [];
  return [
    network.traffic.medium === "disk"
      ? "Fewer CPUs on the host would give more under this cap: blocks that wait for a CPU are taken together, and share the switch to their thread."
      : "Fewer CPUs on the host would give more under this cap: fewer threads would send at once, and what they send would fit the ring.",
  ];
};

const remarksOf = (
  network: PathNetwork,
  solution: CappedSolution,
  scale: Scale,
): string[] => {
  const { technology, workload } = network.scenario;
  const remarks = refusalRemarks(technology, workload.kind);
  if (!isTested(network.scenario)) {
    remarks.push(
      network.force.technology.prediction
        ? "No published row tests this technology on this hardware: the figure is a prediction."
        : "No published row was measured under these conditions: the figure is a prediction.",
    );
  }
  if (solution.binds && solution.parkedTicks >= 1 && capParksStream(network)) {
    remarks.push(
      "Batching under the cap is a fitted mechanism, and loss after its silences an assumed one: both can be switched off.",
    );
  }
  return [
    ...remarks,
    ...diskRemarks(network),
    ...pollingRemarks(network),
    ...crowdRemarks(network, solution),
    ...baselineRemarks(network, scale),
  ];
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

/** Parameters that decide sizes, capacities and limits, and so stand in no step. */
const readByCode: readonly ParameterId[] = [
  "gro.frames",
  "rto.min",
  "clock.tick",
  "zone.cap",
  "ring.frames",
  "cap.release",
  "mss",
  "frame.overhead",
  "tso.bytes",
  "ack.every",
  "wire.oneway",
  "nic.moderation",
  "qemu.jitter",
  "qemu.lock",
];

/** The parameters that can move a network's figures. */
const parametersOf = (
  network: PathNetwork,
  scale: Scale,
): ReadonlySet<ParameterId> => {
  const { technology } = network.force;
  const native = technologyById.get(scale.native ?? "") ?? technology;
  const used = new Set<ParameterId>(readByCode);
  for (const { window, readerBuffer, transmit, receive, disk } of [
    technology,
    native,
  ]) {
    const steps =
      network.traffic.medium === "disk"
        ? [...disk.issue, ...disk.complete]
        : [...transmit, ...receive];
    for (const step of steps)
      for (const { parameter } of step.costs) used.add(parameter);
    used.add(window).add(readerBuffer);
    if (disk.slots) used.add(disk.slots.parameter);
    if (disk.requestBytes) used.add(disk.requestBytes);
  }
  for (const id of Object.keys(network.values) as ParameterId[])
    if (/^(cpu|nic|disk)\./.test(id)) used.add(id);
  return used;
};

/** Elasticity of throughput for every parameter that the path uses; the five largest. */
const sensitivitiesOf = (
  scenario: Scenario,
  network: PathNetwork,
  scale: Scale,
  throughput: number,
  values: ParameterValues,
): { parameter: ParameterId; elasticity: number }[] => {
  const used = parametersOf(network, scale);
  return (Object.keys(values) as ParameterId[])
    .filter((parameter) => used.has(parameter))
    .map((parameter) => {
      const moved = { ...values, [parameter]: values[parameter] * 1.01 };
      const machine = scaleOf(scenario, moved, scale);
      const nudged = compileNetwork(scenario, moved, machine);
      const gain = solveCapped(nudged).throughput / throughput - 1;
      // Where another machine would be found, or none, there is no slope.
      const isSmooth =
        scale.native === null || (scale.reached && machine.reached);
      return { parameter, elasticity: isSmooth ? gain / 0.01 : 0 };
    })
    .filter(({ elasticity }) => Math.abs(elasticity) > 0.005)
    .sort((a, b) => Math.abs(b.elasticity) - Math.abs(a.elasticity))
    .slice(0, 5);
};

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
    messagesPerSecond: throughput * traffic.messagesPerUnit,
    packetsPerSecond: throughput * traffic.packetsPerUnit,
    bitsPerSecond: throughput * traffic.bytesPerUnit * 8,
    residenceSeconds:
      (rounds.population + outsideOf(network)) / throughput - traffic.thinkS,
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
