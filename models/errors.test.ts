import { expect, test } from "vitest";
import { ModelError, modelErrorCodes, showValue } from "./errors.ts";

test("ModelError says what, where, what was found and what to do", () => {
  const error = new ModelError({
    code: "NETWORK_POPULATION",
    what: "population must be a whole number >= 0",
    where: "solveMva(kvm-net-tx)",
    found: 2.5,
    hint: "requests are whole; to interpolate, solve 2 and 3",
  });
  expect(error.message).toBe(
    "NETWORK_POPULATION: population must be a whole number >= 0. Found 2.5 in solveMva(kvm-net-tx).\n" +
      "Hint: requests are whole; to interpolate, solve 2 and 3.",
  );
  expect(error.line).not.toContain("\n");
  expect(error).toBeInstanceOf(Error);
});

test("modelErrorCodes are all different", () => {
  expect(new Set(modelErrorCodes).size).toBe(modelErrorCodes.length);
});

test("showValue is short, on one line, and runs nothing of the value", () => {
  const hostile = {
    toString: () => {
      throw new Error("ran");
    },
  };
  for (const value of [
    hostile,
    [hostile],
    "a\n\u202eb".repeat(1000),
    Symbol("s"),
    10n,
    NaN,
    null,
  ]) {
    const shown = showValue(value);
    expect(shown.length).toBeLessThan(60);
    expect(shown).not.toMatch(/[\n\u202e]/);
  }
});
