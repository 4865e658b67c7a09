import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ModelError } from "../errors.ts";
import { solveMva } from "./mva.ts";
import { parseNetwork } from "./parse-network.ts";
import { solveNetwork } from "./solve-network.ts";

const disk = { name: "disk", kind: "queue", demand: 0.01 };
const closed = { stations: [disk], thinkTime: 1, population: 8 };

function failure(input: unknown): ModelError {
  try {
    solveNetwork(parseNetwork(input));
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error("no error was thrown");
}

describe("parseNetwork", () => {
  test("reads one closed class, several, and open arrivals", () => {
    expect(parseNetwork(closed)).toEqual({ kind: "closed", network: closed });
    const stations = [{ name: "cpu", kind: "multiserver", servers: 2 }];
    const classes = [
      { name: "batch", population: 3, thinkTime: 0, demands: [1] },
    ];
    expect(parseNetwork({ stations, classes })).toEqual({
      kind: "closed-classes",
      network: { stations, classes },
    });
    expect(parseNetwork({ stations: [disk], arrivalRate: 5 }).kind).toBe(
      "open",
    );
    const arrivals = [{ name: "web", arrivalRate: 0.5, demands: [1] }];
    expect(parseNetwork({ stations, classes: arrivals }).kind).toBe(
      "open-classes",
    );
  });

  test("takes a missing think time for none", () => {
    expect(parseNetwork({ stations: [disk], population: 2 })).toMatchObject({
      network: { thinkTime: 0 },
    });
  });

  test.each([
    [null, "NETWORK_SHAPE"],
    ["text", "NETWORK_SHAPE"],
    [[], "NETWORK_SHAPE"],
    [{}, "NETWORK_STATIONS"],
    [{ ...closed, stations: [] }, "NETWORK_STATIONS"],
    [{ ...closed, stations: {} }, "NETWORK_STATIONS"],
    [{ ...closed, stations: new Array(1001).fill(disk) }, "NETWORK_STATIONS"],
    [{ ...closed, stations: [null] }, "NETWORK_SHAPE"],
    [{ ...closed, stations: [{ ...disk, name: 7 }] }, "NETWORK_NAME"],
    [{ ...closed, stations: [{ ...disk, name: "" }] }, "NETWORK_NAME"],
    [{ ...closed, stations: [disk, disk] }, "NETWORK_NAME"],
    [{ ...closed, stations: [{ ...disk, kind: "toString" }] }, "NETWORK_KIND"],
    [{ ...closed, stations: [{ ...disk, kind: undefined }] }, "NETWORK_KIND"],
    [
      { ...closed, stations: [{ name: "disk", kind: "queue" }] },
      "NETWORK_DEMAND",
    ],
    [{ ...closed, stations: [{ ...disk, demand: "5" }] }, "NETWORK_DEMAND"],
    [{ ...closed, stations: [{ ...disk, demand: -1 }] }, "NETWORK_DEMAND"],
    [{ ...closed, stations: [{ ...disk, demand: NaN }] }, "NETWORK_DEMAND"],
    [{ ...closed, stations: [{ ...disk, demand: 1e308 }] }, "NETWORK_DEMAND"],
    [{ ...closed, stations: [{ ...disk, visits: 3 }] }, "NETWORK_KEY"],
    [{ ...closed, stations: [{ ...disk, servers: 3 }] }, "NETWORK_KEY"],
    [
      { ...closed, stations: [{ ...disk, kind: "multiserver" }] },
      "NETWORK_SERVERS",
    ],
    [
      { ...closed, stations: [{ ...disk, kind: "multiserver", servers: 0 }] },
      "NETWORK_SERVERS",
    ],
    [
      { ...closed, stations: [{ ...disk, kind: "load-dependent" }] },
      "NETWORK_RATES",
    ],
    [
      { ...closed, stations: [{ ...disk, kind: "load-dependent", rates: [] }] },
      "NETWORK_RATES",
    ],
    [
      {
        ...closed,
        stations: [{ ...disk, kind: "load-dependent", rates: [1, 0] }],
      },
      "NETWORK_RATES",
    ],
    [{ ...closed, thinkTime: "1" }, "NETWORK_THINK_TIME"],
    [{ ...closed, thinkTime: true }, "NETWORK_THINK_TIME"],
    [{ ...closed, thinkTime: -1 }, "NETWORK_THINK_TIME"],
    [{ ...closed, population: 1.5 }, "NETWORK_POPULATION"],
    [{ ...closed, population: "8" }, "NETWORK_POPULATION"],
    [{ ...closed, population: 1e9 }, "NETWORK_POPULATION"],
    [{ stations: [disk] }, "NETWORK_POPULATION"],
    [{ ...closed, arrivalRate: 1 }, "NETWORK_KEY"],
    [{ ...closed, thinktime: 1 }, "NETWORK_KEY"],
    [
      JSON.parse('{"__proto__": {"population": 1}, "stations": []}'),
      "NETWORK_KEY",
    ],
    [{ ...closed, constructor: 1 }, "NETWORK_KEY"],
    [{ stations: [{ ...disk, demand: 0 }], population: 1 }, "NETWORK_EMPTY"],
    [{ stations: [disk], arrivalRate: -1 }, "NETWORK_ARRIVAL_RATE"],
    [{ stations: [disk], arrivalRate: 100 }, "OPEN_SATURATED"],
    [{ stations: [disk], classes: [] }, "NETWORK_KEY"],
    [
      { stations: [{ name: "disk", kind: "queue" }], classes: [] },
      "NETWORK_CLASSES",
    ],
    [
      {
        stations: [{ name: "disk", kind: "queue" }],
        classes: [{ name: "a", population: 1, demands: [1, 2] }],
      },
      "NETWORK_DEMAND",
    ],
    [
      {
        stations: [{ name: "disk", kind: "queue" }],
        classes: [
          { name: "a", population: 1, demands: [1] },
          { name: "b", arrivalRate: 1, demands: [1] },
        ],
      },
      "NETWORK_CLASSES",
    ],
  ])("refuses %j with %s, on one line", (input, code) => {
    const error = failure(input);
    expect(error.code).toBe(code);
    expect(error.line).not.toContain("\n");
    expect(error.message).toMatch(
      /^[A-Z_]+: .+\. Found .+ in .+\.\nHint: .+\.$/,
    );
  });

  test("never throws anything but a ModelError, whatever it is given", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true }),
        (input) => {
          expect(failure(input)).toBeInstanceOf(ModelError);
        },
      ),
      { seed: 23, numRuns: 500 },
    );
  });
});

