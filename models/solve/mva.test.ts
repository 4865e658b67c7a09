import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closedBounds } from "./bounds.ts";
import { fractions, logarithms, ratio } from "./oracles.test-support.ts";
import { solutionAt, solveMva, solveMvaCurve } from "./mva.ts";
import type { Network, Station } from "./network.ts";
import {
  allKinds,
  growingKinds,
  networkOf,
  plainKinds,
  trials,
} from "./random-networks.test-support.ts";

/** Fails unless `actual` is within `tolerance` of `expected`, relatively. */
function expectClose(
  actual: number,
  expected: number,
  tolerance: number,
): void {
  expect(Math.abs(actual - expected) / Math.abs(expected)).toBeLessThan(
    tolerance,
  );
}

function multiserver(
  servers: number,
  demand: number,
  name = `${servers} servers`,
): Station {
  return { name, kind: "multiserver", servers, demand };
}

/** Throughput of M/M/c//N in whole numbers: S and Z must be whole seconds. */
function machineRepairExact(
  n: number,
  servers: number,
  service: number,
  think: number,
): number {
  let weight = BigInt(think) ** BigInt(n); // of nobody at the repairers, times all speeds up to n
  for (let j = 1; j <= n; j += 1) weight *= BigInt(Math.min(j, servers));
  let total = weight;
  let busy = 0n;
  for (let j = 1; j <= n; j += 1) {
    const speed = Math.min(j, servers);
    weight =
      (weight * BigInt(n - j + 1) * BigInt(service)) /
      (BigInt(think) * BigInt(speed));
    total += weight;
    busy += weight * BigInt(speed);
  }
  return ratio(busy, total * BigInt(service));
}

describe("solveMva", () => {
  test("solves one queue and no think time: a server always busy", () => {
    const solution = solveMva({
      stations: [{ name: "cpu", kind: "queue", demand: 0.02 }],
      thinkTime: 0,
      population: 7,
    });
    expect(solution.throughput).toBeCloseTo(50, 12);
    expect(solution.responseTime).toBeCloseTo(0.14, 12);
    expect(solution.stations[0]?.utilisation).toBeCloseTo(1, 12);
  });

  test("solves a balanced network in closed form: X = N / (D (N + K - 1))", () => {
    const stations = ["a", "b", "c", "d"].map((name) => ({
      name,
      kind: "queue" as const,
      demand: 0.5,
    }));
    for (const population of [1, 2, 23, 64]) {
      const { throughput } = solveMva({ stations, thinkTime: 0, population });
      expectClose(throughput, population / (0.5 * (population + 3)), 1e-13);
    }
  });

  test("gives zeros for population 0", () => {
    for (const kind of ["queue", "delay", "multiserver"] as const) {
      const station = {
        name: "s",
        kind,
        demand: 1,
        ...(kind === "multiserver" ? { servers: 2 } : {}),
      };
      const solution = solveMva({
        stations: [station],
        thinkTime: 3,
        population: 0,
      });
      const zero = {
        residenceTime: 0,
        queueLength: 0,
        utilisation: 0,
        throughput: 0,
      };
      expect(solution).toEqual({
        population: 0,
        throughput: 0,
        responseTime: 0,
        cycleTime: 0,
        stations: [{ name: "s", ...zero }],
      });
    }
  });

  test("agrees with convolution in exact fractions: X = 99.359299 /s, 20.694366 at the CPU", () => {
    // CPU 10 ms, then disk 18 ms or net 16 ms, each half of the time; X = G(31) / G(32) by Buzen 1973.
    const solution = solveMva({
      stations: [
        { name: "cpu", kind: "queue", demand: 0.01 },
        { name: "disk", kind: "queue", demand: 0.009 },
        { name: "net", kind: "queue", demand: 0.008 },
      ],
      thinkTime: 0,
      population: 32,
    });
    expect(solution.throughput).toBeCloseTo(99.359299, 6);
    expect(solution.stations[0]?.queueLength).toBeCloseTo(20.694366, 6);
  });

  test("does not fall into the multiserver trap: 8 servers of 4 s, Z = 10, R(75) = 27.5", () => {
    const network = {
      stations: [multiserver(8, 4)],
      thinkTime: 10,
      population: 75,
    };
    expectClose(solveMva(network).responseTime, 27.5, 1e-12);
  });

  test("refuses what is no network, and says where", () => {
    const good = { name: "a", kind: "queue", demand: 1 } as const;
    const bad: [Network, string][] = [
      [{ stations: [], thinkTime: 0, population: 1 }, "NETWORK_STATIONS"],
      [
        { stations: [good], thinkTime: -1, population: 1 },
        "NETWORK_THINK_TIME",
      ],
      [
        { stations: [good], thinkTime: NaN, population: 1 },
        "NETWORK_THINK_TIME",
      ],
      [
        { stations: [good], thinkTime: 0, population: 2.5 },
        "NETWORK_POPULATION",
      ],
      [
        { stations: [good], thinkTime: 0, population: -1 },
        "NETWORK_POPULATION",
      ],
      [
        { stations: [{ ...good, demand: -1 }], thinkTime: 0, population: 1 },
        "NETWORK_DEMAND",
      ],
      [
        {
          stations: [{ ...good, demand: Infinity }],
          thinkTime: 0,
          population: 1,
        },
        "NETWORK_DEMAND",
      ],
      [
        { stations: [{ ...good, demand: 0 }], thinkTime: 0, population: 1 },
        "NETWORK_EMPTY",
      ],
      [
        { stations: [multiserver(0, 1)], thinkTime: 0, population: 1 },
        "NETWORK_SERVERS",
      ],
      [
        {
          stations: [{ ...good, kind: "load-dependent", rates: [1, -1] }],
          thinkTime: 0,
          population: 1,
        },
        "NETWORK_RATES",
      ],
    ];
    for (const [network, code] of bad) {
      expect(() => solveMva(network)).toThrow(
        expect.objectContaining({ code }) as Error,
      );
      expect(() => solveMvaCurve(network)).toThrow(
        expect.objectContaining({ code }) as Error,
      );
    }
  });

  test("refuses an exact solution that would take minutes", () => {
    const stations = Array.from({ length: 40 }, (_, k) =>
      multiserver(500, 1, `s${k}`),
    );
    expect(() =>
      solveMva({ stations, thinkTime: 0, population: 100_000 }),
    ).toThrow(/MVA_TOO_LARGE/);
  });
});

