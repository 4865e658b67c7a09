import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trials } from "./random-scenarios.test-support.ts";
import { parameterIds, parameterRecord } from "./parameters/catalogue.ts";
import {
  bytes,
  count,
  cycles,
  fromUnit,
  gbitPerS,
  gigahertz,
  inUnit,
  kibibytes,
  mbitPerS,
  mebibytes,
  ms,
  ns,
  nsPerByte,
  ratio,
  s,
  us,
  type UnitName,
} from "./units.ts";

describe("constructors give the SI value", () => {
  test.each([
    ["s(3)", s(3), 3],
    ["ms(3)", ms(3), 0.003],
    ["us(3)", us(3), 0.000_003],
    ["ns(3)", ns(3), 0.000_000_003],
    ["nsPerByte(3)", nsPerByte(3), 0.000_000_003],
    ["bytes(3)", bytes(3), 3],
    ["kibibytes(3)", kibibytes(3), 3072],
    ["mebibytes(3)", mebibytes(3), 3_145_728],
    ["gbitPerS(3)", gbitPerS(3), 3_000_000_000],
    ["mbitPerS(3)", mbitPerS(3), 3_000_000],
    ["gigahertz(3)", gigahertz(3), 3_000_000_000],
    ["cycles(3)", cycles(3), 3],
    ["count(3)", count(3), 3],
    ["ratio(3)", ratio(3), 3],
  ])("%s", (_, value, expected) => {
    expect(value / expected).toBeCloseTo(1, 14);
  });
});

describe("inUnit", () => {
  test.each<[number, UnitName, number]>([
    [us(36.6), "µs", 36.6],
    [ms(400), "ms", 400],
    [nsPerByte(1.157), "ns/B", 1.157],
    [bytes(1448), "B", 1448],
    [kibibytes(32), "KiB", 32],
    [mebibytes(12), "MiB", 12],
    [gbitPerS(10), "Gbit/s", 10],
    [mbitPerS(110), "Mbit/s", 110],
    [gigahertz(2.9), "GHz", 2.9],
    [count(7), "count", 7],
    [ratio(0.5), "ratio", 0.5],
    [14_000, "packets/s", 14_000],
  ])("%d is shown in %s as %d", (value, unit, shown) => {
    expect(inUnit(value, unit)).toBeCloseTo(shown, 9);
  });

  test("fromUnit undoes it, for every unit in use", () => {
    const units = [
      ...new Set(parameterIds.map((id) => parameterRecord(id).unit)),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...units),
        fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
        (unit, value) => {
          expect(fromUnit(inUnit(value, unit), unit) / value).toBeCloseTo(
            1,
            14,
          );
        },
      ),
      trials,
    );
  });
});

test("every parameter lies inside its range, and its range is not upside down", () => {
  for (const id of parameterIds) {
    const { value, range } = parameterRecord(id);
    expect(range[0], id).toBeLessThanOrEqual(value);
    expect(value, id).toBeLessThanOrEqual(range[1]);
  }
});
