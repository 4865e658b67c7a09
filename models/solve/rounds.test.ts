/**
 * The path solver: exact MVA where it must be, and laws where it is not.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networkOf, type PathNetwork } from "../network.ts";
import { technologies } from "../paths/catalogue.ts";
import { anyScenario, trials } from "../random-scenarios.test-support.ts";
import { queryToScenario, withField } from "../scenario.ts";
import { simulate } from "../simulate/simulate.ts";
import { solve } from "../solve.ts";
import { solveMva } from "./mva.ts";
import type { Station } from "./network.ts";
import type { RoundsSolution } from "./rounds-solution.ts";
import { solveRounds } from "./solve-rounds.ts";
import { uniform } from "./uniform.test-support.ts";

const unixPath = networkOf(
  queryToScenario("technology=unix&workload=packets&moderation=0&cores=128")
    .scenario,
);

interface Queue {
  readonly demandS: number;
  readonly servers: number;
}

/** A path of queues and one delay: no batch, no timer, no moderation, no wake-up. */
const plainPath = (
  queues: readonly Queue[],
  delayS: number,
  thinkS: number,
  population: number,
  unitsPerThread = 100,
): PathNetwork => ({
  ...unixPath,
  traffic: { ...unixPath.traffic, population, thinkS, unitsPerThread },
  stations: queues.map(({ demandS, servers }, at) => ({
    id: `client.${at}`,
    server: "thread",
    end: "client",
    name: `queue ${at}`,
    category: "CPU",
    servers,
    together: 1 / servers,
    handovers: 0,
    squaredVariation: 1,
    capped: false,
    demandS,
    perBatchS: 0,
    ackS: 0,
    deferredS: 0,
  })),
  delays: [{ id: "wire", end: "client", seconds: delayS, unlessBusy: -1 }],
  steps: [],
  moderationS: 0,
  gather: null,
});

/** The same as a textbook network; several servers by Seidmann's queue and delay. */
const textbook = (queues: readonly Queue[], delayS: number): Station[] => [
  ...queues.flatMap(({ demandS, servers }, at): Station[] => [
    { name: `queue ${at}`, kind: "queue", demand: demandS / servers },
    {
      name: `spread ${at}`,
      kind: "delay",
      demand: (demandS * (servers - 1)) / servers,
    },
  ]),
  { name: "wire", kind: "delay", demand: delayS },
];

const someQueues = fc.array(
  fc.record({
    demandS: fc.integer({ min: 1, max: 1000 }).map((each) => each * 1e-6),
    servers: fc.integer({ min: 1, max: 8 }),
  }),
  { minLength: 1, maxLength: 8 },
);
const someSeconds = fc
  .integer({ min: 0, max: 1000 })
  .map((each) => each * 1e-5);

const sum = (values: readonly number[]): number =>
  values.reduce((total, each) => total + each, 0);

const accounted = (solution: RoundsSolution): number =>
  sum(solution.residenceS) +
  sum(solution.delayS) +
  sum(solution.moderationS) +
  solution.timerS +
  solution.hostWaitS +
  solution.gatherS;

const withPopulation = (
  network: PathNetwork,
  population: number,
): PathNetwork => ({
  ...network,
  traffic: { ...network.traffic, population },
});

describe("solveRounds without batches is exact MVA", () => {
  test("solveRounds equals solveMva on the same stations: to 1e-12 up to 64 customers, to 1e-8 where saturation ends the pass", () => {
    fc.assert(
      fc.property(
        someQueues,
        someSeconds,
        someSeconds,
        fc.integer({ min: 1, max: 300 }),
        (queues, delayS, thinkS, population) => {
          const path = solveRounds(
            plainPath(queues, delayS, thinkS, population),
          );
          const exact = solveMva({
            stations: textbook(queues, delayS),
            thinkTime: thinkS,
            population,
          });
          expect(Math.abs(path.throughput / exact.throughput - 1)).toBeLessThan(
            population <= 64 ? 1e-12 : 1e-8,
          );
          expect(path.responseTime / exact.responseTime).toBeCloseTo(1, 8);
          queues.forEach((_, at) => {
            const residence =
              exact.stations[2 * at]!.residenceTime +
              exact.stations[2 * at + 1]!.residenceTime;
            expect(path.residenceS[at]! / residence).toBeCloseTo(1, 6);
          });
        },
      ),
      trials,
    );
  });

  test("balanced queues: X(N) = N / (D (N + K − 1)), Lazowska et al. 1984, section 5.4", () => {
    const queues = Array.from({ length: 5 }, () => ({
      demandS: 0.002,
      servers: 1,
    }));
    for (const population of [1, 7, 23, 101, 997])
      expect(
        solveRounds(plainPath(queues, 0, 0, population)).throughput,
      ).toBeCloseTo(population / (0.002 * (population + 4)), 8);
  });

  test.each(technologies.map(({ id }) => id))(
    "%s with one thread takes the sum of its services, delays and timers",
    (technology) => {
      const network = networkOf(
        queryToScenario(`technology=${technology}&workload=packets`).scenario,
      );
      const alone =
        sum(network.stations.map((each) => each.demandS + each.perBatchS)) +
        sum(network.delays.map(({ seconds }) => seconds)) +
        2 * (network.gather?.timerS ?? 0);
      expect(1 / solveRounds(network).throughput / alone).toBeCloseTo(1, 9);
    },
  );
});

