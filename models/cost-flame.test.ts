/**
 * A flame's width is time: every level adds up, and the root is one unit's whole loop.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costFlame, type FlameFrame } from "./cost-flame.ts";
import { networkOf } from "./network.ts";
import { technologies } from "./paths/catalogue.ts";
import { anyScenario, trials } from "./random-scenarios.test-support.ts";
import { queryToScenario } from "./scenario.ts";
import { solve } from "./solve.ts";

const all = (frame: FlameFrame): FlameFrame[] => [
  frame,
  ...frame.children.flatMap(all),
];
const flameOf = (query: string) =>
  costFlame(solve(queryToScenario(query).scenario));
const within = (frame: FlameFrame): number =>
  frame.children.reduce((sum, { seconds }) => sum + seconds, 0);

describe("costFlame, over random scenarios", () => {
  test("its root is the residence time and the think time, but for waits under a nanosecond", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const prediction = solve(scenario);
        const { thinkS } = networkOf(scenario).traffic;
        const loopS = prediction.residenceSeconds + thinkS;
        const missing = loopS - costFlame(prediction).seconds;
        expect(Math.abs(missing)).toBeLessThan(
          1e-9 * prediction.steps.length + 1e-9 * loopS,
        );
      }),
      trials,
    );
  });

  test("children fill a group exactly, and nothing is negative or wider than its parent", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        for (const frame of all(costFlame(solve(scenario)))) {
          expect(frame.seconds).toBeGreaterThanOrEqual(0);
          expect(frame.name).not.toBe("");
          if (frame.kind === "group")
            expect(within(frame)).toBeCloseTo(frame.seconds, 12);
          else
            expect(within(frame)).toBeLessThanOrEqual(
              frame.seconds * (1 + 1e-12),
            );
        }
      }),
      { ...trials, numRuns: 100 },
    );
  });
});

describe("costFlame, by technology", () => {
  test.each(technologies.map(({ id }) => id))(
    "%s shows the functions of every step that takes time, outermost first",
    (technology) => {
      const prediction = solve(
        queryToScenario(`technology=${technology}&workload=packets`).scenario,
      );
      const frames = all(costFlame(prediction));
      for (const step of prediction.steps) {
        if (step.serviceSeconds === 0) continue;
        const frame = frames.find(
          ({ name, seconds }) =>
            name === step.label && seconds === step.serviceSeconds,
        );
        expect(frame, step.id).toBeDefined();
        if (step.server === "none") continue;
        expect(
          all(frame!)
            .slice(1)
            .map(({ name }) => name),
        ).toEqual(step.functions);
      }
    },
  );

  test("the transmit timer of 2012 is the widest frame of a lone packet", () => {
    const waits = flameOf(
      "technology=kvm-qemu-2012&workload=packets",
    ).children.at(-1)!;
    const timer = waits.children.find(({ name }) => name === "transmit timer");
    // Two crossings of 200 µs each.
    expect(timer?.seconds).toBeCloseTo(400e-6, 12);
  });

  test("think time is part of the loop and not of the path", () => {
    const thinking = flameOf("technology=unix&workload=packets&think=1s");
    expect(
      all(thinking).find(({ name }) => name === "think time")?.seconds,
    ).toBe(1);
  });

  test("a busy server's queue is a sibling of its work", () => {
    const names = all(
      flameOf("technology=kvm-qemu-2012&workload=packets&threads=32"),
    ).filter(({ kind }) => kind === "wait");
    expect(names.map(({ name }) => name.toLowerCase())).toContain(
      "queue for vcpu",
    );
  });
});
