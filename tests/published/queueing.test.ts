/**
 * The solvers against printed results: one class, open networks, single stations, bounds.
 *
 * IDEA     Books solved these by hand or by other programs. A number below was read in the source
 *          named in its test, never computed here; the tolerance is half a unit of its last digit,
 *          or the one that the quoting program uses.
 * SOURCE   Second-hand, through two public repositories that quote books with their pages:
 *          "Octave" is github.com/mmarzolla/queueing at 5de78ea (inst/*.m, doc/*.txi), "LQNS" is
 *          github.com/layeredqueuing/V5 at 39b43bc (libmva/regression/*.cc). Both editions of
 *          Bolch et al. circulate; example and page are as those programs give them.
 */
import { describe, expect, test } from "vitest";
import { closedBounds } from "../../models/solve/bounds.ts";
import { mm1k, mmck } from "../../models/solve/finite-queues.ts";
import { mmc } from "../../models/solve/formulas.ts";
import { solveMva } from "../../models/solve/mva.ts";
import type { Solution, Station } from "../../models/solve/network.ts";
import { solveOpen } from "../../models/solve/open.ts";
import { solveSchweitzer } from "../../models/solve/schweitzer.ts";

/** Stations as books give them: service time per visit, visits, servers (0 for a delay). */
function stationsOf(
  serviceTimes: readonly number[],
  visits: readonly number[],
  servers: readonly number[] = [],
): Station[] {
  return serviceTimes.map((serviceTime, k): Station => {
    const name = `station ${k + 1}`;
    const demand = serviceTime * (visits[k] as number);
    const count = servers[k] ?? 1;
    if (count === 0) return { name, kind: "delay", demand };
    if (count === 1) return { name, kind: "queue", demand };
    return { name, kind: "multiserver", servers: count, demand };
  });
}

function expectAll(
  actual: readonly number[],
  printed: readonly number[],
  tolerance = 5e-4,
): void {
  expect(actual.length).toBe(printed.length);
  printed.forEach((value, k) => {
    expect(
      Math.abs((actual[k] as number) - value),
      `${actual.join(" ")} for ${printed.join(" ")}`,
    ).toBeLessThan(tolerance * 1.0001);
  });
}

const queues = ({ stations }: Solution): number[] =>
  stations.map(({ queueLength }) => queueLength);
const busy = ({ stations }: Solution): number[] =>
  stations.map(({ utilisation }) => utilisation);
const perVisit = (
  { stations }: Solution,
  visits: readonly number[],
): number[] =>
  stations.map(({ residenceTime }, k) => residenceTime / (visits[k] as number));
const flows = ({ throughput }: Solution, visits: readonly number[]): number[] =>
  visits.map((count) => throughput * count);

/** Visits from routing chances, station 1 taken as once per request. */
function visitsOf(routing: readonly (readonly number[])[]): number[] {
  let visits = routing.map(() => 1);
  for (let step = 0; step < 1000; step += 1) {
    visits = visits.map((_, to) =>
      routing.reduce(
        (sum, row, from) =>
          sum + (visits[from] as number) * (row[to] as number),
        0,
      ),
    );
  }
  return visits.map((count) => count / (visits[0] as number));
}

