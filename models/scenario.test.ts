/**
 * Links and hostile input: whatever a reader gives, there is a scenario that solves.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  everyScenario as anyScenario,
  trials,
  valueOf,
} from "./random-scenarios.test-support.ts";
import { fields, onceReserved } from "./scenario-fields.ts";
import {
  defaultScenario,
  fieldValue,
  parseScenario,
  queryToScenario,
  scenarioToQuery,
  withField,
  type Notice,
  type Scenario,
} from "./scenario.ts";
import { solve } from "./solve.ts";

/** Scenarios that are known to solve. */
const solved = new Set<string>();

/** Everything that must hold of the answer to any input; returns it. */
const survives = (
  input: unknown,
): { scenario: Scenario; notices: Notice[] } => {
  const parsed = parseScenario(input);
  const { scenario, notices } = parsed;
  for (const field of fields) {
    const value = fieldValue(scenario, field.key);
    if (field.kind === "choice")
      expect(field.choices.map(({ id }) => id)).toContain(value);
    else if (value !== field.initial && !field.words.includes(value as never)) {
      expect(value).toBeTypeOf("number");
      expect(value).toBeGreaterThanOrEqual(field.low);
      expect(value).toBeLessThanOrEqual(field.high);
      if (field.integer) expect(Number.isInteger(value)).toBe(true);
    }
  }
  expect(Object.keys(scenario).sort()).toEqual(
    Object.keys(defaultScenario).sort(),
  );
  expect(notices.length).toBeLessThanOrEqual(21);
  for (const { key, text } of notices) {
    expect(key.length).toBeLessThanOrEqual(43);
    expect(text.length).toBeLessThanOrEqual(400);
    expect(key + text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(text).toMatch(/\.$/);
  }
  const query = scenarioToQuery(scenario);
  if (!solved.has(query)) {
    expect(solve(scenario).messagesPerSecond).toBeGreaterThan(0);
    solved.add(query);
  }
  return parsed;
};

const kindsOf = (input: unknown): string[] =>
  survives(input).notices.map(({ key, kind }) => `${key}: ${kind}`);

type Groups = Record<string, unknown>;

/** `initial` with the values of `changes`, group by group. */
const merged = (initial: Groups, changes: Groups): Groups => ({
  ...initial,
  ...Object.fromEntries(
    Object.entries(changes).map(([name, change]) => [
      name,
      typeof change === "object" && change !== null
        ? { ...(initial[name] as Groups), ...change }
        : change,
    ]),
  ),
});

const keys = fields.map(({ key }) => key);
const prototypeNames = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
];
const hostileTexts = [
  "NaN",
  "Infinity",
  "-Infinity",
  "1e308",
  "1e999",
  "-1e308",
  "-1",
  "-0",
  "0x10",
  "1e-400",
  "5kg",
  "5 parsecs",
  "1,5",
  "",
  " ",
  "null",
  "undefined",
  "\u0000",
  "\u202e\u2028",
  "💥",
  "<script>alert(1)</script>",
  "a".repeat(100_000),
  ...prototypeNames,
];