describe("solveMva with multiservers, far past the knee", () => {
  test("agrees with machine repair in exact fractions up to population 1000", () => {
    for (const [servers, service, think] of [
      [2, 3, 1],
      [8, 4, 10],
      [16, 5, 400],
      [64, 7, 1],
      [64, 7, 90],
      [64, 7, 5000],
    ] as const) {
      for (const population of [1, servers, 2 * servers, 300, 1000]) {
        const network = {
          stations: [multiserver(servers, service)],
          thinkTime: think,
          population,
        };
        const exact = machineRepairExact(population, servers, service, think);
        const solution = solveMva(network);
        expectClose(solution.throughput, exact, 1e-11);
        expectClose(
          solution.stations[0]?.queueLength as number,
          population - think * exact,
          1e-9,
        );
      }
    }
  });

  test("agrees with exact fractions on several multiservers, a queue and a delay", () => {
    const stations: Station[] = [
      multiserver(2, 3),
      multiserver(8, 11),
      multiserver(5, 7),
      { name: "queue", kind: "queue", demand: 1 },
      { name: "delay", kind: "delay", demand: 4 },
    ];
    for (const thinkTime of [0, 1, 60]) {
      for (const population of [3, 20, 75]) {
        const network = { stations, thinkTime, population };
        const exact = fractions(network);
        const solution = solveMva(network);
        expectClose(solution.throughput, exact.throughput, 1e-12);
        solution.stations.forEach(({ queueLength }, k) => {
          expectClose(queueLength, exact.queueLength[k] as number, 1e-11);
        });
      }
    }
  });

  test("agrees with convolution in logarithms at population 1000, to 1e-8", () => {
    const mixes: [number, number][][] = [
      [
        [2, 0.5],
        [64, 16],
        [8, 1.9],
      ], // two nearly equal bottlenecks
      [
        [64, 1],
        [32, 2],
        [16, 4],
        [4, 0.9],
      ],
      [
        [3, 0.01],
        [48, 20],
      ],
    ];
    for (const mix of mixes) {
      for (const thinkTime of [0.001, 5, 4000]) {
        const network: Network = {
          stations: [
            ...mix.map(([servers, demand], k) =>
              multiserver(servers, demand, `m${k}`),
            ),
            { name: "queue", kind: "queue", demand: 0.2 },
          ],
          thinkTime,
          population: 1000,
        };
        const exact = logarithms(network);
        const solution = solveMva(network);
        expectClose(solution.throughput, exact.throughput, 1e-9);
        solution.stations.forEach(({ queueLength }, k) => {
          expectClose(queueLength, exact.queueLength[k] as number, 1e-8);
        });
      }
    }
  }, 60_000);

  test("agrees with exact fractions on stations that speed up and slow down", () => {
    const network: Network = {
      stations: [
        {
          name: "thrashing",
          kind: "load-dependent",
          demand: 6,
          rates: [2, 5, 7, 8, 6, 3, 2],
        },
        {
          name: "batching",
          kind: "load-dependent",
          demand: 9,
          rates: [1, 3, 7],
        },
        { name: "queue", kind: "queue", demand: 2 },
      ],
      thinkTime: 30,
      population: 60,
    };
    const exact = fractions(network);
    const solution = solveMva(network);
    expectClose(solution.throughput, exact.throughput, 1e-12);
    solution.stations.forEach(({ queueLength }, k) => {
      expectClose(queueLength, exact.queueLength[k] as number, 1e-11);
    });
  });

  test("keeps N = sum of queues + X Z at population 100 000", () => {
    const network: Network = {
      stations: [
        multiserver(8, 1),
        { name: "queue", kind: "queue", demand: 0.1 },
      ],
      thinkTime: 1000,
      population: 100_000,
    };
    const { throughput, stations } = solveMva(network);
    const present = stations.reduce(
      (sum, { queueLength }) => sum + queueLength,
      0,
    );
    expectClose(present + throughput * 1000, 100_000, 1e-9);
    expectClose(throughput, 8, 1e-9);
  });
});

