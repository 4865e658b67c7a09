import { describe, expect, test } from "vitest";
import { Calendar } from "./calendar.ts";
import { RandomStream } from "./random.ts";

const drain = (calendar: Calendar): [time: number, what: number][] => {
  const left: [number, number][] = [];
  while (calendar.size > 0) {
    left.push([calendar.nextTime(), calendar.nextWhat()]);
    calendar.pop();
  }
  return left;
};

describe("Calendar", () => {
  test("gives events in order of time, and equal times in order of scheduling", () => {
    const draws = new RandomStream(23, "calendar");
    for (const distinct of [1, 3, 1000]) {
      const calendar = new Calendar(2);
      const expected: [number, number][] = [];
      for (let what = 0; what < 997; what++) {
        const time = Math.floor(draws.uniform() * distinct);
        calendar.schedule(time, what);
        expected.push([time, what]);
      }
      expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      expect(drain(calendar)).toEqual(expected);
    }
  });

  test("replace is pop and schedule in one", () => {
    const draws = new RandomStream(23, "replace");
    const one = new Calendar(4);
    const two = new Calendar(4);
    for (let what = 0; what < 31; what++) {
      const time = Math.floor(draws.uniform() * 10);
      one.schedule(time, what);
      two.schedule(time, what);
    }
    for (let step = 0; step < 2000; step++) {
      const time = one.nextTime() + Math.floor(draws.uniform() * 10);
      one.replace(time, step);
      two.pop();
      two.schedule(time, step);
      expect([one.nextTime(), one.nextWhat()]).toEqual([
        two.nextTime(),
        two.nextWhat(),
      ]);
    }
    expect(drain(one)).toEqual(drain(two));
  });

  test("is empty at Infinity, and keeps no event that never comes", () => {
    const calendar = new Calendar();
    expect(calendar.nextTime()).toBe(Infinity);
    calendar.pop();
    calendar.schedule(Infinity, 1);
    calendar.schedule(NaN, 2);
    expect(calendar.size).toBe(0);
    calendar.replace(5, -7);
    expect([calendar.nextTime(), calendar.nextWhat()]).toEqual([5, -7]);
    calendar.replace(Infinity, 1);
    expect(calendar.size).toBe(0);
    expect(calendar.nextTime()).toBe(Infinity);
    calendar.schedule(1, 1);
    calendar.clear();
    expect(calendar.nextTime()).toBe(Infinity);
  });
});
