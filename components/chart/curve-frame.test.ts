/** A chart's axis stands where its labels have room. */
import { expect, test } from "vitest";
import { curveFrame, plotLayouts } from "./curve-frame.ts";
import { threadAxis, type CurveFigure } from "./series.ts";

const figureOf = (rate: number): CurveFigure => ({
  unit: "events/s",
  y: "linear",
  selected: "zone",
  axis: threadAxis,
  at: 1,
  series: [
    {
      id: "zone",
      name: "Zone",
      family: "zone",
      isPrediction: true,
      curve: [
        { at: 1, rate: rate / 2 },
        { at: 2, rate },
      ],
      published: [],
    },
  ],
});

test.each(plotLayouts)("in the $name chart", (layout) => {
  const left = (rate: number) => curveFrame(figureOf(rate), layout).left;
  expect(left(4_000)).toBe(layout.left);
  expect(left(250_000)).toBeGreaterThan(50);
  expect(left(200_000_000)).toBeGreaterThan(70);
  expect(left(200_000_000)).toBeLessThan(layout.width / 4);
});

test.each(plotLayouts)(
  "in the $name chart the scenario has a place",
  (layout) => {
    const { x, right } = curveFrame({ ...figureOf(4_000), at: 42 }, layout);
    expect(x(42)).toBeLessThan(right);
  },
);

test.each(plotLayouts)(
  "in the $name chart curves that only their beginnings tell apart are numbered there",
  (layout) => {
    const twins = (
      ends: readonly (readonly [first: number, last: number])[],
    ) => ({
      ...figureOf(4_000),
      series: ends.map(([first, last], index) => ({
        ...figureOf(4_000).series[0]!,
        id: String(index),
        curve: [
          { at: 1, rate: first },
          { at: 32, rate: last },
        ],
      })),
    });
    const meeting = twins([
      [100, 990],
      [300, 1_000],
      [600, 1_010],
    ]);
    const parting = twins([
      [990, 100],
      [1_000, 300],
      [1_010, 600],
    ]);
    const room = ({ x, left }: ReturnType<typeof curveFrame>) => x(1) - left;
    const met = curveFrame(meeting, layout);
    expect(met.numberedAtStart).toBe(true);
    expect(room(met)).toBeGreaterThan(20);
    expect(curveFrame(parting, layout).numberedAtStart).toBe(false);
    const one = { ...meeting, series: meeting.series.slice(0, 1) };
    expect(curveFrame(one, layout).numberedAtStart).toBe(false);
  },
);
