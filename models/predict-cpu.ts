/**
 * A prediction for the workloads that take no path: events, wake-ups, scans.
 *
 * IDEA   One step on one CPU and one wait before it, in the form of every other prediction, so that
 *        tables and flames need not know the difference.
 * FAILS  Means only, and for wake-ups an estimate: each answer says so in its remarks.
 */
import { inForce } from "./options-in-force.ts";
import type { ParameterId, ParameterValues } from "./parameters/catalogue.ts";
import { refusalRemarks } from "./paths/catalogue.ts";
import { noGain, rivalOf, type Limiter, type NextLimiter } from "./limiter.ts";
import type { Prediction } from "./prediction.ts";
import type { Scenario } from "./scenario.ts";
import { isTested } from "./tested.ts";
import { cpu } from "./workloads/cpu.ts";
import type { CpuAnswer, CpuCandidate } from "./workloads/cpu-answer.ts";
import { procScan } from "./workloads/proc-scan.ts";
import { schedLatency } from "./workloads/sched-latency.ts";

const answerOf = (scenario: Scenario, values: ParameterValues): CpuAnswer => {
  const force = inForce(scenario, values);
  switch (scenario.workload.kind) {
    case "sched-latency":
      return schedLatency(scenario, force, values);
    case "proc-scan":
      return procScan(scenario, force, values);
    default:
      return cpu(scenario, force, values);
  }
};

/** The limiter gives most with 10 % more; where nothing gives 1 %, the fullest. */
const ranked = (answer: CpuAnswer): readonly NextLimiter[] => {
  const limiterOf = (each: CpuCandidate): Limiter => ({
    id: each.id,
    name: each.name,
    category: each.category,
    utilisation: Math.min(1, Math.max(0, each.utilisation)),
    gain: each.rateWithMore / answer.rate - 1,
    sentence: each.sentence,
  });
  const all = answer.candidates.map((each): NextLimiter => ({
    ...limiterOf(each),
    distance: Number.isFinite(each.ceiling)
      ? Math.max(0, each.ceiling / answer.rate - 1)
      : null,
  }));
  const byGain = all.sort((a, b) => b.gain - a.gain);
  if ((byGain[0]?.gain ?? 0) >= noGain) {
    const [first, ...rest] = byGain;
    return first
      ? [first, ...rest.sort((a, b) => b.utilisation - a.utilisation)]
      : [];
  }
  return all.sort((a, b) => b.utilisation - a.utilisation);
};

/**
 * Predicts a scenario whose workload takes no path.
 *
 * @param scenario  validated by `parseScenario`
 * @param values    parameter values in SI units
 */
export const predictCpu = (
  scenario: Scenario,
  values: ParameterValues,
): Prediction => {
  const answer = answerOf(scenario, values);
  const { technology, capCpus } = inForce(scenario, values);
  const refusal = refusalRemarks(technology.id, scenario.workload.kind);
  const { rate, serviceS, waitS, thinkS } = answer;
  const server = technology.application;
  const [first, ...others] = ranked(answer);
  if (!first) throw new Error("a workload has at least one candidate");
  const { distance: _distance, ...limiter } = first;
  const ceilings = answer.candidates.filter(({ ceiling }) =>
    Number.isFinite(ceiling),
  );
  const lowest = ceilings.sort((a, b) => a.ceiling - b.ceiling)[0];
  const utilisation = Math.min(1, answer.cpus / answer.servers);
  const id = `client.${server}`;
  return {
    scenario,
    technology: {
      id: technology.id,
      name: technology.name,
      family: technology.family,
    },
    isPrediction: !isTested(scenario),
    messagesPerSecond: rate,
    packetsPerSecond: 0,
    bitsPerSecond: 0,
    residenceSeconds: serviceS + waitS,
    wakeUpSeconds: answer.wakeUpS ?? null,
    unit: { name: answer.unitName, bytes: 0 },
    steps: [
      {
        id: answer.unitName,
        label: answer.label,
        place: scenario.workload.kind === "cpu" ? "guest-user" : "host-kernel",
        kind: scenario.workload.kind === "sched-latency" ? "wake" : "call",
        server,
        end: "client",
        pass: 0,
        serviceSeconds: serviceS,
        waitSeconds: 0,
        functions: answer.functions,
        parameters: answer.parameters,
        cite: "mechanisms",
        where: answer.where,
      },
    ],
    waits: [
      { id: "run-queue" as const, label: "waiting to run", seconds: waitS },
      { id: "think" as const, label: "think time", seconds: thinkS },
    ].filter(({ seconds }) => seconds > 1e-12),
    stations: [
      {
        id,
        name: technology.servers[server]?.name ?? server,
        end: "client",
        server,
        servers: answer.servers,
        utilisation,
        demandSeconds: serviceS,
        residenceSeconds: serviceS + waitS,
      },
    ],
    utilisation: { [id]: utilisation },
    cpu: { client: answer.cpus, dest: 0 },
    cap:
      capCpus === null
        ? null
        : {
            cpus: capCpus,
            utilisation: Math.min(1, answer.cpus / capCpus),
            parkedTicks: 0,
            lossPerRelease: 0,
            availability: 1,
          },
    baseline: null,
    limiter,
    rival: rivalOf(limiter, others),
    nextLimiter: others[0] ?? null,
    bounds: { upper: lowest?.ceiling ?? rate, by: lowest?.id ?? limiter.id },
    // Asked for rarely: solved when read.
    get sensitivities() {
      return sensitivitiesOf(scenario, values, answer);
    },
    remarks: [
      ...refusal,
      ...(answer.unitName === "scan"
        ? []
        : [
            "No published row tests this workload: the figure is a prediction.",
          ]),
      ...answer.remarks,
    ],
  };
};

/** Elasticity of the rate for the parameters that the answer names. */
const sensitivitiesOf = (
  scenario: Scenario,
  values: ParameterValues,
  { parameters, rate }: CpuAnswer,
): { parameter: ParameterId; elasticity: number }[] =>
  parameters
    .map((parameter) => {
      const nudged = { ...values, [parameter]: values[parameter] * 1.01 };
      const gain = answerOf(scenario, nudged).rate / rate - 1;
      return { parameter, elasticity: gain / 0.01 };
    })
    .filter(({ elasticity }) => Math.abs(elasticity) > 0.005)
    .sort((a, b) => Math.abs(b.elasticity) - Math.abs(a.elasticity));
