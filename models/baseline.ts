/**
 * How fast the reader's machine is: two scales, found from what it measured without a tenant.
 *
 * IDEA   The technology's native reference (traditional Unix for an illumos host, Linux in the host's
 *        network for a Linux one) is solved for the same workload, without a cap, on a machine whose
 *        CPU work, and whose rest, wire and NIC or disk, take other times than the parameters say.
 *        One rate cannot tell the two apart. Of all pairs that give it the likeliest stands: each
 *        scale's logarithm is taken as normal, as wide as the published range of what it scales, so
 *        that what is known worse and what matters more moves more. A wire may be six times another's;
 *        a CPU of a known generation is not. What the reader states (`rtt`, `moderation`, `disk-us`,
 *        `disk-iops`, `server-us`, `think`) is not scaled, nor are line rates, timers and ticks that
 *        software sets.
 * UNITS  Rates in messages (requests, blocks, events) a second. Scale: 2 takes twice as long.
 * HOLDS  Rates that scales between 1/100 and 100 reach; beyond, a machine stands that is within a
 *        hundredth of the nearest, and `reached` is false. A full line or disk hides the machine behind it: a rate within a twentieth of it, or
 *        above it, scales nothing, and is not reached either unless it is the model's own.
 * FAILS  That a range is one deviation either way is assumed; only the ratio of the two counts. All
 *        CPU work is scaled alike, though ranges of single steps are wider. The rate is taken to fall
 *        as either scale rises; a longer wire can raise it by a few parts in a hundred, where
 *        batches grow. A pair far outside the ranges is given as well: its distance is said.
 * COST   About fifty solutions of the native network; none without a baseline.
 * SOURCE Maximum a posteriori estimate from one exact observation, by Gauss and Newton's steps.
 */
import { solveCapped } from "./capping.ts";
import { compileNetwork } from "./compile.ts";
import { unscaledMachine, type MachineScale } from "./options-in-force.ts";
import type { ParameterValues } from "./parameters/catalogue.ts";
import { diskParameters } from "./parameters/disks.ts";
import { hardwareParameters } from "./parameters/hardware.ts";
import { publishedValues } from "./parameters/published-values.ts";
import { technologyById } from "./paths/catalogue.ts";
import type { Scenario } from "./scenario.ts";
import { takesPath } from "./traffic.ts";

export interface Scale extends MachineScale {
  /** The technology that stands for bare metal; null without a baseline. */
  readonly native: string | null;
  /** False when the scales do not give the measured rate. */
  readonly reached: boolean;
  /** How far the pair is from the parameters, in deviations: beyond 3 it is hardly believed. */
  readonly deviations: number;
}

/** Logarithms of the two scales, or deviations of them. */
type Pair = readonly [cpu: number, rest: number];

const largest = 100;
const farthest = Math.log(largest);
/** Relative error of the rate at which the search ends. */
const near = 1e-8;
const mostSteps = 60;
/** Directions in which a first pair is looked for. */
const rays: readonly Pair[] = [
  [1, 0],
  [Math.SQRT1_2, Math.SQRT1_2],
  [0, 1],
];
/** Steps of Gauss and Newton from the nearest of them, each of three solutions. */
const mostRounds = 20;
/** A step of the logarithms after which no other is taken. */
const settled = 1e-4;
/** Both scales together move the rate by less than this part of them: a full line hides them. */
const hidden = 0.1;
/** How near to what a full line gives a measured rate is taken for it. */
const asFull = 0.05;
/** How far short of a rate that cannot be reached the machine is left. */
const short = 0.01;
/** Relative error of a rate that counts as reached. */
const met = 1e-7;
/** Step of a scale's logarithm for a slope. */
const nudge = 1e-5;

/** The scenario as it would run without a tenant. */
const nativeOf = (scenario: Scenario): Scenario => ({
  ...scenario,
  technology:
    technologyById.get(scenario.technology)?.native ?? scenario.technology,
  workload: { ...scenario.workload, threads: scenario.baseline.threads },
  limits: { ...scenario.limits, cap: "none", cpuBaseline: null },
});