describe("solveNetwork", () => {
  test("reports the exact solution with its bounds", () => {
    const report = solveNetwork(parseNetwork(closed));
    const expected = solveMva({
      ...closed,
      stations: [{ ...disk, kind: "queue" }],
    });
    expect(report).toMatchObject({
      kind: "closed",
      method: "exact",
      ...expected,
    });
    expect(report.bottleneck).toBe("disk");
    expect(report.saturationPopulation).toBeCloseTo(101, 9);
  });

  test("falls back to Schweitzer, and says so, when an exact solution is too large", () => {
    const classes = ["a", "b", "c", "d"].map((name) => ({
      name,
      population: 200,
      demands: [0.01],
    }));
    const report = solveNetwork(
      parseNetwork({ stations: [{ name: "disk", kind: "queue" }], classes }),
    );
    expect(report.method).toBe("schweitzer");
    expect(report.throughput).toBeCloseTo(100, 6);
  });

  test("is plain JSON for every kind: no NaN and no Infinity", () => {
    for (const input of [
      closed,
      { ...closed, population: 0 },
      { stations: [{ ...disk, kind: "delay" }], population: 3 },
      { stations: [disk], arrivalRate: 0 },
      {
        stations: [{ ...disk, kind: "load-dependent", rates: [1, 2] }],
        arrivalRate: 50,
      },
      {
        stations: [{ name: "disk", kind: "queue" }],
        classes: [{ name: "a", population: 0, demands: [1] }],
      },
      {
        stations: [{ name: "disk", kind: "queue" }],
        classes: [{ name: "a", arrivalRate: 0, demands: [1] }],
      },
    ]) {
      const report = solveNetwork(parseNetwork(input));
      expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    }
  });
});
