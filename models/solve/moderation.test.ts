/** The wait for a moderated interrupt, beside a simulation of it. */
import { describe, expect, test } from "vitest";
import { moderationWait } from "./moderation.ts";
import { uniform } from "./uniform.test-support.ts";

const sum = (values: readonly number[]): number =>
  values.reduce((total, each) => total + each, 0);

describe("moderationWait", () => {
  /** Poisson units at a NIC that is silent for `interval` after each interrupt. */
  const simulate = (rate: number, interval: number, seed: number) => {
    const next = uniform(seed);
    const units = 100_000;
    let now = 0;
    let interrupt = -Infinity; // the last one; also one that is due
    let interrupts = 0;
    let waited = 0;
    for (let each = 0; each < units; each++) {
      now -= Math.log(1 - next()) / rate;
      if (now >= interrupt + interval) {
        interrupt = now;
        interrupts += 1;
      } else if (now > interrupt) {
        interrupt += interval; // held back until the silence ends
        interrupts += 1;
        waited += interrupt - now;
      } else waited += interrupt - now;
    }
    return { waitS: waited / units, units: units / interrupts };
  };

  test.each([0.1, 0.5, 1, 2, 5, 20])(
    "with %d units an interval it agrees with a simulation of 20 × 100 000 units",
    (load) => {
      const interval = 50e-6;
      const { waitS, units } = moderationWait(load / interval, interval);
      const runs = Array.from({ length: 20 }, (_, at) =>
        simulate(load / interval, interval, 1000 + at),
      );
      const within = (expected: number, found: readonly number[]) => {
        const mean = sum(found) / found.length;
        const variance =
          sum(found.map((each) => (each - mean) ** 2)) / (found.length - 1);
        // Four standard errors: 12 comparisons, seeds chosen beforehand.
        const error = 4 * Math.sqrt(variance / found.length);
        expect(Math.abs(mean - expected)).toBeLessThan(error);
        expect(error).toBeLessThan(0.02 * expected);
      };
      within(
        waitS,
        runs.map((run) => run.waitS),
      );
      within(
        units,
        runs.map((run) => run.units),
      );
    },
  );

  test("no units, or no interval, is no wait", () => {
    expect(moderationWait(0, 50e-6)).toEqual({ waitS: 0, units: 1 });
    expect(moderationWait(1e6, 0)).toEqual({ waitS: 0, units: 1 });
  });
});
