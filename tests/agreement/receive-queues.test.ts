/**
 * Receive queues and vCPUs that a connection can use: solver against simulator, and against reason.
 *
 * IDEA     With one connection a queue nobody waits for another's interrupt; with several the solver
 *          counts those of one's own queue. The simulator spreads real connections over real queues,
 *          so the two agree only if the share is right.
 */
import { describe, expect, test } from "vitest";
import { queryToScenario, solve } from "../../models/index.ts";
import { simulate } from "../../models/simulate/simulate.ts";

const solved = (query: string) => solve(queryToScenario(query).scenario);
const rate = (query: string): number => solved(query).messagesPerSecond;
const simulatedRate = (query: string): number =>
  simulate(queryToScenario(query).scenario, { seconds: 0.5, seed: 1 })
    .messagesPerSecond.mean;

const moderation = (query: string): number =>
  solved(query).waits.find(({ id }) => id === "moderation")?.seconds ?? 0;

describe("a receive queue a core", () => {
  const packets = "technology=container-host&workload=packets";

  // Three of a queue come so often that its interrupts follow each other at once, and fall into step
  // with them: they wait longer than Poisson arrivals do.
  test.each([
    [2, 0.01],
    [8, 0.01],
    [16, 0.01],
    [24, 0.01],
    [32, 0.03],
    [48, 0.04],
  ])("%d connections: solver and simulator within %d", (threads, share) => {
    const query = `${packets}&threads=${String(threads)}`;
    expect(Math.abs(rate(query) / simulatedRate(query) - 1)).toBeLessThan(
      share,
    );
  });

  test("who has a queue alone never waits for its interrupt; who shares one does", () => {
    expect(moderation(`${packets}&threads=16&cores=16`)).toBe(0);
    expect(moderation(`${packets}&threads=17&cores=16`)).toBeGreaterThan(0);
    expect(moderation(`${packets}&threads=16&cores=8`)).toBeGreaterThan(
      moderation(`${packets}&threads=16&cores=12`),
    );
  });

  test("a virtual function has one queue, Nitro’s card one for each vCPU", () => {
    const at = (technology: string) =>
      moderation(`technology=${technology}&workload=packets&threads=4&vcpus=4`);
    expect(at("nitro")).toBe(0);
    expect(at("kvm-sriov-posted")).toBeGreaterThan(0);
  });
});

describe("vCPUs that a guest’s threads can use", () => {
  test.each(["kvm-sriov", "nitro", "xen-pvhvm", "kvm-vhost"])(
    "%s: one stream is on two vCPUs at most",
    (technology) => {
      const at = (vcpus: number) =>
        rate(
          `technology=${technology}&threads=1&nic=100g&queues=1&vcpus=${String(vcpus)}`,
        );
      expect(at(8)).toBeCloseTo(at(2), 6);
      expect(at(2)).toBeGreaterThanOrEqual(at(1));
    },
  );

  test.each(["nitro", "kvm-vhost", "xen-pvhvm"])(
    "%s: one process waits for its blocks on one vCPU",
    (technology) => {
      const at = (vcpus: number, threads: number) =>
        rate(
          `technology=${technology}&workload=disk&disk=nvme&depth=128&queues=1&threads=${String(threads)}&vcpus=${String(vcpus)}`,
        );
      expect(at(8, 1)).toBeCloseTo(at(1, 1), 6);
      expect(at(8, 4)).toBeGreaterThanOrEqual(at(8, 1));
    },
  );

  test("a guest with a disk of its own reads no faster than the host", () => {
    const blocks = "workload=disk&disk=nvme&depth=128&threads=1";
    expect(rate(`technology=nitro&vcpus=8&${blocks}`)).toBeLessThan(
      rate(`technology=container-host&${blocks}`),
    );
  });
});