describe("one closed class, exact", () => {
  test("Jain 1991 p. 577: S = .125 .3 .2, V = 16 10 5, N = 20, Z = 4 (Octave qncsmva.m)", () => {
    const visits = [16, 10, 5];
    const stations = stationsOf([0.125, 0.3, 0.2], visits);
    const solution = solveMva({ stations, thinkTime: 4, population: 20 });
    expectAll(perVisit(solution, visits), [0.373, 4.854, 0.3]);
    expectAll(queues(solution), [1.991, 16.177, 0.5]);
  });

  test("Bolch et al. example 8.3, p. 331: central server, N = 6 (Octave qncsmva.m)", () => {
    const visits = [1, 0.4, 0.2, 0.1];
    const stations = stationsOf([0.02, 0.2, 0.4, 0.6], visits);
    const solution = solveMva({ stations, thinkTime: 0, population: 6 });
    expectAll(busy(solution), [0.198, 0.794, 0.794, 0.595], 1e-3);
    expectAll(perVisit(solution, visits), [0.025, 0.57, 1.14, 1.244], 1e-3);
    expectAll(queues(solution), [0.244, 2.261, 2.261, 1.234], 1e-3);
    expectAll(flows(solution, visits), [9.92, 3.968, 1.984, 0.992], 1e-3);
  });

  test("Bolch et al. example 8.1, p. 318: 2, 3 and 1 servers, N = 3 (Octave qncsconv.m)", () => {
    const visits = [1, 0.667, 0.2];
    const stations = stationsOf([1 / 0.8, 1 / 0.6, 1 / 0.4], visits, [2, 3, 1]);
    const solution = solveMva({ stations, thinkTime: 0, population: 3 });
    expectAll(flows(solution, visits), [0.945, 0.63, 0.189], 1e-3);
    expectAll(busy(solution), [0.59, 0.35, 0.473], 1e-3);
    expectAll(queues(solution), [1.29, 1.05, 0.66], 1e-3);
    expectAll(perVisit(solution, visits), [1.366, 1.667, 3.496], 1e-3);
  });

  test("Bolch et al. example 8.4, p. 333: two servers, two queues, a delay (Octave qncsmva.m, qnsolve.m)", () => {
    const visits = [1, 0.5, 0.5, 1];
    const stations = stationsOf([0.5, 0.6, 0.8, 1], visits, [2, 1, 1, 0]);
    const solution = solveMva({ stations, thinkTime: 0, population: 3 });
    expectAll(queues(solution), [0.624, 0.473, 0.686, 1.217], 1e-3);
    expectAll(flows(solution, visits), [1.218, 0.609, 0.609, 1.218], 1e-3);
    expectAll(busy(solution).slice(0, 3), [0.304, 0.365, 0.487], 1e-3);
  });

  test("Bolch et al. example 8.7, p. 349: the same as load-dependent stations (Octave qncsmvald.m)", () => {
    const visits = [1, 0.5, 0.5, 1];
    const [first, second, third, fourth] = stationsOf(
      [0.5, 1 / 1.667, 1 / 1.25, 1],
      visits,
    );
    const solution = solveMva({
      stations: [
        { ...(first as Station), kind: "load-dependent", rates: [1, 2] },
        second as Station,
        third as Station,
        { ...(fourth as Station), kind: "load-dependent", rates: [1, 2, 3] },
      ],
      thinkTime: 0,
      population: 3,
    });
    expectAll(queues(solution), [0.624, 0.473, 0.686, 1.217], 1e-3);
    expectAll(perVisit(solution, visits), [0.512, 0.776, 1.127, 1], 1e-3);
  });

  test("Bolch et al. example 7.5, p. 292: three queues with routing, N = 3 (Octave qnmarkov.m)", () => {
    const visits = visitsOf([
      [0.6, 0.3, 0.1],
      [0.2, 0.3, 0.5],
      [0.4, 0.1, 0.5],
    ]);
    const stations = stationsOf([1 / 0.8, 1 / 0.6, 1 / 0.4], visits);
    const solution = solveMva({ stations, thinkTime: 0, population: 3 });
    expectAll(busy(solution), [0.543, 0.386, 0.797], 1e-3);
    expectAll(queues(solution), [0.873, 0.541, 1.585], 1e-3);
  });

  test("Lazowska et al. 1984 p. 117: three terminals, Z = 15, exact (LQNS test0.cc)", () => {
    const stations = stationsOf([0.005, 0.03, 0.027], [121, 70, 50]);
    const solution = solveMva({ stations, thinkTime: 15, population: 3 });
    expectAll(queues(solution), [0.0976, 0.3947, 0.235], 1e-4);
  });

  test("Casale, Muntz & Serazzi 2008 tables IV and V: exact throughput lies in their bounds (Octave qncsgb.m)", () => {
    const stations = stationsOf([0.1, 0.1, 0.09, 0.08], [1, 1, 1, 1]);
    const printed: [number, [number, number, number][]][] = [
      [
        0,
        [
          [2, 4.304, 4.3174],
          [5, 6.6859, 6.7524],
          [10, 8.1521, 8.269],
          [20, 9.0947, 9.2431],
          [80, 9.8233, 9.8765],
        ],
      ],
      [
        1,
        [
          [2, 1.4319, 1.5195],
          [5, 3.3432, 3.5582],
          [10, 5.7569, 6.141],
          [20, 8.0856, 8.6467],
          [80, 9.7147, 9.8594],
        ],
      ],
    ];
    for (const [thinkTime, rows] of printed) {
      for (const [population, low, high] of rows) {
        const { throughput } = solveMva({ stations, thinkTime, population });
        expect(throughput).toBeGreaterThan(low - 5e-5);
        expect(throughput).toBeLessThan(high + 5e-5);
      }
    }
  });

  test("Casale, Muntz & Serazzi 2008 table IV, N = 2: Hsieh & Lam's bounds meet at X = 4.3174 (Octave qncspb.m)", () => {
    const stations = stationsOf([0.1, 0.1, 0.09, 0.08], [1, 1, 1, 1]);
    const { throughput } = solveMva({ stations, thinkTime: 0, population: 2 });
    expectAll([throughput], [4.3174], 1e-4);
  });
});

