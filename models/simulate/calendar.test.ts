import { describe, expect, test } from "vitest";
import { Calendar } from "./calendar.ts";
import { RandomStream } from "./random.ts";

const drain = (calendar: Calendar): [time: number, what: number][] => {
  const left: [number, number][] = [];
  while (calendar.size > 0) {
    left.push([calendar.nextTime(), calendar.take()]);
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

  test("the event scheduled after one is taken is one like any other", () => {
    const draws = new RandomStream(23, "gap");
    const calendar = new Calendar(4);
    const pending: [time: number, what: number][] = [];
    const schedule = (time: number, what: number) => {
      calendar.schedule(time, what);
      pending.push([time, what]);
      // Equal times stay in the order in which they were scheduled.
      pending.sort((a, b) => a[0] - b[0]);
    };
    for (let what = 0; what < 31; what++)
      schedule(Math.floor(draws.uniform() * 10), what);
    for (let step = 31; step < 2000; step++) {
      const now = calendar.nextTime();
      expect([now, calendar.take()]).toEqual(pending.shift());
      // None, one or two, and the next is looked at before it is taken.
      for (let more = Math.floor(draws.uniform() * 3); more > 0; more--)
        schedule(now + Math.floor(draws.uniform() * 10), 3 * step + more);
      expect(calendar.size).toBe(pending.length);
      expect(calendar.nextTime()).toBe(pending[0]?.[0] ?? Infinity);
      if (pending.length < 4) schedule(now + 1, 3 * step);
    }
    expect(drain(calendar)).toEqual(pending);
  });

  test("is empty at Infinity, and keeps no event that never comes", () => {
    const calendar = new Calendar();
    expect(calendar.nextTime()).toBe(Infinity);
    calendar.take();
    calendar.schedule(Infinity, 1);
    calendar.schedule(NaN, 2);
    expect(calendar.size).toBe(0);
    calendar.schedule(5, -7);
    expect([calendar.nextTime(), calendar.take()]).toEqual([5, -7]);
    calendar.schedule(Infinity, 1);
    expect(calendar.size).toBe(0);
    expect(calendar.nextTime()).toBe(Infinity);
    calendar.schedule(1, 1);
    calendar.clear();
    expect(calendar.nextTime()).toBe(Infinity);
  });
});
