import { describe, expect, test } from "vitest";
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
