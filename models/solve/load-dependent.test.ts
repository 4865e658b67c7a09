import { expect, test } from "vitest";
import { addAllStations, addStation } from "./load-dependent.ts";

const population = 50;
const thinking = Float64Array.from({ length: population + 1 }, (_, n) =>
  n === 0 ? 0 : 10 / n,
);

test("addStation with one speed is the textbook recursion of a queue", () => {
  const within = new Float64Array(population + 1);
  const curves = {
    queueLength: new Float64Array(population + 1),
    empty: new Float64Array(population + 1),
  };
  addStation(0.7, Float64Array.of(1), thinking, within, curves);
  let queue = 0;
  for (let n = 1; n <= population; n += 1) {
    const throughput = n / (10 + 0.7 * (1 + queue));
    queue = throughput * 0.7 * (1 + queue);
    expect(1 / (within[n] as number)).toBeCloseTo(throughput, 12);
    expect(curves.queueLength[n]).toBeCloseTo(queue, 11);
    expect(curves.empty[n]).toBeCloseTo(1 - throughput * 0.7, 11);
  }
});

test("addStation gives the chance of an empty station also where it is below 1e-20", () => {
  const curves = {
    queueLength: new Float64Array(76),
    empty: new Float64Array(76),
  };
  const spacing = Float64Array.from({ length: 76 }, (_, n) =>
    n === 0 ? 0 : 10 / n,
  );
  addStation(
    4,
    Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8]),
    spacing,
    spacing,
    curves,
  );
  // 1 / sum of N! / (N - n)! (S / Z)^n / product of speeds, for N = 75
  let weight = 1;
  let total = 1;
  for (let n = 1; n <= 75; n += 1) {
    weight *= ((75 - n + 1) * 4) / (10 * Math.min(n, 8));
    total += weight;
  }
  expect(1 / total).toBeLessThan(1e-20);
  expect((curves.empty[75] as number) * total).toBeCloseTo(1, 11);
});

test("addAllStations does not depend on the order of the stations", () => {
  const stations = [2, 3, 5, 7, 11].map((servers) => ({
    demand: servers / 4,
    speeds: Float64Array.from({ length: servers }, (_, n) => n + 1),
  }));
  const forward = new Float64Array(population + 1);
  const backward = new Float64Array(population + 1);
  const there = addAllStations(stations, thinking, forward);
  const back = addAllStations(
    stations.toReversed(),
    thinking,
    backward,
  ).toReversed();
  for (let n = 1; n <= population; n += 1) {
    expect((forward[n] as number) / (backward[n] as number)).toBeCloseTo(1, 12);
    there.forEach((curves, k) => {
      expect(curves.queueLength[n]).toBeCloseTo(
        back[k]?.queueLength[n] as number,
        10,
      );
    });
  }
});