/** Of these two sets alone: a page that simulates carries none of the others' documentation. */
const ranged = { ...hardwareParameters, ...diskParameters };
type HardwareId = keyof typeof ranged;

/** Half of a parameter's range, in logarithms. */
const deviationOf = (id: HardwareId): number => {
  const [low, high] = ranged[id].range;
  return Math.log(high / low) / 2;
};

/** How wide either scale may be; 0 where nothing is left to it. */
const deviationsOf = ({ hardware, workload }: Scenario): Pair => {
  const cpu = deviationOf(`cpu.${hardware.cpu}` as HardwareId);
  if (workload.kind === "disk")
    return [
      cpu,
      hardware.diskUs === null
        ? deviationOf(`disk.${hardware.disk}.latency` as HardwareId)
        : 0,
    ];
  if (hardware.rttUs === null) return [cpu, deviationOf("wire.oneway")];
  return [
    cpu,
    hardware.moderationUs === null ? deviationOf("nic.moderation") : 0,
  ];
};

const within = (logScale: number): number =>
  Math.min(farthest, Math.max(-farthest, logScale));

/**
 * Where along `towards` the miss is 0: falling, close to a line, so an end that stays twice counts
 * half (the Illinois rule).
 */
const along = (towards: Pair, missOf: (logs: Pair) => number): Pair => {
  const at = (length: number): Pair => [
    within(length * towards[0]),
    within(length * towards[1]),
  ];
  // As far as the one that moves more may go, and on to where the other may.
  const moves = towards.map(Math.abs).filter((each) => each > 0);
  let high = farthest / Math.max(...moves);
  let low = -high;
  let [above, below] = [missOf(at(low)), missOf(at(high))];
  if (above <= 0 || below >= 0) {
    high = farthest / Math.min(...moves);
    low = -high;
    [above, below] = [missOf(at(low)), missOf(at(high))];
  }
  if (above <= 0 || below >= 0) return at(above <= 0 ? low : high);
  let length = 0;
  let side = 0;
  for (let step = 0; step < mostSteps; step++) {
    length = (low * below - high * above) / (below - above);
    const missed = missOf(at(length));
    if (Math.abs(missed) < near || high - low < 1e-13) break;
    if (missed > 0) {
      low = length;
      above = missed;
      if (side > 0) below /= 2;
      side = 1;
    } else {
      high = length;
      below = missed;
      if (side < 0) above /= 2;
      side = -1;
    }
  }
  return at(length);
};

/** How unlikely a pair is: its distance from the parameters, squared, in deviations. */
const distance = (logs: Pair, deviations: Pair): number =>
  logs.reduce(
    (sum, log, at) => sum + (log === 0 ? 0 : (log / deviations[at]!) ** 2),
    0,
  );

/** Of the pairs at which nothing is missed, the nearest that lies in one of a few directions. */
const nearestOfRays = (
  deviations: Pair,
  missOf: (logs: Pair) => number,
): Pair => {
  const found = rays
    .slice(0, deviations[1] === 0 ? 1 : rays.length)
    .map((ray) =>
      along([deviations[0] * ray[0], deviations[1] * ray[1]], missOf),
    );
  const exact = found.filter((logs) => Math.abs(missOf(logs)) < met);
  return (exact.length > 0 ? exact : found).reduce((best, logs) =>
    distance(logs, deviations) < distance(best, deviations) ? logs : best,
  );
};

/**
 * From a pair to the likeliest near it at which nothing is missed; null where a kink leads the steps
 * astray, or a full line lets nothing matter.
 */
