/**
 * The simulator against theory: its 95 % intervals hold the exact value in about 95 of 100 runs.
 *
 * IDEA     400 runs with seeds 1 to 400. If an interval covers with a chance of 95 %, the share
 *          that covers lies between 93 and 97 % in 95 of 100 such experiments. Seen to fail: for
 *          M/M/1, an exact value 2 % off is covered 335 times, and intervals 15 % too narrow cover
 *          364 times, where 372 are needed.
 * UNITS    Seconds, requests per second.
 * HOLDS    Run lengths for which batch means are honest: 30,000 to 160,000 events at a utilisation
 *          of 0.5 to 0.6, where one request is forgotten after some tens.
 * FAILS    Near saturation the same lengths would be too short, and the figures would say so. In a
 *          few runs of a thousand they say so by chance: more than one in a hundred is a fault.
 * COST     About 200 million events, 15 to 25 s.
 * SOURCE   The exact values are the solvers' and the formulas', which tests/published holds to
 *          textbooks.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseSimulatedNetwork } from "../../models/simulate/parse-simulated-network.ts";
import type { Estimate } from "../../models/simulate/result.ts";
import { startNetwork } from "../../models/simulate/simulate-network.ts";
import type { SimulatedNetwork } from "../../models/simulate/simulated-network.ts";
import { mg1, mm1, mmc } from "../../models/solve/formulas.ts";
import { solveNetwork } from "../../models/solve/solve-network.ts";

const seeds = 400;
const fewest = 0.93 * seeds;
const most = 0.97 * seeds;

/** In how many runs each figure's interval holds its exact value. */
const coverage = (
  input: unknown,
  seconds: number,
  exact: Readonly<Record<string, number>>,
  figure: (run: SimulatedNetwork) => Readonly<Record<string, Estimate>>,
): Record<string, number> => {
  const { parsed, services } = parseSimulatedNetwork(input);
  const covered: Record<string, number> = {};
  let short = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const run = startNetwork(parsed, { seed, seconds, services });
    while (!run.advance(1e6));
    for (const [name, estimate] of Object.entries(figure(run.result()))) {
      const { low95, high95, tooShort } = estimate;
      if (tooShort) short += 1;
      const value = exact[name] ?? NaN;
      covered[name] ??= 0;
      if (low95 <= value && value <= high95) covered[name] += 1;
    }
  }
  expect(short).toBeLessThanOrEqual(seeds / 100);
  return covered;
};

const station = (demand: number, more: object = {}) => ({
  name: "server",
  kind: "queue",
  demand,
  ...more,
});
const open = (demand: number, more: object = {}) => ({
  stations: [station(demand, more)],
  arrivalRate: 1,
});

const singleQueues: [
  name: string,
  network: unknown,
  seconds: number,
  responseTime: number,
][] = [
  [
    "M/M/1",
    open(0.5),
    20_000,
    mm1({ arrivalRate: 1, serviceTime: 0.5 }).responseTime,
  ],
  [
    "M/M/3",
    open(1.8, { kind: "multiserver", servers: 3 }),
    40_000,
    mmc({ arrivalRate: 1, serviceTime: 1.8, servers: 3 }).responseTime,
  ],
  ...(
    [
      ["M/D/1", "deterministic", 0.6, 0],
      ["M/E4/1", { kind: "erlang", stages: 4 }, 0.6, 1 / 4],
      ["M/H2/1", { kind: "hyperexponential", squaredVariation: 4 }, 0.5, 4],
    ] as const
  ).map(
    ([name, service, serviceTime, variation]) =>
      [
        name,
        open(serviceTime, { service }),
        variation > 1 ? 80_000 : 20_000,
        mg1({
          arrivalRate: 1,
          serviceTime,
          variability: variation,
        }).responseTime,
      ] as [string, unknown, number, number],
  ),
];

