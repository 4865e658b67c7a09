import { expect, test } from "vitest";
import { networkOf } from "../network.ts";
import { technologies } from "../paths/catalogue.ts";
import { queryToScenario } from "../scenario.ts";
import { solve } from "../solve.ts";
import { behindOthersSeconds, unitsInFlight } from "./in-flight.ts";

test("what is on its way is what was solved for: the windows of a stream", () => {
  for (const { id } of technologies)
    for (const threads of [1, 4, 16]) {
      const { scenario } = queryToScenario(
        `technology=${id}&workload=tcp-stream&threads=${threads}`,
      );
      expect(
        unitsInFlight(solve(scenario)) / networkOf(scenario).traffic.population,
        id,
      ).toBeCloseTo(1, 6);
    }
});

test("lone messages are as many as threads", () => {
  const { scenario } = queryToScenario(
    "technology=zone&workload=packets&threads=3",
  );
  expect(unitsInFlight(solve(scenario))).toBeCloseTo(3, 6);
});

test("a guest's stream of 2012 is behind itself: nearly all of its long loop", () => {
  const { scenario } = queryToScenario("technology=kvm-qemu-2012&threads=4");
  const prediction = solve(scenario);
  const share = behindOthersSeconds(prediction) / prediction.residenceSeconds;
  expect(share).toBeGreaterThan(0.99);
  expect(share).toBeLessThan(1);
});
