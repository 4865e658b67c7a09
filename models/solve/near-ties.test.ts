/** Near ties taken by themselves, beside the whole recursion taken step by step. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networkOf, type PathNetwork } from "../network.ts";
import { anyScenario, trials } from "../random-scenarios.test-support.ts";
import { queryToScenario } from "../scenario.ts";
import {
  expectSame,
  nearTied,
  stepByStep,
} from "./near-tied-networks.test-support.ts";
import { NearTies } from "./near-ties.ts";
import { Pass } from "./pass.ts";
import { solutionOf } from "./rounds-solution.ts";

/** The whole recursion counts its visits in `customers`; near ties need few of them. */
const visitsTo = (pass: Pass, customers: number): number => {
  let visited = 0;
  const { rounds } = pass;
  const visits = rounds.visits.bind(rounds);
  rounds.visits = (first, last, share) => {
    visited += Math.max(0, last - first + 1);
    visits(first, last, share);
  };
  pass.advanceTo(customers, customers);
  return visited;
};

/** Whether near ties went there alone, so that the comparison was one. */
const compareAt = (network: PathNetwork, customers: number): boolean => {
  const pass = new Pass(network, {});
  if (customers >= pass.findEnd().customers) return false;
  if (visitsTo(pass, customers) >= customers) return false;
  const found = solutionOf(pass.rounds, customers);
  if (pass.rounds.saturated) return false;
  const expected = solutionOf(stepByStep(network, customers), customers);
  expectSame(found, expected, { throughput: 2e-6, times: 1e-4 });
  return true;
};

describe("near ties by themselves equal the whole recursion: throughput to 2e-6, times to 1e-4 of a loop", () => {
  const someCustomers = fc.constantFrom(514, 530, 700, 1_030, 1_500, 2_100);

  test("over random scenarios", () => {
    let compared = 0;
    fc.assert(
      fc.property(anyScenario, someCustomers, (scenario, customers) => {
        if (compareAt(networkOf(scenario), customers)) compared += 1;
      }),
      { ...trials, numRuns: 2_600 },
    );
    expect(compared).toBeGreaterThan(40);
  });

  test("over stations that are nearly tied, batches and deferred work among them", () => {
    let compared = 0;
    fc.assert(
      fc.property(nearTied, someCustomers, (network, customers) => {
        if (compareAt(network, customers)) compared += 1;
      }),
      trials,
    );
    expect(compared).toBeGreaterThan(20);
  });
});

test("a stream under KVM, whose vCPU and line nearly tie: 4 000 customers take an eighth of the visits", () => {
  const network = networkOf(
    queryToScenario("technology=kvm-qemu&workload=tcp-stream").scenario,
  );
  expect(visitsTo(new Pass(network, {}), 4_000)).toBeLessThan(540);
});

describe("NearTies", () => {
  const station = {
    alike: 1,
    servers: 1,
    alwaysS: 1,
    batchedS: 0,
    behindS: 0,
    over: 0,
    interval: 0,
    joinS: 0,
  };

  test("two stations alike: X(N) = N / (N + 1)", () => {
    const halves = { ...station, alike: 2, waitS: 50.5 };
    const ties = new NearTies(1, 100 / 101, 100, [halves], () => 0);
    ties.advanceTo(3_000);
    expect(ties.rate).toBeCloseTo(3_000 / 3_001, 12);
  });

  test("two stations, one at ρ of the other: X(N) = (1 − ρ^N) / (1 − ρ^(N + 1))", () => {
    const ratio = 0.999;
    const rateOf = (customers: number) =>
      (1 - ratio ** customers) / (1 - ratio ** (customers + 1));
    // R = Q / X of the second, Q the mean of a geometric number cut off at N.
    const customers = 1_000;
    const cut = ratio ** (customers + 1);
    const second =
      (ratio / (1 - ratio) - ((customers + 1) * cut) / (1 - cut)) /
      rateOf(customers);
    const waits = [customers / rateOf(customers) - second, second];
    const ties = new NearTies(
      1,
      rateOf(customers),
      customers,
      [
        { ...station, waitS: waits[0]! },
        { ...station, alwaysS: ratio, waitS: waits[1]! },
      ],
      () => 0,
    );
    ties.advanceTo(5_000);
    expect(ties.rate).toBeCloseTo(rateOf(5_000), 12);
  });
});
