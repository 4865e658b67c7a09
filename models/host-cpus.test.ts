/** All servers of a host together never use more CPUs than it has, and wait for them below that. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveCapped } from "./capping.ts";
import { isCrowded, withinHost } from "./host-cpus.ts";
import { networkOf } from "./network.ts";
import { anyScenario, trials } from "./random-scenarios.test-support.ts";
import { parseScenario } from "./scenario.ts";
import { simulate } from "./simulate/simulate.ts";
import { solve } from "./solve.ts";
import { mmc } from "./solve/formulas.ts";
import type { End } from "./traffic.ts";

const solved = (query: string) => {
  const network = networkOf(parseScenario(query).scenario);
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
const rate = (query: string): number => solved(query).throughput;

const crowded = [
  "technology=container-host&threads=1&cores=1",
  "technology=container-host&workload=packets&threads=8&cores=1",
  "technology=container-host&workload=packets&threads=64&cores=4",
  "technology=zone&workload=packets&threads=16&cores=1&cap=none",
  "technology=kvm-qemu&workload=packets&threads=16&cores=1",
  "technology=kvm-qemu-2012&workload=packets&threads=32&cores=1",
  "technology=kvm-vhost&workload=disk&disk=nvme&depth=32&cores=2",
  "technology=kvm-vhost&workload=request-response&threads=32&cores=4&vcpus=4&server-us=20",
  "technology=xen-pv&workload=packets&threads=16&cores=2",
];

describe("a crowded host", () => {
  test.each(crowded)("is what the simulator has too: %s", (query) => {
    const { scenario } = parseScenario(query);
    const { messagesPerSecond } = simulate(scenario, { seconds: 2, seed: 1 });
    const ratio = solve(scenario).messagesPerSecond / messagesPerSecond.mean;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.15);
  });

  test.each(crowded)("has no more CPUs than it has: %s", (query) => {
    const { network, usedCpus } = solved(query);
    expect(usedCpus).toBeLessThanOrEqual(
      network.scenario.hardware.cores * (1 + 1e-9),
    );
  });

  test.each(crowded)(
    "answers as fast with a CPU more, or faster: %s",
    (query) => {
      const cores = Number(/cores=(\d+)/.exec(query)![1]);
      const more = query.replace(/cores=\d+/, `cores=${String(cores + 1)}`);
      expect(rate(more)).toBeGreaterThanOrEqual(rate(query) * (1 - 1e-9));
    },
  );

  test("gives all it has to a crowd, and names it", () => {
    const query = "technology=kvm-vhost&workload=packets&threads=1024&cores=1";
    const { usedCpus } = solved(query);
    expect(usedCpus).toBeGreaterThan(0.98);
    const { limiter, waits } = solve(parseScenario(query).scenario);
    expect(limiter.id).toBe("cores");
    expect(waits.map(({ id }) => id)).toContain("host-cpus");
  });
});

describe("withinHost, the wait", () => {
  const perUnitS = 1e-5;
  const { network, rounds } = solved("technology=unix&workload=packets");
  /** A path without any wait of its own, at whose rate alone `used` of the CPUs work. */
  const waiting = (
    cores: number,
    used: number,
    population: number,
    mixed: number,
  ) => {
    const responseTime = (population * perUnitS) / (used * cores);
    return withinHost(
      network,
      {
        ...rounds,
        population,
        throughput: population / responseTime,
        responseTime,
      },
      [{ end: "client", perUnitS, mixed }],
      cores,
    );
  };

  test.each([1, 2, 4, 16])(
    "is that of M/M/c where CPUs are busy, to a tenth of it or a fortieth of a service: %d CPUs",
    (servers) => {
      for (const used of [0.5, 0.7, 0.9, 0.95]) {
        const { rounds: shared, waitS } = waiting(servers, used, 1e5, 1);
        const { waitingTime } = mmc({
          arrivalRate: shared.throughput,
          serviceTime: perUnitS,
          servers,
        });
        expect(Math.abs(waitS - waitingTime)).toBeLessThan(
          Math.max(waitingTime / 10, perUnitS / 40),
        );
      }
    },
  );

  test("is of the work ahead that other servers have, as the other units find it", () => {
    const { rounds: shared, waitS } = waiting(1, 0.8, 4, 0.3);
    const used = shared.throughput * perUnitS;
    const ahead = (3 / 4) * 0.3;
    expect(waitS / perUnitS).toBeCloseTo((ahead * used) / (1 - used), 9);
  });
});

test("one message waits for nobody", () => {
  expect(rate("technology=unix&workload=packets&threads=1&cores=1")).toBe(
    rate("technology=unix&workload=packets&threads=1&cores=16"),
  );
});

test("a device thread that sleeps in the disk uses no CPU meanwhile", () => {
  const query =
    "technology=kvm-vhost&workload=disk&disk=ssd&depth=4&vcpus=1&device-thread=sync";
  expect(rate(`${query}&cores=1`)).toBe(rate(`${query}&cores=16`));
});

test("where the host has CPUs for every server, it is not asked", () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      const network = networkOf(scenario);
      fc.pre(!isCrowded(network, "client") && !isCrowded(network, "dest"));
      expect(solveCapped(network).hostWaitS).toBe(0);
    }),
    trials,
  );
});
