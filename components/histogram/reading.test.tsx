/** What is read off latencies: shares and percentiles as the run has them, and what is known of each. */
import { describe, expect, test } from "vitest";
import { nearestStop, readingText } from "../chart/readable.ts";
import { binsOf } from "./bins.ts";
import { heatReading } from "./heat-reading.tsx";
import type { LatencyColumn, LatencySeries } from "./latency.ts";
import { latencyReading } from "./latency-reading.tsx";

const told = (text: string) => text.replaceAll("\u202f", " ");

/** Three in four near a tenth of a millisecond, one at 30 ms. */
const series = (id: string): LatencySeries => ({
  id,
  name: id,
  bins: binsOf([
    { low: 1.02e-4, high: 1.03e-4, count: 3 },
    { low: 0.03, high: 0.0301, count: 1 },
  ]),
  percentiles: [
    {
      share: 0.5,
      seconds: 1.03e-4,
      low95: 1e-4,
      high95: 1.1e-4,
      tooShort: false,
    },
    { share: 0.99, seconds: 0.03, low95: 0, high95: 0, tooShort: true },
  ],
  meanS: 0.0076,
  count: 4,
});

describe("a histogram", () => {
  const figure = {
    series: [series("one")],
    y: "linear",
    noun: "requests",
  } as const;

  test("says a bin's bounds, its share and the percentiles in it", () => {
    const { stops, tell } = latencyReading(figure);
    expect(stops).toHaveLength(2);
    expect(told(readingText(tell(stops[0]!)))).toBe(
      "100 to 112 µs; one: of requests 75 %, p50 103 µs (95 %: 100 to 110 µs)",
    );
    expect(told(readingText(tell(stops[1]!)))).toBe(
      "28.2 to 31.6 ms; one: of requests 25 %, p99 30.0 ms (95 %: too short)",
    );
  });

  test("is read in the middle of its bins, at the height of its bars", () => {
    const { stops, frame } = latencyReading(figure);
    for (const layout of [0, 1]) {
      const { x, points, top, base } = frame(layout);
      const [first, second] = stops.map(x) as [number, number];
      expect(stops[nearestStop(stops, x, first + 3)]).toBe(stops[0]);
      expect(second).toBeGreaterThan(first);
      const [high] = points(stops[0]!);
      const [low] = points(stops[1]!);
      expect(high!.y).toBeLessThan(low!.y);
      expect(high!.y).toBeGreaterThanOrEqual(top);
      expect(low!.y).toBeLessThanOrEqual(base);
    }
  });

  test("says of two runs what each has, and nothing where one has nothing", () => {
    const other = { ...series("two"), bins: series("two").bins.slice(0, 1) };
    const { stops, tell, frame } = latencyReading({
      ...figure,
      series: [series("one"), other],
    });
    expect(told(readingText(tell(stops[1]!)))).toContain(
      "two: of requests 0 %, p99",
    );
    expect(frame(0).points(stops[1]!)).toHaveLength(1);
  });
});

test("a heat map says a column's percentiles with their intervals", () => {
  const column = (at: number): LatencyColumn => ({ ...series("run"), at });
  const { stops, tell, frame } = heatReading({
    columns: [column(1), column(4), column(8)],
    along: "threads",
  });
  expect(stops).toEqual([1, 4, 8]);
  expect(told(readingText(tell(1)))).toBe(
    "1 thread; p50 103 µs (95 %: 100 to 110 µs); p99 30.0 ms (95 %: too short)",
  );
  const { x, points } = frame(0);
  expect(x(4) - x(1)).toBeCloseTo(x(8) - x(4), 9);
  expect(points(4)).toHaveLength(2);
});

test("a run in which nothing ended says so", () => {
  const { tell } = heatReading({
    columns: [{ ...series("run"), at: 0, count: 0 }],
    along: "busy neighbours",
  });
  expect(readingText(tell(0))).toContain("p50 nothing ended");
});
