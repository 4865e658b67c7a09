import { describe, expect, test } from "vitest";
import { RandomStream } from "./random.ts";

const draws = 400_000;

/** Means of the first four powers, and the largest distance from a distribution function. */
const moments = (draw: () => number, below: (x: number) => number) => {
  const values = Float64Array.from({ length: draws }, draw).sort();
  const power = (p: number) =>
    values.reduce((sum, value) => sum + value ** p, 0) / draws;
  let distance = 0;
  values.forEach((value, at) => {
    const share = below(value);
    distance = Math.max(distance, share - at / draws, (at + 1) / draws - share);
  });
  return { powers: [1, 2, 3, 4].map(power), distance };
};

// Kolmogorov: the distance exceeds 1.95 / sqrt(n) in one run of a thousand.
const farthest = 1.95 / Math.sqrt(draws);

describe("RandomStream", () => {
  test("uniform() is uniform in the open interval", () => {
    const stream = new RandomStream(1, "uniform");
    const { powers, distance } = moments(
      () => stream.uniform(),
      (x) => x,
    );
    expect(distance).toBeLessThan(farthest);
    [1 / 2, 1 / 3, 1 / 4, 1 / 5].forEach((exact, p) => {
      expect(powers[p]! / exact).toBeCloseTo(1, 2);
    });
  });

  test("exponential() has the exponential's moments, distribution and tail", () => {
    const stream = new RandomStream(1, "exponential");
    const { powers, distance } = moments(
      () => stream.exponential(),
      (x) => 1 - Math.exp(-x),
    );
    expect(distance).toBeLessThan(farthest);
    // Four standard errors: the variance of X^p is (2p)! - p!^2.
    [1, 2, 6, 24].forEach((exact, p) => {
      const variance = [1, 20, 684, 39744][p]!;
      expect(Math.abs(powers[p]! - exact)).toBeLessThan(
        4 * Math.sqrt(variance / draws),
      );
    });
    // Past the last layer of the ziggurat the tail goes on: P(X > 9) = e^-9.
    let beyond = 0;
    const many = 4_000_000;
    for (let i = 0; i < many; i++) if (stream.exponential() > 9) beyond += 1;
    const expected = many * Math.exp(-9);
    expect(Math.abs(beyond - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  test("erlang(k) has mean 1 and variance 1 / k", () => {
    for (const k of [1, 2, 7]) {
      const stream = new RandomStream(2, `erlang ${k}`);
      const { powers } = moments(
        () => stream.erlang(k),
        () => 0,
      );
      expect(Math.abs(powers[0]! - 1)).toBeLessThan(4 / Math.sqrt(k * draws));
      expect(powers[1]! - powers[0]! ** 2).toBeCloseTo(1 / k, 1);
    }
  });

  test("normal() has mean 0, variance 1, no skew and a kurtosis of 3", () => {
    const stream = new RandomStream(1, "normal");
    const { powers } = moments(
      () => stream.normal(),
      () => 0,
    );
    [0, 1, 0, 3].forEach((exact, p) => {
      const variance = [1, 2, 15, 96][p]!;
      expect(Math.abs(powers[p]! - exact)).toBeLessThan(
        4 * Math.sqrt(variance / draws),
      );
    });
  });

  test("the same seed and name give the same draws; another gives others", () => {
    const take = (seed: number, name: string) => {
      const stream = new RandomStream(seed, name);
      return Array.from({ length: 600 }, () => stream.bits());
    };
    expect(take(7, "disk")).toEqual(take(7, "disk"));
    const others = [take(8, "disk"), take(7, "disk "), take(7, "dis")];
    for (const other of others) {
      const same = take(7, "disk").filter((bits, at) => bits === other[at]);
      expect(same.length).toBeLessThan(2);
    }
  });

  test("streams whose names differ in one letter are not correlated", () => {
    const streams = Array.from(
      { length: 20 },
      (_, at) => new RandomStream(1, `service at station ${at}`),
    );
    const rows = streams.map((stream) =>
      Array.from({ length: 20_000 }, () => stream.uniform() - 0.5),
    );
    for (let a = 0; a < 20; a++)
      for (let b = 0; b < a; b++) {
        const product = rows[a]!.reduce(
          (sum, x, at) => sum + x * rows[b]![at]!,
          0,
        );
        // 190 pairs: five standard errors.
        expect(Math.abs(product / 20_000) * 12).toBeLessThan(
          5 / Math.sqrt(20_000),
        );
      }
  });
});
