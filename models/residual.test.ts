import { expect, test } from "vitest";
import { errorAgainst, factorApart, placeOfError } from "./residual.ts";

test("factorApart of half and of double is two, of no error one", () => {
  expect(factorApart(-0.5)).toBe(2);
  expect(factorApart(1)).toBe(2);
  expect(factorApart(0)).toBe(1);
});

test("placeOfError has half and double equally far from nothing, at the ends of a scale to two", () => {
  expect(placeOfError(-0.5, 2)).toBeCloseTo(-1, 12);
  expect(placeOfError(1, 2)).toBeCloseTo(1, 12);
  expect(placeOfError(0, 2)).toBe(0);
  expect(placeOfError(-0.9, 10)).toBeCloseTo(-1, 12);
});

test("errorAgainst an interval is the error against its nearer end", () => {
  expect(errorAgainst(9, 10)).toBeCloseTo(-0.1, 12);
  expect(errorAgainst(11, 10, 12)).toBe(0);
  expect(errorAgainst(15, 10, 12)).toBeCloseTo(0.25, 12);
});
