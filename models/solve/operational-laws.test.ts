import { expect, test } from "vitest";
import * as laws from "./operational-laws.ts";

test("the laws are the products that they say", () => {
  expect(laws.utilisationLaw(40, 0.0225)).toBeCloseTo(0.9, 12);
  expect(laws.littlesLaw(0.5, 16)).toBe(8);
  expect(laws.forcedFlowLaw(0.5, 20)).toBe(10);
  expect(laws.serviceDemand(20, 0.03)).toBeCloseTo(0.6, 12);
  expect(laws.responseTimeLaw(10, 0.5, 15)).toBe(5);
  expect(laws.generalResponseTimeLaw([16, 10], [0.5, 0.25])).toBe(10.5);
});

test("bottleneck compares demand with capacity", () => {
  const stations = [
    { name: "cpu", demand: 8, capacity: 4 },
    { name: "disk", demand: 3, capacity: 1 },
    { name: "wire", demand: 90, capacity: Infinity },
    { name: "idle", demand: 0, capacity: 1 },
  ];
  expect(laws.bottleneck(stations)).toEqual({
    name: "disk",
    saturationThroughput: 1 / 3,
  });
  expect(laws.bottleneck([])).toEqual({
    name: "",
    saturationThroughput: Infinity,
  });
});
