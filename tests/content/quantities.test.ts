import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { looselySet, typedQuantities } from "./prose-quantities.ts";

const chapters = readdirSync("content", {
  recursive: true,
  encoding: "utf8",
}).filter((file) => file.endsWith(".mdx"));

describe("typedQuantities", () => {
  const texts = (source: string) =>
    typedQuantities(source).map(({ text }) => text);

  test.each([
    ["It moved 2.75 Gbit/s.", ["2.75 Gbit/s"]],
    ["It waits 200 µs, then 10 ms.", ["200 µs", "10 ms"]],
    ["Busy 80 % of the time.", ["80 %"]],
    ["A window of sixteen kilobytes.", ["sixteen kilobytes"]],
    ["It saves ten per cent.", ["ten per cent"]],
    ["A tenth of a millisecond.", ["tenth of a millisecond"]],
    ['<Lab title="At 4.5 Gbit/s" />', ["4.5 Gbit/s"]],
    ["---\nquestion: Why 5 ms?\n---", ["5 ms"]],
  ])("sees the quantity in %j", (source, expected) => {
    expect(texts(source)).toEqual(expected);
  });

  test.each([
    'The post says 110 Mbit/s <Cite id="gregg2013" />.',
    "With eight threads under a cap of one.",
    "Run `iperf -t 30 s` and `rtt=0.2ms`.",
    '<Value query="rtt=5 ms" /> is the answer.',
    "In July 2012 the release changed; see section 8.2.",
  ])("lets %j pass", (source) => {
    expect(texts(source)).toEqual([]);
  });
});

test.each(chapters)(
  "content/%s takes its quantities through components",
  (file) => {
    const found = typedQuantities(readFileSync(`content/${file}`, "utf8"));
    const report = found.map(
      ({ line, text }) =>
        `content/${file}:${String(line)}: "${text}" is typed by hand; use <Value> or <Param>, or cite it in the same sentence`,
    );
    expect(report).toEqual([]);
  },
);

test("looselySet sees commas between thousands, and a space that breaks before a unit", () => {
  const texts = (source: string) =>
    looselySet(source).map(({ text }) => text.replaceAll("\u00a0", " "));
  expect(texts("It took 544,584 ns, not 5\u00a0%.")).toEqual([
    "4 ns",
    "5 %",
    "544,584",
  ]);
  expect(texts("It took 544\u202f584\u202fns, in 1, 200 or 3 steps.")).toEqual(
    [],
  );
});

test.each(chapters)("content/%s sets its numbers as components do", (file) => {
  const found = looselySet(readFileSync(`content/${file}`, "utf8"));
  const report = found.map(
    ({ line, text }) =>
      `content/${file}:${String(line)}: "${text}" needs U+202F between thousands and before its unit`,
  );
  expect(report).toEqual([]);
});