test.each([0, 0.3, 1])(
  "a station whose service varies by %f, with many who come at random: Pollaczek and Khinchine's wait",
  (squaredVariation) => {
    const serviceS = 1e-3;
    const population = 20_000;
    const path = plainPath(
      [{ demandS: serviceS, servers: 1 }],
      0,
      (population * serviceS) / 0.8,
      population,
    );
    const { residenceS, throughput } = solveRounds({
      ...path,
      stations: path.stations.map((station) => ({
        ...station,
        squaredVariation,
      })),
    });
    const busy = throughput * serviceS;
    const wait = ((busy / (1 - busy)) * serviceS * (1 + squaredVariation)) / 2;
    expect(residenceS[0]! / (serviceS + wait)).toBeCloseTo(1, 2);
  },
);

describe("several servers, a unit a thread", () => {
  const rateOf = (
    servers: number,
    delayS: number,
    population: number,
    unitsPerThread = 1,
  ): number =>
    solveRounds(
      plainPath(
        [{ demandS: 1, servers }],
        delayS,
        0,
        population,
        unitsPerThread,
      ),
    ).throughput;

  test("nobody waits where each has a server", () => {
    for (const servers of [2, 4, 16])
      for (const population of [1, servers / 2, servers])
        expect(rateOf(servers, 0.3, population)).toBeCloseTo(
          population / 1.3,
          12,
        );
  });

  test("beyond, throughput is within 7 % of the exact network’s", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 32 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 128 }),
        (servers, hundredths, population) => {
          const delayS = hundredths / 100;
          const { throughput } = solveMva({
            thinkTime: 0,
            stations: [
              { name: "servers", kind: "multiserver", demand: 1, servers },
              { name: "wire", kind: "delay", demand: delayS },
            ],
            population,
          });
          const found = rateOf(servers, delayS, population) / throughput;
          expect(Math.abs(found - 1)).toBeLessThan(0.07);
        },
      ),
      trials,
    );
  });
});

describe("a sleeper", () => {
  const wakeS = 3e-3;
  const serviceS = 1e-3;
  const awoken = (moderationS: number, population: number, thinkS: number) => {
    const path = plainPath(
      [{ demandS: serviceS, servers: 1 }],
      0,
      thinkS,
      population,
    );
    return solveRounds({
      ...path,
      moderationS,
      delays: [{ id: "wake", end: "client", seconds: wakeS, unlessBusy: 0 }],
    });
  };

  test.each([0.1, 0.5, 0.8])(
    "is M/M/1 with an exponential set-up where customers come from far away: R = s/(1 − ρ) + w, at ρ = %d, within 1 %",
    (busy) => {
      const population = 2000;
      const thinkS = (population * serviceS) / busy;
      const { throughput, responseTime } = awoken(0, population, thinkS);
      const known = serviceS / (1 - throughput * serviceS) + wakeS;
      expect(Math.abs(responseTime / known - 1)).toBeLessThan(0.01);
    },
  );

  test("that wakes within one interrupt's interval has nobody to wait for it but those it brought", () => {
    const waitOf = (moderationS: number) => {
      const { residenceS } = awoken(moderationS, 8, 0.1);
      return residenceS[0]! - serviceS;
    };
    expect(waitOf(1)).toBeLessThan(waitOf(0) / 2);
  });
});

test("a thread finds no blocks but its own, however many wait for a CPU", () => {
  const { scenario } = queryToScenario(
    "technology=container-host&workload=disk&disk=nvme&depth=4&threads=32&cores=2",
  );
  const network = networkOf(scenario);
  const at = network.stations.findIndex(({ server }) => server === "thread");
  const batch = solveRounds(network).batchAt[at]!;
  expect(batch).toBeLessThan(4);
  // Event by event both CPUs are full, so that the rate tells how many share what is paid once.
  const { demandS, perBatchS } = network.stations[at]!;
  const rate = simulate(scenario, { seconds: 1 }).messagesPerSecond.mean;
  const simulated = perBatchS / (2 / rate - demandS);
  expect(Math.abs(batch / simulated - 1)).toBeLessThan(0.2);
});

