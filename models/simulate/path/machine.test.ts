/**
 * The machine's mechanisms, each seen at work.
 *
 * IDEA     Laws that hold whatever the parameters (work, Little, cap), limits in which the answer
 *          is known without simulating, and a mechanism switched off that must leave its trace.
 */
import { describe, expect, test } from "vitest";
import { EventLog } from "../event-log.ts";
import { parseScenario } from "../../scenario.ts";
import { networkOf } from "../../network.ts";
import { technologies } from "../../paths/catalogue.ts";
import { solve } from "../../solve.ts";
import { simulate, startSimulation } from "../simulate.ts";
import { publishedValues } from "../../parameters/published-values.ts";
import { PathRun } from "./path-run.ts";
import type { SimulateOptions } from "../run.ts";

const run = (query: string, options: SimulateOptions = {}) =>
  simulate(parseScenario(query).scenario, { seed: 1, ...options });

const runUntilEnd = (path: PathRun) => {
  while (!path.advance(1e6));
  return path.result();
};

const mixed = [
  "technology=zone&threads=4",
  "technology=zone&workload=packets&threads=8",
  "technology=kvm-qemu-2012&threads=2",
  "technology=kvm-qemu-2012&workload=packets&threads=16",
  "technology=kvm-vhost&workload=request-response&threads=8&server-us=50",
  "technology=xen-pv&workload=disk&depth=8",
  "technology=container-bridge&threads=4&cap=1",
];

test("two messages do not fall into step with the interrupts, since their ways differ", () => {
  const query = "technology=zone&workload=packets&threads=2";
  const rateOf = (spread: number) =>
    runUntilEnd(
      new PathRun(
        parseScenario(query).scenario,
        { seed: 1, seconds: 1 },
        { ...publishedValues, "wire.spread": spread },
      ),
    ).packetsPerSecond;
  const alike = rateOf(0);
  const differ = rateOf(publishedValues["wire.spread"]);
  expect(differ.high95).toBeLessThan(alike.low95);
});

test("nobody waits for an interrupt that only says what was sent", () => {
  // A vCPU that is busy four fifths of the time, and a message that has just left it.
  const query = "technology=xen-stub-domain&workload=packets&threads=4";
  const { residenceSeconds, scenario } = run(query, { seconds: 2 });
  const solved = solve(scenario).residenceSeconds;
  expect(Math.abs(residenceSeconds.mean / solved - 1)).toBeLessThan(0.06);
});

describe("laws", () => {
  test.each(mixed)("work, Little's law and capacity: %s", (query) => {
    const { scenario } = parseScenario(query);
    const result = run(query, { seconds: 2 });
    const network = networkOf(scenario);
    const { traffic, stations } = network;
    const units = result.messagesPerSecond.mean / traffic.messagesPerUnit;
    const circulating = scenario.workload.threads * traffic.unitsPerThread;
    const cycle = result.residenceSeconds.mean + traffic.thinkS;
    expect((units * cycle) / circulating).toBeGreaterThan(0.98);
    expect((units * cycle) / circulating).toBeLessThan(1.02);
    for (const station of stations) {
      const used = result.utilisation[station.id]!.mean;
      expect(used, station.id).toBeLessThanOrEqual(1.01);
      // No less than the work that no batch, no silence can save.
      const least =
        units * (station.demandS + station.deferredS - station.ackS);
      expect(used * station.servers, station.id).toBeGreaterThan(0.97 * least);
    }
  });

  test.each(["kvm-qemu-2012", "kvm-qemu", "xen-pv"])(
    "one notification tells of all blocks that are there: %s",
    (technology) => {
      const kicksABlock = (depth: number) => {
        const { counts, messagesPerSecond } = run(
          `technology=${technology}&workload=disk&depth=${depth}`,
          { seconds: 1 },
        );
        return counts["kicks"]! / messagesPerSecond.mean;
      };
      expect(kicksABlock(1)).toBeCloseTo(1, 1);
      expect(kicksABlock(32)).toBeLessThan(0.5);
    },
  );

  test.each(
    technologies.flatMap(({ id }) =>
      [
        "packets&moderation=0&tx-timer=0",
        "request-response&moderation=0&tx-timer=0&server-us=50&workers=1",
        "disk",
        "disk&device-thread=sync",
        "disk&disk-grants=kept",
      ].map((workload) => `technology=${id}&workload=${workload}`),
    ),
  )("one thread waits for nothing but its own steps: %s", (path) => {
    const query = `${path}&service=deterministic`;
    const { scenario } = parseScenario(query);
    const { stations, delays } = networkOf(scenario);
    // A lone message pays every step, every batch alone, and wakes everyone.
    const loopS =
      stations.reduce((sum, each) => sum + each.demandS + each.perBatchS, 0) +
      delays.reduce((sum, { seconds }) => sum + seconds, 0);
    const result = run(query, { seconds: 0.1 });
    expect(result.residenceSeconds.mean).toBeCloseTo(loopS, 9);
  });

  test("a wake-up takes its parameter on average, and not each time", () => {
    const query = "technology=kvm-qemu-2012&workload=packets&tx-timer=0";
    const [drawn, constant] = ["exponential", "deterministic"].map((service) =>
      run(`${query}&service=${service}`, { seconds: 20 }),
    );
    const wakeS = networkOf(drawn!.scenario).delays.reduce(
      (most, { seconds }) => Math.max(most, seconds),
      0,
    );
    const ratio =
      drawn!.residenceSeconds.mean / constant!.residenceSeconds.mean;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
    // Two vCPUs wake in a loop: one loop in a hundred waits three times as long for one of them.
    const [spread, narrow] = [drawn!, constant!].map(
      ({ percentiles }) =>
        percentiles.find(({ share }) => share === 0.99)!.seconds,
    );
    expect(spread! - narrow!).toBeGreaterThan(2 * wakeS);
  });
});

