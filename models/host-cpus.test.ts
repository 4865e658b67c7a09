/** All servers of a host together never use more CPUs than it has, and wait for each other below that. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveCapped } from "./capping.ts";
import { fairShareOf, goesFirst, isCrowded } from "./host-cpus.ts";
import { networkOf } from "./network.ts";
import { technologies } from "./paths/catalogue.ts";
import { anyScenario, trials } from "./random-scenarios.test-support.ts";
import { parseScenario, withField, type Scenario } from "./scenario.ts";
import { simulate } from "./simulate/simulate.ts";
import { solve } from "./solve.ts";
import type { End } from "./traffic.ts";

const scenarioOf = (query: string): Scenario => parseScenario(query).scenario;

const solved = (scenario: Scenario) => {
  const network = networkOf(scenario);
  const solution = solveCapped(network);
  // Counted from the stations themselves, whoever the model takes to share CPUs.
  const usedAt = (which: End) =>
    network.stations.reduce(
      (sum, { end, server }, at) =>
        end === which && server !== "link" && server !== "device"
          ? sum + solution.throughput * (solution.rounds.demandS[at] ?? 0)
          : sum,
      0,
    );
  const usedCpus = Math.max(usedAt("client"), usedAt("dest"));
  return { network, ...solution, usedCpus };
};
const rate = (query: string): number => solved(scenarioOf(query)).throughput;
const simulated = (query: string, seconds = 2): number =>
  simulate(scenarioOf(query), { seconds, seed: 1 }).messagesPerSecond.mean;

const crowded = [
  "technology=container-host&threads=1&cores=1",
  "technology=container-host&workload=packets&threads=8&cores=1",
  "technology=container-host&workload=packets&threads=64&cores=4",
  "technology=container-host&workload=disk&disk=nvme&depth=1&threads=64&cores=1",
  "technology=jail-vnet&workload=packets&threads=16&cores=1",
  "technology=zone&workload=packets&threads=16&cores=1&cap=none",
  "technology=kvm-e1000&workload=packets&threads=4&cores=1",
  "technology=kvm-qemu&workload=packets&threads=16&cores=1",
  "technology=kvm-qemu-2012&workload=packets&threads=32&cores=1",
  "technology=kvm-vhost&workload=disk&disk=nvme&depth=32&cores=2",
  "technology=kvm-vhost&workload=request-response&threads=32&cores=4&vcpus=4&server-us=20",
  "technology=kvm-vhost-user&workload=packets&threads=4&cores=1",
  "technology=kvm-vhost-user&workload=packets&threads=16&cores=1",
  "technology=xen-pv&workload=packets&threads=16&cores=2",
];

describe("a crowded host", () => {
  test.each(crowded)(
    "is what the simulator has too, to a tenth: %s",
    (query) => {
      const ratio =
        solve(scenarioOf(query)).messagesPerSecond / simulated(query);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    },
  );

  test.each([
    "technology=container-host&workload=packets&threads=16&cores=1&think=200",
    "technology=zone&workload=packets&threads=32&cores=2&cap=none&think=500",
    "technology=kvm-vhost&workload=packets&threads=16&cores=1&think=300",
    "technology=kvm-vhost-user&workload=packets&threads=32&cores=1&think=500",
    "technology=xen-pv&workload=request-response&threads=16&cores=1&think=300",
  ])(
    "is what the simulator has too where clients think, to a tenth: %s",
    (query) => {
      const ratio =
        solve(scenarioOf(query)).messagesPerSecond / simulated(query);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    },
  );

  test.each(crowded)("has no more CPUs than it has: %s", (query) => {
    const { network, usedCpus } = solved(scenarioOf(query));
    expect(usedCpus).toBeLessThanOrEqual(
      network.scenario.hardware.cores * (1 + 1e-9),
    );
  });

  test("has no more CPUs than it has, whatever the scenario", () => {
    fc.assert(
      fc.property(anyScenario, fc.integer({ min: 1, max: 4 }), (any, cores) => {
        const scenario = withField(any, "cores", cores);
        const network = networkOf(scenario);
        fc.pre(!network.force.on.has("sync-device"));
        expect(solved(scenario).usedCpus).toBeLessThanOrEqual(
          cores * (1 + 1e-9),
        );
      }),
      trials,
    );
  });

  test("gives all it has to a crowd, and names it", () => {
    const query = "technology=kvm-vhost&workload=packets&threads=1024&cores=1";
    const { usedCpus } = solved(scenarioOf(query));
    expect(usedCpus).toBeGreaterThan(0.98);
    const { limiter, waits } = solve(scenarioOf(query));
    expect(limiter.id).toBe("cores");
    expect(waits.map(({ id }) => id)).toContain("host-cpus");
  });
});

describe("a thread that polls on a host with one CPU", () => {
  const query = "technology=kvm-vhost-user&workload=packets&threads=64&cores=1";

  test("has half of it, so that the guest has half, solved and simulated", () => {
    const { network, rounds, throughput } = solved(scenarioOf(query));
    const vcpu = network.stations.findIndex(({ server }) => server === "vcpu");
    expect(throughput * rounds.demandS[vcpu]!).toBeCloseTo(0.5, 6);
    const { utilisation } = simulate(scenarioOf(query), {
      seconds: 2,
      seed: 1,
    });
    expect(utilisation["client.vcpu"]!.mean).toBeGreaterThan(0.48);
    expect(utilisation["client.vcpu"]!.mean).toBeLessThan(0.51);
  });

  test("leaves a guest alone that needs less", () => {
    const few = query.replace("threads=64", "threads=1");
    const apart = rate(few.replace("cores=1", "cores=8"));
    expect(rate(few) / apart).toBeCloseTo(1, 12);
    expect(simulated(few) / rate(few)).toBeGreaterThan(0.98);
  });

  test("is said, with what it limits", () => {
    const { limiter, remarks } = solve(scenarioOf(query));
    expect(limiter.sentence).toBe(
      "the host’s one CPU beside a thread that polls, 100\u202f% used",
    );
    expect(remarks.join()).toContain("never sleeps");
    const apart = solve(scenarioOf(query.replace("cores=1", "cores=2")));
    expect(apart.remarks.join()).not.toContain("never sleeps");
  });

  test("has its share of whatever the guest does, and never more than a CPU", () => {
    const shareAt = (more: string) =>
      fairShareOf(
        networkOf(scenarioOf(`technology=kvm-vhost-user&${more}`)),
        "client",
      )?.cpus;
    expect(shareAt("workload=disk&cores=1")).toBe(0.5);
    expect(shareAt("workload=packets&cores=2&vcpus=2")).toBeCloseTo(4 / 3, 12);
    expect(shareAt("workload=packets&cores=2&vcpus=1")).toBeUndefined();
    expect(shareAt("workload=disk&cores=16")).toBe(15);
  });
});

describe("a host that polls for an idle vCPU", () => {
  const rateOf = (more: string) => rate(`workload=packets&threads=2&${more}`);

  test("cannot on its only CPU, which the back end needs: the vCPU halts, and it is said", () => {
    for (const technology of ["kvm-vhost", "kvm-qemu", "kvm-vhost-user"]) {
      const one = `technology=${technology}&cores=1`;
      expect(rateOf(`${one}&idle=host-polls`)).toBe(
        rateOf(`${one}&idle=halts`),
      );
      const remarks = (more: string) =>
        solve(scenarioOf(`workload=packets&${more}`)).remarks.join();
      expect(remarks(`${one}&idle=host-polls`)).toContain("its only CPU");
      expect(remarks(`${one}&idle=halts`)).not.toContain("its only CPU");
      const two = `technology=${technology}&cores=2`;
      expect(rateOf(`${two}&idle=host-polls`)).toBeGreaterThan(
        rateOf(`${two}&idle=halts`),
      );
    }
  });

  test("can where the device itself interrupts the guest", () => {
    const one = "technology=kvm-sriov-posted&cores=1";
    expect(rateOf(one)).toBeGreaterThan(rateOf(`${one}&idle=halts`));
    const disk = (idle: string) =>
      rate(`technology=kvm-sriov-posted&workload=disk&cores=1&idle=${idle}`);
    expect(disk("host-polls")).toBe(disk("halts"));
  });
});

test("whoever computes is behind, unless somebody polls", () => {
  for (const { id } of technologies) {
    const network = networkOf(
      scenarioOf(`technology=${id}&workload=packets&cores=1`),
    );
    const behind = network.stations.filter(
      (station) => station.server !== "link" && !goesFirst(network, station),
    );
    const polls = behind.some(({ server }) => server === "switch");
    expect(
      behind.every(({ server }) =>
        polls ? server === "switch" : ["thread", "vcpu"].includes(server),
      ),
      id,
    ).toBe(true);
    expect(behind.length, id).toBe(2);
  }
});

test("one message waits for nobody", () => {
  const [few, many] = [1, 16].map((cores) =>
    rate(`technology=unix&workload=packets&threads=1&cores=${cores}`),
  );
  expect(few! / many!).toBeCloseTo(1, 12);
});

test("a device thread that sleeps in the disk uses no CPU meanwhile", () => {
  const query =
    "technology=kvm-vhost&workload=disk&disk=ssd&depth=4&vcpus=1&device-thread=sync";
  expect(rate(`${query}&cores=1`)).toBe(rate(`${query}&cores=16`));
});

test("where the host has CPUs for every server, nobody waits for one", () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      const network = networkOf(scenario);
      fc.pre(!isCrowded(network, "client") && !isCrowded(network, "dest"));
      expect(solveCapped(network).rounds.hostWaitS).toBe(0);
    }),
    trials,
  );
});