describe("solveMva obeys the laws on random networks", () => {
  test("Little's law at every station, and for the whole", () => {
    fc.assert(
      fc.property(networkOf(allKinds), (network) => {
        const solution = solveMva(network);
        let present = 0;
        for (const {
          queueLength,
          residenceTime,
          throughput,
        } of solution.stations) {
          expectClose(queueLength, residenceTime * throughput, 1e-9);
          present += queueLength;
        }
        expectClose(
          present + solution.throughput * network.thinkTime,
          network.population,
          1e-9,
        );
        expectClose(
          network.population,
          solution.throughput * solution.cycleTime,
          1e-9,
        );
      }),
      trials,
    );
  });

  test("utilisation law, and no server more than busy", () => {
    fc.assert(
      fc.property(networkOf(allKinds), (network) => {
        const solution = solveMva(network);
        network.stations.forEach(({ kind, demand, servers = 1 }, k) => {
          const utilisation = solution.stations[k]?.utilisation as number;
          if (kind === "load-dependent") {
            expect(utilisation).toBeGreaterThan(0);
          } else {
            expectClose(
              utilisation * servers,
              solution.throughput * demand,
              1e-9,
            );
          }
          if (kind !== "delay") expect(utilisation).toBeLessThan(1 + 1e-9);
        });
      }),
      trials,
    );
  });

  test("bounds bracket the exact solution", () => {
    fc.assert(
      fc.property(networkOf(allKinds, 80), (network) => {
        const { throughput, responseTime } = solveMva(network);
        const { asymptotic, balanced } = closedBounds(network);
        for (const bounds of [asymptotic, balanced]) {
          expect(throughput).toBeGreaterThan(
            bounds.throughput.low * (1 - 1e-9),
          );
          expect(throughput).toBeLessThan(bounds.throughput.high * (1 + 1e-9));
          expect(responseTime).toBeGreaterThan(
            bounds.responseTime.low * (1 - 1e-9) - 1e-9,
          );
          expect(responseTime).toBeLessThan(
            bounds.responseTime.high * (1 + 1e-9) + 1e-9,
          );
        }
        expect(balanced.throughput.low).toBeGreaterThanOrEqual(
          asymptotic.throughput.low,
        );
        expect(balanced.throughput.high).toBeLessThanOrEqual(
          asymptotic.throughput.high,
        );
      }),
      { ...trials, numRuns: 1000 },
    );
  });

  test("more requests never lower throughput, where no station slows down", () => {
    fc.assert(
      fc.property(networkOf(growingKinds), (network) => {
        const { throughput } = solveMvaCurve(network);
        for (let n = 1; n < throughput.length; n += 1) {
          expect(throughput[n]).toBeGreaterThan(
            (throughput[n - 1] as number) * (1 - 1e-12),
          );
        }
      }),
      trials,
    );
  });

  test("the fast path and the curve agree, and a constant speed is a shorter demand", () => {
    fc.assert(
      fc.property(networkOf(plainKinds), (network) => {
        const fast = solveMva(network);
        const curve = solutionAt(solveMvaCurve(network), network.population);
        const disguised = network.stations.map((station): Station =>
          station.kind === "queue"
            ? {
                ...station,
                kind: "load-dependent",
                demand: 2 * station.demand,
                rates: [2, 2, 2],
              }
            : station,
        );
        const general = solveMva({ ...network, stations: disguised });
        for (const other of [curve, general]) {
          expectClose(other.throughput, fast.throughput, 1e-12);
          expectClose(other.responseTime, fast.responseTime, 1e-11);
        }
      }),
      trials,
    );
  });

  test("a multiserver with one server is a queue; with rates min(n, c) a load-dependent station", () => {
    fc.assert(
      fc.property(networkOf(["queue", "multiserver"]), (network) => {
        const expected = solveMva(network);
        const ones = network.stations.map((station): Station =>
          station.kind === "queue"
            ? { ...station, kind: "multiserver", servers: 1 }
            : station,
        );
        const rated = network.stations.map(
          ({ name, demand, servers = 1 }): Station => ({
            name,
            demand,
            kind: "load-dependent",
            rates: Array.from({ length: servers }, (_, n) => n + 1),
          }),
        );
        for (const stations of [ones, rated]) {
          const solution = solveMva({ ...network, stations });
          expectClose(solution.throughput, expected.throughput, 1e-12);
          solution.stations.forEach(({ queueLength }, k) => {
            expectClose(
              queueLength,
              expected.stations[k]?.queueLength as number,
              1e-9,
            );
          });
        }
      }),
      trials,
    );
  });

  test("agrees with convolution in logarithms on every kind of station", () => {
    fc.assert(
      fc.property(networkOf(allKinds, 30), (network) => {
        const exact = logarithms(network);
        const solution = solveMva(network);
        expectClose(solution.throughput, exact.throughput, 1e-10);
        solution.stations.forEach(({ queueLength }, k) => {
          expectClose(queueLength, exact.queueLength[k] as number, 1e-9);
        });
      }),
      trials,
    );
  });
});

describe("solveMvaCurve", () => {
  test("solves every population as solveMva does", () => {
    const network: Network = {
      stations: [
        multiserver(4, 0.3),
        { name: "queue", kind: "queue", demand: 0.1 },
      ],
      thinkTime: 1,
      population: 37,
    };
    const curve = solveMvaCurve(network);
    for (const population of [0, 1, 3, 4, 5, 23, 37]) {
      const expected = solveMva({ ...network, population });
      const found = solutionAt(curve, population);
      expect(found.throughput).toBeCloseTo(expected.throughput, 12);
      found.stations.forEach((station, k) => {
        expect(station.queueLength).toBeCloseTo(
          expected.stations[k]?.queueLength as number,
          11,
        );
        expect(station.utilisation).toBeCloseTo(
          expected.stations[k]?.utilisation as number,
          12,
        );
      });
    }
    expect(() => solutionAt(curve, 38)).toThrow(/NETWORK_POPULATION/);
  });
});