describe("a cap", () => {
  test.each([0.5, 1, 1.32])(
    "is kept on average, but for what one tick lets through: %d CPUs",
    (cap) => {
      const query = `technology=zone&threads=8&cap=${String(cap)}&cap-loss=off`;
      const { cpu } = run(query, { seconds: 20 });
      const costlier = Math.max(cpu.client.mean, cpu.dest.mean);
      expect(costlier).toBeGreaterThan(0.985 * cap);
      // Use is 1 % of the mean usage a tick; eight threads add at most 8 to it before they stop.
      expect(costlier).toBeLessThan(cap + 0.01 * (8 / 2));
    },
  );

  test("finds threads that mostly sleep late: use goes further beyond a small cap", () => {
    // Sixteen messages on one CPU: a tick finds about one thread running, the others go on.
    const query = "technology=zone&workload=packets&threads=16&cap=0.2";
    const { cpu, percentiles } = run(query, { seconds: 20 });
    expect(cpu.client.mean).toBeGreaterThan(0.25);
    expect(cpu.client.mean).toBeLessThan(0.4);
    // And those that were found wait until the rest is found and use has come down.
    expect(percentiles.at(-1)!.seconds).toBeGreaterThan(0.5);
  });

  test("a Linux quota too, in periods of 100 ms", () => {
    const query = "technology=container-host&threads=4&cap=0.5";
    const { cpu, percentiles } = run(query, { seconds: 10 });
    expect(Math.max(cpu.client.mean, cpu.dest.mean)).toBeLessThan(0.51);
    // Some unit waits for the rest of a period.
    expect(percentiles.at(-1)!.seconds).toBeGreaterThan(0.01);
  });

  test("Xen's is looked at when credit is paid: pauses of two accountings and more", () => {
    const query =
      "technology=xen-pvhvm&workload=request-response&threads=1&vcpus=1&cores=1&server-us=2000&cap=0.43&peer=native";
    const { cpu, latency } = run(query, { seconds: 40 });
    expect(cpu.dest.mean).toBeGreaterThan(0.425);
    expect(cpu.dest.mean).toBeLessThan(0.435);
    // A request in forty meets one.
    expect(latency.percentile(0.5)).toBeLessThan(0.003);
    expect(latency.percentile(0.99)).toBeGreaterThan(0.055);
    expect(latency.percentile(0.999)).toBeLessThan(0.1);
  });

  test("releases one thread a tick before July 2012, many after", () => {
    const of = (release: string) =>
      run(
        `technology=zone&threads=16&cap=0.5&cap-loss=off&cap-release=${release}`,
        { seconds: 20 },
      );
    const before = of("before");
    const after = of("after");
    // One at a time: fewer silences, each longer, and fewer threads that run at once.
    expect(before.counts["parkings"]).toBeLessThan(
      0.75 * after.counts["parkings"]!,
    );
    const tail = (result: typeof before) =>
      result.percentiles.find(({ share }) => share === 0.999)!.seconds;
    expect(tail(before)).toBeGreaterThan(1.3 * tail(after));
  });

  test("loses nothing when loss is switched off, or where nothing is parked", () => {
    const off = run("technology=zone&threads=8&cap=0.5&cap-loss=off");
    expect(off.counts["retransmits"]).toBe(0);
    expect(off.counts["parkings"]).toBeGreaterThan(10);
    const free = run("technology=unix&threads=8", { seconds: 1 });
    expect(free.counts["parkings"]).toBe(0);
    expect(free.counts["retransmits"]).toBe(0);
  });
});

