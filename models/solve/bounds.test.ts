import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closedBounds } from "./bounds.ts";
import { openBounds } from "./open-bounds.ts";
import { solveOpen } from "./open.ts";
import {
  growingKinds,
  networkOf,
  trials,
} from "./random-networks.test-support.ts";

describe("closedBounds", () => {
  test("of queues are N / (Z + N D), N / (Z + D) and 1 / Dmax", () => {
    const { asymptotic, bottleneck, saturationPopulation } = closedBounds({
      stations: [
        { name: "cpu", kind: "queue", demand: 2 },
        { name: "disk", kind: "queue", demand: 3 },
      ],
      thinkTime: 10,
      population: 4,
    });
    expect(asymptotic.throughput.low).toBeCloseTo(4 / 30, 12);
    expect(asymptotic.throughput.high).toBeCloseTo(4 / 15, 12);
    expect(asymptotic.responseTime.low).toBeCloseTo(5, 12);
    expect(asymptotic.responseTime.high).toBeCloseTo(20, 12);
    expect(bottleneck).toEqual({ name: "disk", saturationThroughput: 1 / 3 });
    expect(saturationPopulation).toBeCloseTo(5, 12);
  });

  test("meet in a balanced network without think time", () => {
    const stations = ["a", "b", "c"].map((name) => ({
      name,
      kind: "queue" as const,
      demand: 1,
    }));
    const { throughput } = closedBounds({
      stations,
      thinkTime: 0,
      population: 6,
    }).balanced;
    expect(throughput.low).toBeCloseTo(6 / 8, 12);
    expect(throughput.high).toBeCloseTo(6 / 8, 12);
  });

  test("know the servers of a multiserver and the fastest rate of a load-dependent station", () => {
    const { asymptotic } = closedBounds({
      stations: [
        { name: "cpu", kind: "multiserver", servers: 4, demand: 2 },
        { name: "lock", kind: "load-dependent", rates: [1, 3, 2], demand: 2 },
      ],
      thinkTime: 0,
      population: 100,
    });
    expect(asymptotic.throughput.high).toBeCloseTo(3 / 2, 12);
  });

  test("have no saturation where nothing queues, and zeros for population 0", () => {
    const stations = [{ name: "wire", kind: "delay", demand: 2 }] as const;
    const free = closedBounds({ stations, thinkTime: 1, population: 9 });
    expect(free.saturationPopulation).toBe(Infinity);
    expect(free.asymptotic.throughput).toEqual({ low: 3, high: 3 });
    expect(
      closedBounds({ stations, thinkTime: 1, population: 0 }).balanced
        .throughput,
    ).toEqual({
      low: 0,
      high: 0,
    });
  });
});

describe("openBounds", () => {
  test("bracket the exact open solution below saturation", () => {
    fc.assert(
      fc.property(
        networkOf(growingKinds),
        fc.integer({ min: 1, max: 99 }),
        ({ stations }, percent) => {
          const { saturationThroughput } = openBounds({
            stations,
            arrivalRate: 0,
          }).bottleneck;
          const arrivalRate =
            (Math.min(saturationThroughput, 1000) * percent) / 100;
          const { responseTime } = solveOpen({ stations, arrivalRate });
          const bounds = openBounds({ stations, arrivalRate });
          expect(responseTime).toBeGreaterThan(
            bounds.responseTime.low * (1 - 1e-9),
          );
          expect(responseTime).toBeLessThan(
            bounds.responseTime.high * (1 + 1e-9),
          );
        },
      ),
      trials,
    );
  });

  test("say what is served, and Infinity for response time, beyond saturation", () => {
    const bounds = openBounds({
      stations: [{ name: "disk", kind: "queue", demand: 0.25 }],
      arrivalRate: 9,
    });
    expect(bounds.bottleneck.saturationThroughput).toBe(4);
    expect(bounds.throughput).toEqual({ low: 4, high: 4 });
    expect(bounds.responseTime.high).toBe(Infinity);
  });
});
