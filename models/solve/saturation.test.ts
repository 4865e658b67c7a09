/** Saturation beside exact MVA. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { solveMva } from "./mva.ts";
import { saturatesAt } from "./saturation.ts";

/** Demands of queues beside one of 1 second, some nearly tied with it or with each other. */
const others = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 990 }).map((each) => each / 1000),
    fc.constantFrom(0.5, 0.9, 0.9000001, 0.99),
  ),
  { minLength: 0, maxLength: 6 },
);

/** Share of its time that a station of 1 second is idle. */
const idleShare = (
  demands: readonly number[],
  thinkTime: number,
  population: number,
): number =>
  1 -
  solveMva({
    stations: [1, ...demands].map((demand, at) => ({
      name: `queue ${at}`,
      kind: "queue",
      demand,
    })),
    thinkTime,
    population,
  }).throughput;

test("with saturatesAt customers the busiest station is idle for less than 1e-10, over random networks", () => {
  fc.assert(
    fc.property(others, fc.integer({ min: 0, max: 50 }), (demands, thinkS) => {
      const enough = Math.ceil(saturatesAt(demands, thinkS));
      expect(idleShare(demands, thinkS, enough)).toBeLessThan(1.01e-10);
    }),
    { seed: 29, numRuns: 200 },
  );
});

test("beside one station of ρ, idle is (1 − ρ)ρ^N/(1 − ρ^(N + 1)): the bound is that, to a customer", () => {
  for (const use of [0.1, 0.5, 0.9, 0.99]) {
    const enough = saturatesAt([use], 0);
    const idle = (customers: number): number =>
      ((1 - use) * use ** customers) / (1 - use ** (customers + 1));
    expect(idle(enough)).toBeCloseTo(1e-10, 12);
    expect(idle(enough - 1)).toBeGreaterThan(1e-10);
  }
});

test("a tie of two others costs no more than a tenth more customers", () => {
  const tied = Math.ceil(saturatesAt([0.9, 0.9], 0));
  const fewer = Math.floor(tied / 1.1);
  expect(idleShare([0.9, 0.9], 0, fewer)).toBeGreaterThan(1e-10);
});

test("with a delay too, a quarter fewer customers are not enough", () => {
  for (const thinkS of [5, 20, 50]) {
    const enough = saturatesAt([0.9], thinkS);
    expect(idleShare([0.9], thinkS, Math.floor(enough / 1.25))).toBeGreaterThan(
      1e-10,
    );
  }
});

test("the nearer the second busiest, the more customers, without end at a tie", () => {
  const near = [1e-3, 1e-6, 1e-8, 1e-10, 1e-15].map((short) =>
    saturatesAt([1 - short], 0),
  );
  expect(near[0]).toBeGreaterThan(1.6e4);
  expect(near[1]).toBeGreaterThan(9e6);
  expect(near[2]).toBeGreaterThan(4e8);
  expect(near.slice(3)).toEqual([Infinity, Infinity]);
});
