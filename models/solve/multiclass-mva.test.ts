import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { multiClassBounds } from "./bounds.ts";
import { solveByConvolution } from "./multiclass-convolution.ts";
import { countMixes, solveMultiClassMva } from "./multiclass-mva.ts";
import { solveMva } from "./mva.ts";
import type {
  MultiClassNetwork,
  MultiClassSolution,
  Network,
} from "./network.ts";
import { markovChain } from "./oracles.test-support.ts";
import {
  allKinds,
  classesOf,
  networkOf,
  plainKinds,
  trials,
} from "./random-networks.test-support.ts";

function expectClose(
  actual: number,
  expected: number,
  tolerance: number,
): void {
  expect(Math.abs(actual - expected)).toBeLessThan(
    tolerance * Math.max(1e-6, Math.abs(expected)),
  );
}

function expectSame(
  actual: MultiClassSolution,
  expected: MultiClassSolution,
): void {
  actual.classes.forEach((one, c) => {
    const other = expected.classes[c];
    expectClose(one.throughput, other?.throughput as number, 1e-10);
    one.stations.forEach(({ queueLength }, k) => {
      expectClose(queueLength, other?.stations[k]?.queueLength as number, 1e-9);
    });
  });
}

function oneClass({
  stations,
  thinkTime,
  population,
}: Network): MultiClassNetwork {
  const demands = stations.map(({ demand }) => demand);
  return {
    stations,
    classes: [{ name: "only", population, thinkTime, demands }],
  };
}

