/**
 * Every analytic solver on the same networks: they agree where theory says so, and are ordered.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { networkOf } from "../../models/network.ts";
import {
  anyScenario,
  trials,
} from "../../models/random-scenarios.test-support.ts";
import { closedBounds } from "../../models/solve/bounds.ts";
import { solveMva } from "../../models/solve/mva.ts";
import type { Network, Station } from "../../models/solve/network.ts";
import { solveRounds } from "../../models/solve/solve-rounds.ts";
import { solveSchweitzer } from "../../models/solve/schweitzer.ts";
import { withField } from "../../models/scenario.ts";

/** A random path without batches: the same stations for every solver, Seidmann's split done. */
const scenarios = anyScenario
  .map((scenario) => withField(scenario, "moderation", 0))
  .map((scenario) => withField(scenario, "tx-timer", 0))
  .map((scenario) => withField(scenario, "self-copy", "off"))
  .map((scenario) => withField(scenario, "window", 65_536))
  .map((scenario) => withField(scenario, "direction", "read"))
  .map((scenario) => withField(scenario, "depth", 1 + (scenario.seed % 16)))
  .map((scenario) => withField(scenario, "threads", 1 + (scenario.seed % 64)));

const pathOf = (scenario: Parameters<typeof networkOf>[0]) => {
  const path = networkOf(scenario);
  const population = Math.round(path.traffic.population);
  const stations = path.stations.flatMap(
    ({ id, demandS, perBatchS, servers }): Station[] => {
      const service = demandS + perBatchS;
      return [
        { name: id, kind: "queue", demand: service / servers },
        {
          name: `${id} spread`,
          kind: "delay",
          demand: (service * (servers - 1)) / servers,
        },
      ];
    },
  );
  const delays = path.delays.map((delay) => ({ ...delay, unlessBusy: -1 }));
  // Work behind a unit's back, and batches of blocks, have no place in a product-form network.
  const plain = path.stations.map((station) => ({
    ...station,
    demandS: station.demandS + station.perBatchS,
    perBatchS: 0,
    deferredS: 0,
    squaredVariation: 1,
  }));
  const network: Network = {
    stations: [
      ...stations,
      ...delays.map(({ id, seconds }, at): Station => ({
        name: `${id} ${at}`,
        kind: "delay",
        demand: seconds,
      })),
    ],
    thinkTime: path.traffic.thinkS,
    population,
  };
  return {
    path: {
      ...path,
      // Nobody waits for a CPU.
      scenario: withField(scenario, "cores", 512),
      stations: plain,
      delays,
      // One thread's, so that several servers are Seidmann's split and no better.
      traffic: { ...path.traffic, population, unitsPerThread: Infinity },
    },
    network,
  };
};

test("path solver and exact MVA agree to 1e-8 on every technology's path without batches", () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { path, network } = pathOf(scenario);
      const exact = solveMva(network).throughput;
      expect(Math.abs(solveRounds(path).throughput / exact - 1)).toBeLessThan(
        1e-8,
      );
    }),
    trials,
  );
});

test("exact MVA lies within the bounds, and Schweitzer below it by at most 15 %", () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { network } = pathOf(scenario);
      const exact = solveMva(network).throughput;
      const { asymptotic, balanced } = closedBounds(network);
      for (const { throughput } of [asymptotic, balanced]) {
        expect(exact).toBeLessThanOrEqual(throughput.high * (1 + 1e-9));
        expect(exact).toBeGreaterThanOrEqual(throughput.low * (1 - 1e-9));
      }
      const ratio = solveSchweitzer(network).throughput / exact;
      expect(ratio).toBeLessThan(1.0001);
      expect(ratio).toBeGreaterThan(0.85);
    }),
    trials,
  );
});
