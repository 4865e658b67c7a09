import { describe, expect, test } from "vitest";
import { parameterIds, parameterRecord } from "./parameters/catalogue.ts";
import {
  bytes,
  count,
  gbitPerS,
  inUnit,
  kibibytes,
  mebibytes,
  ms,
  ns,
  nsPerByte,
  ratio,
  us,
  type UnitName,
} from "./units.ts";

describe("constructors give the SI value", () => {
  test.each([
    ["ms(3)", ms(3), 0.003],
    ["us(3)", us(3), 0.000_003],
    ["ns(3)", ns(3), 0.000_000_003],
    ["nsPerByte(3)", nsPerByte(3), 0.000_000_003],
    ["bytes(3)", bytes(3), 3],
    ["kibibytes(3)", kibibytes(3), 3072],
    ["mebibytes(3)", mebibytes(3), 3_145_728],
    ["gbitPerS(3)", gbitPerS(3), 3_000_000_000],
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
    [count(7), "count", 7],
    [ratio(0.5), "ratio", 0.5],
  ])("%d is shown in %s as %d", (value, unit, shown) => {
    expect(inUnit(value, unit)).toBeCloseTo(shown, 9);
  });
});

test("every parameter lies inside its range, and its range is not upside down", () => {
  for (const id of parameterIds) {
    const { value, range } = parameterRecord(id);
    expect(range[0], id).toBeLessThanOrEqual(value);
    expect(value, id).toBeLessThanOrEqual(range[1]);
  }
});