describe("solveMultiClassMva", () => {
  test("agrees with the Markov chain on queues, multiservers and changing speeds", () => {
    const stations = [
      { name: "cpu", kind: "multiserver", servers: 2 },
      { name: "disk", kind: "queue" },
      { name: "lock", kind: "load-dependent", rates: [1, 1.5, 0.8] },
      { name: "wire", kind: "delay" },
    ] as const;
    const classes = [
      {
        name: "short",
        population: 3,
        thinkTime: 2,
        demands: [0.4, 0.1, 0.3, 0.5],
      },
      {
        name: "long",
        population: 2,
        thinkTime: 0,
        demands: [1.3, 0.9, 0, 0.2],
      },
    ];
    const network = { stations, classes };
    const chain = markovChain(network);
    const solution = solveMultiClassMva(network);
    solution.classes.forEach((one, c) => {
      expectClose(one.throughput, chain.throughput[c] as number, 1e-10);
      one.stations.forEach(({ queueLength }, k) => {
        expectClose(queueLength, chain.queueLength[c]?.[k] as number, 1e-10);
      });
    });
  });

  test("agrees with the Markov chain on two queues and three classes", () => {
    const network: MultiClassNetwork = {
      stations: [
        { name: "cpu", kind: "queue" },
        { name: "disk", kind: "queue" },
      ],
      classes: [
        { name: "a", population: 2, thinkTime: 1, demands: [0.2, 0.7] },
        { name: "b", population: 1, thinkTime: 0, demands: [1, 0] },
        { name: "c", population: 2, thinkTime: 4, demands: [0.5, 0.5] },
      ],
    };
    const chain = markovChain(network);
    solveMultiClassMva(network).classes.forEach((one, c) => {
      expectClose(one.throughput, chain.throughput[c] as number, 1e-10);
    });
  });

  test("with one class is single-class analysis, for every kind of station", () => {
    fc.assert(
      fc.property(networkOf(allKinds, 25), (network) => {
        const expected = solveMva(network);
        const found = solveMultiClassMva(oneClass(network)).classes[0];
        expectClose(found?.throughput as number, expected.throughput, 1e-10);
        found?.stations.forEach(({ queueLength }, k) => {
          expectClose(
            queueLength,
            expected.stations[k]?.queueLength as number,
            1e-9,
          );
        });
      }),
      trials,
    );
  });

  test("splits one class into two equal ones without changing the whole", () => {
    fc.assert(
      fc.property(
        networkOf(allKinds, 12),
        fc.integer({ min: 0, max: 12 }),
        (network, part) => {
          const whole = solveMva(network);
          const { population } = network;
          const first = Math.min(part, population);
          const [base] = oneClass(network).classes;
          const classes = [first, population - first].map((count, c) => ({
            ...(base as NonNullable<typeof base>),
            name: `part ${c}`,
            population: count,
          }));
          const split = solveMultiClassMva({
            stations: network.stations,
            classes,
          });
          expectClose(split.throughput, whole.throughput, 1e-10);
          expectClose(split.responseTime, whole.responseTime, 1e-9);
          expectClose(
            split.classes[0]?.throughput as number,
            (whole.throughput * first) / population,
            1e-10,
          );
        },
      ),
      trials,
    );
  });

  test("obeys Little's and the utilisation law, and its bounds", () => {
    fc.assert(
      fc.property(classesOf(allKinds, 4), (network) => {
        const solution = solveMultiClassMva(network);
        const bounds = multiClassBounds(network);
        solution.classes.forEach((one, c) => {
          const { population, thinkTime, demands } = network.classes[
            c
          ] as (typeof network.classes)[0];
          const present = one.stations.reduce(
            (sum, { queueLength }) => sum + queueLength,
            0,
          );
          expectClose(present + one.throughput * thinkTime, population, 1e-9);
          one.stations.forEach(({ residenceTime, queueLength }) => {
            expectClose(queueLength, residenceTime * one.throughput, 1e-9);
          });
          expect(demands.length).toBe(one.stations.length);
          const { low, high } = bounds[c]?.throughput ?? {
            low: NaN,
            high: NaN,
          };
          expect(one.throughput).toBeGreaterThanOrEqual(low * (1 - 1e-9));
          expect(one.throughput).toBeLessThanOrEqual(high * (1 + 1e-9));
        });
        solution.stations.forEach(({ utilisation }, k) => {
          if (network.stations[k]?.kind !== "delay")
            expect(utilisation).toBeLessThan(1 + 1e-9);
        });
      }),
      trials,
    );
  });

  test("recursion and convolution agree on queues and delays", () => {
    fc.assert(
      fc.property(classesOf(plainKinds), (network) => {
        expectSame(solveByConvolution(network), solveMultiClassMva(network));
      }),
      trials,
    );
  });

  test("stays exact far past the knee: 300 requests in two classes at 8 servers", () => {
    const station = { name: "cpu", kind: "multiserver", servers: 8 } as const;
    const classes = [200, 100].map((population, c) => ({
      name: `class ${c}`,
      population,
      thinkTime: 10,
      demands: [4],
    }));
    const { throughput } = solveMultiClassMva({ stations: [station], classes });
    const whole = solveMva({
      stations: [{ ...station, demand: 4 }],
      thinkTime: 10,
      population: 300,
    });
    expectClose(throughput, whole.throughput, 1e-9);
    expectClose(throughput, 2, 1e-9);
  });

  test("gives an empty class zeros and leaves the others alone", () => {
    const stations = [{ name: "cpu", kind: "queue" }] as const;
    const full = { name: "full", population: 4, thinkTime: 1, demands: [0.5] };
    const none = { name: "none", population: 0, thinkTime: 1, demands: [9] };
    const solution = solveMultiClassMva({ stations, classes: [full, none] });
    const alone = solveMultiClassMva({ stations, classes: [full] });
    expectSame({ ...solution, classes: solution.classes.slice(0, 1) }, alone);
    expect(solution.classes[1]).toMatchObject({
      throughput: 0,
      responseTime: 0,
      cycleTime: 0,
    });
  });

  test("refuses a lattice that is too large, and points at Schweitzer", () => {
    const classes = [0, 1, 2, 3].map((c) => ({
      name: `class ${c}`,
      population: 100,
      thinkTime: 1,
      demands: [1],
    }));
    expect(countMixes(classes)).toBe(101 ** 4);
    expect(() =>
      solveMultiClassMva({
        stations: [{ name: "cpu", kind: "queue" }],
        classes,
      }),
    ).toThrow(/MULTICLASS_TOO_LARGE[\s\S]*solveMultiClassSchweitzer/);
  });
});