describe("intervals of the simulator cover the exact value in 93 to 97 % of 400 seeds", () => {
  test.each(singleQueues)(
    "%s",
    { timeout: 60_000 },
    (_, network, seconds, exact) => {
      const covered = coverage(
        network,
        seconds,
        // Little: one request arrives a second.
        { responseTime: exact, queueLength: exact },
        ({ responseTime, stations }) => ({
          responseTime,
          queueLength: stations[0]!.queueLength,
        }),
      );
      for (const count of Object.values(covered)) {
        expect(count).toBeGreaterThanOrEqual(fewest);
        expect(count).toBeLessThanOrEqual(most);
      }
    },
  );

  test.each([
    [
      "one class, thinking",
      {
        stations: [
          { name: "cpu", kind: "queue", demand: 0.01 },
          { name: "disk", kind: "queue", demand: 0.006 },
          { name: "net", kind: "queue", demand: 0.008 },
        ],
        thinkTime: 0.05,
        population: 8,
      },
      150,
    ],
    [
      "multiserver, load-dependent station and delay",
      {
        stations: [
          { name: "cpu", kind: "multiserver", demand: 0.01, servers: 3 },
          { name: "disk", kind: "queue", demand: 0.009 },
          {
            name: "array",
            kind: "load-dependent",
            demand: 0.008,
            rates: [1, 1.5, 1.7],
          },
          { name: "wire", kind: "delay", demand: 0.05 },
        ],
        thinkTime: 0.1,
        population: 16,
      },
      200,
    ],
    [
      "two classes that share a processor",
      {
        stations: [
          { name: "cpu", kind: "queue" },
          { name: "disk", kind: "queue" },
        ],
        classes: [
          { name: "a", population: 4, thinkTime: 0.1, demands: [0.01, 0.02] },
          { name: "b", population: 3, thinkTime: 0.2, demands: [0.03, 0.01] },
        ],
      },
      300,
    ],
  ])("closed network: %s", { timeout: 60_000 }, (_, network, seconds) => {
    const { parsed } = parseSimulatedNetwork(network);
    const { throughput, responseTime } = solveNetwork(parsed);
    const covered = coverage(
      network,
      seconds,
      { throughput, responseTime },
      (run) => ({
        throughput: run.throughput,
        responseTime: run.responseTime,
      }),
    );
    for (const count of Object.values(covered)) {
      expect(count).toBeGreaterThanOrEqual(fewest);
      expect(count).toBeLessThanOrEqual(most);
    }
  });
});

describe("percentiles", () => {
  test("of M/M/1 are those of the exponential that its response times follow", () => {
    // Utilisation 0.8: P(R > r) = exp(-r / 4). Eight runs of 4 million requests gave p99.9 with a
    // standard error of 2 % and p99.99 with one of 4 %; this run is 2.5 times as long.
    const { parsed } = parseSimulatedNetwork(open(0.8));
    const run = startNetwork(parsed, {
      seed: 1,
      seconds: 1e7,
      mostEvents: 3e7,
    });
    while (!run.advance(1e6));
    const { percentiles } = run.result();
    expect(percentiles.map(({ share }) => share)).toEqual([
      0.5, 0.9, 0.99, 0.999, 0.9999,
    ]);
    for (const { share, seconds } of percentiles)
      expect(Math.abs(seconds / (-4 * Math.log(1 - share)) - 1)).toBeLessThan(
        share < 0.9999 ? 0.04 : 0.08,
      );
  });
});

// Each starts the program, which takes seconds on a busy machine.
describe("model network --simulate", { timeout: 60_000 }, () => {
  const model = (...words: string[]) => {
    const root = fileURLToPath(new URL("../../", import.meta.url));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["models/cli.ts", "network", ...words],
      { cwd: root, encoding: "utf8" },
    );
    return { status, stdout, stderr };
  };
  const file = "content/reference/central-server.json";

  test("prints solver and simulator side by side, the same bytes for the same seed", () => {
    const words = [file, "--simulate", "--seconds", "900", "--seed", "7"];
    const once = model(...words, "--json");
    expect(once.status).toBe(0);
    expect(model(...words, "--json").stdout).toBe(once.stdout);
    const { solved, simulated } = JSON.parse(once.stdout) as {
      solved: { throughput: number };
      simulated: { throughput: Estimate; seconds: number; seed: number };
    };
    expect(simulated).toMatchObject({ seconds: 900, seed: 7 });
    expect(simulated.throughput.mean / solved.throughput).toBeCloseTo(1, 1);
    expect(model(...words).stdout).toContain("disk 1: utilisation");
  });

  test.each([
    [["--seconds", "9"], /only --simulate takes --seconds/],
    [["--simulate", "--seconds"], /takes a number/],
    [["--simulate", "--seconds", "0"], /--seconds is .* not 0/],
    [["--simulate", "--seed", "1e99"], /--seed is .* not 1e99/],
  ])("%j is refused in one line", (words, about) => {
    const { status, stderr } = model(file, ...words);
    expect(status).toBe(2);
    expect(stderr).toMatch(about);
    expect(stderr.trim()).not.toContain("\n");
  });
});
