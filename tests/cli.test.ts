/**
 * The command line from outside: what it prints, and how it ends.
 *
 * IDEA     Every test starts the real program in a fresh process.
 */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import {
  replay,
  solve,
  queryToScenario,
  technologies,
} from "../models/index.ts";

const cli = fileURLToPath(new URL("../models/cli.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "iopath-cli-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

const run = (line: readonly string[], input = ""): Ran => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, ...line],
    { encoding: "utf8", input, cwd: folder },
  );
  return { status, out: stdout, err: stderr };
};

const json = (...line: string[]): unknown => {
  const { status, out, err } = run([...line, "--json"]);
  expect(err).toBe("");
  expect(status).toBe(0);
  return JSON.parse(out);
};

const fileWith = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

/** Two queues of 5 and 20 ms, no think time: X(2) by hand is 2 / (0.005·(1+.2) + 0.02·(1+.8)). */
const handMade = JSON.stringify({
  stations: [
    { name: "cpu", kind: "queue", demand: 0.005 },
    { name: "disk", kind: "queue", demand: 0.02 },
  ],
  thinkTime: 0,
  population: 2,
});

test("a rival of the limiter is printed once, and not as what is next too", () => {
  const { out } = run([
    "solve",
    "technology=unix&workload=tcp-stream&threads=1",
  ]);
  expect(out).toContain("or nearly so: ");
  expect(out).not.toContain("next: ");
  expect(run(["solve", "technology=zone&workload=packets"]).out).toContain(
    "next: ",
  );
});

describe("--json", () => {
  test("solve prints the prediction of the API", () => {
    const query = "technology=kvm-qemu-2012&threads=8";
    const expected = solve(queryToScenario(query).scenario);
    const printed = json("solve", query) as typeof expected;
    expect(printed).toMatchObject(
      JSON.parse(JSON.stringify(expected)) as Record<string, unknown>,
    );
    for (const key of [
      "messagesPerSecond",
      "packetsPerSecond",
      "bitsPerSecond",
      "residenceSeconds",
    ] as const)
      expect(printed[key]).toBeGreaterThan(0);
    expect(Object.values(printed.utilisation).length).toBeGreaterThan(0);
    expect(printed.limiter.sentence).not.toBe("");
    expect(printed.nextLimiter).not.toBeNull();
  });

  test("solve without a query is the default scenario", () => {
    expect(json("solve")).toEqual(json("solve", ""));
  });

  test("replay prints the 19 rows", () => {
    expect(json("replay")).toEqual(JSON.parse(JSON.stringify(replay())));
  });

  test("ring measures three back ends and tells the steps asked for", () => {
    const answer = json("ring", "offered=1000", "--steps", "13") as {
      measured: { backEnd: string; exitsPerPacket: number }[];
      steps: { step: string }[];
    };
    expect(
      answer.measured.map(({ backEnd, exitsPerPacket }) => [
        backEnd,
        exitsPerPacket,
      ]),
    ).toEqual([
      ["timer", 1],
      ["bottom-half", 1],
      ["vhost", 1],
    ]);
    expect(answer.steps.map(({ step }) => step)).toEqual(
      Array.from({ length: 13 }, (_, at) => String(at + 1)),
    );
    const wrong = run(["ring", "tx-ring=300"]);
    expect([wrong.status, wrong.out.includes("vhost")]).toEqual([2, true]);
    expect(wrong.err).toContain("power of two");
  });

  test("technologies prints every id with its description", () => {
    const printed = json("technologies") as { id: string }[];
    expect(printed.map(({ id }) => id)).toEqual(
      technologies.map(({ id }) => id),
    );
  });

  test("network solves a file, and standard input", () => {
    const x = 2 / (0.005 * 1.2 + 0.02 * 1.8);
    const fromFile = json("network", fileWith("net.json", handMade));
    expect((fromFile as { throughput: number }).throughput).toBeCloseTo(x, 9);
    const { status, out } = run(["network", "-", "--json"], handMade);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual(fromFile);
  });

  test.each(["parameters", "keys"])("%s parses", (command) => {
    expect(json(command)).toBeTypeOf("object");
  });
});

