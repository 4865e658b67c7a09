/**
 * Events of threads that are never out of work: what one takes is known without simulating.
 */
import { describe, expect, test } from "vitest";
import { parseScenario } from "../../scenario.ts";
import { simulate } from "../simulate.ts";
import { BusyEvents } from "./busy-events.ts";

const run = (query: string, seconds: number) =>
  simulate(parseScenario(`workload=cpu&${query}`).scenario, {
    seed: 1,
    seconds,
  });
const percentile = (result: ReturnType<typeof run>, share: number) =>
  result.percentiles.find((each) => each.share === share)!.seconds;

describe("events of busy threads", () => {
  test("one event takes its cost and the pause in the middle of it", () => {
    const events = new BusyEvents({ costS: 4e-3, cost: "fixed" }, 1, 1);
    events.ran(0, 3e6, 3e6);
    expect(events.latency.count).toBe(0);
    // Off the CPU for 7 ms; the fourth millisecond, and most of the next event.
    events.ran(0, 3e6, 13e6);
    expect(events.latency.count).toBe(1);
    expect(events.latency.max).toBeCloseTo(11e-3, 9);
    events.ran(0, 2e6, 15e6);
    expect(events.latency.min).toBeCloseTo(4e-3, 9);
  });

  test.each(["fixed", "exponential"] as const)(
    "of many in one stay the number and the mean are kept: %s",
    (cost) => {
      const events = new BusyEvents({ costS: 1e-6, cost }, 1, 1);
      let now = 0;
      for (let stay = 0; stay < 100; stay++) events.ran(0, 1e8, (now += 1e8));
      expect(events.latency.count / 1e7).toBeCloseTo(1, 2);
      expect(events.latency.mean / 1e-6).toBeCloseTo(1, 2);
    },
  );

  test.each([
    "technology=container-host&threads=8&cap=1",
    "technology=zone&threads=8&cap=1&event-us=5000",
    "technology=kvm-vhost&threads=6&vcpus=2&neighbours=2&cores=2",
    "technology=xen-pv&threads=4&vcpus=4&cap=1",
  ])("their mean is threads over their rate: %s", (query) => {
    const result = run(query, 100);
    const little =
      result.scenario.workload.threads / result.messagesPerSecond.mean;
    expect(result.latency.mean / little).toBeGreaterThan(0.97);
    expect(result.latency.mean / little).toBeLessThan(1.03);
  });

  test("a quota's silence is in the tail of short events, and in every long one", () => {
    const base = "technology=container-host&threads=8&cap=1";
    const short = run(`${base}&event-us=1000`, 60);
    expect(percentile(short, 0.5)).toBeLessThan(2e-3);
    expect(percentile(short, 0.99)).toBeGreaterThan(80e-3);
    // 50 ms of CPU at an eighth of one: four periods.
    const long = run(`${base}&event-us=50000&service=deterministic`, 60);
    expect(long.latency.mean).toBeCloseTo(0.4, 1);
    expect(percentile(long, 0.5)).toBeGreaterThan(0.2);
  });
});

describe("periods of a quota", () => {
  const shareOf = (query: string, cores = 64): number => {
    const { counts } = run(
      `technology=container-host&cores=${String(cores)}&${query}`,
      60,
    );
    return counts["throttled periods"]! / counts["periods"]!;
  };

  test("busy threads are stopped in each, an idle tenant in none", () => {
    expect(shareOf("threads=2&cap=1")).toBe(1);
    expect(shareOf("threads=1&cap=1&rate=10&event-us=100")).toBe(0);
  });

  test("slices that expire stop a tenant of many CPUs that uses less than it may", () => {
    const query = "threads=64&cap=4&rate=3600&event-us=1000";
    const kept = shareOf(query);
    const expired = shareOf(`${query}&quota-slices=expire`);
    expect(kept).toBeLessThan(0.2);
    expect(expired).toBeGreaterThan(3 * kept);
    // On few CPUs there is little to lose.
    const few = shareOf(`${query}&quota-slices=expire`, 8);
    expect(few).toBeLessThan(2 * shareOf(query, 8));
  });

  test("a cap that is no quota counts none", () => {
    expect(
      run("technology=zone&threads=2&cap=1", 10).counts,
    ).not.toHaveProperty("periods");
  });
});