describe("parseScenario never throws and its scenario solves", () => {
  test("anything at all", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withBoxedValues: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withObjectString: true,
          withSet: true,
          withSparseArray: true,
          withTypedArray: true,
        }),
        (input) => {
          survives(input);
        },
      ),
      { ...trials, numRuns: 1_000 },
    );
  });

  test("any text as a query", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.webQueryParameters()),
        (input) => {
          survives(input);
        },
      ),
      { ...trials, numRuns: 1_000 },
    );
  });

  test("any value for any key, in a query and in an object", () => {
    const anyKey = fc.constantFrom(
      ...keys,
      ...onceReserved,
      ...prototypeNames,
      "v",
      "version",
      "hardware",
      "limits",
      "workload",
      "options",
    );
    const anyValue = fc.oneof(
      fc.anything({ withBigInt: true, maxDepth: 2 }),
      fc.constantFrom(...hostileTexts),
      fc.constantFrom(NaN, Infinity, -Infinity, 1e308, -1e308, 5e-324, -0),
      fc.constantFrom(Symbol("s"), 10n, () => 1, new Date(NaN)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(anyKey, anyValue)), (pairs) => {
        const object: Record<string, unknown> = {};
        for (const [key, value] of pairs)
          Object.defineProperty(object, key, {
            value,
            enumerable: true,
            configurable: true,
          });
        survives(object);
        survives(
          pairs
            .filter(([, value]) => typeof value === "string")
            .map(
              ([key, value]) => `${key}=${encodeURIComponent(value as string)}`,
            )
            .join("&"),
        );
      }),
      { ...trials, numRuns: 1_000 },
    );
  });

  test.each(keys)(
    "%s: every hostile text leaves a notice or a clamp",
    (key) => {
      for (const text of hostileTexts) {
        const { scenario, notices } = survives(
          `${key}=${encodeURIComponent(text.slice(0, 15_000))}`,
        );
        const taken = Number(text.trim()) === fieldValue(scenario, key);
        if (text.trim() === "" || !taken)
          expect(notices, `${key}=${text.slice(0, 40)}`).toHaveLength(1);
      }
    },
  );

  test("10 MB of text is read only in part, and says so", () => {
    const long = `threads=7&${"x".repeat(10_000_000)}`;
    const { scenario, notices } = survives(long);
    expect(scenario.workload.threads).toBe(7);
    expect(notices[0]?.text).toContain("10000010 characters");
    survives(`threads=${"9".repeat(10_000_000)}`);
    survives({ threads: "9".repeat(10_000_000), technology: long });
    survives({ [long]: long });
    survives("&".repeat(10_000_000));
    survives("?".repeat(10_000_000));
  });

  test("10 000 unknown keys give 21 notices, the last of which says that there were more", () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => [`k${at}`, at]),
    );
    const { notices } = survives(many);
    expect(notices).toHaveLength(21);
    expect(notices.at(-1)?.text).toContain("Further");
  });

  test("hidden code in the input does not escape", () => {
    const trap = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error("trap");
        },
      },
    );
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const half = {
      threads: 4,
      get technology(): string {
        throw new Error("getter");
      },
    };
    const angry = {
      toString() {
        throw new Error("toString");
      },
      valueOf() {
        throw new Error("valueOf");
      },
      [Symbol.toPrimitive]() {
        throw new Error("toPrimitive");
      },
    };
    const stringsOfAnger = [angry, [angry], { toString: 1 }];
    for (const input of stringsOfAnger)
      expect(kindsOf({ v: input })).toEqual(["v: replaced"]);
    expect(kindsOf(trap)).toEqual(["input: ignored"]);
    expect(kindsOf(revoked.proxy)).toEqual(["input: ignored"]);
    expect(kindsOf(half)).toEqual(["technology: ignored"]);
    expect(survives(half).scenario.workload.threads).toBe(4);
    survives({ workload: half, hardware: trap, limits: revoked.proxy });
    survives({ threads: angry, technology: angry, v: angry, version: angry });
    survives({ v: Symbol("1"), version: Object.create(null) as object });
    survives({ v: revoked.proxy, threads: revoked.proxy });
    survives({ v: [[[[revoked.proxy]]]] });
  });

  test("deep and circular input", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = { workload: deep };
    survives(deep);
    survives({ v: deep, threads: deep });
    let list: unknown = 1;
    for (let level = 0; level < 100_000; level++) list = [list];
    survives({ v: list, threads: list, technology: list });
    const circle: Record<string, unknown> = { threads: 4 };
    circle["workload"] = circle;
    circle["v"] = circle;
    expect(survives(circle).scenario.workload.threads).toBe(4);
  });

  test("prototype names touch no prototype", () => {
    survives(
      JSON.parse(
        '{"__proto__":{"threads":9},"constructor":{"prototype":{"threads":9}},"workload":{"__proto__":{"threads":9}}}',
      ),
    );
    survives("__proto__=1&constructor=2&__proto__.threads=3&toString=4");
    expect(({} as Record<string, unknown>)["threads"]).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    for (const name of prototypeNames)
      expect(kindsOf(`${name}=1`)).toEqual([`${name}: ignored`]);
  });
});

describe("notices", () => {
  test.each([
    ["rtt=5kg", ["rtt: replaced"], /kg.*not a unit of µs/],
    ["threads=5us", ["threads: replaced"], /unit us/],
    ["seed=5us", ["seed: replaced"], /bare number/],
    ["threads=-3", ["threads: clamped"], /taken as 1 thread/],
    ["disk-us=0", ["disk-us: clamped"], /taken as 1 µs/],
    ["threads=2.5", ["threads: clamped"], /not a whole number.*taken as 3/],
    ["threads=1e308", ["threads: clamped"], /taken as 1024/],
    ["threads=1e999", ["threads: clamped"], /taken as 1024/],
    ["threads=NaN", ["threads: replaced"], /is not a number: 1 stands/],
    ["cap=lots", ["cap: replaced"], /the default stands/],
    ["technology=vmware", ["technology: replaced"], /none of unix, zone/],
    ["depth=32", ["depth: ignored"], /no effect on tcp-stream/],
    ["workload=cpu&disk=nvme", ["disk: ignored"], /acts on disk/],
    ["colour=red", ["colour: ignored"], /not a key/],
    ["v=2", ["v: replaced"], /read as version 1/],
    ["threads=2&threads=3", ["threads: ignored"], /first stands/],
  ])("%s says so", (query, kinds, text) => {
    expect(kindsOf(query)).toEqual(kinds);
    expect(queryToScenario(query).notices[0]?.text).toMatch(text);
  });

  test.each([5, 5n, true, Symbol("s"), [], ["threads=4"], () => 1])(
    "parseScenario(%s) says that no scenario can be read from it",
    (input) => {
      expect(kindsOf(input)).toEqual(["input: ignored"]);
    },
  );

  test.each([undefined, null, "", "?", {}])(
    "parseScenario(%s) is the default without a notice",
    (input) => {
      expect(parseScenario(input)).toEqual({
        scenario: defaultScenario,
        notices: [],
      });
    },
  );

  test("numbers with units are read in the field's unit", () => {
    const of = (query: string, key: string) => {
      const { scenario, notices } = queryToScenario(query);
      expect(notices).toEqual([]);
      return fieldValue(scenario, key);
    };
    expect(of("rtt=1ms", "rtt")).toBe(1000);
    expect(of("rtt=250%C2%B5s", "rtt")).toBe(250);
    expect(of("rtt=500ns", "rtt")).toBe(0.5);
    expect(of("think=2s", "think")).toBe(2_000_000);
    expect(of("window=64KiB", "window")).toBe(65_536);
    expect(of("bytes=1k", "bytes")).toBe(1024);
    expect(of("bytes=1kB", "bytes")).toBe(1000);
    expect(of("cap=none", "cap")).toBe("none");
  });
});

