import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mm1, mmc } from "./formulas.ts";
import type { Station } from "./network.ts";
import { solveMva } from "./mva.ts";
import { solveOpen, solveOpenClasses } from "./open.ts";
import { allKinds, networkOf, trials } from "./random-networks.test-support.ts";

describe("solveOpen", () => {
  test("makes each station an M/M/1 or M/M/c of its own", () => {
    const { stations, responseTime } = solveOpen({
      stations: [
        { name: "cpu", kind: "multiserver", servers: 3, demand: 0.5 },
        { name: "disk", kind: "queue", demand: 0.2 },
        { name: "wire", kind: "delay", demand: 0.7 },
      ],
      arrivalRate: 4,
    });
    const cpu = mmc({ arrivalRate: 4, serviceTime: 0.5, servers: 3 });
    const disk = mm1({ arrivalRate: 4, serviceTime: 0.2 });
    expect(stations[0]?.residenceTime).toBeCloseTo(cpu.responseTime, 12);
    expect(stations[0]?.utilisation).toBeCloseTo(2 / 3, 12);
    expect(stations[1]?.queueLength).toBeCloseTo(disk.queueLength, 12);
    expect(responseTime).toBeCloseTo(
      cpu.responseTime + disk.responseTime + 0.7,
      12,
    );
  });

  test("is the limit of a closed network with a long think time", () => {
    const stations: Station[] = [
      {
        name: "lock",
        kind: "load-dependent",
        demand: 0.5,
        rates: [1, 2, 2.5, 1.5],
      },
      { name: "cpu", kind: "multiserver", demand: 0.9, servers: 2 },
    ];
    const open = solveOpen({ stations, arrivalRate: 1.2 });
    const closed = solveMva({
      stations,
      thinkTime: 50_000 / 1.2,
      population: 50_000,
    });
    expect(closed.throughput).toBeCloseTo(1.2, 3);
    open.stations.forEach(({ queueLength, utilisation }, k) => {
      expect(
        (closed.stations[k]?.queueLength as number) / queueLength,
      ).toBeCloseTo(1, 2);
      expect(
        (closed.stations[k]?.utilisation as number) / utilisation,
      ).toBeCloseTo(1, 2);
    });
  });

  test("a load-dependent station with rates min(n, c) is a multiserver", () => {
    for (const servers of [1, 2, 5, 64, 2000]) {
      const rates = Array.from({ length: servers }, (_, n) => n + 1);
      const arrivalRate = 0.9 * servers;
      const [rated, plain] = [
        { name: "s", kind: "load-dependent", demand: 1, rates } as const,
        { name: "s", kind: "multiserver", demand: 1, servers } as const,
      ].map(
        (station) =>
          solveOpen({ stations: [station], arrivalRate }).responseTime,
      );
      expect((rated as number) / (plain as number)).toBeCloseTo(1, 10);
    }
  });

  test("obeys Little's law at every station", () => {
    fc.assert(
      fc.property(networkOf(allKinds), ({ stations }) => {
        const largest = Math.max(...stations.map(({ demand }) => demand));
        const { stations: solved } = solveOpen({
          stations,
          arrivalRate: 0.4 / largest,
        });
        for (const { queueLength, residenceTime, throughput } of solved) {
          expect(queueLength).toBeCloseTo(residenceTime * throughput, 9);
        }
      }),
      trials,
    );
  });

  test("refuses a saturated station by name, and bad rates", () => {
    const stations = [{ name: "disk", kind: "queue", demand: 0.5 }] as const;
    expect(() => solveOpen({ stations, arrivalRate: 2 })).toThrow(
      /OPEN_SATURATED[\s\S]*disk/,
    );
    expect(() => solveOpen({ stations, arrivalRate: -1 })).toThrow(
      /NETWORK_ARRIVAL_RATE/,
    );
    expect(() => solveOpen({ stations, arrivalRate: NaN })).toThrow(
      /NETWORK_ARRIVAL_RATE/,
    );
  });
});

describe("solveOpenClasses", () => {
  test("two halves of one stream are the stream", () => {
    const stations = [
      { name: "cpu", kind: "multiserver", servers: 2 },
      { name: "disk", kind: "queue" },
    ] as const;
    const half = { arrivalRate: 0.6, demands: [0.7, 0.4] };
    const classes = [
      { ...half, name: "one" },
      { ...half, name: "two" },
    ];
    const split = solveOpenClasses({ stations, classes });
    const whole = solveOpen({
      stations: stations.map((station, k) => ({
        ...station,
        demand: half.demands[k] as number,
      })),
      arrivalRate: 1.2,
    });
    expect(split.responseTime).toBeCloseTo(whole.responseTime, 12);
    expect(split.population).toBeCloseTo(whole.population, 12);
    expect(split.stations[1]?.utilisation).toBeCloseTo(0.48, 12);
  });
});
