import { describe, expect, test } from "vitest";
import { erlangB, erlangC } from "./erlang.ts";
import { machineRepair, mm1k, mmck } from "./finite-queues.ts";
import { md1, mg1, mm1, mmc } from "./formulas.ts";
import { solveMva } from "./mva.ts";

/** Birth-death chances of states 0 to `last`, by plain summation. */
function chances(
  last: number,
  up: (n: number) => number,
  down: (n: number) => number,
): number[] {
  const weights = [1];
  for (let n = 1; n <= last; n += 1)
    weights.push((weights[n - 1] as number) * (up(n - 1) / down(n)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

describe("erlangB and erlangC", () => {
  test("are the sums of their definitions for few servers", () => {
    for (const servers of [1, 2, 5, 10]) {
      for (const load of [0.3, 1, 4, 9.5]) {
        const share = chances(
          servers,
          () => load,
          (n) => n,
        );
        expect(erlangB(servers, load)).toBeCloseTo(
          share[servers] as number,
          12,
        );
        if (load >= servers) continue;
        const endless = chances(
          5000,
          () => load,
          (n) => Math.min(n, servers),
        );
        const waits = endless
          .slice(servers)
          .reduce((sum, chance) => sum + chance, 0);
        expect(erlangC(servers, load)).toBeCloseTo(waits, 10);
      }
    }
  });

  test("stay finite and between 0 and 1 for 100 000 servers", () => {
    for (const share of [0.1, 0.9, 0.999, 1]) {
      const lost = erlangB(100_000, share * 100_000);
      const waits = erlangC(100_000, share * 100_000);
      expect(lost).toBeGreaterThanOrEqual(0);
      expect(waits).toBeGreaterThanOrEqual(lost);
      expect(waits).toBeLessThanOrEqual(1);
    }
    // at load = servers, B tends to sqrt(2 / (pi c))
    expect(
      erlangB(100_000, 100_000) * Math.sqrt((Math.PI * 100_000) / 2),
    ).toBeCloseTo(1, 2);
  });
});

describe("mm1, md1, mg1, mmc", () => {
  test("mm1 has R = S / (1 - U), Q = U / (1 - U)", () => {
    const queue = mm1({ arrivalRate: 3, serviceTime: 0.25 });
    expect(queue.responseTime).toBeCloseTo(1, 12);
    expect(queue.queueLength).toBeCloseTo(3, 12);
    expect(queue.idleProbability).toBeCloseTo(0.25, 12);
  });

  test("md1 waits half as long as mm1; service twice as variable waits 1.5 times", () => {
    const queue = { arrivalRate: 3, serviceTime: 0.25 };
    const wait = mm1(queue).waitingTime;
    expect(md1(queue).waitingTime).toBeCloseTo(wait / 2, 12);
    expect(mg1({ ...queue, variability: 2 }).waitingTime).toBeCloseTo(
      1.5 * wait,
      12,
    );
  });

  test("mmc with one server is mm1, and sums its birth-death chances with five", () => {
    const queue = { arrivalRate: 4, serviceTime: 0.2 };
    const one = mmc({ ...queue, servers: 1 });
    for (const [key, value] of Object.entries(mm1(queue))) {
      expect(one[key as keyof typeof one]).toBeCloseTo(value as number, 12);
    }
    const five = mmc({ arrivalRate: 20, serviceTime: 0.2, servers: 5 });
    const share = chances(
      3000,
      () => 20,
      (n) => Math.min(n, 5) / 0.2,
    );
    expect(five.idleProbability).toBeCloseTo(share[0] as number, 12);
    expect(five.queueLength).toBeCloseTo(
      share.reduce((sum, chance, n) => sum + n * chance, 0),
      9,
    );
  });

  test("refuse saturation and bad arguments", () => {
    expect(() => mm1({ arrivalRate: 4, serviceTime: 0.25 })).toThrow(
      /FORMULA_SATURATED/,
    );
    expect(() =>
      mmc({ arrivalRate: 8, serviceTime: 0.25, servers: 2 }),
    ).toThrow(/FORMULA_SATURATED/);
    expect(() =>
      mmc({ arrivalRate: 1, serviceTime: 0.25, servers: 0 }),
    ).toThrow(/FORMULA_ARGUMENT/);
    expect(() =>
      mg1({ arrivalRate: 1, serviceTime: 0.25, variability: -1 }),
    ).toThrow(/FORMULA_ARGUMENT/);
    expect(() => mm1({ arrivalRate: NaN, serviceTime: 1 })).toThrow(
      /FORMULA_ARGUMENT/,
    );
    expect(() => erlangB(1.5, 1)).toThrow(/FORMULA_ARGUMENT/);
  });
});

describe("mm1k, mmck, machineRepair", () => {
  test("mmck sums its chances, also far beyond saturation", () => {
    for (const [arrivalRate, servers, room] of [
      [0.8, 3, 5],
      [40, 2, 30],
      [0, 2, 4],
    ] as const) {
      const queue = mmck({ arrivalRate, serviceTime: 1.25, servers, room });
      const share = chances(
        room,
        () => arrivalRate,
        (n) => Math.min(n, servers) / 1.25,
      );
      expect(queue.idleProbability).toBeCloseTo(share[0] as number, 12);
      expect(queue.lossProbability).toBeCloseTo(share[room] as number, 12);
      expect(queue.queueLength).toBeCloseTo(
        share.reduce((sum, chance, n) => sum + n * chance, 0),
        10,
      );
      expect(queue.throughput).toBeCloseTo(
        arrivalRate * (1 - (share[room] as number)),
        10,
      );
    }
  });

  test("mmck with no waiting room loses as Erlang B says; with much room it is mmc", () => {
    const queue = { arrivalRate: 70, serviceTime: 0.1, servers: 9 };
    expect(mmck({ ...queue, room: 9 }).lossProbability).toBeCloseTo(
      erlangB(9, 7),
      12,
    );
    expect(mmck({ ...queue, room: 900 }).responseTime).toBeCloseTo(
      mmc(queue).responseTime,
      10,
    );
  });

  test("mm1k does not overflow with a million places at ten times saturation", () => {
    const queue = mm1k({ arrivalRate: 10, serviceTime: 1, room: 1_000_000 });
    expect(queue.throughput).toBeCloseTo(1, 12);
    expect(queue.queueLength).toBeCloseTo(1_000_000 - 1 / 9, 6);
  });

  test("machineRepair is the closed network of one multiserver", () => {
    for (const population of [1, 7, 8, 75, 1000]) {
      const repair = machineRepair({
        population,
        servers: 8,
        serviceTime: 4,
        thinkTime: 10,
      });
      const closed = solveMva({
        stations: [
          { name: "crew", kind: "multiserver", servers: 8, demand: 4 },
        ],
        thinkTime: 10,
        population,
      });
      expect(repair.throughput / closed.throughput).toBeCloseTo(1, 11);
      expect(repair.responseTime / closed.responseTime).toBeCloseTo(1, 11);
    }
  });
});
