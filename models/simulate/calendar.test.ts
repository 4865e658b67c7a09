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
      const calendar = new Calendar();
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
    const calendar = new Calendar();
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

  test("keeps the order of thousands, near, far, at one time, or of another age", () => {
    const draws = new RandomStream(23, "days");
    const scales = [1e-9, 1, 1e12];
    for (const scale of scales) {
      const calendar = new Calendar();
      const pending: [time: number, what: number][] = [];
      let what = 0;
      const schedule = (time: number) => {
        calendar.schedule(time, what);
        const behind = pending.findLastIndex(([other]) => other <= time);
        pending.splice(behind + 1, 0, [time, what++]);
      };
      // Many at once, then hold, then a drought, then many at one time.
      let now = 0;
      for (const [steps, fewest, spread] of [
        [3000, 1000, 1],
        [3000, 1000, 300],
        [1500, 3, 1e6],
        [1500, 200, 1e-3],
      ] as const)
        for (let step = 0; step < steps; step++) {
          for (let more = pending.length < fewest ? 2 : 1; more > 0; more--) {
            const kind = draws.uniform();
            const away = kind < 0.2 ? 0 : spread * draws.exponential();
            const isRound = kind > 0.8;
            schedule(now + scale * (isRound ? Math.ceil(away / spread) : away));
          }
          if (pending.length > fewest) {
            expect(calendar.nextTime()).toBe(pending[0]![0]);
            now = pending[0]![0];
            expect([now, calendar.take()]).toEqual(pending.shift());
          }
          if (pending.length > fewest)
            expect([calendar.nextTime(), calendar.take()]).toEqual(
              pending.shift(),
            );
        }
      expect(calendar.size).toBe(pending.length);
      expect(drain(calendar)).toEqual(pending);
      expect(calendar.nextTime()).toBe(Infinity);
    }
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
  });
});
