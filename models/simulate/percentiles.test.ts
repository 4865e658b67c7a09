import { describe, expect, test } from "vitest";
import { parseScenario } from "../scenario.ts";
import { LatencyHistogram } from "./latency-histogram.ts";
import { percentilesOf } from "./percentiles.ts";
import { simulate } from "./simulate.ts";

/** M/M/1 with services of 1 ms: response times are exponential. */
const queue = (load: number, seconds: number, seed: number) =>
  simulate(
    parseScenario(
      `workload=cpu&technology=container-host&cap=none&threads=1&cores=1&rate=${1000 * load}&event-us=1000`,
    ).scenario,
    { seconds, seed },
  ).percentiles;

describe("percentilesOf", () => {
  test("intervals of p50, p90 and p99 of M/M/1 hold the exact value in 19 of 20 runs", () => {
    const load = 0.5;
    const seeds = 80;
    const held = new Map<number, number>();
    for (let seed = 1; seed <= seeds; seed++)
      for (const { share, low95, high95, tooShort } of queue(load, 60, seed)) {
        if (share > 0.99) continue;
        expect(tooShort).toBe(false);
        const exact = -Math.log(1 - share) / (1000 * (1 - load));
        // The histogram's own error is 0.8 %.
        if (low95 / 1.008 <= exact && exact <= high95 * 1.008)
          held.set(share, (held.get(share) ?? 0) + 1);
      }
    // Of 400 seeds 97 to 99 %: fewer than 72 of 80 by chance once in 10^3.
    for (const share of [0.5, 0.9, 0.99])
      expect(held.get(share)).toBeGreaterThanOrEqual(72);
  }, 30_000);

  test("where fewer than two hundred were slower, the run was too short", () => {
    const short = queue(0.5, 60, 1).filter(({ tooShort }) => tooShort);
    expect(short.map(({ share }) => share)).toEqual([0.999, 0.9999]);
  });

  test("where nothing is random a percentile is its own interval", () => {
    const latency = new LatencyHistogram();
    latency.record(2e-3);
    for (const each of percentilesOf(latency))
      expect(each).toMatchObject({
        seconds: 2e-3,
        low95: 2e-3,
        high95: 2e-3,
        tooShort: false,
      });
  });

  test("before any batch has ended nothing is known", () => {
    for (const { tooShort } of percentilesOf(new LatencyHistogram(), null))
      expect(tooShort).toBe(true);
  });
});
