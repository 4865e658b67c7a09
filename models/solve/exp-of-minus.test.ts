/**
 * e^(−x) by look-up and series against `Math.exp`.
 */
import { expect, test } from "vitest";
import { expOfMinus } from "./exp-of-minus.ts";

test("expOfMinus is within 1e-15 of Math.exp, relative, from 0 to 40", () => {
  let worst = 0;
  for (let step = 0; step <= 400_000; step++) {
    const x = step * 1e-4;
    const exact = Math.exp(-x);
    worst = Math.max(worst, Math.abs(expOfMinus(x) - exact) / exact);
  }
  expect(worst).toBeLessThan(1e-15);
});

test("expOfMinus is 1 at 0, and its 0 beyond 40 is lost in the sum that needs it", () => {
  expect(expOfMinus(0)).toBe(1);
  for (const x of [40 + 1e-12, 41, 700, 1e9, Infinity]) {
    expect(expOfMinus(x)).toBe(0);
    expect(x + expOfMinus(x)).toBe(x + Math.exp(-x));
  }
});
