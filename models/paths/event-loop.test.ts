/**
 * An end of few threads, seen at work.
 *
 * IDEA   Limits in which the answer is known: the threads' own capacity, a client that is alone, and
 *        the switch that a busy loop does not make.
 */
import { describe, expect, test } from "vitest";
import { parseScenario } from "../scenario.ts";
import { simulate } from "../simulate/simulate.ts";
import { solve, solveCurve } from "../solve.ts";
import { publishedValues } from "../parameters/published-values.ts";

const asked = (query: string) =>
  parseScenario(`workload=request-response&peer=native&${query}`).scenario;
const rate = (query: string) => solve(asked(query)).messagesPerSecond;

const technologies = [
  "container-host",
  "container-nat",
  "zone",
  "kvm-vhost&vcpus=1",
  "kvm-vhost&vcpus=4",
  "xen-pv&vcpus=2",
  "nitro&vcpus=4",
];

describe("a load generator with event loops", () => {
  test.each(["container-host", "zone", "kvm-vhost&vcpus=1"])(
    "fills before its server does, and is named: %s",
    (technology) => {
      const query = `technology=${technology}&cap=none&threads=64&client-us=100&client-workers=1`;
      const { messagesPerSecond, limiter } = solve(asked(query));
      expect(messagesPerSecond).toBeLessThan(1 / 100e-6);
      expect(messagesPerSecond).toBeGreaterThan(0.8 / 100e-6);
      expect(limiter).toMatchObject({ category: "CPU", id: "thread" });
      const simulated = simulate(asked(query), { seconds: 0.5 });
      expect(
        Math.abs(simulated.messagesPerSecond.mean / messagesPerSecond - 1),
      ).toBeLessThan(0.05);
    },
  );

  test("a client’s work is added to a lone request’s round trip", () => {
    const round = (us: number) =>
      solve(asked(`technology=container-host&client-us=${String(us)}`))
        .residenceSeconds;
    expect(round(30) - round(0)).toBeCloseTo(30e-6, 9);
  });
});

describe("a server with event loops", () => {
  test.each(technologies)(
    "serves no more than its threads can: %s",
    (technology) => {
      for (const workers of [1, 2]) {
        const query = `technology=${technology}&cap=none&threads=64&server-us=100&workers=${String(workers)}`;
        const most = workers / 100e-6;
        const solved = rate(query);
        expect(solved).toBeLessThan(most);
        expect(simulate(asked(query), { seconds: 0.5 }).messagesPerSecond.mean)
          // Service is drawn: a run of half a second is off by a few in a hundred.
          .toBeLessThan(1.05 * most);
      }
    },
  );

  test.each(technologies)(
    "serves a lone client as a thread of its own would: %s",
    (technology) => {
      const query = `technology=${technology}&threads=1&server-us=10`;
      const own = rate(query);
      expect(Math.abs(rate(`${query}&workers=1`) / own - 1)).toBeLessThan(0.02);
    },
  );

  test.each(technologies)(
    "has a curve of the single answers, begin it with few clients or many: %s",
    (technology) => {
      const at = (threads: number) =>
        asked(`technology=${technology}&threads=${threads}&workers=4`);
      for (const from of [1, 32])
        for (const point of solveCurve(at(from), [1, 3, 8, 32])) {
          const alone = solve(at(point.threads)).messagesPerSecond;
          expect(point.messagesPerSecond / alone).toBeCloseTo(1, 9);
        }
    },
  );

  test("makes no switch while it is busy", () => {
    const query = "technology=container-host&threads=256&cores=512";
    const busy = solve(asked(`${query}&workers=1`));
    const own = solve(asked(query));
    const each = (of: typeof busy) =>
      of.stations.find(({ id }) => id === "dest.thread")!.demandSeconds;
    expect(each(own) - each(busy)).toBeCloseTo(publishedValues["ctxsw.cpu"], 9);
    expect(busy.limiter.id).toBe("thread");
  });

  test("has one vCPU for its thread and the others for interrupts", () => {
    const { stations } = solve(
      asked("technology=kvm-vhost&vcpus=4&threads=64&workers=1"),
    );
    const servers = Object.fromEntries(
      stations.map((each) => [each.id, each.servers]),
    );
    expect(servers["dest.worker"]).toBe(1);
    expect(servers["dest.vcpu"]).toBe(3);
  });

  test.each(technologies)("is the same to solver and simulator: %s", (each) => {
    const query = `technology=${each}&cap=none&threads=64&server-us=5&workers=1`;
    const simulated = simulate(asked(query), { seconds: 1 });
    const ratio = rate(query) / simulated.messagesPerSecond.mean;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
  });
});
