/** Every message stands somewhere at every time, where the simulator had it, and its means are the run's. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networkOf } from "../network.ts";
import { parseScenario } from "../scenario.ts";
import { SpanFollower } from "../simulate/path/follower.ts";
import { PathRun } from "../simulate/path/path-run.ts";
import { programOf } from "../simulate/path/program.ts";
import { simulate } from "../simulate/simulate.ts";
import {
  meanStanding,
  mostTogether,
  moveFrom,
  standingAt,
  type Flight,
} from "./flight.ts";
import { placesOf } from "./places.ts";
import { flightOf, meansOf } from "./simulate-flight.ts";

const scenarioOf = (query: string) => parseScenario(query).scenario;
const queries = [
  "technology=zone&workload=packets&threads=8",
  "technology=kvm-qemu-2012&workload=packets&threads=8",
  "technology=kvm-qemu-2012&workload=packets&threads=8&tx-timer=0",
  "technology=kvm-vhost&workload=request-response&threads=4&server-us=50",
  "technology=xen-pv&workload=packets&threads=16&cap=1",
];

/** Two places; one message comes to the second at 1 s, is served from 2 s, and goes back at 3 s. */
const small: Flight = {
  fromS: 0,
  toS: 4,
  places: (["a", "b"] as const).map((id) => ({
    id,
    kind: "server",
    end: "client",
    pass: 0,
    server: id,
  })),
  messages: [
    { fromS: [0, 1, 2, 3], places: [0, 1, 1, 0], doing: [1, 0, 1, 0] },
    { fromS: [0], places: [1], doing: [0] },
  ],
};

describe("an instant", () => {
  test("has those who are served first, then in the order of their coming", () => {
    const at = (timeS: number) =>
      standingAt(small, timeS).map(
        ({ message, place, doing, sinceS }) =>
          `${message} at ${small.places[place]!.id} ${doing} since ${sinceS}`,
      );
    expect(at(0.5)).toEqual(["0 at a served since 0", "1 at b waits since 0"]);
    expect(at(1.5)).toEqual(["1 at b waits since 0", "0 at b waits since 1"]);
    expect(at(2.5)).toEqual(["0 at b served since 2", "1 at b waits since 0"]);
    expect(at(3)).toEqual(["0 at a waits since 3", "1 at b waits since 0"]);
  });

  test("is followed and preceded by the nearest move", () => {
    expect([0, 0.5, 1, 3, 3.5].map((t) => moveFrom(small, t, true))).toEqual([
      1, 1, 2, 4, 4,
    ]);
    expect([0, 0.5, 1, 1.5, 4].map((t) => moveFrom(small, t, false))).toEqual([
      0, 0, 0, 1, 3,
    ]);
  });

  test("at which most stand together is in the middle of that time", () => {
    expect(mostTogether(small)).toBe(1.5);
  });

  test("means are times over the span", () => {
    expect(meanStanding(small)).toEqual({
      served: [0.25, 0.25],
      others: [0.25, 1.25],
    });
  });
});

describe.each(queries)("%s", (query) => {
  const scenario = scenarioOf(query);
  const { threads } = scenario.workload;
  const flight = flightOf(scenario, 1, 0.004);

  test("every visit has a place, in order", () => {
    const program = programOf(networkOf(scenario));
    const { places, placeOf } = placesOf(program);
    expect(places).toEqual(flight.places);
    const found = program.visits.flatMap((_, visit) => [
      placeOf(visit, "waits"),
      placeOf(visit, "travels"),
    ]);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(new Set(found).size).toBe(places.length);
  });

  test("each message stands once, at any time", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const timeS = flight.fromS + share * (flight.toS - flight.fromS);
        const standing = standingAt(flight, timeS);
        const who = standing.map(({ message }) => message);
        expect(who.toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: threads }, (_, each) => each),
        );
        for (const { sinceS } of standing)
          expect(sinceS).toBeLessThanOrEqual(timeS);
      }),
    );
  });

  test("no message leaves the order of its loop", () => {
    for (const { places, fromS } of flight.messages) {
      expect(fromS).toEqual(fromS.toSorted((a, b) => a - b));
      for (let at = 1; at < places.length; at++) {
        const on = places[at]! - places[at - 1]!;
        // A place that took no time is passed unseen; the loop begins again at its first.
        const ahead = (on + flight.places.length) % flight.places.length;
        expect(ahead).toBeLessThanOrEqual(3);
      }
    }
  });

  test("a place of one server serves one message at a time", () => {
    const single = networkOf(scenario).stations.filter(
      ({ servers, server }) => servers === 1 && server !== "thread",
    );
    const names = new Set(single.map(({ name }) => name));
    for (
      let atS = flight.fromS;
      atS < flight.toS;
      atS = moveFrom(flight, atS, true)
    ) {
      // Between two moves: one server's end and beginning are the same to a rounding.
      const untilS = moveFrom(flight, atS, true);
      if (untilS - atS < 1e-12) continue;
      const seen = new Set<string>();
      for (const { place, doing } of standingAt(flight, (atS + untilS) / 2)) {
        const { server, end } = flight.places[place]!;
        if (doing !== "served" || !names.has(server ?? "")) continue;
        const key = `${end} ${server ?? ""}`;
        expect(seen.has(key)).toBe(false);
        seen.add(key);
      }
    }
  });

  test("means add up to the messages, and the busiest server's are its utilisation", () => {
    const seconds = 0.3;
    const { served, others } = meanStanding(flightOf(scenario, 1, seconds));
    const sum = [...served, ...others].reduce((all, each) => all + each, 0);
    expect(sum).toBeCloseTo(threads, 6);
    const { utilisation } = simulate(scenario, { seed: 1, seconds: 2 });
    const { stations } = networkOf(scenario);
    const busiest = stations
      .filter(({ servers, server }) => servers === 1 && server !== "thread")
      .sort((a, b) => utilisation[b.id]!.mean - utilisation[a.id]!.mean)[0]!;
    const at = flight.places.map(
      ({ server, end }) =>
        server === busiest.name &&
        end.startsWith(busiest.end === "client" ? "client" : "dest"),
    );
    const busy = served.reduce(
      (all, each, place) => all + (at[place] ? each : 0),
      0,
    );
    expect(busy / utilisation[busiest.id]!.mean).toBeGreaterThan(0.9);
    expect(busy / utilisation[busiest.id]!.mean).toBeLessThan(1.1);
  });
});

test("following changes nothing of the run", () => {
  const scenario = scenarioOf(queries[1]!);
  const plain = new PathRun(scenario, { seed: 3, seconds: 0.2 });
  const followed = new PathRun(
    scenario,
    { seed: 3, seconds: 0.2 },
    undefined,
    new SpanFollower(0, 1),
  );
  for (const run of [plain, followed]) while (!run.advance(1e6));
  expect(JSON.stringify(followed.result())).toBe(
    JSON.stringify(plain.result()),
  );
});

test("a guest's messages mostly wait for nobody: the timers hold more than every server works on", () => {
  const scenario = scenarioOf(queries[1]!);
  const { places } = flightOf(scenario, 1, 0.001);
  const means = meansOf(scenario, 10, 0.1);
  const atTimers = means.reduce(
    (sum, { others }, place) =>
      sum + (places[place]!.kind === "timer" ? others.low95 : 0),
    0,
  );
  const served = means.reduce((sum, each) => sum + each.served.high95, 0);
  expect(atTimers).toBeGreaterThan(served);
});
