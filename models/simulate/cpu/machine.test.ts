import { describe, expect, test } from "vitest";
import { EventLog } from "../event-log.ts";
import type { SharedCpusSpec } from "./shared-cpus.ts";
import { busy, run } from "./shared-cpus.test-support.ts";

const spec: SharedCpusSpec = {
  cpus: 2,
  scheduler: "fss",
  sources: [
    {
      name: "packets",
      arrivals: "poisson",
      intervalS: 5e-3,
      costS: 1e-3,
      cost: "exponential",
    },
  ],
  groups: [
    { name: "zone", capCpus: 1, threads: busy(3) },
    {
      name: "guest",
      guest: {
        vcpus: 2,
        idle: "host-polls",
        threads: [{ name: "server", kind: "worker", source: 0 }, ...busy(1)],
      },
    },
  ],
};

describe("the event record of a machine", () => {
  const log = new EventLog(400_000);
  const seconds = 10;
  const result = run({ ...spec, sink: log }, seconds);
  const timeIn = (lane: number, state: string) =>
    log
      .stays()
      .filter((stay) => stay.lane === lane && stay.state === state)
      .reduce((sum, { fromS, toS }) => sum + toS - fromS, 0);
  const lanesOf = (prefix: string) =>
    log.lanes.flatMap(({ id }, lane) => (id.startsWith(prefix) ? [lane] : []));

  test("has two layers, guest over host", () => {
    expect(log.leftOut).toBe(0);
    expect(new Set(log.lanes.map(({ layer }) => layer))).toEqual(
      new Set(["host", "guest"]),
    );
    expect(lanesOf("cpu:").length).toBe(2);
    expect(lanesOf("task:").length).toBe(result.tasks.length);
  });

  test("shows each thread running for the CPU time that it used", () => {
    lanesOf("task:").forEach((lane, task) => {
      const ran = timeIn(lane, "running") + timeIn(lane, "hypervisor");
      expect(Math.abs(ran - result.tasks[task]!.cpuSeconds)).toBeLessThan(0.02);
    });
  });

  test("shows the zone's threads parked for the time that they were", () => {
    const lanes = lanesOf("task:");
    result.tasks.forEach(({ group, parkedSeconds }, task) => {
      const shown = timeIn(lanes[task]!, "parked");
      expect(Math.abs(shown - parkedSeconds)).toBeLessThan(0.05);
      expect(parkedSeconds > 0).toBe(group === 0);
    });
  });

  test("no guest thread runs while all of its vCPUs are without a CPU", () => {
    const vcpus = lanesOf("task:").slice(3);
    const onCpu = log
      .stays()
      .filter(({ lane, state }) => vcpus.includes(lane) && state === "running");
    const guests = log
      .stays()
      .filter(
        ({ lane, state }) =>
          log.lanes[lane]!.layer === "guest" && state === "running",
      );
    expect(guests.length).toBeGreaterThan(100);
    for (const { fromS, toS } of guests.slice(0, 500)) {
      const covered = onCpu.some(
        (stay) => stay.fromS <= fromS + 1e-9 && stay.toS > fromS + 1e-9,
      );
      expect(covered, `${fromS} to ${toS}`).toBe(true);
    }
  });

  test("the record does not change the run", () => {
    expect(run(spec, seconds).tasks).toEqual(result.tasks);
  });
});
