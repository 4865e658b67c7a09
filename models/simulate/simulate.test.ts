/**
 * Every scenario can be simulated, whatever its workload.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyScenario, trials } from "../random-scenarios.test-support.ts";
import { parseScenario } from "../scenario.ts";
import { solve } from "../solve.ts";
import { compare } from "./compare.ts";
import type { Estimate } from "./result.ts";
import { simulate } from "./simulate.ts";

const finite = ({ mean, low95, high95 }: Estimate): boolean =>
  Number.isFinite(mean) &&
  Number.isFinite(low95) &&
  Number.isFinite(high95) &&
  low95 <= mean &&
  mean <= high95;

describe("any scenario", () => {
  test("gives finite figures within its bound of events, and can be compared", () => {
    fc.assert(
      fc.property(everyScenario, (scenario) => {
        const result = simulate(scenario, { seed: 1, mostEvents: 3_000 });
        expect(result.events).toBeLessThan(6_000);
        for (const estimate of [
          result.messagesPerSecond,
          result.residenceSeconds,
          result.cpu.client,
          result.cpu.dest,
          ...Object.values(result.utilisation),
        ])
          expect(finite(estimate)).toBe(true);
        const { inside, because } = compare(solve(scenario), result);
        expect(inside || because !== null).toBe(true);
      }),
      trials,
    );
  }, 30_000);
});

test("a run too short for two rounds of its loop blames no assumption", () => {
  const { scenario } = parseScenario(
    "technology=unix&workload=packets&threads=8&rtt=100000",
  );
  const after = (seconds: number) =>
    compare(
      solve(scenario),
      simulate(scenario, { seed: 1, seconds, warmup: 0.001 }),
    );
  expect(after(0.01).because).toContain("shorter than two rounds");
  expect(after(20).inside).toBe(true);
});

describe("workloads without a path", () => {
  const run = (query: string, seconds = 20) =>
    simulate(parseScenario(query).scenario, { seed: 1, seconds });

  test("busy threads in a capped zone use the cap, and some 3 % more: threads let go together run a whole tick", () => {
    const { cpu, latency } = run(
      "technology=zone&workload=cpu&threads=8&cap=1&cores=16",
      60,
    );
    expect(cpu.client.mean).toBeGreaterThan(0.995);
    expect(cpu.client.mean).toBeLessThan(1.05);
    // 8 threads, 1 CPU: a tick of 10 ms in eight. Of ten events of a millisecond one meets the rest.
    expect(latency.percentile(0.5)).toBeLessThan(0.001);
    expect(latency.percentile(0.95)).toBeGreaterThan(0.065);
    expect(latency.percentile(0.95)).toBeLessThan(0.075);
  });

  test("a zone that bursts has its cap, then its baseline, and pays first", () => {
    const { cpu } = run(
      "technology=zone&workload=cpu&threads=4&cap=4&base=1&bursting=5&cores=8",
      300,
    );
    // 5 s at 4 CPUs; then 5 s at the baseline, less the time in which use decays from 4 CPUs to 1.
    const silentS = (Math.log(1 / 4) / Math.log(0.99)) * 0.01;
    const expected = (5 * 4 + (5 - silentS) * 1) / 10;
    expect(Math.abs(cpu.client.mean / expected - 1)).toBeLessThan(0.03);
  });

  test("a quota of half a CPU stretches what arrives while it is spent", () => {
    const free = run(
      "technology=container-host&workload=cpu&threads=4&rate=40&event-us=10000&cores=8",
      100,
    );
    const tight = run(
      "technology=container-host&workload=cpu&threads=4&rate=40&event-us=10000&cores=8&cap=0.5",
      100,
    );
    expect(tight.messagesPerSecond.mean).toBeCloseTo(40, -0.5);
    expect(tight.latency.percentile(0.99)).toBeGreaterThan(
      2 * free.latency.percentile(0.99),
    );
  });

  test("a ping to an idle Xen guest beside busy neighbours waits at most Credit's rate limit", () => {
    const { latency } = run(
      "technology=xen-pv&workload=sched-latency&neighbours=3&cores=1&scheduler=credit&think=10000",
      100,
    );
    expect(latency.percentile(0.99)).toBeLessThan(0.0011);
    const busy = run(
      "technology=xen-pv&workload=sched-latency&neighbours=3&cores=1&scheduler=credit&think=10000&busy=on",
      100,
    );
    expect(busy.latency.percentile(0.99)).toBeGreaterThan(0.06);
  });

  test("under BVT a domain that warps is woken sooner", () => {
    const at = (warp: number) =>
      run(
        `technology=xen-pv&workload=sched-latency&neighbours=7&cores=1&scheduler=bvt&warp=${warp}`,
        100,
      ).latency.percentile(0.99);
    expect(at(0)).toBeGreaterThan(1e-3);
    expect(at(50)).toBeLessThan(1e-4);
  });

  test("a vCPU that its host polls for is back sooner than one that halted", () => {
    const at = (idle: string) =>
      run(
        `technology=kvm-vhost&workload=sched-latency&neighbours=0&think=60&idle=${idle}`,
        5,
      ).latency.percentile(0.5);
    expect(at("halts")).toBeGreaterThan(8e-6);
    expect(at("host-polls")).toBeLessThan(3e-6);
    expect(at("guest-polls")).toBeLessThan(3e-6);
  });

  test("a scan of /proc takes what was measured", () => {
    const base = run("technology=zone&workload=proc-scan");
    const more = run("technology=zone&workload=proc-scan&processes=1000");
    expect(base.residenceSeconds.mean).toBeCloseTo(544_584e-9, 9);
    expect(more.residenceSeconds.mean).toBeCloseTo(594_254e-9, 9);
  });
});
