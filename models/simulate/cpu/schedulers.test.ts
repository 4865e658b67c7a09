import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  schedulerNames,
  type GroupSpec,
  type SchedulerName,
} from "./shared-cpus.ts";
import {
  busy,
  busyGroups,
  cpuSecondsOf,
  partsOf,
  run,
} from "./shared-cpus.test-support.ts";
import { runToEnd } from "./run-to-end.test-support.ts";
import { startSchedLatency } from "./sched-latency.ts";

/** How far from its weight's part a group may be: seconds of decay, priorities in 58 steps. */
const tolerance: Record<SchedulerName, number> = {
  fss: 0.04,
  cfs: 0.005,
  bvt: 0.005,
  sedf: 0.005,
  credit: 0.02,
  credit2: 0.04,
};

describe("shares", () => {
  test.each(schedulerNames)(
    "%s gives busy groups CPU by weight",
    (scheduler) => {
      for (const [cpus, shares] of [
        [1, [2, 1]],
        [1, [1, 1, 1, 1]],
        [1, [256, 512, 1024]],
        [2, [2, 2, 1]],
      ] as const) {
        const groups = busyGroups(shares, cpus);
        const parts = partsOf(run({ cpus, scheduler, groups }, 120, 30));
        const all = shares.reduce((sum: number, each) => sum + each, 0);
        shares.forEach((share, group) => {
          const error = parts[group]! / (share / all) - 1;
          expect(Math.abs(error), `${shares.join()}: ${group}`).toBeLessThan(
            tolerance[scheduler],
          );
        });
      }
    },
  );

  test.each(["fss", "cfs"] as const)(
    "%s divides a group's shares among its threads",
    (scheduler) => {
      const groups = [
        { name: "many", shares: 1, threads: busy(6) },
        { name: "one", shares: 1, threads: busy(1) },
      ];
      const parts = partsOf(run({ cpus: 1, scheduler, groups }, 120, 30));
      expect(Math.abs(parts[1]! - 0.5)).toBeLessThan(0.03);
    },
  );

  test("FSS settles in seconds, from equal turns to shares", () => {
    const both = busyGroups([3, 1]);
    const early = partsOf(run({ cpus: 1, scheduler: "fss", groups: both }, 1));
    const late = partsOf(
      run({ cpus: 1, scheduler: "fss", groups: both }, 20, 10),
    );
    // In the first second nobody has usage yet: turns are equal, whatever the shares.
    expect(Math.abs(early[0]! - 0.5)).toBeLessThan(0.08);
    expect(Math.abs(late[0]! - 0.75)).toBeLessThan(0.04);
  });
});

