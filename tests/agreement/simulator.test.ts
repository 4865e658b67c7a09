/**
 * Solver against simulator: the same scenario answered twice.
 *
 * IDEA     200 scenarios drawn once, before any result was looked at, over everything a reader is
 *          likely to turn. Each must agree (inside the 95 % interval, or within 2 %), or the
 *          comparison must name the assumption of the solver that broke. How often and how far
 *          they part is bounded too, so that the list of excuses cannot grow unseen.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseScenario, solve, technologies } from "../../models/index.ts";
import { postRows } from "../../models/measurements/post-2013.ts";
import { scenarioOf } from "../../models/replay-row.ts";
import { withField } from "../../models/scenario.ts";
import { compare } from "../../models/simulate/compare.ts";
import { simulate } from "../../models/simulate/simulate.ts";

const oneOf = <Value>(...values: readonly Value[]) =>
  fc.constantFrom(...values);

const plausible = fc
  .record({
    technology: oneOf(...technologies.map(({ id }) => id)),
    workload: oneOf("tcp-stream", "packets", "request-response", "disk"),
    threads: oneOf(1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64),
    bytes: oneOf(undefined, 64, 512, 1448, 4096, 16_384),
    cap: oneOf<number | string | undefined>(
      undefined,
      undefined,
      0.5,
      1,
      2,
      4,
      "none",
    ),
    vcpus: oneOf(1, 1, 2, 4),
    rtt: oneOf(undefined, undefined, 50, 200, 1000, 5000),
    moderation: oneOf(undefined, undefined, 0, 10, 100),
    "tx-timer": oneOf(200, 200, 0, 50, 500),
    offload: oneOf("default", "on", "off"),
    firewall: oneOf("off", "off", "on"),
    think: oneOf(0, 0, 100, 5000),
    "server-us": oneOf(0, 20, 200),
    depth: oneOf(1, 2, 8, 32),
    direction: oneOf("read", "write"),
    pattern: oneOf("random", "sequential"),
    disk: oneOf("ssd", "hdd", "nvme"),
    cores: oneOf(4, 16, 32),
    nic: oneOf("1g", "10g", "25g"),
    service: oneOf("exponential", "exponential", "deterministic"),
  })
  .map(
    (given) =>
      parseScenario(
        Object.fromEntries(
          Object.entries(given).filter(([, value]) => value !== undefined),
        ),
      ).scenario,
  );

const compared = (scenario: ReturnType<typeof scenarioOf>, seconds: number) => {
  const prediction = solve(scenario);
  const { messagesPerSecond, residenceSeconds } = prediction;
  const result = simulate(scenario, {
    seed: 1,
    // Of small messages 30 000 may be less than a round of a long loop.
    seconds: Math.min(
      seconds,
      Math.max(30_000 / messagesPerSecond, 3 * residenceSeconds),
    ),
    mostEvents: 6_000_000,
  });
  return compare(prediction, result);
};

describe("200 random scenarios", () => {
  const all = fc
    .sample(plausible, { numRuns: 200, seed: 7 })
    .map((scenario) => compared(scenario, 10));

  test("each agrees, or the assumption that broke is named", () => {
    for (const { inside, because, difference } of all) {
      expect(Number.isFinite(difference)).toBe(true);
      expect(inside ? because === null : because !== null).toBe(true);
    }
  });

  test("half agree within 1 %, two thirds within 2 %, nine tenths within 10 %", () => {
    const sorted = all
      .map(({ difference }) => Math.abs(difference))
      .sort((a, b) => a - b);
    expect(sorted[100]).toBeLessThan(0.01);
    expect(sorted[132]).toBeLessThan(0.02);
    expect(sorted[180]).toBeLessThan(0.1);
  });
}, 120_000);

describe("120 random scenarios of hosts with one or two CPUs", () => {
  const all = fc
    .sample(fc.tuple(plausible, oneOf(1, 2)), { numRuns: 120, seed: 7 })
    .map(([scenario, cores]) =>
      compared(withField(scenario, "cores", cores), 10),
    );

  test("half agree within 1 %, two thirds within 2 %, nine tenths within 10 %", () => {
    const sorted = all
      .map(({ difference }) => Math.abs(difference))
      .sort((a, b) => a - b);
    expect(sorted[60]).toBeLessThan(0.01);
    expect(sorted[80]).toBeLessThan(0.02);
    expect(sorted[108]).toBeLessThan(0.1);
  });
}, 120_000);

describe("the post's 19 rows", () => {
  test.each(postRows.map((row) => [row.id, row] as const))(
    "%s: agrees, or the assumption that broke is named",
    (_, row) => {
      const { inside, because } = compared(scenarioOf(row), 2);
      expect(inside || because !== null).toBe(true);
    },
    30_000,
  );
});
