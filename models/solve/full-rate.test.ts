/** The end of the recursion, worked out at once, beside the recursion taken there step by step. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networkOf, type PathNetwork } from "../network.ts";
import { anyScenario, trials } from "../random-scenarios.test-support.ts";
import { queryToScenario } from "../scenario.ts";
import { fullRateOf } from "./full-rate.ts";
import { Pass, type RoundsSolution } from "./rounds.ts";

/** Longer passes take the test too long. */
const most = 20_000;

/** One customer after the other, whatever the gain. */
const stepByStep = (network: PathNetwork, customers: number): Pass => {
  const pass = new Pass(network, {});
  for (let next = 1; next <= customers; next++) pass.visits(next, next, 1);
  return pass;
};

/** Seconds by station and delay, and for everything else. */
const secondsOf = (solution: RoundsSolution): number[] => [
  ...solution.residenceS,
  ...solution.demandS,
  ...solution.delayS,
  ...solution.moderationS,
  solution.gatherS,
];

/** Whether the end could be compared: it is near enough. */
const compareAtEnd = (network: PathNetwork): boolean => {
  const { customers } = new Pass(network, {}).findEnd();
  if (!(customers < most)) return false;
  // Fewer are never taken to the end at once.
  const fewest = Math.max(65, Math.ceil(customers));
  const atOnce = new Pass(network, {});
  atOnce.advanceTo(fewest, most);
  const found = atOnce.solution(fewest);
  const expected = stepByStep(network, fewest).solution(fewest);
  expect(Math.abs(found.throughput / expected.throughput - 1)).toBeLessThan(
    2e-10,
  );
  const seconds = secondsOf(expected);
  secondsOf(found).forEach((each, at) => {
    expect(Math.abs(each - seconds[at]!)).toBeLessThan(
      1e-6 * expected.responseTime,
    );
  });
  return true;
};

const base = networkOf(
  queryToScenario("workload=tcp-stream&cores=128").scenario,
);

const nearTied = fc
  .array(
    fc.record({
      // From half as busy as the busiest to one in a thousand less.
      shortBy: fc
        .integer({ min: 30, max: 300 })
        .map((hundredths) => 10 ** (-hundredths / 100)),
      batched: fc.integer({ min: 0, max: 20 }),
      behind: fc.integer({ min: 0, max: 5 }),
      servers: fc.integer({ min: 1, max: 4 }),
      end: fc.constantFrom("client", "dest"),
    }),
    { minLength: 2, maxLength: 7 },
  )
  .map((queues): PathNetwork => ({
    ...base,
    stations: queues.map(({ shortBy, batched, behind, servers, end }, at) => {
      const whole = (at === 0 ? 1 : 1 - shortBy) * 20e-6 * servers;
      return {
        ...base.stations[0]!,
        end,
        servers,
        demandS: whole * (1 - batched / 100 - behind / 100),
        perBatchS: (whole * batched) / 100,
        deferredS: (whole * behind) / 100,
      };
    }),
    delays: [{ id: "wire", end: "client", seconds: 1e-4, unlessBusy: 1 }],
    gather: null,
  }));

describe("an end worked out at once equals the recursion: throughput to 2e-10, times to 1e-6", () => {
  test("over random scenarios", () => {
    let compared = 0;
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        if (compareAtEnd(networkOf(scenario))) compared += 1;
      }),
      { ...trials, numRuns: 1_300 },
    );
    expect(compared).toBeGreaterThan(250);
  });

  test("over stations that are nearly tied, batches and deferred work among them", () => {
    let compared = 0;
    fc.assert(
      fc.property(nearTied, (network) => {
        if (compareAtEnd(network)) compared += 1;
      }),
      trials,
    );
    expect(compared).toBeGreaterThan(200);
  });
});

const station = {
  alike: 1,
  servers: 1,
  alwaysS: 1,
  batchedS: 0,
  behindS: 0,
  interval: 0,
};

describe("fullRateOf", () => {
  test("is one over the service of the busiest station, deferred work included", () => {
    const half = { ...station, alwaysS: 0.5 };
    expect(fullRateOf([half, { ...station, behindS: 1 }], 0).rate).toBe(0.5);
    expect(fullRateOf([station, half], 0).rate).toBe(1);
  });

  test("two stations as busy as each other never saturate", () => {
    expect(fullRateOf([station, station], 0).customers).toBe(Infinity);
    expect(fullRateOf([{ ...station, alike: 2 }], 0).customers).toBe(Infinity);
  });

  test("shared by m units an interrupt, b costs b/m each", () => {
    const { rate } = fullRateOf([{ ...station, batchedS: 2, interval: 10 }], 0);
    const units = 10 * rate + Math.exp(-10 * rate);
    expect(rate * (1 + 2 / units)).toBeCloseTo(1, 14);
  });

  test("no service, or none left once it is shared, is no limit", () => {
    const none = { ...station, alwaysS: 0 };
    const alone = { ...none, batchedS: 1, interval: 2 };
    for (const each of [none, alone])
      expect(fullRateOf([station, each], 0).rate).toBe(1);
    expect(fullRateOf([alone], 0).customers).toBe(Infinity);
  });
});
