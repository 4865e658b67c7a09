/**
 * Random networks for property tests.
 *
 * IDEA     A law that holds for every network should be tried on networks nobody thought of; a
 *          fixed seed makes a failure repeatable.
 * UNITS    seconds, requests.
 * HOLDS    demands over three decades, think times from none to long, one to six stations.
 * FAILS    it does not try extreme values: those have tests of their own.
 * COST     none worth stating.
 * SOURCE   none.
 */
import fc from "fast-check";
import type {
  ClosedClass,
  MultiClassNetwork,
  Network,
  Station,
  StationKind,
} from "./network.ts";

/** Passed to every `fc.assert`, chosen before looking at any result. */
export const trials = { seed: 23, numRuns: 200 } as const;

const seconds = fc
  .integer({ min: 1, max: 1000 })
  .map((thousandths) => thousandths / 1000);
const thinking = fc.oneof(
  fc.constant(0),
  seconds,
  fc.integer({ min: 1, max: 100 }),
);

function stationOf(kind: StationKind, index: number): fc.Arbitrary<Station> {
  const name = `${kind} ${index}`;
  if (kind === "multiserver") {
    return fc.record({
      name: fc.constant(name),
      kind: fc.constant(kind),
      demand: seconds,
      servers: fc.integer({ min: 1, max: 12 }),
    });
  }
  if (kind === "load-dependent") {
    return fc.record({
      name: fc.constant(name),
      kind: fc.constant(kind),
      demand: seconds,
      rates: fc
        .array(fc.integer({ min: 5, max: 50 }), { minLength: 1, maxLength: 8 })
        .map((tenths) => tenths.map((rate) => rate / 10)),
    });
  }
  return fc.record({
    name: fc.constant(name),
    kind: fc.constant(kind),
    demand: seconds,
  });
}

function stationList(kinds: readonly StationKind[]): fc.Arbitrary<Station[]> {
  return fc
    .array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 6 })
    .chain((chosen) =>
      fc.tuple(...chosen.map((kind, index) => stationOf(kind, index))),
    );
}

/** One closed class over stations of the given kinds. */
export function networkOf(
  kinds: readonly StationKind[],
  mostRequests = 40,
): fc.Arbitrary<Network> {
  return fc.record({
    stations: stationList(kinds),
    thinkTime: thinking,
    population: fc.integer({ min: 1, max: mostRequests }),
  });
}

export const plainKinds: readonly StationKind[] = ["queue", "delay"];
export const growingKinds: readonly StationKind[] = [
  "queue",
  "delay",
  "multiserver",
];
export const allKinds: readonly StationKind[] = [
  "queue",
  "delay",
  "multiserver",
  "load-dependent",
];

/** Two or three closed classes. */
export function classesOf(
  kinds: readonly StationKind[],
  mostRequests = 5,
): fc.Arbitrary<MultiClassNetwork> {
  return fc
    .tuple(stationList(kinds), fc.integer({ min: 2, max: 3 }))
    .chain(([stations, count]) =>
      fc.record({
        stations: fc.constant(stations),
        classes: fc.tuple(
          ...Array.from({ length: count }, (_, c) =>
            closedClass(`class ${c}`, stations.length, mostRequests),
          ),
        ),
      }),
    );
}

function closedClass(
  name: string,
  stations: number,
  mostRequests: number,
): fc.Arbitrary<ClosedClass> {
  return fc.record({
    name: fc.constant(name),
    population: fc.integer({ min: 0, max: mostRequests }),
    thinkTime: fc.integer({ min: 1, max: 20 }),
    demands: fc.array(fc.oneof(fc.constant(0), seconds), {
      minLength: stations,
      maxLength: stations,
    }),
  });
}
