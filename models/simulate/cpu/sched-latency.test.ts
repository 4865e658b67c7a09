import { describe, expect, test } from "vitest";
import type { SchedulerName } from "./shared-cpus.ts";
import { runToEnd } from "./run-to-end.test-support.ts";
import {
  startSchedLatency,
  type SchedLatencyOptions,
} from "./sched-latency.ts";

const simulated = (options: Partial<SchedLatencyOptions>) =>
  runToEnd(startSchedLatency(options));

const wakeup = (
  scheduler: SchedulerName,
  neighbours: number,
  tenant: "idle" | "busy",
  more = {},
) =>
  simulated({
    scheduler,
    neighbours,
    tenant,
    cpus: 1,
    vcpus: 1,
    seconds: 100,
    seed: 3,
    ...more,
  }).sources[0]!.wakeup;

describe("Credit", () => {
  test("a boosted wake-up waits for the rate limit at most, 1 ms", () => {
    const latency = wakeup("credit", 3, "idle");
    expect(latency.percentile(0.9)).toBeLessThan(0.2e-3);
    // A neighbour that was itself just dispatched is protected for its first millisecond.
    expect(latency.percentile(0.995)).toBeGreaterThan(0.2e-3);
    expect(latency.percentile(0.995)).toBeLessThan(1.03e-3);
  });

  test("without the rate limit it waits for nobody", () => {
    const latency = wakeup("credit", 3, "idle", {
      values: { "credit.ratelimit": 0 },
    });
    expect(latency.percentile(0.995)).toBeLessThan(0.05e-3);
  });

  test.each([1, 2, 4])(
    "a CPU-bound vCPU beside %d others waits up to 30 ms for each",
    (neighbours) => {
      const latency = wakeup("credit", neighbours, "busy");
      const whole = neighbours * 30e-3;
      // Packets arrive at random in a cycle of n + 1 slices: the first to wait the whole of n.
      expect(latency.percentile(0.99)).toBeGreaterThan(0.85 * whole);
      // Classes change in mid-cycle: now and then one more goes before it.
      expect(latency.percentile(0.99)).toBeLessThan(whole + 31e-3);
      expect(latency.mean).toBeGreaterThan(
        0.8 * ((whole * neighbours) / (neighbours + 1) / 2),
      );
    },
  );
});

describe("other schedulers keep a busy guest's packets waiting for less", () => {
  test.each([
    // Longest run of each of three others: 5 ms allowance twice over, 0.5 ms quantum, 0.5 ms run.
    ["bvt", 3 * 10e-3],
    ["sedf", 3 * 1e-3],
    ["credit2", 3 * 1e-3],
    ["cfs", 3 * 6e-3],
  ] as const)("%s", (scheduler, most) => {
    const latency = wakeup(scheduler, 3, "busy");
    expect(latency.percentile(0.99)).toBeLessThan(most);
    expect(latency.percentile(0.99)).toBeLessThan(
      wakeup("credit", 3, "busy").percentile(0.99) / 3,
    );
  });
});

describe("a zone", () => {
  test("an idle thread of FSS runs at once on a free CPU", () => {
    // All but the packets that come while one is answered.
    const latency = wakeup("fss", 3, "idle", { cpus: 4, vcpus: 0 });
    expect(latency.percentile(0.99)).toBe(0);
    expect(latency.max).toBeLessThan(100e-6);
  });

  test("in a capped and busy zone a thread that sleeps at the ticks is not parked", () => {
    const zone = { vcpus: 0, cpus: 16, busyThreads: 8, capCpus: 1 };
    const brief = wakeup("fss", 0, "busy", zone);
    expect(brief.percentile(0.99)).toBeLessThan(1e-3);
    // One that works for longer than a tick is found, and waits as the others do.
    const long = wakeup("fss", 0, "busy", {
      ...zone,
      costS: 15e-3,
      intervalS: 0.5,
      seconds: 400,
    });
    expect(long.percentile(0.5)).toBe(0);
    expect(long.max).toBeGreaterThan(0);
  });
});

describe("halt polling", () => {
  test("short idle times are bridged by polling, long ones are not", () => {
    const often = { neighbours: 0, intervalS: 60e-6, costS: 5e-6, seconds: 5 };
    const polled = wakeup("cfs", 0, "idle", {
      ...often,
      idle: "host-polls",
    });
    const halted = wakeup("cfs", 0, "idle", often);
    expect(polled.percentile(0.5)).toBeLessThan(3e-6);
    expect(halted.percentile(0.5)).toBeGreaterThan(8e-6);
    const rare = {
      intervalS: 20e-3,
      idle: "host-polls" as const,
      seconds: 60,
    };
    expect(wakeup("cfs", 0, "idle", rare).percentile(0.5)).toBeGreaterThan(
      8e-6,
    );
  });
});

describe("hostile options", () => {
  test("give a run and remarks, never an exception", () => {
    const result = simulated({
      cpus: -3,
      vcpus: NaN,
      neighbours: 1e9,
      intervalS: Infinity,
      costS: NaN,
      seconds: 0.1,
      warmupSeconds: -1,
      shares: 0,
    });
    expect(result.remarks.length).toBeGreaterThan(5);
    expect(Number.isFinite(result.groups[0]!.cpus.mean)).toBe(true);
  });

  test("a bound of events ends the run and says so", () => {
    const result = simulated({ mostEvents: 1000, seconds: 1000 });
    expect(result.events).toBeLessThan(1100);
    expect(result.remarks.join(" ")).toContain("Stopped after");
  });
});
