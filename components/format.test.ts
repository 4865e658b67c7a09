/** Numbers are printed with three digits, SI prefixes, a true minus and spaces that do not break. */
import { expect, test } from "vitest";
import {
  counted,
  unbroken,
  unitAfter,
  deviation,
  duration,
  fixed,
  intervalEnds,
  memorySize,
  parameterRange,
  parameterValue,
  percent,
  plain,
  rate,
  rateScale,
  significant,
  spanText,
  type Saying,
} from "./format.ts";

const thin = "\u202f";
/** Thin spaces written as underscores, so that a reader of this file sees them. */
const seen = (text: string) => text.replaceAll(thin, "_");

test.each([
  [2.75e9, "2.75_Gbit/s"],
  [4e8, "400_Mbit/s"],
  [3.94e8, "394_Mbit/s"],
  [999.6e6, "1.00_Gbit/s"],
  [5_300, "5.30_kbit/s"],
  [0, "0_bit/s"],
])("rate(%d, bit/s) is %s", (value, text) => {
  expect(seen(rate(value, "bit/s"))).toBe(text);
});

test.each([
  [990, 1_040, "990 to 1_040_events/s"],
  [1_027, 1_033, "1_027 to 1_033_events/s"],
  [1_000.1, 1_000.4, "± less than 0.1_%"],
  [1_000, 1_000, "± less than 0.1_%"],
  [0, 0, "± 0"],
])(
  "an interval from %d to %d is told by ends that differ",
  (low, high, text) => {
    const said: Saying = (value, digits) => rate(value, "events/s", digits);
    expect(seen(intervalEnds(low, high, said))).toBe(text);
  },
);

test("ends that are known to a hundredth have no fourth digit, and CPU is a unit in both numbers", () => {
  expect(intervalEnds(1_027, 1_033, String, 0.01)).toBe("1027 to 1033");
  const said: Saying = (value, digits) => duration(value, digits);
  expect(seen(intervalEnds(0.011_71, 0.011_72, said, 0.01))).toBe(
    "± less than 1_%",
  );
  expect(seen(spanText(`0.993${thin}CPUs`, `1.00${thin}CPU`))).toBe(
    "0.993 to 1.00_CPU",
  );
});

test.each([
  [13_500, "13_500_packets/s"],
  [1_180, "1_180_packets/s"],
  [254_419, "254_000_packets/s"],
  [12.34, "12.3_packets/s"],
])("rate(%d, packets/s) is %s", (value, text) => {
  expect(seen(rate(value, "packets/s"))).toBe(text);
});

test.each([
  [847e-6, "847_µs"],
  [0.0412, "41.2_ms"],
  [60e-9, "60.0_ns"],
  [1.5, "1.50_s"],
  [999.9e-6, "1.00_ms"],
  [0, "0_s"],
])("duration(%d) is %s", (value, text) => {
  expect(seen(duration(value))).toBe(text);
});

test.each([
  [0.0717, "+7.2_%"],
  [-0.0489, "−4.9_%"],
  [0.1234, "+12_%"],
  [0.00001, "0.0_%"],
  [-0.00001, "0.0_%"],
])("deviation(%d) is %s", (value, text) => {
  expect(seen(deviation(value))).toBe(text);
});

test("percent drops the decimal when it says nothing", () => {
  expect([0.049, 0.0999, 0.94, 1].map((share) => seen(percent(share)))).toEqual(
    ["4.9_%", "10_%", "94_%", "100_%"],
  );
});

test("significant keeps the digits that it was asked for, and groups thousands", () => {
  expect(
    [4, 0.403, 9.999, 131_072, -1.5, 0.000_012_34].map((value) =>
      seen(significant(value)),
    ),
  ).toEqual(["4.00", "0.403", "10.0", "131_000", "−1.50", "0.0000123"]);
});

test("what is no number is a dash, never NaN", () => {
  for (const print of [
    significant,
    plain,
    percent,
    (value: number) => fixed(value, 1),
  ])
    expect([NaN, Infinity].map(print)).toEqual(["–", "–"]);
});

test("plain and fixed say what was typed and what a column needs", () => {
  expect(seen(plain(131_072))).toBe("131_072");
  expect(plain(0.1 + 0.2)).toBe("0.3");
  expect(seen(fixed(-0.04, 1))).toBe("0.0");
});

test("parameterValue prints the published unit, and none for counts and ratios", () => {
  expect(seen(parameterValue(3e-6, "µs"))).toBe("3_µs");
  expect(seen(parameterValue(1e10, "Gbit/s"))).toBe("10_Gbit/s");
  expect(parameterValue(2, "count")).toBe("2");
  expect(seen(parameterValue(49.67e-9, "µs"))).toBe("49.67_ns");
  expect(seen(parameterRange([50e-9, 105e-9], "µs"))).toBe("50 to 105_ns");
  expect(seen(parameterRange([70e-9, 1.1e-6], "µs"))).toBe("0.07 to 1.1_µs");
});

test.each([
  [0, "0_B"],
  [512, "512_B"],
  [64 * 2 ** 10, "64_KiB"],
  [352 * 2 ** 20, "352_MiB"],
  [14.34 * 2 ** 30, "14.3_GiB"],
  [2 ** 30 - 1, "1_GiB"],
  [1.5 * 2 ** 40, "1.5_TiB"],
])("memorySize(%d) is %s", (bytes, text) => {
  expect(seen(memorySize(bytes))).toBe(text);
});

test("a typed sentence keeps its numbers whole, and nothing else", () => {
  expect(unbroken("60 % at 34 500 frames/s is 17.4 µs of 1 vCPU")).toBe(
    "60\u202f% at 34\u202f500 frames/s is 17.4\u202fµs of 1 vCPU",
  );
  expect(unbroken("a cap of 2 CPUs, 10 Gbit/s, 4 kB, 9 800 jobs")).toBe(
    "a cap of 2\u202fCPUs, 10\u202fGbit/s, 4\u202fkB, 9\u202f800 jobs",
  );
  for (const text of ["in 2012 100 threads", "figure 4 shows", "1 server"])
    expect(unbroken(text)).toBe(text);
});

test("a unit that is counted has one form for one", () => {
  const said = (value: number, unit: string) =>
    `${value} ${unitAfter(value, unit)}`;
  expect(said(1, "threads")).toBe("1 thread");
  expect(said(0.5, "CPUs")).toBe("0.5 CPUs");
  expect(said(1, "s")).toBe("1 s");
  expect(said(1, "packets/s")).toBe("1 packets/s");
});

test("counted knows one from many", () => {
  expect([1, 8, 1024].map((count) => seen(counted(count, "thread")))).toEqual([
    "1 thread",
    "8 threads",
    "1_024 threads",
  ]);
});

test("rateScale picks one unit for an axis by its largest value", () => {
  expect(rateScale(9.41e9, "bit/s")).toEqual({ factor: 1e-9, unit: "Gbit/s" });
  expect(rateScale(18_000, "packets/s")).toEqual({
    factor: 1,
    unit: "packets/s",
  });
});
