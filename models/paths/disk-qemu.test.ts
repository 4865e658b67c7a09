/**
 * A guest's disk whose device thread waits.
 */
import { expect, test } from "vitest";
import { queryToScenario } from "../scenario.ts";
import { solve } from "../solve.ts";

test("where the device thread waits for each block, depth does not help", () => {
  const rate = (query: string) =>
    solve(
      queryToScenario(
        `technology=kvm-vhost&workload=disk&disk=nvme&vcpus=4&${query}`,
      ).scenario,
    );
  const deep = rate("depth=64&device-thread=sync");
  const lone = rate("depth=1&device-thread=sync");
  // The thread has the block's latency; the guest's own steps overlap with it.
  expect(deep.messagesPerSecond / lone.messagesPerSecond).toBeLessThan(1.5);
  expect(deep.limiter.id).toBe("io");
  expect(rate("depth=64").messagesPerSecond).toBeGreaterThan(
    3 * deep.messagesPerSecond,
  );
});