describe("notification", () => {
  test("a lone message kicks once a way; many share a kick and a flush", () => {
    const one = run("technology=kvm-qemu-2012&workload=packets");
    expect(one.counts["kicks"]! / one.messagesPerSecond.mean).toBeCloseTo(2, 1);
    expect(one.counts["flushes"]! / one.messagesPerSecond.mean).toBeCloseTo(
      2,
      1,
    );
    const many = run("technology=kvm-qemu-2012&workload=packets&threads=32");
    expect(many.counts["flushes"]! / many.messagesPerSecond.mean).toBeLessThan(
      1,
    );
  });

  test("the timer costs a lone message two expiries; without it the loop is that much shorter", () => {
    const base = "technology=kvm-qemu-2012&workload=packets";
    const slow = run(base).residenceSeconds.mean;
    const twice = run(`${base}&tx-timer=400`).residenceSeconds.mean;
    expect(twice - slow).toBeGreaterThan(0.95 * 400e-6);
    expect(twice - slow).toBeLessThan(1.05 * 400e-6);
  });

  test("moderation bounds the interrupts", () => {
    const { counts } = run(
      "technology=unix&workload=packets&threads=16&moderation=50",
      { seconds: 2 },
    );
    expect(counts["interrupts"]).toBeLessThanOrEqual(2 / 50e-6 + 1);
    expect(counts["interrupts"]).toBeGreaterThan(1.5 / 50e-6);
  });
});

describe("a guest whose process is in a zone", () => {
  const log = new EventLog(2_000_000);
  const at = "technology=kvm-in-zone&workload=packets&threads=32";
  const run = (query: string, events?: EventLog) =>
    simulate(parseScenario(query).scenario, {
      seed: 1,
      seconds: 5,
      ...(events ? { events } : {}),
    });
  const capped = run(`${at}&cap=1`, log);

  test("uses its cap with both of its threads, and each of them is parked", () => {
    expect(capped.cpu.client.mean).toBeGreaterThan(0.97);
    expect(capped.cpu.client.mean).toBeLessThan(1.03);
    const parked = new Set(
      log
        .stays()
        .filter(({ state }) => state === "parked")
        .map(({ lane }) => log.lanes[lane]?.id),
    );
    for (const id of ["client.vcpu.0", "client.io.0"])
      expect(parked).toContain(id);
  });

  test("is silent for a tick where it was not without a cap", () => {
    const p99 = ({ percentiles }: typeof capped) =>
      percentiles.find(({ share }) => share === 0.999)?.seconds ?? NaN;
    expect(p99(capped)).toBeGreaterThan(9e-3);
    expect(p99(run(`${at}&cap=none`))).toBeLessThan(4e-3);
  });
});