describe("one closed class, approximate, and bounds", () => {
  test("Lazowska et al. 1984 p. 117: the same by Schweitzer, X = .1510, R = 4.87 (Octave qncsmvaap.m)", () => {
    const stations = stationsOf([0.605, 2.1, 1.35], [1, 1, 1]);
    const solution = solveSchweitzer({
      stations,
      thinkTime: 15,
      population: 3,
    });
    expectAll(queues(solution), [0.0973, 0.4021, 0.2359], 1e-3);
    expectAll([solution.throughput], [0.151]);
    expectAll([solution.responseTime], [4.87], 5e-3);
  });

  test("Bolch et al. example 9.6, p. 913: asymptotic bounds, N = 20, Z = 120 (Octave qncsaba.m)", () => {
    const stations = stationsOf([4.6, 8], [2, 1]);
    const { asymptotic } = closedBounds({
      stations,
      thinkTime: 120,
      population: 20,
    });
    expectAll([asymptotic.throughput.high], [0.109]);
    expectAll([asymptotic.responseTime.low], [64], 1e-9);
  });

  test("Casale, Muntz & Serazzi 2008 table IV: balanced bounds are no tighter than Hsieh & Lam's (Octave qncspb.m)", () => {
    const stations = stationsOf([0.1, 0.1, 0.09, 0.08], [1, 1, 1, 1]);
    for (const [population, lowest, highest] of [
      [5, 6.66, 6.7297],
      [10, 8.0219, 8.27],
      [20, 8.8672, 9.3387],
      [80, 9.6736, 10],
    ] as const) {
      const { balanced } = closedBounds({ stations, thinkTime: 0, population });
      // proportional bounds are never looser than balanced ones (Hsieh & Lam 1987)
      expect(balanced.throughput.low).toBeLessThan(lowest + 5e-5);
      expect(balanced.throughput.high).toBeGreaterThan(highest - 5e-5);
    }
  });
});

describe("one open class", () => {
  test("Jain 1991 example 34.1, p. 572: 3 requests/s at a CPU and two disks (Octave qnopen.m)", () => {
    const visits = [16, 7, 8];
    const solution = solveOpen({
      stations: stationsOf([0.01, 0.02, 0.03], visits),
      arrivalRate: 3,
    });
    expectAll(busy(solution), [0.48, 0.42, 0.72], 1e-9);
    expectAll(perVisit(solution, visits), [0.0192, 0.0345, 0.107]);
  });

  test("Lazowska et al. 1984 p. 113: .3 transactions/s, CPU busy .182 (Octave qnos.m)", () => {
    const visits = [121, 70, 50];
    const stations = stationsOf([0.005, 0.03, 0.027], visits);
    const solution = solveOpen({ stations, arrivalRate: 0.3 });
    expectAll(busy(solution).slice(0, 1), [0.182]);
    expectAll(flows(solution, visits).slice(0, 1), [36.3], 5e-2);
    expectAll(queues(solution).slice(0, 1), [0.222]);
  });

  test("Bolch et al. example 7.4, p. 287: four stations, arrivals 4/s at the last (Octave qnos.m)", () => {
    const visits = [5, 2.5, 2.5, 1]; // 20, 10, 10 and 4 arrivals per second over 4
    const stations = stationsOf([0.04, 0.03, 0.06, 0.05], visits);
    const solution = solveOpen({ stations, arrivalRate: 4 });
    expectAll(flows(solution, visits), [20, 10, 10, 4], 1e-9);
    expectAll(busy(solution), [0.8, 0.3, 0.6, 0.2], 1e-9);
    expectAll(perVisit(solution, visits), [0.2, 0.043, 0.15, 0.0625]);
    expectAll(queues(solution), [4, 0.429, 1.5, 0.25]);
  });
});

describe("single stations", () => {
  test("Bolch et al. example 3.1, p. 123: M/M/1/3, arrivals 1, service 2 (Octave ctmc.m)", () => {
    const queue = mm1k({ arrivalRate: 1, serviceTime: 0.5, room: 3 });
    expectAll(
      [queue.idleProbability, queue.lossProbability],
      [8 / 15, 1 / 15],
      1e-12,
    );
    // states 0 to 3 have chances 8, 4, 2 and 1 in 15
    expectAll([queue.queueLength], [(4 + 2 * 2 + 3) / 15], 1e-12);
  });

  test("ETH Zurich, Advanced Systems Lab 2017, slides on M/M/x: M/M/2 with 9 arrivals/s (Octave qsmmm.m)", () => {
    const queue = mmc({ arrivalRate: 9, serviceTime: 0.2, servers: 2 });
    expectAll([queue.waitingLength, queue.responseTime], [7.674, 1.053]);
  });

  test("ETH Zurich, Advanced Systems Lab 2017, slides on M/M/x: M/M/4 with 9 arrivals/s (Octave qsmmm.m)", () => {
    const queue = mmc({ arrivalRate: 9, serviceTime: 0.2, servers: 4 });
    expectAll([queue.waitingLength, queue.responseTime], [0.105, 0.212]);
  });

  test("M/M/3/7, M/M/4/6 and M/M/2/5 from unnamed pages on the web (Octave qsmmmk.m)", () => {
    const three = mmck({
      arrivalRate: 40,
      serviceTime: 1 / 30,
      servers: 3,
      room: 7,
    });
    expectAll(
      [three.idleProbability, three.responseTime],
      [0.255037, 0.036517],
      1e-6,
    );
    const four = mmck({
      arrivalRate: 50,
      serviceTime: 0.1,
      servers: 4,
      room: 6,
    });
    expectAll([four.lossProbability], [0.293543], 1e-6);
    const two = mmck({ arrivalRate: 3, serviceTime: 0.5, servers: 2, room: 5 });
    expectAll(
      [two.idleProbability, two.lossProbability, two.waitingTime],
      [0.179334, 0.085113, 0.230857],
      1e-6,
    );
    expectAll([two.queueLength], [2.00595], 1e-5);
  });
});
