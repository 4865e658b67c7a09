import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { technologies } from "../paths/catalogue.ts";
import { anyScenario, trials } from "../random-scenarios.test-support.ts";
import { parseScenario, type Scenario } from "../scenario.ts";
import { solve } from "../solve.ts";
import { tallyOf } from "./tally.ts";
import { lanesOf, loneScenario, walkOf, ways, type Way } from "./walk.ts";

const scenario = (query = "") => parseScenario(query).scenario;
/** The solver's loop of one, without what it queues for its own deferred work. */
const loopOf = (lone: Scenario): number => {
  const { residenceSeconds, steps } = solve(lone);
  return steps.reduce(
    (left, { waitSeconds }) => left - waitSeconds,
    residenceSeconds,
  );
};
const elapsed = (id: string, way: Way, query = "") =>
  tallyOf(walkOf(scenario(query), id, way).steps).elapsedS;

describe.each(technologies.map(({ id }) => id))("walkOf %s", (id) => {
  test.each(["", "tx-timer=0", "offload=on", "offload=off", "bytes=1448"])(
    "there and back is the solver's loop of one message, with %j",
    (query) => {
      const lone = loneScenario(scenario(query), id, "transmit");
      expect(
        2 * (elapsed(id, "transmit", query) + elapsed(id, "receive", query)),
      ).toBeCloseTo(loopOf(lone), 10);
    },
  );

  test.runIf(
    technologies.find((each) => each.id === id)?.refuses?.disk === undefined,
  )("to the disk and back is the solver's time of one block", () => {
    for (const direction of ["read", "write", "sync"]) {
      const query = `direction=${direction}`;
      const lone = loneScenario(scenario(query), id, "disk");
      expect(elapsed(id, "disk", query)).toBeCloseTo(loopOf(lone), 10);
    }
  });

  test("visits each of its lanes, and no other", () => {
    for (const way of ways) {
      const walk = walkOf(scenario(), id, way);
      expect([...lanesOf(walk)].sort()).toEqual(
        [...new Set(walk.steps.map(({ step }) => step.place))].sort(),
      );
    }
  });
});

test("walkOf asks the scenario for everything but its crowd", () => {
  fc.assert(
    fc.property(
      anyScenario,
      fc.constantFrom(...technologies),
      fc.constantFrom(...ways),
      (any, { id }, way) => {
        const { steps } = walkOf(any, id, way);
        for (const { elapsedS, cpuS, taken } of steps) {
          expect(elapsedS).toBeGreaterThanOrEqual(0);
          expect(cpuS).toBeGreaterThanOrEqual(0);
          if (taken === "not") expect(elapsedS + cpuS).toBe(0);
        }
      },
    ),
    { ...trials, numRuns: 100 },
  );
});

test("a lone message finds no interrupt held back, and takes no acknowledgement's step", () => {
  const taken = new Map(
    walkOf(scenario(), "unix", "receive").steps.map(({ step, taken }) => [
      step.id,
      taken,
    ]),
  );
  expect(taken.get("moderation")).toBe("not");
  expect(taken.get("wake-writer")).toBe("not");
  expect(taken.get("irq")).toBe("way");
});

test("the self-copy takes CPU time, and no time of the message", () => {
  const copy = walkOf(scenario(), "kvm-qemu-2012", "transmit").steps.find(
    ({ step }) => step.id === "self-copy",
  );
  expect(copy?.taken).toBe("aside");
  expect(copy?.elapsedS).toBe(0);
  expect(copy?.cpuS).toBeGreaterThan(0);
});

test("a transmit timer is waited for in full", () => {
  const wait = (query: string) =>
    walkOf(scenario(query), "kvm-qemu-2012", "transmit").steps.find(
      ({ step }) => step.gathers === "timer",
    )?.elapsedS;
  expect(wait("tx-timer=350")).toBeCloseTo(350e-6, 9);
  expect(wait("tx-timer=0")).toBeUndefined();
});
