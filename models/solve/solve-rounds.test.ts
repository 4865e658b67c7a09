/** Path networks by population: whole or not, few or many, afresh or resumed. */
import { describe, expect, test } from "vitest";
import { networkOf, withThreads, type PathNetwork } from "../network.ts";
import { technologies } from "../paths/catalogue.ts";
import { queryToScenario } from "../scenario.ts";
import { Pass } from "./pass.ts";
import type { RoundsSolution } from "./rounds-solution.ts";
import { resumingRounds, roundsOf, solveRounds } from "./solve-rounds.ts";

const withPopulation = (
  network: PathNetwork,
  population: number,
): PathNetwork => ({
  ...network,
  traffic: { ...network.traffic, population },
});

describe("solveRounds, by population", () => {
  const someNetworks = [
    ...technologies.map(
      ({ id }) => `technology=${id}&cap=none&window=67108864`,
    ),
    "technology=unix&nic=100g&moderation=0",
    "technology=unix&workload=packets&think=100ms&cores=4",
    "technology=kvm-qemu-2012&tx-timer=0&self-copy=on",
    "technology=xen-pv&workload=packets&vcpus=4",
    "technology=kvm-vhost&window=20000",
  ].map((query): [string, PathNetwork] => [
    query,
    networkOf(queryToScenario(query).scenario),
  ]);

  test.each(someNetworks)(
    "%s: the fixed point beyond 2 000 customers continues the recursion to 0.1 %",
    (_, network) => {
      const at = (population: number) =>
        solveRounds(withPopulation(network, population)).throughput;
      expect(at(2_001) / at(1_999)).toBeGreaterThan(0.999);
      expect(at(2_001) / at(1_999)).toBeLessThan(1.0011);
      expect(at(100_000)).toBeGreaterThanOrEqual(at(2_001) * (1 - 1e-9));
    },
  );

  test.each([2_500, 4_000, 10_000])(
    "%d customers who think: the fixed point is within two thousandths of the recursion that it stands for",
    (population) => {
      for (const query of [
        "technology=unix&workload=packets&think=100ms&cores=4",
        "technology=kvm-vhost&workload=packets&think=100ms&cap=none",
      ]) {
        const network = networkOf(queryToScenario(query).scenario);
        const recursion = new Pass(network, {});
        recursion.advanceTo(population, population);
        const fixed = solveRounds(withPopulation(network, population));
        expect(
          Math.abs(fixed.throughput / recursion.rounds.throughput - 1),
        ).toBeLessThan(0.002);
      }
    },
  );

  test.each(someNetworks)(
    "%s: between two wholes it is between",
    (_, network) => {
      for (const whole of [1, 2, 16, 64, 65]) {
        const [low, middle, high] = [whole, whole + 0.5, whole + 1].map(
          (population) => solveRounds(withPopulation(network, population)),
        ) as [RoundsSolution, RoundsSolution, RoundsSolution];
        expect(middle.throughput).toBeCloseTo(
          (low.throughput + high.throughput) / 2,
          4,
        );
      }
    },
  );

  test.each(someNetworks)(
    "%s: a curve that resumes gives the very numbers of one solved afresh",
    (_, network) => {
      const resuming = resumingRounds();
      let at = network;
      for (const threads of [1, 2, 3, 17, 18, 40, 40, 39, 2, 500, 1, 5]) {
        at = withThreads(at, threads);
        expect(resuming(at)).toEqual(solveRounds(at));
        const compiled = networkOf({
          ...network.scenario,
          workload: { ...network.scenario.workload, threads },
        });
        expect(solveRounds(at)).toEqual(solveRounds(compiled));
      }
    },
  );

  test.each(someNetworks)(
    "%s: all times sum to the response, between two wholes as at them",
    (_, network) => {
      const at = roundsOf(network);
      for (let population = 1; population <= 200; population += 0.5) {
        const solved = at(population);
        const times = [
          ...solved.residenceS,
          ...solved.delayS,
          ...solved.moderationS,
          solved.timerS,
          solved.gatherS,
        ];
        expect(
          times.reduce((sum, each) => sum + each, 0) / solved.responseTime,
        ).toBeCloseTo(1, 9);
      }
    },
  );
});
