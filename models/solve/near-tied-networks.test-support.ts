/** Networks whose stations are nearly as busy as each other, and the recursion taken through them step by step. */
import fc from "fast-check";
import { expect } from "vitest";
import { networkOf, type PathNetwork } from "../network.ts";
import { queryToScenario } from "../scenario.ts";
import type { RoundsSolution } from "./rounds-solution.ts";
import { Rounds } from "./rounds.ts";

/** One customer after the other, whatever the gain. */
export const stepByStep = (network: PathNetwork, customers: number): Rounds => {
  const rounds = new Rounds(network, {});
  for (let next = 1; next <= customers; next++) rounds.visits(next, next, 1);
  return rounds;
};

/** Seconds by station and delay, and for everything else. */
const secondsOf = (solution: RoundsSolution): number[] => [
  ...solution.residenceS,
  ...solution.demandS,
  ...solution.delayS,
  ...solution.moderationS,
  solution.gatherS,
];

/** Expects the same solution: throughput to a part of it, times to a part of a loop. */
export const expectSame = (
  found: RoundsSolution,
  expected: RoundsSolution,
  within: { readonly throughput: number; readonly times: number },
): void => {
  expect(Math.abs(found.throughput / expected.throughput - 1)).toBeLessThan(
    within.throughput,
  );
  const seconds = secondsOf(expected);
  secondsOf(found).forEach((each, at) => {
    expect(Math.abs(each - seconds[at]!)).toBeLessThan(
      within.times * expected.responseTime,
    );
  });
};

const base = networkOf(
  queryToScenario("workload=tcp-stream&cores=128").scenario,
);

/** Two to seven queues, batches and deferred work among them, and one wire. */
export const nearTied = fc
  .array(
    fc.record({
      // From half as busy as the busiest to one in a thousand less.
      shortBy: fc
        .integer({ min: 30, max: 300 })
        .map((hundredths) => 10 ** (-hundredths / 100)),
      batched: fc.integer({ min: 0, max: 20 }),
      behind: fc.integer({ min: 0, max: 5 }),
      servers: fc.integer({ min: 1, max: 4 }),
      end: fc.constantFrom("client", "dest"),
    }),
    { minLength: 2, maxLength: 7 },
  )
  .map((queues): PathNetwork => ({
    ...base,
    stations: queues.map(({ shortBy, batched, behind, servers, end }, at) => {
      const whole = (at === 0 ? 1 : 1 - shortBy) * 20e-6 * servers;
      return {
        ...base.stations[0]!,
        end,
        servers,
        demandS: whole * (1 - batched / 100 - behind / 100),
        perBatchS: (whole * batched) / 100,
        deferredS: (whole * behind) / 100,
      };
    }),
    delays: [{ id: "wire", end: "client", seconds: 1e-4, unlessBusy: 1 }],
    gather: null,
  }));
