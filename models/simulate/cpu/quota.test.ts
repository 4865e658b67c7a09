import { describe, expect, test } from "vitest";
import { Quota } from "./quota.ts";
import type { SharedCpusSpec } from "./shared-cpus.ts";
import { busy, cpuSecondsOf, run } from "./shared-cpus.test-support.ts";

const limited = (threads: number, cpus = 8, capCpus = 1): SharedCpusSpec => ({
  cpus,
  scheduler: "cfs",
  groups: [{ name: "cgroup", capCpus, threads: busy(threads) }],
});

describe("a CFS quota of 100 ms in 100 ms", () => {
  test("8 busy threads on 8 CPUs run 12.5 ms and wait 87.5 ms on average", () => {
    const { runs, waits } = run(limited(8), 100, 10);
    expect(runs.mean).toBeCloseTo(0.0125, 4);
    expect(waits.mean).toBeCloseTo(0.0875, 4);
  });

  test("slices of 5 ms make that 10 or 15 ms for a thread", () => {
    const { runs } = run(limited(8), 100, 10);
    const lengths = runs.buckets().map(({ low }) => Math.round(low * 200) * 5);
    expect(new Set(lengths)).toEqual(new Set([10, 15]));
  });

  test.each([1, 2, 4, 8, 20])(
    "%d threads use the quota and no more",
    (threads) => {
      const seconds = 100;
      const result = run(limited(threads), seconds, 10);
      expect(cpuSecondsOf(result, 0) / seconds).toBeCloseTo(1, 3);
    },
  );

  test("a CPU that the group leaves keeps up to 1 ms, and the pool is the poorer", () => {
    const ms = 1e6;
    const cpus = 32;
    const quota = new Quota(1, cpus, [{ quotaNs: 20 * ms, sliceNs: 5 * ms }], {
      periodNs: 100 * ms,
      strandedNs: ms,
    });
    const machine = {
      park: () => undefined,
      release: () => undefined,
      isParked: () => false,
      isRunning: () => false,
    };
    for (let cpu = 0; cpu < 10; cpu++) {
      expect(quota.grantNs(0, cpu)).toBe(5 * ms);
      quota.charge(0, cpu, 0.1 * ms);
      quota.left(0, cpu, machine);
    }
    // 10 CPUs have used 0.1 ms and kept 1 ms each: 9 of 20 ms are left for the others.
    let left = 0;
    for (let cpu = 10; cpu < cpus; cpu++) left += quota.grantNs(0, cpu);
    expect(left).toBe(9 * ms);
    // What was kept is there when the group comes back, and a refill does not add to it.
    expect(quota.grantNs(0, 3)).toBe(ms);
    quota.tick(100 * ms, machine);
    expect(quota.grantNs(0, 3)).toBe(ms);
  });
});
