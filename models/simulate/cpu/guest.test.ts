import { describe, expect, test } from "vitest";
import type { GuestSpec, SchedulerName } from "./shared-cpus.ts";
import { busy, cpuSecondsOf, run } from "./shared-cpus.test-support.ts";

const lockers = (threads: number): GuestSpec["threads"] =>
  Array.from({ length: threads }, (_, at) => ({
    name: `locker ${at + 1}`,
    kind: "locker",
    outsideS: 100e-6,
    insideS: 20e-6,
  }));

/** A guest of 4 vCPUs with a contended spin lock, beside 3 busy threads, on 4 CPUs. */
const contended = (
  scheduler: SchedulerName,
  guest: Partial<GuestSpec>,
  neighbours = 3,
) =>
  run(
    {
      cpus: 4,
      scheduler,
      groups: [
        { name: "guest", guest: { vcpus: 4, threads: lockers(4), ...guest } },
        { name: "neighbours", threads: busy(neighbours) },
      ],
      seed: 5,
    },
    20,
    2,
  );

describe("lock-holder preemption", () => {
  test("alone, no wait for a lock is longer than its queue", () => {
    const { guests } = contended("credit", {}, 0);
    // At most three others inside, 20 µs each on average: 1 ms is beyond any such sum.
    expect(guests[0]!.lockWaits.max).toBeLessThan(1e-3);
    expect(guests[0]!.stealShare).toBe(0);
  });

  test("beside neighbours, some waits are as long as a host slice", () => {
    const credit = contended("credit", {}).guests[0]!.lockWaits;
    expect(credit.max).toBeGreaterThan(25e-3);
    const cfs = contended("cfs", {}).guests[0]!.lockWaits;
    expect(cfs.max).toBeGreaterThan(1e-3);
    expect(cfs.max).toBeLessThan(credit.max);
  });

  test("a ticket lock adds lock-waiter preemption: fewer locks a second", () => {
    const ticket = contended("credit", { lock: "ticket" }).guests[0]!;
    const unfair = contended("credit", { lock: "unfair" }).guests[0]!;
    expect(ticket.locksPerSecond).toBeLessThan(unfair.locksPerSecond);
  });

  test("directed yield shortens the waits and gives more locks a second", () => {
    const without = contended("credit", { pauseLoop: "exit" });
    const yielding = contended("credit", { pauseLoop: "directed-yield" });
    expect(without.guests[0]!.pauseExitsPerSecond).toBeGreaterThan(0);
    expect(without.directedYieldsPerSecond).toBe(0);
    expect(yielding.directedYieldsPerSecond).toBeGreaterThan(0);
    expect(yielding.guests[0]!.locksPerSecond).toBeGreaterThan(
      2 * without.guests[0]!.locksPerSecond,
    );
    expect(yielding.guests[0]!.spinningCpus).toBeLessThan(
      without.guests[0]!.spinningCpus / 2,
    );
  });
});

describe("steal", () => {
  test("a busy vCPU beside n neighbours is stolen n/(n+1) of the time", () => {
    for (const neighbours of [1, 3]) {
      const { guests } = run(
        {
          cpus: 1,
          scheduler: "cfs",
          groups: [
            { name: "guest", guest: { vcpus: 1, threads: busy(2) } },
            ...Array.from({ length: neighbours }, (_, at) => ({
              name: `n${at}`,
              threads: busy(1),
            })),
          ],
        },
        30,
        2,
      );
      expect(guests[0]!.stealShare).toBeCloseTo(
        neighbours / (neighbours + 1),
        2,
      );
    }
  });
});

describe("two schedulers", () => {
  test("a guest's threads share its vCPUs, which share the host", () => {
    const result = run(
      {
        cpus: 2,
        scheduler: "credit",
        groups: [
          { name: "guest", guest: { vcpus: 2, threads: busy(6) } },
          { name: "other", guest: { vcpus: 2, threads: busy(2) } },
        ],
      },
      60,
      5,
    );
    expect(cpuSecondsOf(result, 0) / 60).toBeCloseTo(1, 1);
    expect(cpuSecondsOf(result, 1) / 60).toBeCloseTo(1, 1);
  });

  test("a whole capped guest stops at once", () => {
    const { groups, guests } = run(
      {
        cpus: 8,
        scheduler: "fss",
        groups: [
          {
            name: "guest",
            capCpus: 1,
            guest: { vcpus: 4, threads: busy(16) },
          },
        ],
      },
      60,
      5,
    );
    // Four vCPUs under a cap of one CPU: 3 of 4 ticks parked.
    expect(groups[0]!.parkedShare).toBeCloseTo(0.75, 1);
    expect(guests[0]!.stealShare).toBeCloseTo(0.75, 1);
  });
});