const likeliestNear = (
  start: Pair,
  deviations: Pair,
  missOf: (logs: Pair) => number,
): Pair | null => {
  const variances: Pair = [deviations[0] ** 2, deviations[1] ** 2];
  let logs = start;
  for (let round = 0; round < mostRounds; round++) {
    const missed = missOf(logs);
    const slopes: Pair = [
      (missOf([logs[0] + nudge, logs[1]]) - missed) / nudge,
      (missOf([logs[0], logs[1] + nudge]) - missed) / nudge,
    ];
    const gain = variances[0] * slopes[0] ** 2 + variances[1] * slopes[1] ** 2;
    const length = (slopes[0] * logs[0] + slopes[1] * logs[1] - missed) / gain;
    const next: Pair = [
      within(length * variances[0] * slopes[0]),
      within(length * variances[1] * slopes[1]),
    ];
    const moved = Math.hypot(next[0] - logs[0], next[1] - logs[1]);
    if (!(moved < Infinity)) return null;
    logs = next;
    if (moved < settled) break;
  }
  // Steps shrink by a part each: what they still miss is made up on the way out.
  const exact = along([Math.abs(logs[0]), Math.abs(logs[1])], missOf);
  return Math.abs(missOf(exact)) < met ? exact : null;
};

const likeliest = (deviations: Pair, missOf: (logs: Pair) => number): Pair => {
  const start = nearestOfRays(deviations, missOf);
  const better = likeliestNear(start, deviations, missOf);
  return better !== null &&
    distance(better, deviations) < distance(start, deviations)
    ? better
    : start;
};

/** Whether the measured rate is what a full line or disk gives, or more: it says no more of the rest. */
const hides = (missOf: (logs: Pair) => number): boolean => {
  const missed = missOf([0, 0]);
  if (Math.abs(missed) < met) return true;
  const slower = missOf([hidden, hidden]);
  const faster = missOf([-farthest, -farthest]);
  const isFull = missed - slower < hidden * hidden && faster - missed < hidden;
  return isFull && missed < asFull;
};

/**
 * The scales of the reader's machine; 1 when the scenario holds no measurement of it.
 *
 * @param close  those of values that hardly differ, from which the search is short
 */
export const scaleOf = (
  scenario: Scenario,
  values: ParameterValues,
  close?: Scale,
): Scale => {
  const { rate } = scenario.baseline;
  if (rate === null || !takesPath(scenario.workload.kind))
    return { ...unscaledMachine, native: null, reached: true, deviations: 0 };
  const native = nativeOf(scenario);
  const missOf = ([cpu, rest]: Pair): number => {
    const network = compileNetwork(native, values, {
      cpu: Math.exp(cpu),
      rest: Math.exp(rest),
    });
    return Math.log(
      (solveCapped(network).throughput * network.traffic.messagesPerUnit) /
        rate,
    );
  };
  const deviations = deviationsOf(native);
  const scales = (logs: Pair): Scale => ({
    native: native.technology,
    cpu: Math.exp(logs[0]),
    rest: Math.exp(logs[1]),
    reached: Math.abs(missOf(logs)) < met,
    deviations: Math.sqrt(distance(logs, deviations)),
  });
  if (close?.reached) {
    const start: Pair = [Math.log(close.cpu), Math.log(close.rest)];
    const logs = likeliestNear(start, deviations, missOf);
    if (logs !== null) return scales(logs);
  }
  const asIs: Pair = [0, 0];
  if (hides(missOf)) return scales(asIs);
  // A rate that no machine of the model reaches, or that all exceed: a little short of the nearest.
  const end = (log: number): Pair => [log, deviations[1] === 0 ? 0 : log];
  const fastest = missOf(end(-farthest));
  const slowest = missOf(end(farthest));
  const aim =
    fastest <= near ? fastest - short : slowest >= -near ? slowest + short : 0;
  return scales(likeliest(deviations, (logs) => missOf(logs) - aim));
};

const machines = new WeakMap<Scenario, MachineScale>();

/** The reader's machine by the published parameters: found once a scenario, however many ask. */
export const machineOf = (scenario: Scenario): MachineScale => {
  const known = machines.get(scenario);
  if (known) return known;
  const machine = scaleOf(scenario, publishedValues);
  machines.set(scenario, machine);
  return machine;
};
