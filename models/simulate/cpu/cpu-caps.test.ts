import { describe, expect, test } from "vitest";
import type { SharedCpusSpec } from "./shared-cpus.ts";
import {
  busy,
  cpuSecondsOf,
  median,
  run,
  silences,
} from "./shared-cpus.test-support.ts";

const tickS = 0.01;

const capped = (
  capCpus: number,
  threads: number,
  capRelease: "before" | "after" = "after",
): SharedCpusSpec => ({
  cpus: 16,
  scheduler: "fss",
  capRelease,
  groups: [{ name: "zone", capCpus, threads: busy(threads) }],
});

describe("a capped zone, cap 1.0, 8 threads that never rest", () => {
  test("runs about 10 ms and is silent about 70 ms (mechanism notes 5.2)", () => {
    const { runs, waits } = run(capped(1, 8), 100, 10);
    expect(runs.percentile(0.5)).toBeCloseTo(0.01, 3);
    expect(waits.percentile(0.5)).toBeGreaterThan(0.065);
    expect(waits.percentile(0.5)).toBeLessThan(0.075);
  });

  test("uses exactly its cap while one thread is let go a tick", () => {
    const seconds = 200;
    const result = run(capped(1, 8, "before"), seconds, 10);
    expect(cpuSecondsOf(result, 0) / seconds).toBeCloseTo(1, 2);
  });

  test("overshoots by the mean of its saw-tooth when all are let go together", () => {
    // Usage loses 1 % a tick, so use is 1 % of the mean usage at the ticks. It jumps from just
    // below the cap by 8 and decays back: its mean is 8 over the ticks of that decay, 1 % each.
    const ticks = 1 + Math.log(107 / 100) / -Math.log(0.99);
    const expected = 8 / ticks;
    const seconds = 400;
    const result = run(capped(1, 8), seconds, 10);
    const use = cpuSecondsOf(result, 0) / seconds;
    expect(Math.abs(use / expected - 1)).toBeLessThan(0.01);
    expect(use).toBeLessThan(1.04);
  });
});

describe("typical silences of a zone, in ticks (mechanism notes 5.2)", () => {
  test.each([
    [1, 2, 1],
    [1, 4, 3],
    [1, 8, 7],
    [1, 16, 8.6],
    [1.5, 8, 4.2],
    [1.5, 16, 5.5],
    [2, 8, 3],
    [2, 16, 3.9],
    [3.5, 8, 1.3],
  ])("cap %d, %d threads: %d", (cap, threads, ticks) => {
    const found = silences(capped(cap, threads), 60, 10);
    const mean = found.reduce((sum, each) => sum + each, 0) / found.length;
    expect(Math.abs(mean / tickS - ticks)).toBeLessThan(0.3);
  });
});

describe("release before and after OS-1405 (25 July 2012)", () => {
  test("one thread a tick never leaves the zone silent for long", () => {
    const before = silences(capped(1, 8, "before"), 60, 10);
    const after = silences(capped(1, 8, "after"), 60, 10);
    expect(Math.max(0, ...before)).toBeLessThanOrEqual(2.01 * tickS);
    expect(median(after)).toBeGreaterThan(6 * tickS);
  });

  test("one release a tick keeps a zone below a cap of 4 that it could use", () => {
    // When the cap goes up from 1 to 4 CPUs, parked threads come back one by one, or together.
    const spec = (release: "before" | "after"): SharedCpusSpec => ({
      ...capped(4, 8, release),
      groups: [
        {
          name: "zone",
          capCpus: 4,
          baselineCpus: 1,
          burstS: 2,
          threads: busy(8),
        },
      ],
    });
    const before = run(spec("before"), 60);
    const after = run(spec("after"), 60);
    expect(after.groups[0]!.cpus.mean).toBeGreaterThan(
      before.groups[0]!.cpus.mean,
    );
  });
});

describe("from idle", () => {
  test("4 threads run 29 ticks under a cap of 1 before the first stall", () => {
    // ln(1 - C/u) / ln(0.99) with u = 4, C = 1, rounded up to a tick.
    const ticks = Math.ceil(Math.log(1 - 1 / 4) / Math.log(0.99));
    expect(ticks).toBe(29);
    const { runs } = run(capped(1, 4), 1);
    expect(runs.max).toBeCloseTo(ticks * tickS, 9);
  });

  test("a zone below its cap is never parked", () => {
    const { groups } = run(capped(8.5, 8), 20);
    expect(groups[0]!.parkingsPerSecond).toBe(0);
  });
});

describe("baseline and bursting", () => {
  test("a zone has its cap for the burst time, then its baseline for as long", () => {
    const burst: SharedCpusSpec = {
      ...capped(4, 8),
      groups: [
        {
          name: "zone",
          capCpus: 4,
          baselineCpus: 1,
          burstS: 5,
          threads: busy(8),
        },
      ],
    };
    const seconds = 400;
    const use = cpuSecondsOf(run(burst, seconds, 20), 0) / seconds;
    // Half of the time at 4 CPUs, half at 1, and the second that usage takes to follow.
    expect(use).toBeGreaterThan(2.1);
    expect(use).toBeLessThan(2.8);
  });
});
