/** The ring's steps are parts of the paths' steps: the same functions, and no price of their own. */
import { describe, expect, test } from "vitest";
import { cites } from "../cites.ts";
import { walkOf } from "../explore/walk.ts";
import { stepOf } from "../paths/step.ts";
import { parseScenario } from "../scenario.ts";
import { backEnds, costsOf, ringStepById, technologyOf } from "./back-ends.ts";
import type { BackEndId } from "./scenario.ts";
import { actors } from "./step.ts";

const steps = [...ringStepById.values()];

test("the post's 23 steps are there, in its order, with the timer", () => {
  const [timer] = backEnds;
  expect(timer?.transmit.map(({ id }) => id)).toEqual(
    Array.from({ length: 23 }, (_, at) => String(at + 1)),
  );
  expect(
    timer?.completion.map(({ id }) => id).filter((id) => id.startsWith("C")),
  ).toEqual(Array.from({ length: 14 }, (_, at) => `C${at + 1}`));
});

test("every step has its own number, an actor, a label and a place that was read", () => {
  expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
  for (const { id, actor, label, functions, changes, cite, where } of steps) {
    expect(actors, id).toContain(actor);
    expect(label.length, id).toBeGreaterThan(10);
    expect(functions.length > 0 || changes !== null, id).toBe(true);
    expect(Object.keys(cites), id).toContain(cite);
    expect(where.length, id).toBeGreaterThan(2);
  }
});

/** Steps of the paths that the ring takes apart, every function of them. */
const whole: Readonly<Record<BackEndId, readonly string[]>> = {
  timer: [
    "kick",
    "tx-timer",
    "timer-expiry",
    "flush",
    "putmsg",
    "self-copy",
    "inject",
    "vcpu-wake",
  ],
  "bottom-half": ["bottom-half", "flush", "putmsg", "self-copy"],
  vhost: ["kick", "vhost-wake", "vhost-tx"],
};

describe.each(backEnds)("$id: steps that are parts of a path's", (backEnd) => {
  const { transmit, receive } = technologyOf(backEnd);
  const parts = [...backEnd.transmit, ...backEnd.completion];
  test.each(whole[backEnd.id])("%s: hold all of its functions", (id) => {
    const step = stepOf([...transmit, ...receive], id);
    const named = parts
      .filter(({ of }) => of?.id === id)
      .flatMap(({ functions }) => functions);
    expect(step.functions.filter((name) => !named.includes(name))).toEqual([]);
  });
});

test.each(backEnds)(
  "$id: a lone frame costs what its path's walk says",
  (each) => {
    const { scenario } = parseScenario(each.query);
    const walk = walkOf(scenario, technologyOf(each).id, "transmit");
    const until = walk.steps.findIndex(({ step }) => step.id === "wire");
    const walkedS = walk.steps
      .slice(0, until)
      .filter(({ taken }) => taken === "way")
      .reduce((sum, { elapsedS }) => sum + elapsedS, 0);
    const { stackS, driverS, kickS, wakeS, popS, sendS } = costsOf(each);
    const timerS = each.id === "timer" ? 200e-6 : 0;
    expect(
      stackS + driverS + kickS + timerS + wakeS + popS + sendS,
    ).toBeCloseTo(walkedS, 12);
  },
);
