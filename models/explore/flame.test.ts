import { describe, expect, test } from "vitest";
import type { FlameFrame } from "../cost-flame.ts";
import { technologies } from "../paths/catalogue.ts";
import { parseScenario } from "../scenario.ts";
import { differenceFlame, goneFrom, walkFlame } from "./flame.ts";
import { tallyOf } from "./tally.ts";
import { walkOf, ways } from "./walk.ts";

const { scenario } = parseScenario("");
const sum = (frames: readonly FlameFrame[]) =>
  frames.reduce((all, { seconds }) => all + seconds, 0);
const pairs = technologies.flatMap((a, at) =>
  ways.map(
    (way) =>
      [
        a.id,
        technologies[(at + 1) % technologies.length]?.id ?? a.id,
        way,
      ] as const,
  ),
);

describe("walkFlame", () => {
  test.each(pairs)("is as wide as the tally of %s (%s, %s)", (id, _, way) => {
    const walk = walkOf(scenario, id, way);
    const { elapsedS, cpuS } = tallyOf(walk.steps);
    expect(walkFlame(walk, "elapsed").seconds).toBeCloseTo(elapsedS, 12);
    const cpu = walkFlame(walk, "cpu");
    expect(cpu.seconds).toBeCloseTo(cpuS, 12);
    for (const place of cpu.children)
      expect(sum(place.children)).toBeCloseTo(place.seconds, 12);
  });
});

describe("differenceFlame", () => {
  test.each(pairs)("%s to %s, %s: nothing is lost", (a, b, way) => {
    for (const by of ["elapsed", "cpu"] as const) {
      const base = walkOf(scenario, a, way);
      const walk = walkOf(scenario, b, way);
      const difference = differenceFlame(base, walk, by);
      const steps = difference.children.flatMap(({ children }) => children);
      expect(sum(steps)).toBeCloseTo(walkFlame(walk, by).seconds, 12);
      expect(steps.reduce((all, { beforeS }) => all + beforeS, 0)).toBeCloseTo(
        walkFlame(base, by).seconds,
        12,
      );
    }
  });

  test("of a Zone from traditional Unix no frame changes", () => {
    const [unix, zone] = ["unix", "zone"].map((id) =>
      walkOf(scenario, id, "transmit"),
    );
    if (!unix || !zone) throw new Error("no walk");
    const difference = differenceFlame(unix, zone, "cpu");
    const walk = (frame: typeof difference): void => {
      expect(frame.beforeS).toBe(frame.seconds);
      frame.children.forEach(walk);
    };
    walk(difference);
    expect(goneFrom(difference)).toEqual([]);
  });

  test("of vhost from qemu's timer the timer is gone", () => {
    const [timer, vhost] = ["kvm-qemu-2012", "kvm-vhost"].map((id) =>
      walkOf(scenario, id, "transmit"),
    );
    if (!timer || !vhost) throw new Error("no walk");
    const gone = goneFrom(differenceFlame(timer, vhost, "elapsed"));
    expect(gone.map(({ name }) => name)).toContain(
      "transmit timer runs; further kicks are masked",
    );
    // The same step in other words is shorter, and not gone.
    expect(gone.map(({ name }) => name)).not.toContain(
      timer.steps.find(({ step }) => step.id === "kick")?.step.label,
    );
  });
});
