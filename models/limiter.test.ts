/**
 * The limiter is what it says: more of it gives more, more of anything else does not.
 *
 * IDEA     The tests widen a resource in the network itself, station by station, and solve again:
 *          not by the factors that `diagnose` passes to the solver.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveCapped } from "./capping.ts";
import { isCrowded } from "./host-cpus.ts";
import { diagnose, type Limiter } from "./limiter.ts";
import { networkOf, withThreads, type PathNetwork } from "./network.ts";
import { technologies } from "./paths/catalogue.ts";
import { anyScenario, trials } from "./random-scenarios.test-support.ts";
import {
  queryToScenario,
  scenarioToQuery,
  withField,
  type Scenario,
} from "./scenario.ts";
import { solve } from "./solve.ts";

const more = 1.1;

/** The network with 10 % more of one candidate. */
const widened = (network: PathNetwork, id: string): PathNetwork => {
  const { traffic, gather, scenario } = network;
  if (id === "threads" && traffic.medium === "wire")
    return withThreads(network, scenario.workload.threads * more);
  if (id === "threads" || id === "window" || id === "slots")
    return {
      ...network,
      traffic: { ...traffic, population: traffic.population * more },
    };
  if (id === "latency")
    return {
      ...network,
      delays: network.delays.map((delay) => ({
        ...delay,
        seconds: delay.seconds / more,
      })),
    };
  if (id === "cores") {
    const cores = scenario.hardware.cores * more;
    return {
      ...network,
      scenario: { ...scenario, hardware: { ...scenario.hardware, cores } },
    };
  }
  if (id === "moderation")
    return { ...network, moderationS: network.moderationS / more };
  if (id === "timer" && gather)
    return {
      ...network,
      gather: {
        ...gather,
        timerS: gather.timerS / more,
        expiryS: gather.expiryS / more,
      },
    };
  const stations = network.stations.map((station) =>
    station.server === id
      ? {
          ...station,
          demandS: station.demandS / more,
          perBatchS: station.perBatchS / more,
          ackS: station.ackS / more,
          deferredS: station.deferredS / more,
        }
      : station,
  );
  return {
    ...network,
    stations,
    gather:
      gather && id === "io"
        ? { ...gather, serialPerUnitS: gather.serialPerUnitS / more }
        : gather,
  };
};

const throughputOf = (network: PathNetwork): number =>
  solveCapped(network).throughput;

const isServer = (network: PathNetwork, { id }: Limiter): boolean =>
  network.stations.some(({ server }) => server === id);

const without = (key: string, value: string) => (scenario: Scenario) =>
  withField(scenario, key, value);

/** No cap: nothing but stations, delays and threads can limit. */
const uncapped = anyScenario.map(without("cap", "none"));
/** A cap that only caps. */
const plainlyCapped = anyScenario
  .map(without("cap-batching", "off"))
  .map(without("cap-loss", "off"))
  .map(without("moderation", "0"));

