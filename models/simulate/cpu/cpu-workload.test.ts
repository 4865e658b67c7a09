import { describe, expect, test } from "vitest";
import { queryToScenario } from "../../scenario.ts";
import { solve } from "../../solve.ts";
import { simulate } from "../simulate.ts";
import { startCpu, type CpuOptions } from "./cpu-workload.ts";
import { runToEnd } from "./run-to-end.test-support.ts";

const simulated = (options: Partial<CpuOptions>) => runToEnd(startCpu(options));

describe("startCpu", () => {
  test("events under a quota are answered later than without", () => {
    const load = {
      scheduler: "cfs" as const,
      cpus: 8,
      threads: 8,
      eventsPerSecond: 450,
      eventCostS: 2e-3,
      seconds: 100,
    };
    const free = simulated(load).sources[0]!;
    const held = simulated({ ...load, capCpus: 1 }).sources[0]!;
    expect(free.response.percentile(0.99)).toBeLessThan(15e-3);
    // 0.9 of the quota on average, with a deviation of 0.19 from period to period: three periods
    // in ten want more than there is, and their last events wait for the next.
    expect(held.response.percentile(0.99)).toBeGreaterThan(25e-3);
    expect(held.eventsPerSecond.mean).toBeCloseTo(450, -1);
  });

  test("more threads under the same cap make the tail longer", () => {
    const tail = (threads: number) =>
      simulated({
        threads,
        capCpus: 1,
        cpus: 16,
        seconds: 60,
      }).waits.percentile(0.9);
    expect(tail(8)).toBeGreaterThan(1.8 * tail(4));
  });

  test("threads that rest between events: the closed form, and the solver", () => {
    const [threads, cpus] = [6, 2];
    const [costS, thinkS] = [2e-3, 5e-3];
    // Machine repair: chances of n at the CPUs, up to a factor.
    const chances = [1];
    for (let n = 1; n <= threads; n++) {
      const arriving = (threads - n + 1) / thinkS;
      const leaving = Math.min(n, cpus) / costS;
      chances.push((chances[n - 1]! * arriving) / leaving);
    }
    const all = chances.reduce((sum, chance) => sum + chance, 0);
    const rate = chances.reduce(
      (sum, chance, n) => sum + ((chance / all) * Math.min(n, cpus)) / costS,
      0,
    );
    const { scenario } = queryToScenario(
      "technology=zone&workload=cpu&threads=6&cores=2&event-us=2000&think=5000&cap=none",
    );
    expect(solve(scenario).messagesPerSecond).toBeCloseTo(rate, 6);
    const run = simulated({
      cpus,
      threads,
      thinkS,
      eventCostS: costS,
      scheduler: "fss",
      seconds: 200,
    });
    expect(run.sources[0]!.eventsPerSecond.mean / rate).toBeCloseTo(1, 1.7);
    const residenceS = threads / rate - thinkS;
    expect(run.sources[0]!.response.mean / residenceS).toBeCloseTo(1, 1.5);
  });

  test("threads that rest use no more than their cap", () => {
    const { scenario } = queryToScenario(
      "technology=xen-pvhvm&workload=cpu&threads=1&vcpus=1&cores=1&think=200&event-us=23200&cap=0.4&service=deterministic",
    );
    expect(solve(scenario).cpu.client).toBeCloseTo(0.4, 9);
    const { cpu } = simulate(scenario, { seconds: 100, seed: 1 });
    expect(cpu.client.mean).toBeCloseTo(0.4, 1.7);
  });

  test("a vCPU beyond its cap pauses for whole accounting periods of Credit", () => {
    const costS = 23e-3;
    const capCpus = 0.43;
    const { sources, groups } = simulated({
      scheduler: "credit",
      cpus: 1,
      threads: 1,
      capCpus,
      eventCostS: costS,
      eventCost: "fixed",
      thinkS: 200e-6,
      seconds: 300,
    });
    const { response } = sources[0]!;
    const periods = [0.3, 0.7, 0.9, 0.99].map(
      (share) => (response.percentile(share) - costS) / 30e-3,
    );
    for (const count of periods)
      expect(Math.abs(count - Math.round(count))).toBeLessThan(0.1);
    // Some events meet no pause; the longest pauses are of more than one period.
    expect(Math.round(periods[0]!)).toBe(0);
    expect(Math.round(periods.at(-1)!)).toBeGreaterThan(1);
    expect(groups[0]!.cpus.mean / capCpus).toBeCloseTo(1, 1.7);
  });

  test("a tenant with twice the shares of each of two neighbours has half", () => {
    const { groups } = simulated({
      scheduler: "credit",
      cpus: 1,
      threads: 1,
      shares: 2,
      neighbours: 2,
      seconds: 100,
    });
    expect(groups[0]!.cpus.mean).toBeCloseTo(0.5, 1);
  });

  test("a run in slices of 100 events ends where the run at once ends", () => {
    const options = { threads: 3, capCpus: 1, seconds: 10, neighbours: 2 };
    const { run } = startCpu(options);
    let slices = 0;
    while (!run.advance(100)) slices += 1;
    expect(slices).toBeGreaterThan(10);
    expect(run.progress).toBe(1);
    expect(run.result().tasks).toEqual(simulated(options).tasks);
    expect(run.result().groups[0]!.cpus).toEqual(
      simulated(options).groups[0]!.cpus,
    );
  });
});
