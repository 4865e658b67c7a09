/** The end of the recursion, worked out at once, beside the recursion taken there step by step. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networkOf, type PathNetwork } from "../network.ts";
import { anyScenario, trials } from "../random-scenarios.test-support.ts";
import { fullRateOf } from "./full-rate.ts";
import {
  expectSame,
  nearTied,
  stepByStep,
} from "./near-tied-networks.test-support.ts";
import { Pass } from "./pass.ts";
import { solutionOf } from "./rounds-solution.ts";

/** Longer passes take the test too long. */
const most = 20_000;

/** Whether the end could be compared: it is near enough. */
const compareAtEnd = (network: PathNetwork): boolean => {
  const { customers } = new Pass(network, {}).findEnd();
  if (!(customers < most)) return false;
  // Fewer are never taken to the end at once.
  const fewest = Math.max(65, Math.ceil(customers));
  const atOnce = new Pass(network, {});
  atOnce.advanceTo(fewest, most);
  const found = solutionOf(atOnce.rounds, fewest);
  const expected = solutionOf(stepByStep(network, fewest), fewest);
  expectSame(found, expected, { throughput: 2e-10, times: 1e-6 });
  return true;
};

describe("an end worked out at once equals the recursion: throughput to 2e-10, times to 1e-6", () => {
  test("over random scenarios", () => {
    let compared = 0;
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        if (compareAtEnd(networkOf(scenario))) compared += 1;
      }),
      { ...trials, numRuns: 1_700 },
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
  over: 0,
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