describe("diagnose, over random scenarios", () => {
  test("10 % more of the limiter, put into the network, raises throughput and no candidate raises it more (uncapped)", () => {
    fc.assert(
      fc.property(uncapped, (scenario) => {
        const network = networkOf(scenario);
        const solution = solveCapped(network);
        const { limiter, ranked } = diagnose(network, solution);
        // A faster server would also leave a crowded host more CPU time, a wider one does not.
        const crowded =
          isCrowded(network, "client") || isCrowded(network, "dest");
        const gains = ranked.map((each) =>
          crowded && isServer(network, each)
            ? each.gain
            : throughputOf(widened(network, each.id)) / solution.throughput - 1,
        );
        ranked.forEach(({ id, gain }, at) => {
          expect(gain, id).toBeCloseTo(gains[at]!, 9);
        });
        const best = gains[ranked.findIndex(({ id }) => id === limiter.id)]!;
        const largest = Math.max(...gains);
        expect(best).toBeGreaterThan(0);
        // A tie of latency and threads goes to the threads; where nothing gains 1 %, two ceilings meet.
        const tie = limiter.id === "threads" || largest < 0.01 ? 0.01 : 1e-12;
        expect(best).toBeGreaterThanOrEqual(largest - tie);
      }),
      trials,
    );
  });

  test("every server, delay, timer, cap and thread count is a candidate", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const network = networkOf(scenario);
        const solution = solveCapped(network);
        const ids = diagnose(network, solution).ranked.map(({ id }) => id);
        const servers = new Set<string>(
          network.stations
            .filter((_, at) => solution.rounds.demandS[at]! > 0)
            .map(({ server }) => server),
        );
        for (const server of servers) expect(ids).toContain(server);
        const { medium, population, slots } = network.traffic;
        const crowd =
          scenario.workload.kind === "tcp-stream"
            ? "window"
            : ids.includes("slots")
              ? "slots"
              : "threads";
        for (const id of [crowd, "latency"]) expect(ids).toContain(id);
        expect(ids.includes("moderation")).toBe(medium === "wire");
        if (ids.includes("slots")) expect(population).toBe(slots);
        expect(ids.includes("timer")).toBe(network.gather !== null);
        expect(ids.includes("cap")).toBe(network.force.capCpus !== null);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      trials,
    );
  });

  test("where the limiter is a server that is 99 % used, 10 % more of any other server gives less than 1 %", () => {
    let saturated = 0;
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const network = networkOf(scenario);
        const solution = solveCapped(network);
        const { limiter, ranked } = diagnose(network, solution);
        if (!isServer(network, limiter) || limiter.utilisation < 0.99) return;
        saturated += 1;
        for (const other of ranked)
          if (other.id !== limiter.id && isServer(network, other))
            expect(other.gain, other.id).toBeLessThan(0.01);
      }),
      { ...trials, numRuns: 600 },
    );
    expect(saturated).toBeGreaterThan(50);
  });

  test("where the limiter is a cap and nothing batches (no parking, loss, moderation or blocks), 10 % more of any server gives less than 1 %", () => {
    let capped = 0;
    fc.assert(
      fc.property(plainlyCapped, (scenario) => {
        const network = networkOf(scenario);
        // A faster disk brings more blocks at once, and their batch costs less CPU each.
        if (network.traffic.medium === "disk") return;
        const solution = solveCapped(network);
        const { limiter, ranked } = diagnose(network, solution);
        if (limiter.id !== "cap" || limiter.utilisation < 0.99) return;
        capped += 1;
        for (const other of ranked)
          if (isServer(network, other))
            expect(other.gain, other.id).toBeLessThan(0.01);
      }),
      { ...trials, numRuns: 900 },
    );
    expect(capped).toBeGreaterThan(50);
  });

  test("a saturated server whose 10 % gives less than 5 % shares its place: a server comes next within 10 %, or threads and latency hold the rest", () => {
    let coSaturated = 0;
    fc.assert(
      fc.property(uncapped, (scenario) => {
        const network = networkOf(scenario);
        const solution = solveCapped(network);
        const { limiter, next, ranked } = diagnose(network, solution);
        if (!isServer(network, limiter) || limiter.utilisation < 0.99) return;
        if (limiter.gain >= 0.05 || network.gather) return;
        // Threads and latency have no ceiling: where they come next, no server is near.
        if (!ranked[1] || !isServer(network, ranked[1])) return;
        // The same at the knee itself, where all customers without a queue would give the rate: each
        // takes what one alone takes, and waits for the interrupts of so many.
        const { traffic } = network;
        const alone = throughputOf({
          ...network,
          traffic: { ...traffic, population: 1 },
        });
        const [there, back] = solution.rounds.moderationS;
        const atKnee = traffic.population / (1 / alone + there + back);
        if (atKnee < 1.1 * solution.throughput) return;
        coSaturated += 1;
        expect(next?.distance).toBeLessThan(0.1);
      }),
      { ...trials, numRuns: 4_000 },
    );
    expect(coSaturated).toBeGreaterThan(0);
  }, 30_000);

  test("a machine 10 % faster in everything is 10 % faster (uncapped)", () => {
    fc.assert(
      fc.property(uncapped, (scenario) => {
        let network = networkOf(scenario);
        const before = throughputOf(network);
        const { stations } = network;
        for (const id of new Set(stations.map(({ server }) => server)))
          network = widened(network, id);
        for (const id of ["latency", "moderation", "timer"])
          if (id !== "timer" || network.gather) network = widened(network, id);
        const thinkS = network.traffic.thinkS / more;
        network = { ...network, traffic: { ...network.traffic, thinkS } };
        expect(throughputOf(network) / before).toBeCloseTo(more, 9);
      }),
      trials,
    );
  });

  test("sentences name the limiter; utilisations are shares", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const { limiter, nextLimiter } = solve(scenario);
        for (const each of [limiter, nextLimiter]) {
          if (each === null) continue;
          expect(each.utilisation).toBeGreaterThanOrEqual(0);
          expect(each.utilisation).toBeLessThanOrEqual(1);
          expect(each.sentence.toLowerCase()).toContain(
            each.name.toLowerCase().slice(0, 7),
          );
          expect(each.sentence).not.toMatch(/NaN|undefined|Infinity/);
        }
        expect(nextLimiter?.id).not.toBe(limiter.id);
        expect(nextLimiter?.distance ?? 0).toBeGreaterThanOrEqual(0);
      }),
      trials,
    );
  });
});

