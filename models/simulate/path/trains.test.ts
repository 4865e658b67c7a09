import { expect, test } from "vitest";
import { Trains } from "./trains.ts";

test("there are as many trains as ever were at once, and no more than the most", () => {
  const trains = new Trains(2);
  const first = trains.make(0, 5, 0);
  expect(trains.all).toHaveLength(1);
  const front = trains.split(first, 2);
  expect([front.units, first.units]).toEqual([2, 3]);
  expect(trains.hasRoom).toBe(false);
  trains.join(first, front);
  expect(first.units).toBe(5);
  expect(trains.hasRoom).toBe(true);
  expect(trains.make(1, 1, 0)).toBe(front);
  expect(trains.all.map(({ index }) => index)).toEqual([0, 1]);
});
