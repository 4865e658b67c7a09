/**
 * A guest's disk whose device thread waits, and one whose thread polls.
 */
import { expect, test } from "vitest";
import { networkOf } from "../network.ts";
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

test("a thread of its own polls in a young qemu, while the disk is fast enough", () => {
  const polls = (query: string) =>
    networkOf(
      queryToScenario(`technology=kvm-vhost&workload=disk&disk=nvme&${query}`)
        .scenario,
    ).steps.some(({ step }) => step.id === "io-polled");
  const young = "cpu=skylake-2017&disk-us=30";
  expect(polls(`${young}&device-thread=async`)).toBe(true);
  expect(polls(`${young}&device-thread=pool`)).toBe(false);
  expect(polls(`${young}&device-thread=sync`)).toBe(false);
  expect(polls("cpu=skylake-2017&disk-us=40&device-thread=async")).toBe(false);
  expect(polls("cpu=sandybridge-2012&disk-us=30&device-thread=async")).toBe(
    false,
  );
});