describe("a run", () => {
  const scenario = parseScenario(
    "technology=kvm-qemu-2012&workload=packets&threads=8",
  ).scenario;

  test("is its scenario, seed and length: the same figures however it is sliced", () => {
    const whole = simulate(scenario, { seed: 3, seconds: 1 });
    const sliced = startSimulation(scenario, { seed: 3, seconds: 1 });
    while (!sliced.advance(777));
    const plain = (result: typeof whole) =>
      JSON.stringify({ ...result, latency: result.latency.toPlain() });
    expect(plain(sliced.result())).toBe(plain(whole));
    const other = simulate(scenario, { seed: 4, seconds: 1 });
    expect(other.messagesPerSecond.mean).not.toBe(whole.messagesPerSecond.mean);
  });

  test("watching it changes nothing", () => {
    const log = new EventLog(20_000);
    const watched = simulate(scenario, { seed: 3, seconds: 1, events: log });
    const alone = simulate(scenario, { seed: 3, seconds: 1 });
    expect(watched.messagesPerSecond).toEqual(alone.messagesPerSecond);
    expect(log.length).toBe(20_000);
    expect(log.leftOut).toBeGreaterThan(0);
    const stays = log.stays();
    expect(stays.some(({ state }) => state === "running")).toBe(true);
  });

  test.each([
    // Threads that share few CPUs; guests whose host has fewer CPUs than they could use.
    "technology=container-host&workload=packets&threads=16&cores=2",
    "technology=kvm-vhost&workload=packets&threads=8&cores=2",
    "technology=kvm-sriov&workload=request-response&threads=8&cores=1",
    "technology=zone&workload=packets&threads=8&cores=2&cap=0.5",
    "technology=xen-pv&workload=disk&depth=8&cores=2",
    "technology=zone&threads=4",
  ])("its record has each server running as long as it works: %s", (query) => {
    const log = new EventLog(2_000_000);
    const { scenario, ...result } = run(query, { seconds: 0.2, events: log });
    expect(log.leftOut).toBe(0);
    const { seconds, warmupSeconds: from } = result;
    const ran = new Map<string, number>();
    for (const stay of log.stays(from, from + seconds)) {
      const station = log.lanes[stay.lane]!.id.replace(/\.\d+$/, "");
      if (stay.state === "running")
        ran.set(station, (ran.get(station) ?? 0) + stay.toS - stay.fromS);
    }
    for (const { id, servers } of networkOf(scenario).stations) {
      const works = result.utilisation[id]!.mean * servers;
      const recorded = (ran.get(id) ?? 0) / seconds / works;
      expect(Math.abs(recorded - 1), id).toBeLessThan(0.01);
    }
  });

  test("ends at its bound of events and says so", () => {
    const bounded = simulate(scenario, {
      seed: 1,
      seconds: 1e6,
      mostEvents: 50_000,
    });
    expect(bounded.events).toBeGreaterThanOrEqual(50_000);
    expect(bounded.events).toBeLessThan(50_200);
    expect(bounded.remarks.join(" ")).toContain("Stopped at 50000 events");
  });

  test("a run that the bound ends long before its seconds tells what it saw", () => {
    const bounded = run("technology=zone", {
      seconds: 1e6,
      mostEvents: 1_000_000,
    });
    const whole = run("technology=zone", { seconds: 10 });
    const { mean } = whole.messagesPerSecond;
    expect(bounded.seconds).toBeGreaterThan(0.4);
    expect(bounded.messagesPerSecond.mean).toBeGreaterThan(0.97 * mean);
    expect(bounded.messagesPerSecond.mean).toBeLessThan(1.03 * mean);
  });

  test("a million blocks that wait for a slot cost no more than those inside", () => {
    const few = run("technology=kvm-qemu-2012&workload=disk&depth=64", {
      seconds: 1,
    });
    const many =
      "technology=kvm-qemu-2012&workload=disk&threads=1024&depth=1024";
    const { residenceSeconds, messagesPerSecond, events } = run(many, {
      seconds: 1,
    });
    expect(events).toBeLessThan(1.1 * few.events);
    // All wait as long as Little says, from the beginning.
    expect(
      (residenceSeconds.mean * messagesPerSecond.mean) / 1024 ** 2,
    ).toBeCloseTo(1, 1);
  });

  test("stops early at a wanted precision", () => {
    const precise = simulate(scenario, {
      seed: 1,
      seconds: 1000,
      precision: 0.01,
    });
    const { mean, high95 } = precise.messagesPerSecond;
    expect(high95 / mean - 1).toBeLessThanOrEqual(0.01);
    expect(precise.seconds).toBeLessThan(1000);
  });
});
