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

  test("a thread runs up to a tick, of which there is one each 4 ms", () => {
    const { runs } = run(limited(8), 100, 10);
    for (const { low, high } of runs.buckets()) {
      // From the start of a period to the third or fourth tick, 4/3 ms after a whole one.
      const ticks = (((low + high) / 2) * 1e3 - 4 / 3) / 4;
      expect(Math.abs(ticks - Math.round(ticks))).toBeLessThan(0.1);
    }
  });

  test("one thread overruns, and pays for it in the next period", () => {
    const { runs, waits } = run(limited(1, 1, 0.08), 300, 10);
    expect(runs.mean).toBeCloseTo(0.008, 4);
    // 5.3 or 9.3 ms, as two to one makes 8.
    expect(runs.percentile(0.2)).toBeCloseTo(0.00533, 4);
    expect(runs.percentile(0.9)).toBeCloseTo(0.00933, 4);
    expect(waits.percentile(0.9)).toBeGreaterThan(0.094);
    expect(waits.percentile(0.5)).toBeLessThan(0.091);
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
      expect(quota.grantNs(0, cpu, 0)).toBe(5 * ms);
      quota.charge(0, cpu, 0.1 * ms);
      quota.left(0, cpu, machine);
    }
    // 10 CPUs have used 0.1 ms and kept 1 ms each: 9 of 20 ms are left for the others.
    let left = 0;
    for (let cpu = 10; cpu < cpus; cpu++) left += quota.grantNs(0, cpu, 0);
    expect(left).toBe(9 * ms);
    // What was kept is there when the group comes back, and a refill does not add to it.
    expect(quota.grantNs(0, 3, 0)).toBe(ms);
    quota.tick(100 * ms, machine);
    expect(quota.grantNs(0, 3, 0)).toBe(ms);
  });
});