describe("diagnose, around a cap with batching and loss", () => {
  test("10 % more of the limiter raises throughput, or nothing raises it by 1 % and a ceiling is met", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const network = networkOf(scenario);
        const solution = solveCapped(network);
        const { limiter, ranked } = diagnose(network, solution);
        if (limiter.gain > 0) return;
        expect(Math.max(...ranked.map(({ gain }) => gain))).toBeLessThan(0.01);
      }),
      { ...trials, numRuns: 600 },
    );
  });

  test("just above the demand of eight streams the line limits, not their windows", () => {
    const { limiter } = solve(
      queryToScenario("technology=zone&threads=8&cap=3").scenario,
    );
    expect(limiter.id).toBe("link");
  });

  test("a lost burst is told apart from parking", () => {
    const { waits } = solve(queryToScenario("threads=8").scenario);
    expect(waits.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["parked", "retransmit"]),
    );
    const without = solve(queryToScenario("threads=8&cap-loss=off").scenario);
    expect(without.waits.map(({ id }) => id)).not.toContain("retransmit");
  });
});

describe("diagnose, by construction", () => {
  const limiterOf = (query: string) =>
    solve(queryToScenario(query).scenario).limiter;

  test.each(technologies.map(({ id }) => id))(
    "%s with one thread that thinks for a second is limited by its thread count",
    (technology) => {
      const { id, category } = limiterOf(
        `technology=${technology}&workload=packets&think=1s&cap=none`,
      );
      expect([id, category]).toEqual(["threads", "thread count"]);
    },
  );

  test.each(["unix", "container-bridge", "kvm-vhost", "xen-pv"])(
    "%s on 1 GbE with 32 streams is limited by the line",
    (technology) => {
      expect(
        limiterOf(`technology=${technology}&nic=1g&threads=32&cap=none&vcpus=8`)
          .id,
      ).toBe("link");
    },
  );

  test("a round trip of 100 ms makes one stream wait for the wire or its window", () => {
    expect(["latency", "window"]).toContain(
      limiterOf("technology=unix&rtt=100ms").id,
    );
  });

  test("a cap of a tenth of a CPU limits a zone", () => {
    expect(
      limiterOf("technology=zone&workload=packets&threads=16&cap=0.1").id,
    ).toBe("cap");
  });

  test("a tie is said: two co-saturated servers are each other's next, within 10 %", () => {
    const { limiter, nextLimiter } = solve(
      queryToScenario("technology=xen-pvhvm&threads=64").scenario,
    );
    expect([limiter.id, nextLimiter?.id].sort()).toEqual(["link", "netback"]);
    expect(nextLimiter?.distance).toBeLessThan(0.1);
  });

  test.each([
    [9, "silences", undefined],
    [10, "window", "silences"],
    [20, "cap", "window"],
    [24, "cap", undefined],
  ])(
    "%i streams under the published cap: %s, and what is as near is said",
    (threads, first, second) => {
      const { limiter, rival } = solve(
        queryToScenario(`threads=${String(threads)}`).scenario,
      );
      expect([limiter.id, rival?.id]).toEqual([first, second]);
    },
  );

  test("threads that wait for latency are no rival of it", () => {
    const { limiter, rival } = solve(
      queryToScenario("technology=unix&workload=packets&think=0&cap=none")
        .scenario,
    );
    expect(limiter.id).toBe("threads");
    expect(rival?.id).not.toBe("latency");
  });

  test("the same scenario through its link has the same limiter", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const again = queryToScenario(scenarioToQuery(scenario)).scenario;
        expect(solve(again).limiter).toEqual(solve(scenario).limiter);
      }),
      { ...trials, numRuns: 50 },
    );
  });
});
