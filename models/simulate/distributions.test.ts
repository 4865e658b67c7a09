import { describe, expect, test } from "vitest";
import { ModelError } from "../errors.ts";
import {
  parseDistribution,
  ServiceSampler,
  squaredVariation,
} from "./distributions.ts";
import type { ServiceDistribution } from "./distributions.ts";
import { RandomStream } from "./random.ts";

const shapes: ServiceDistribution[] = [
  { kind: "deterministic" },
  { kind: "exponential" },
  { kind: "erlang", stages: 4 },
  { kind: "hyperexponential", squaredVariation: 4 },
  { kind: "empirical", values: [1, 2, 3, 30] },
];

describe("ServiceSampler", () => {
  test.each(shapes)(
    "$kind: draws have the mean and the variation asked for",
    (shape) => {
      const draws = 400_000;
      const sampler = new ServiceSampler(
        shape,
        0.003,
        new RandomStream(5, "draws"),
      );
      let sum = 0;
      let square = 0;
      let fourth = 0;
      for (let i = 0; i < draws; i++) {
        const value = sampler.draw() / 0.003;
        sum += value;
        square += value * value;
        fourth += value ** 4;
      }
      const mean = sum / draws;
      const variation = squaredVariation(shape);
      expect(Math.abs(mean - 1)).toBeLessThanOrEqual(
        4 * Math.sqrt(variation / draws) + 1e-9,
      );
      // Four standard errors of the mean square, by the draws' own fourth power.
      const ofSquare = Math.sqrt(
        (fourth / draws - (square / draws) ** 2) / draws,
      );
      expect(Math.abs(square / draws - 1 - variation)).toBeLessThanOrEqual(
        4 * ofSquare + 1e-9,
      );
    },
  );

  test("another mean scales the same draws", () => {
    for (const shape of shapes) {
      const one = new ServiceSampler(shape, 1, new RandomStream(1, "same"));
      const two = new ServiceSampler(shape, 0.5, new RandomStream(1, "same"));
      for (let i = 0; i < 1000; i++)
        expect(two.draw()).toBeCloseTo(one.draw() / 2, 12);
    }
  });
});

describe("parseDistribution", () => {
  test("reads every kind, and a bare kind where nothing else is needed", () => {
    for (const shape of shapes)
      expect(parseDistribution(JSON.parse(JSON.stringify(shape)), "s")).toEqual(
        shape,
      );
    expect(parseDistribution("deterministic", "s")).toEqual({
      kind: "deterministic",
    });
  });

  test.each([
    [null, "NETWORK_SHAPE"],
    ["normal", "NETWORK_KIND"],
    [{ kind: "__proto__" }, "NETWORK_KIND"],
    [{ kind: "erlang" }, "NETWORK_DEMAND"],
    [{ kind: "erlang", stages: 1e9 }, "NETWORK_DEMAND"],
    [{ kind: "erlang", stages: 2, scale: 3 }, "NETWORK_KEY"],
    [{ kind: "hyperexponential", squaredVariation: 0.5 }, "NETWORK_DEMAND"],
    [{ kind: "hyperexponential", squaredVariation: NaN }, "NETWORK_DEMAND"],
    [{ kind: "empirical", values: [] }, "NETWORK_DEMAND"],
    [{ kind: "empirical", values: [0, 0] }, "NETWORK_DEMAND"],
    [{ kind: "empirical", values: [1, -1] }, "NETWORK_DEMAND"],
    [{ kind: "empirical", values: [1, undefined] }, "NETWORK_DEMAND"],
    [{ kind: "empirical", values: "1,2" }, "NETWORK_DEMAND"],
  ])("refuses %j with %s", (input, code) => {
    try {
      parseDistribution(input, "stations[0] (disk)");
    } catch (error) {
      expect(error).toBeInstanceOf(ModelError);
      expect((error as ModelError).code).toBe(code);
      expect((error as ModelError).hint).not.toBe("");
      return;
    }
    throw new Error("it was accepted");
  });
});
