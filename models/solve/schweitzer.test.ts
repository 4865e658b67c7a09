import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveMultiClassMva } from "./multiclass-mva.ts";
import { solveMva } from "./mva.ts";
import {
  classesOf,
  growingKinds,
  networkOf,
  plainKinds,
  trials,
} from "./random-networks.test-support.ts";
import { solveMultiClassSchweitzer, solveSchweitzer } from "./schweitzer.ts";

describe("solveSchweitzer", () => {
  test("is exact for one request and for one queue alone", () => {
    const stations = [
      { name: "a", kind: "queue", demand: 0.2 },
      { name: "b", kind: "queue", demand: 0.7 },
    ] as const;
    expect(
      solveSchweitzer({ stations, thinkTime: 3, population: 1 }).throughput,
    ).toBeCloseTo(1 / 3.9, 9);
    const alone = solveSchweitzer({
      stations: stations.slice(0, 1),
      thinkTime: 0,
      population: 9,
    });
    expect(alone.throughput).toBeCloseTo(5, 9);
  });

  test("is exact for a balanced network without think time", () => {
    const stations = [1, 2, 3].map((k) => ({
      name: `s${k}`,
      kind: "queue" as const,
      demand: 0.5,
    }));
    const network = { stations, thinkTime: 0, population: 17 };
    expect(solveSchweitzer(network).throughput).toBeCloseTo(
      solveMva(network).throughput,
      9,
    );
  });

  test("is never above the exact throughput, and at most 8 % below", () => {
    fc.assert(
      fc.property(networkOf(plainKinds), (network) => {
        const exact = solveMva(network).throughput;
        const guess = solveSchweitzer(network).throughput;
        expect(guess).toBeLessThan(exact * (1 + 1e-8));
        expect(guess).toBeGreaterThan(exact * 0.92);
      }),
      { ...trials, numRuns: 1000 },
    );
  });

  test("obeys N = sum of queues + X Z with multiservers too", () => {
    fc.assert(
      fc.property(networkOf(growingKinds), (network) => {
        const { throughput, stations } = solveSchweitzer(network);
        const present = stations.reduce(
          (sum, { queueLength }) => sum + queueLength,
          0,
        );
        const whole = present + throughput * network.thinkTime;
        expect(Math.abs(whole / network.population - 1)).toBeLessThan(1e-8);
      }),
      trials,
    );
  });

  test("reaches the right limits with a multiserver: alone and saturated", () => {
    const stations = [
      { name: "cpu", kind: "multiserver", servers: 8, demand: 4 },
    ] as const;
    const at = (population: number): number =>
      solveSchweitzer({ stations, thinkTime: 10, population }).throughput;
    expect(at(1)).toBeCloseTo(1 / 14, 9);
    expect(at(2000)).toBeCloseTo(2, 2);
  });

  test("refuses load-dependent stations, and says when it has not converged", () => {
    const network = {
      stations: [
        { name: "s", kind: "load-dependent", rates: [1, 2], demand: 1 },
      ],
      thinkTime: 1,
      population: 3,
    } as const;
    expect(() => solveSchweitzer(network)).toThrow(/SCHWEITZER_LOAD_DEPENDENT/);
    const queues = [0.5, 0.6].map((demand) => ({
      name: `q${demand}`,
      kind: "queue" as const,
      demand,
    }));
    expect(() =>
      solveSchweitzer(
        { stations: queues, thinkTime: 1, population: 30 },
        { iterations: 3 },
      ),
    ).toThrow(/SCHWEITZER_NO_CONVERGENCE/);
  });
});

describe("solveMultiClassSchweitzer", () => {
  test("is within 30 % of the exact throughput of every class, for 2 to 9 requests each", () => {
    fc.assert(
      fc.property(classesOf(plainKinds, 9), (network) => {
        const classes = network.classes.map((one) => ({
          ...one,
          population: Math.max(2, one.population),
        }));
        const exact = solveMultiClassMva({ ...network, classes });
        const guess = solveMultiClassSchweitzer({ ...network, classes });
        guess.classes.forEach(({ throughput }, c) => {
          const share = throughput / (exact.classes[c]?.throughput as number);
          expect(share).toBeGreaterThan(0.7);
          expect(share).toBeLessThan(1.3);
        });
      }),
      trials,
    );
  });

  test("treats two halves of one class as the class", () => {
    const stations = [
      { name: "a", kind: "queue" },
      { name: "b", kind: "queue" },
    ] as const;
    const half = { population: 1000, thinkTime: 5, demands: [0.01, 0.02] };
    const split = solveMultiClassSchweitzer({
      stations,
      classes: [
        { ...half, name: "one" },
        { ...half, name: "two" },
      ],
    });
    const whole = solveMultiClassSchweitzer({
      stations,
      classes: [{ ...half, name: "both", population: 2000 }],
    });
    expect(split.throughput / whole.throughput).toBeCloseTo(1, 3);
  });
});