describe("work conservation", () => {
  test("CPU time used is CPU time there was, while anybody wants it", () => {
    const groups = fc.array(
      fc.record({
        shares: fc.integer({ min: 1, max: 10 }),
        threads: fc.integer({ min: 1, max: 5 }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...schedulerNames),
        fc.integer({ min: 1, max: 6 }),
        groups,
        (scheduler, cpus, each) => {
          const seconds = 3;
          const result = run(
            {
              cpus,
              scheduler,
              groups: each.map(({ shares, threads }, at) => ({
                name: `group ${at}`,
                shares,
                threads: busy(threads),
              })),
            },
            seconds,
            0.5,
          );
          const threads = result.tasks.length;
          const used = result.tasks.reduce((sum, t) => sum + t.cpuSeconds, 0);
          expect(used).toBeCloseTo(Math.min(cpus, threads) * seconds, 9);
          // Who does not run waits: each thread's time is one or the other.
          for (const task of result.tasks)
            expect(task.cpuSeconds + task.waitedSeconds).toBeCloseTo(
              seconds,
              9,
            );
        },
      ),
      { seed: 23, numRuns: 60 },
    );
  });

  test("every scheduler does the same work for the same events", () => {
    const worker = { name: "worker", kind: "worker", source: 0 } as const;
    const used = schedulerNames.map((scheduler) => {
      const result = run(
        {
          cpus: 1,
          scheduler,
          sources: [
            {
              name: "events",
              arrivals: "poisson",
              intervalS: 0.01,
              costS: 0.002,
              cost: "exponential",
            },
          ],
          groups: [{ name: "tenant", threads: [worker] }],
        },
        50,
      );
      return result.tasks[0]!.cpuSeconds;
    });
    for (const each of used) expect(each).toBeCloseTo(used[0]!, 6);
  });

  test("the same seed gives the same figures, another seed others", () => {
    const figures = (seed: number, scheduler: SchedulerName) =>
      JSON.stringify(
        runToEnd(
          startSchedLatency({
            scheduler,
            vcpus: 2,
            cpus: 2,
            seconds: 5,
            seed,
          }),
        ).sources[0]!.wakeup.toPlain(),
      );
    for (const scheduler of schedulerNames) {
      expect(figures(7, scheduler)).toBe(figures(7, scheduler));
      expect(figures(7, scheduler)).not.toBe(figures(8, scheduler));
    }
  });
});

describe("caps under Xen", () => {
  test.each(["credit", "credit2"] as const)(
    "%s holds a domain of two vCPUs to half a CPU",
    (scheduler) => {
      const seconds = 60;
      const groups = [{ name: "domain", capCpus: 0.5, threads: busy(2) }];
      const result = run({ cpus: 4, scheduler, groups }, seconds, 5);
      expect(Math.abs(cpuSecondsOf(result, 0) / seconds - 0.5)).toBeLessThan(
        0.01,
      );
      // Credit parks until an accounting finds credits again: whole periods of 30 ms.
      const stall = result.waits.percentile(0.5);
      if (scheduler === "credit") expect(stall).toBeGreaterThan(20e-3);
      else expect(stall).toBeLessThan(10e-3);
    },
  );
});

describe("conservation, over random events, caps and guests", () => {
  test("every CPU second is somebody's, and no group exceeds its cap", () => {
    const group = fc.record({
      shares: fc.integer({ min: 1, max: 4 }),
      threads: fc.integer({ min: 1, max: 4 }),
      cap: fc.constantFrom(0.5, 1, 2, null),
      kind: fc.constantFrom("busy", "worker", "guest"),
    });
    fc.assert(
      fc.property(
        fc.constantFrom("fss" as const, "cfs" as const, "credit" as const),
        fc.integer({ min: 1, max: 4 }),
        fc.array(group, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 1000 }),
        (scheduler, cpus, each, seed) => {
          const seconds = 20;
          const sources = each.map((_, at) => ({
            name: `events ${at}`,
            arrivals: "poisson" as const,
            intervalS: 2e-3,
            costS: 1e-3,
            cost: "exponential" as const,
          }));
          const groups = each.map(
            ({ shares, threads, cap, kind }, at): GroupSpec => ({
              name: `group ${at}`,
              shares,
              ...(cap === null ? {} : { capCpus: cap }),
              ...(kind === "guest"
                ? {
                    guest: {
                      vcpus: 2,
                      threads: [
                        { name: "w", kind: "worker", source: at },
                        ...busy(threads - 1),
                      ],
                    },
                  }
                : kind === "busy"
                  ? { threads: busy(threads) }
                  : {
                      threads: Array.from({ length: threads }, (__, t) => ({
                        name: `worker ${t}`,
                        kind: "worker" as const,
                        source: at,
                      })),
                    }),
            }),
          );
          const result = run(
            { cpus, scheduler, sources, groups, seed },
            seconds,
            5,
          );
          let used = 0;
          each.forEach(({ cap, kind }, at) => {
            const cpu = cpuSecondsOf(result, at);
            used += cpu;
            // A cap's window is a second, and eight threads let go together overshoot by 4 %.
            if (cap !== null)
              expect(cpu / seconds).toBeLessThan(cap * 1.05 + 0.05);
            const done = result.sources[at]!.response.count;
            if (kind === "worker" && done > 0)
              // Exponential costs of 1 ms: the sum of `done` of them, within five deviations.
              expect(Math.abs(cpu / (done * 1e-3) - 1)).toBeLessThan(
                5 / Math.sqrt(done) + 0.05,
              );
          });
          expect(used).toBeLessThanOrEqual(cpus * seconds + 1e-6);
          for (const task of result.tasks) {
            const wanted = task.cpuSeconds + task.waitedSeconds;
            expect(wanted).toBeLessThanOrEqual(seconds + 1e-6);
            expect(task.parkedSeconds).toBeLessThanOrEqual(
              task.waitedSeconds + 1e-6,
            );
          }
        },
      ),
      { seed: 23, numRuns: 40 },
    );
  });
});

describe("a closed loop", () => {
  test("n threads that think and compute: throughput of exact MVA", () => {
    const costS = 2e-3;
    const thinkS = 10e-3;
    const threads = 6;
    const result = run(
      {
        cpus: 1,
        scheduler: "cfs",
        sources: Array.from({ length: threads }, (_, at) => ({
          name: `client ${at}`,
          arrivals: "closed" as const,
          intervalS: thinkS,
          costS,
          cost: "exponential" as const,
        })),
        groups: [
          {
            name: "tenant",
            threads: Array.from({ length: threads }, (_, at) => ({
              name: `thread ${at}`,
              kind: "worker" as const,
              source: at,
            })),
          },
        ],
        seed: 23,
      },
      400,
      5,
    );
    // Reiser & Lavenberg: R(n) = S (1 + X(n-1) R(n-1)), X = n / (Z + R).
    let queue = 0;
    let rate = 0;
    for (let n = 1; n <= threads; n++) {
      const residence = costS * (1 + queue);
      rate = n / (thinkS + residence);
      queue = rate * residence;
    }
    const done = result.sources.reduce(
      (sum, { response }) => sum + response.count,
      0,
    );
    expect(Math.abs(done / 400 / rate - 1)).toBeLessThan(0.01);
  });
});

describe("M/M/1 and M/M/2", () => {
  test.each([
    [1, 0.8],
    [2, 1.6],
  ])("%d CPUs at load %d: mean response by Erlang's formula", (cpus, load) => {
    const costS = 1e-3;
    const { sources } = run(
      {
        cpus,
        scheduler: "cfs",
        sources: [
          {
            name: "events",
            arrivals: "poisson",
            intervalS: costS / load,
            costS,
            cost: "exponential",
          },
        ],
        groups: [
          {
            name: "servers",
            threads: Array.from({ length: cpus }, (_, at) => ({
              name: `worker ${at}`,
              kind: "worker" as const,
              source: 0,
            })),
          },
        ],
        seed: 23,
      },
      300,
      5,
    );
    const use = load / cpus;
    const exact = cpus === 1 ? costS / (1 - use) : costS / (1 - use * use);
    const { mean, low95, high95 } = sources[0]!.responseSeconds;
    const half = (high95 - low95) / 2;
    // Two and a half half-widths: one test in 10^6 fails by chance.
    expect(Math.abs(mean - exact)).toBeLessThan(2.5 * half);
    expect(half / exact).toBeLessThan(0.05);
  });
});
