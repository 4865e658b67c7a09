/**
 * More of a resource costs nothing: what any performance engineer would expect, and where it fails.
 *
 * IDEA     Scenarios drawn over everything a reader is likely to turn, each solved with more and more of
 *          one thing. Where no CPU cap binds, throughput does not fall. Where one does, it may: more
 *          CPUs leave fewer blocks waiting to be taken together, and let more threads send at once.
 *          Then the cap is still used whole, so what is lost is CPU time a unit, and the reader is told.
 * UNITS    Relative: 0.01 is 1 %.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveCapped } from "../../models/capping.ts";
import { technologies } from "../../models/index.ts";
import { networkOf } from "../../models/network.ts";
import type { ParameterId } from "../../models/parameters/catalogue.ts";
import { publishedValues } from "../../models/parameters/published-values.ts";
import { fieldByKey } from "../../models/scenario-fields.ts";
import {
  parseScenario,
  withField,
  type Scenario,
} from "../../models/scenario.ts";
import { solve } from "../../models/solve.ts";
import { simulate } from "../../models/simulate/simulate.ts";

const oneOf = <Value>(...values: readonly Value[]) =>
  fc.constantFrom(...values);

const plausible: fc.Arbitrary<Scenario> = fc
  .record({
    technology: oneOf(...technologies.map(({ id }) => id)),
    workload: oneOf("tcp-stream", "packets", "request-response", "disk"),
    threads: oneOf(1, 2, 4, 8, 16, 32, 64),
    bytes: oneOf<number | null>(null, 64, 1448, 4096, 16_384),
    vcpus: oneOf(1, 1, 2, 4),
    rtt: oneOf<number | null>(null, null, 50, 1000),
    moderation: oneOf<number | null>(null, null, 0, 100),
    "tx-timer": oneOf(200, 200, 0, 50),
    offload: oneOf("default", "on", "off"),
    think: oneOf(0, 0, 200, 5000),
    "server-us": oneOf(0, 20, 200),
    depth: oneOf(1, 4, 32),
    disk: oneOf("ssd", "hdd", "nvme"),
    idle: oneOf("default", "halts", "host-polls", "guest-polls"),
    cores: oneOf(1, 1, 2, 4, 16),
    nic: oneOf("1g", "10g", "25g"),
  })
  .map(
    (given) =>
      parseScenario(
        Object.fromEntries(
          Object.entries(given).filter(([, value]) => value !== null),
        ),
      ).scenario,
  );

/** A catalogue's choices, from the slowest to the fastest. */
const bySpeed = (key: "nic" | "cpu"): string[] => {
  const field = fieldByKey.get(key);
  if (field?.kind !== "choice") throw new Error(`${key} is no choice`);
  const speedOf = (id: string) =>
    publishedValues[`${key}.${id}` as ParameterId];
  return field.choices
    .map(({ id }) => id)
    .sort((one, other) => speedOf(one) - speedOf(other));
};

const solved = (scenario: Scenario) => {
  const network = networkOf(scenario);
  const solution = solveCapped(network);
  return { network, ...solution };
};

describe("where no cap binds", () => {
  test.each([
    // More CPUs have more receive queues, of which more may be at work at a time.
    ["more CPUs of the host", "cores", [1, 2, 3, 4, 6, 8, 16], 0.025],
    ["a faster line", "nic", bySpeed("nic"), 0.01],
    ["a faster CPU", "cpu", bySpeed("cpu"), 0.01],
    ["a shorter way", "rtt", [5000, 1000, 200, 50, 0], 0.01],
    // More vCPUs find fewer blocks each, and take fewer together.
    ["more vCPUs", "vcpus", [1, 2, 4, 8], 0.07],
  ] as const)("%s lowers no throughput", (_, key, values, allowed) => {
    fc.assert(
      fc.property(plausible, (any) => {
        const scenario = withField(any, "cap", "none");
        let before = 0;
        for (const value of values) {
          const { throughput } = solved(withField(scenario, key, value));
          expect(throughput).toBeGreaterThan(before * (1 - allowed));
          before = throughput;
        }
      }),
    );
  });
});

test("a larger cap lowers no throughput, but for a stream's losses", () => {
  fc.assert(
    fc.property(plausible, (scenario) => {
      const lossless = withField(scenario, "cap-loss", "off");
      let before = 0;
      for (const cap of [0.5, 1, 1.5, 2, 4, 8, "none"]) {
        const { throughput } = solved(withField(lossless, "cap", cap));
        expect(throughput).toBeGreaterThan(before * 0.99);
        before = throughput;
      }
    }),
  );
});

describe("under a cap that binds", () => {
  test("whatever CPUs the host has, the cap is used whole: what more of them lose is CPU time a block", () => {
    fc.assert(
      fc.property(plausible, oneOf(0.5, 1, 2), (any, cap) => {
        const scenario = withField(any, "cap-loss", "off");
        for (const cores of [1, 2, 4, 8, 16]) {
          const { binds, throughput, cpuPerUnitS, network } = solved(
            withField(withField(scenario, "cap", cap), "cores", cores),
          );
          if (!binds || network.scenario.options.capBatching === "on") continue;
          const used =
            throughput * Math.max(cpuPerUnitS.client, cpuPerUnitS.dest);
          expect(used).toBeCloseTo(cap, 9);
        }
      }),
    );
  });

  const blocks =
    "technology=container-host&workload=disk&disk=nvme&depth=4&threads=16&cap=1";

  test("more CPUs lower a disk's throughput, as simulated too, and the reader is told", () => {
    const rates = [2, 16].map((cores) => {
      const { scenario } = parseScenario(`${blocks}&cores=${cores}`);
      const { mean } = simulate(scenario, {
        seed: 1,
        seconds: 4,
      }).messagesPerSecond;
      const { messagesPerSecond } = solve(scenario);
      expect(Math.abs(messagesPerSecond / mean - 1)).toBeLessThan(0.1);
      return { solved: messagesPerSecond, simulated: mean };
    });
    expect(rates[1]!.solved / rates[0]!.solved).toBeLessThan(0.9);
    expect(rates[1]!.simulated / rates[0]!.simulated).toBeLessThan(0.9);
    const remarksOf = (query: string) =>
      solve(parseScenario(`${query}&cores=8`).scenario).remarks.join();
    expect(remarksOf(blocks)).toContain("Fewer CPUs");
    for (const [one, other] of [
      ["depth=4", "depth=1"],
      ["cap=1", "cap=none"],
    ] as const)
      expect(remarksOf(blocks.replace(one, other))).not.toContain("Fewer CPUs");
  });

  test("no more threads send at once than there are CPUs, so that a small host loses nothing of a stream", () => {
    const lossAt = (cores: number) =>
      solved(
        parseScenario(`technology=zone&threads=16&cap=2&cores=${cores}`)
          .scenario,
      ).lossPerRelease;
    expect(lossAt(3)).toBe(0);
    expect(lossAt(8)).toBeGreaterThan(0.1);
    expect(lossAt(16)).toBeGreaterThan(lossAt(8));
  });
});
