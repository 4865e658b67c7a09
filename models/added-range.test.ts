/** The band lies around the prediction, and is a point where nothing is added or the line is full. */
import { describe, expect, test } from "vitest";
import { addedParameters, addedRange } from "./added-range.ts";
import { technologies } from "./paths/catalogue.ts";
import { queryToScenario } from "./scenario.ts";
import { solve } from "./solve.ts";

describe.each(["packets", "tcp-stream", "disk"])(
  "addedRange, %s",
  (workload) => {
    test.each(technologies.map(({ id }) => id))("%s", (id) => {
      const { scenario } = queryToScenario(
        `technology=${id}&workload=${workload}`,
      );
      const { cheap, dear } = addedRange(scenario);
      const rate = solve(scenario).messagesPerSecond;
      expect(cheap.messagesPerSecond).toBeGreaterThanOrEqual(rate);
      expect(dear.messagesPerSecond).toBeLessThanOrEqual(rate);
      const isFull =
        dear.limiter.id === "link" && dear.limiter.utilisation === 1;
      expect(addedParameters(scenario).length === 0 || isFull).toBe(
        cheap.messagesPerSecond === dear.messagesPerSecond,
      );
    });
  },
);

test("what Xen adds is named, and what bare Linux pays too is not", () => {
  const added = addedParameters(
    queryToScenario("technology=xen-pv&workload=packets").scenario,
  );
  expect(added).toContain("netback.wake");
  expect(added).not.toContain("irq.native");
  expect(added).not.toContain("wire.oneway");
});