describe("links", () => {
  test("queryToScenario(scenarioToQuery(s)) is s, for 10 000 scenarios", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const query = scenarioToQuery(scenario);
        const { scenario: again, notices } = queryToScenario(query);
        expect(again).toEqual(scenario);
        // A key that links could hold before a model used it is said where it does not act.
        for (const { key, text } of notices) {
          expect(onceReserved).toContain(key);
          expect(text).toMatch(/has no effect on/);
        }
        expect(scenarioToQuery(again)).toBe(query);
        const inQuery = [...new URLSearchParams(query).keys()];
        expect(inQuery).toEqual([...inQuery].sort());
        expect(parseScenario(`?${query}`).scenario).toEqual(scenario);
      }),
      { ...trials, numRuns: 10_000 },
    );
  }, 30_000);

  test("parseScenario(s) is s, also through JSON", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        for (const input of [scenario, JSON.parse(JSON.stringify(scenario))])
          expect(parseScenario(input)).toEqual({ scenario, notices: [] });
      }),
      { ...trials, numRuns: 1_000 },
    );
  });

  test("the default is the empty query", () => {
    expect(scenarioToQuery(defaultScenario)).toBe("");
  });

  test("six changed fields take 80 characters in the median", () => {
    const six = fc
      .shuffledSubarray([...fields], { minLength: 6, maxLength: 6 })
      .chain((chosen) =>
        fc.tuple(
          ...chosen.map((field) =>
            valueOf(field)
              .filter((value) => value !== field.initial)
              .map((value) => [field.key, value] as const),
          ),
        ),
      );
    const lengths = fc
      .sample(six, { seed: trials.seed, numRuns: 1_000 })
      .map((pairs) => {
        const { scenario } = parseScenario(Object.fromEntries(pairs));
        return scenarioToQuery(scenario).length;
      })
      .sort((a, b) => a - b);
    expect(lengths[500]).toBeLessThanOrEqual(80);
  });

  test("−0 is 0: a link could not give it back", () => {
    for (const key of ["warp", "neighbours", "think", "processes"])
      expect(fieldValue(parseScenario({ [key]: -0 }).scenario, key)).toBe(0);
  });

  test("withField changes one field and clamps like a link", () => {
    fc.assert(
      fc.property(
        anyScenario,
        fc
          .constantFrom(...fields)
          .chain((field) => fc.tuple(fc.constant(field.key), valueOf(field))),
        (scenario, [key, value]) => {
          const next = withField(scenario, key, value);
          expect(fieldValue(next, key)).toBe(value);
          for (const other of keys)
            if (other !== key)
              expect(fieldValue(next, other)).toBe(fieldValue(scenario, other));
        },
      ),
      { ...trials, numRuns: 1_000 },
    );
    expect(withField(defaultScenario, "threads", 1e9).workload.threads).toBe(
      1024,
    );
    expect(withField(defaultScenario, "__proto__", {})).toEqual(
      defaultScenario,
    );
  });

  test("links of version 1 mean for ever what they meant (tests/agreement/links-v1.json)", () => {
    const file = new URL("../tests/agreement/links-v1.json", import.meta.url);
    const { default: initial, links } = JSON.parse(
      readFileSync(file, "utf8"),
    ) as {
      default: Groups;
      links: { query: string; scenario: Groups; notices: string[] }[];
    };
    expect(links.length).toBeGreaterThanOrEqual(30);
    for (const { query, scenario, notices } of links) {
      const parsed = queryToScenario(query);
      // A later model may have more fields, never other values for these.
      expect(parsed.scenario, query).toMatchObject(merged(initial, scenario));
      expect(
        parsed.notices.map(({ key, kind }) => `${key}: ${kind}`),
        query,
      ).toEqual(notices);
    }
  });
});