describe("work behind a unit's back", () => {
  /** A server that finishes each customer's deferred work after letting the customer go. */
  const simulate = (customers: number, deferredS: number, seed: number) => {
    const next = uniform(seed);
    const exponential = (mean: number) => -mean * Math.log(1 - next());
    const arrivals = Array.from({ length: customers }, () => exponential(6));
    let free = 0;
    let served = 0;
    let now = 0;
    while (served < 50_000) {
      now = Math.min(...arrivals);
      const done = Math.max(now, free) + exponential(1);
      free = done + exponential(deferredS);
      arrivals[arrivals.indexOf(now)] = done + exponential(6);
      served += 1;
    }
    return served / now;
  };

  test.each([
    [2, 1],
    [4, 1],
    [8, 1],
    [4, 3],
    [40, 2],
  ])(
    "%i customers, service 1 s and %i s deferred: within 6 % of a simulation of 20 runs",
    (customers, deferredS) => {
      const path = plainPath([{ demandS: 1, servers: 1 }], 0, 6, customers);
      const { throughput } = solveRounds({
        ...path,
        stations: path.stations.map((station) => ({ ...station, deferredS })),
      });
      const runs = Array.from({ length: 20 }, (_, at) =>
        simulate(customers, deferredS, 2000 + at),
      );
      const mean = sum(runs) / runs.length;
      expect(Math.abs(throughput / mean - 1)).toBeLessThan(0.06);
    },
  );
});

describe("laws, over random scenarios", () => {
  test("Little: every second of a unit's loop is accounted for, whole population or not", () => {
    fc.assert(
      fc.property(
        anyScenario,
        fc.integer({ min: 10, max: 50_000 }),
        (scenario, tenths) => {
          const network = networkOf(scenario);
          for (const { traffic } of [
            network,
            withPopulation(network, tenths / 10),
          ]) {
            const solution = solveRounds({ ...network, traffic });
            const loopS = traffic.population / solution.throughput;
            expect(solution.responseTime + traffic.thinkS).toBeCloseTo(
              loopS,
              9,
            );
            expect((accounted(solution) + traffic.thinkS) / loopS).toBeCloseTo(
              1,
              7,
            );
          }
        },
      ),
      trials,
    );
  });

  test("utilisation: no station is busy for more than all of the time", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const network = networkOf(scenario);
        const { throughput, demandS } = solveRounds(network);
        network.stations.forEach(({ id, servers }, at) => {
          expect((throughput * demandS[at]!) / servers, id).toBeLessThanOrEqual(
            1 + 1e-12,
          );
        });
      }),
      { ...trials, numRuns: 1_000 },
    );
  });

  test("bounds: throughput is at most `bounds.upper`, and all figures are finite", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const { bounds, ...figures } = solve(scenario);
        expect(figures.messagesPerSecond).toBeLessThanOrEqual(
          bounds.upper * (1 + 1e-9),
        );
        expect(JSON.stringify(figures)).not.toMatch(/NaN|Infinity/);
        for (const rate of [
          figures.messagesPerSecond,
          figures.packetsPerSecond,
          figures.bitsPerSecond,
          figures.residenceSeconds,
        ]) {
          expect(rate).toBeGreaterThan(0);
          expect(rate).toBeLessThan(Infinity);
        }
      }),
      trials,
    );
  });

  test("more customers never lower throughput by more than 2 %", () => {
    fc.assert(
      fc.property(
        anyScenario,
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 40 }),
        (scenario, fewer, step) => {
          const network = networkOf(scenario);
          const low = solveRounds(withPopulation(network, fewer));
          const high = solveRounds(withPopulation(network, fewer + step));
          expect(high.throughput / low.throughput).toBeGreaterThan(0.98);
        },
      ),
      { ...trials, numRuns: 500 },
    );
  });

  test("moderation: each customer passes a NIC at most once an interval", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const network = networkOf(withField(scenario, "moderation", 1000));
        // A path whose switch polls its card has no interrupt to moderate.
        if (network.moderationS === 0) return;
        const { throughput } = solveRounds(network);
        expect(throughput * 1e-3).toBeLessThanOrEqual(
          network.traffic.population * (1 + 1e-9),
        );
      }),
      trials,
    );
  });
});
