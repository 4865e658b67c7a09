/**
 * How fast the reader's machine is: one scale, found from what it measured without a tenant.
 *
 * IDEA   The technology's native reference (traditional Unix for an illumos host, Linux in the host's
 *        network for a Linux one) is solved for the same workload, without a cap, and all that the
 *        machine is gets slower or faster by one factor until the model gives the measured rate.
 *        One factor for CPU, wire and disk alike, because one rate cannot tell them apart, and a CPU
 *        factor alone could never reach a lone thread's rate, most of which is latency. What the
 *        reader states (`rtt`, `moderation`, `disk-us`, `disk-iops`, `server-us`, `think`) is not
 *        scaled, nor are line rates, timers and ticks that software sets.
 * UNITS  Rates in messages (requests, blocks, events) a second. Scale: 2 is a machine half as fast.
 * HOLDS  Rates that some scale between 1/100 and 100 reaches; beyond, the nearest end stands and
 *        `reached` is false. The rate falls as the scale rises.
 * COST   About eight solutions of the native network; none without a baseline.
 */
import { solveCapped } from "./capping.ts";
import { compileNetwork } from "./compile.ts";
import type { ParameterValues } from "./parameters/catalogue.ts";
import { technologyById } from "./paths/catalogue.ts";
import type { Scenario } from "./scenario.ts";
import { takesPath } from "./traffic.ts";

export interface Scale {
  readonly scale: number;
  /** The technology that stands for bare metal; null without a baseline. */
  readonly native: string | null;
  /** False when no scale within the limits gives the measured rate. */
  readonly reached: boolean;
}

const unscaled: Scale = {
  scale: 1,
  native: null,
  reached: true,
};

const smallest = 0.01;
const largest = 100;
/** Relative error of the rate at which the search ends. */
const near = 1e-8;
const mostSteps = 60;

/** The scenario as it would run without a tenant. */
const nativeOf = (scenario: Scenario): Scenario => ({
  ...scenario,
  technology:
    technologyById.get(scenario.technology)?.native ?? scenario.technology,
  workload: { ...scenario.workload, threads: scenario.baseline.threads },
  limits: { ...scenario.limits, cap: "none", cpuBaseline: null },
});

/**
 * The scale at which `rateAt` is `rate`: falling in the scale, close to a hyperbola, so the search
 * runs in logarithms; an end that stays twice counts half (the Illinois rule).
 */
const search = (
  rateAt: (scale: number) => number,
  rate: number,
): Pick<Scale, "scale" | "reached"> => {
  const miss = (logScale: number) =>
    Math.log(rateAt(Math.exp(logScale)) / rate);
  let [low, high] = [Math.log(smallest), Math.log(largest)];
  let [above, below] = [miss(low), miss(high)];
  // A rate that no machine of the model reaches, or that all exceed: the nearest end.
  if (above <= near || below >= -near) {
    const scale = above <= near ? smallest : largest;
    return { scale, reached: Math.abs(rateAt(scale) / rate - 1) < 1e-6 };
  }
  let at = low;
  let side = 0;
  for (let step = 0; step < mostSteps; step++) {
    at = (low * below - high * above) / (below - above);
    const missed = miss(at);
    if (Math.abs(missed) < near || high - low < 1e-13) break;
    if (missed > 0) {
      low = at;
      above = missed;
      if (side > 0) below /= 2;
      side = 1;
    } else {
      high = at;
      below = missed;
      if (side < 0) above /= 2;
      side = -1;
    }
  }
  return { scale: Math.exp(at), reached: true };
};

/** The scale of the reader's machine; 1 when the scenario holds no measurement of it. */
export const scaleOf = (scenario: Scenario, values: ParameterValues): Scale => {
  const { rate } = scenario.baseline;
  if (rate === null || !takesPath(scenario.workload.kind)) return unscaled;
  const native = nativeOf(scenario);
  const rateAt = (scale: number): number => {
    const network = compileNetwork(native, values, scale);
    return solveCapped(network).throughput * network.traffic.messagesPerUnit;
  };
  return { native: native.technology, ...search(rateAt, rate) };
};