describe("tables", () => {
  test.each([
    ["solve", "threads=4"],
    ["solve", "workload=request-response&threads=4&server-us=50"],
    ["solve", "technology=xen-pv&workload=disk&depth=8"],
    ["solve", "workload=cpu&rate=200"],
    ["solve", "workload=sched-latency&neighbours=20"],
    ["solve", "workload=proc-scan&processes=1000"],
    ["solve", "workload=packets&baseline.rate=20000"],
    ["replay"],
    ["technologies"],
    ["parameters"],
    ["keys"],
    ["help"],
    ["-h"],
    ["solve", "--help"],
  ])("%s ends with status 0 and nothing on standard error", (...line) => {
    const { status, out, err } = run(line);
    expect([status, err]).toEqual([0, ""]);
    expect(out.split("\n").length).toBeGreaterThan(3);
    expect(out).not.toMatch(/NaN|undefined|\[object/);
  });

  test("replay ends with the errors and the agreement", () => {
    expect(run(["replay"]).out).toMatch(/agrees in 19 of 19/);
  });
});

describe("what cannot be run: status 2 and one line that says why", () => {
  const complains = ({ status, err }: Ran, about: RegExp): void => {
    expect(err).toMatch(about);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(err.length).toBeLessThan(2_000);
    expect(err).not.toMatch(/ {2}at |node:internal/);
    expect(status).toBe(2);
  };

  test.each<[string, string[], RegExp]>([
    ["no command", [], /command is missing/],
    ["unknown command", ["sing"], /"sing" is not a command/],
    ["prototype name as command", ["__proto__"], /not a command/],
    ["long command", ["x".repeat(50_000)], /not a command/],
    ["unknown option", ["replay", "--jsno"], /no option --jsno/],
    ["no such number of seconds", ["simulate", "--seconds", "-1"], /0\.001 to/],
    ["too many seconds", ["simulate", "--seconds", "1e308"], /1000000/],
    ["negative warm-up", ["simulate", "--warmup", "-5"], /--warmup is 0 to/],
    ["negative steps", ["ring", "--steps", "-1"], /--steps is 0 to/],
    ["half a step", ["ring", "--steps", "2.5"], /--steps is a whole number/],
    ["half a seed", ["simulate", "--seed", "0.5"], /--seed is a whole number/],
    ["prototype name as option", ["simulate", "--__proto__", "1"], /no option/],
    ["too many words", ["replay", "now"], /1 word;/],
    ["network without a file", ["network"], /0 words/],
    ["file that is not there", ["network", "gone.json"], /ENOENT/],
    ["folder for a file", ["network", "."], /EISDIR/],
    ["unknown key", ["solve", "colour=red"], /not a key.* -- keys/],
    [
      "unknown key of the ring",
      ["ring", "a=1"],
      /not a key.*back-end, offered/,
    ],
    ["wrong unit", ["solve", "rtt=5kg"], /kg/],
    ["unknown technology", ["solve", "technology=vmware"], /none of/],
    ["not a number", ["solve", "threads=NaN"], /not a number/],
    ["too large", ["solve", "threads=1e308"], /1024/],
    ["negative", ["solve", "threads=-1"], /taken as 1/],
    ["prototype name", ["solve", "__proto__=1"], /not a key/],
    ["control characters", ["solve", "a%0Ab%0Dc%1B[31m=1"], /not a key/],
    ["control characters in a value", ["solve", "cpu=a%0Ab"], /none of/],
    ["many wrong keys", ["solve", "a=1&b=2&c=3&threads=x"], /not a key/],
  ])("%s", (_, line, about) => {
    complains(run(line), about);
  });

  test.each<[string, string, RegExp]>([
    ["empty file", "", /is not JSON/],
    ["broken JSON", '{ "stations": [', /is not JSON/],
    ["broken JSON on several lines", '{\n"a":\n\n', /is not JSON/],
    ["null", "null", /NETWORK_/],
    ["a list", "[1, 2]", /NETWORK_/],
    ["a number", "3", /NETWORK_/],
    ["no stations", '{ "stations": [], "population": 1 }', /NETWORK_/],
    [
      "negative demand",
      handMade.replace("0.005", "-1"),
      /NETWORK_DEMAND.*stations\[0\]/,
    ],
    ["infinite demand", handMade.replace("0.005", "1e999"), /NETWORK_DEMAND/],
    ["demand of words", handMade.replace("0.005", '"fast"'), /NETWORK_DEMAND/],
    ["half a request", handMade.replace(":2}", ":2.5}"), /NETWORK_POPULATION/],
    ["unknown kind", handMade.replace("queue", "quue"), /NETWORK_KIND/],
    ["too large", handMade.replace(":2}", ":1e15}"), /TOO_LARGE|POPULATION/],
    [
      "prototype",
      '{ "__proto__": { "stations": [] }, "population": 1 }',
      /NETWORK_/,
    ],
  ])("network with %s", (name, text, about) => {
    complains(
      run(["network", fileWith(`${name.replaceAll(" ", "-")}.json`, text)]),
      about,
    );
  });

  test("a scenario with a bad value is still answered, on standard output", () => {
    const { out, status } = run(["solve", "threads=-1", "--json"]);
    expect(status).toBe(2);
    expect(
      (JSON.parse(out) as { messagesPerSecond: number }).messagesPerSecond,
    ).toBe(solve(queryToScenario("").scenario).messagesPerSecond);
  });

  test("input that is not UTF-8, and 10 MB of it", () => {
    complains(run(["network", "-"], "\u0000\uffff".repeat(1_000)), /not JSON/);
    complains(run(["network", "-"], "x".repeat(10_000_000)), /not JSON/);
    complains(run(["network", "-"], "[".repeat(5_000_000)), /not JSON/);
  }, 30_000);

  test("input without an end, and a gigabyte of it", () => {
    const gigabyte = fileWith("gigabyte.json", "[");
    truncateSync(gigabyte, 1e9);
    for (const line of [["network"], ["network", "--simulate"]])
      complains(run([...line, gigabyte]), /longer than 16 MiB/);
    complains(
      run(["network", "-"], "[".repeat(17 * 2 ** 20)),
      /longer than 16 MiB/,
    );
    if (existsSync("/dev/zero"))
      complains(run(["network", "/dev/zero"]), /longer than 16 MiB/);
  }, 30_000);
});
