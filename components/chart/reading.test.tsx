/** What is read off a chart is what it draws, at the nearest place that has data, beside the hairline. */
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { linkForm, type LabPreset } from "../lab/state.ts";
import { viewOf } from "../lab/view.ts";
import { CurveTable } from "../table/CurveTable.tsx";
import { curveReading } from "./curve-reading.tsx";
import {
  nearestStop,
  readingText,
  readoutPlace,
  stopByKey,
} from "./readable.ts";
import { doublingScale } from "./scale.ts";
import type { CurveFigure } from "./series.ts";

/** A narrow no-break space stands before each unit. */
const told = (text: string) => text.replaceAll("\u202f", " ");

const preset: LabPreset = {
  query: "workload=tcp-stream&threads=8",
  technologies: ["zone", "kvm-qemu-2012", "xen-pv"],
  y: "linear",
};
const stateFrom = (search: string) =>
  linkForm(preset).read(search, "", []).state;
const figureOf = (search: string): CurveFigure =>
  viewOf(stateFrom(search)).figure;

describe("the nearest stop", () => {
  test("is nearest in the picture, which doubles", () => {
    const x = doublingScale(32, [0, 100]);
    const stops = [1, 2, 4, 8, 16, 32];
    expect(stops[nearestStop(stops, x, 29)]).toBe(2);
    expect(stops[nearestStop(stops, x, 31)]).toBe(4);
    expect(stops[nearestStop(stops, x, -500)]).toBe(1);
    expect(stops[nearestStop(stops, x, 500)]).toBe(32);
    expect(nearestStop([3], x, 50)).toBe(0);
  });

  test("is none further away than any other", () => {
    const stops = fc.uniqueArray(fc.integer({ min: 1, max: 1024 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(
        stops,
        fc.double({ min: -9, max: 330, noNaN: true }),
        (all, across) => {
          const x = doublingScale(1024, [0, 320]);
          const found = all[nearestStop(all, x, across)]!;
          for (const each of all)
            expect(Math.abs(x(found) - across)).toBeLessThanOrEqual(
              Math.abs(x(each) - across),
            );
        },
      ),
    );
  });

  test("keys stay among the stops", () => {
    expect(stopByKey(5, 0, "ArrowLeft")).toBe(0);
    expect(stopByKey(5, 4, "ArrowRight")).toBe(4);
    expect(stopByKey(5, 2, "ArrowRight")).toBe(3);
    expect([stopByKey(5, 2, "Home"), stopByKey(5, 2, "End")]).toEqual([0, 4]);
    expect(stopByKey(5, 2, "ArrowUp")).toBeNull();
  });
});

test("a readout never lies on its hairline, nor leaves its chart", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 200, max: 900, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 100, max: 200, noNaN: true }),
      (width, share, box) => {
        const across = share * width;
        const { left, beside } = readoutPlace(across, width, box);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + box).toBeLessThanOrEqual(width + 1e-9);
        if (beside) expect(left > across || left + box < across).toBe(true);
      },
    ),
  );
});

describe("what a chart of curves says", () => {
  const at = (search: string, stop: number) =>
    told(readingText(curveReading(figureOf(search)).tell(stop)));

  test("a model's value alone, with its unit", () => {
    expect(at("", 5)).toMatch(
      /^5 threads; Zone [\d.]+ Gbit\/s; KVM, qemu 2012 [\d.]+ Gbit\/s; Xen, PV, predicted [\d.]+ Gbit\/s$/,
    );
  });

  test("what its table says", () => {
    const figure = figureOf("");
    const readable = curveReading(figure);
    const rows = [1, 2, 4, 5, 8, 32];
    const table = told(
      renderToString(<CurveTable figure={figure} rows={rows} caption="" />),
    );
    for (const row of rows) {
      const cells = /<th scope="row">N<\/th>(.*?)<\/tr>/.source.replace(
        "N",
        String(row),
      );
      const texts = [
        ...(new RegExp(cells).exec(table)?.[1] ?? "").matchAll(
          /<td[^>]*>([^<]+)</g,
        ),
      ].map(([, text]) => text);
      const read = readable
        .tell(row)
        .lines.flatMap(({ values }) => values)
        .map(([, value]) => told(value).replace(" Gbit/s", ""));
      expect(read).toEqual(texts);
    }
  });

  test("a published value with the model's and its error", () => {
    expect(at("", 1)).toMatch(
      /^1 thread; Zone: model [\d.]+ Gbit\/s, published 2\.75 Gbit\/s, model’s error \+[\d.]+ %; KVM/,
    );
  });

  test("what the reader's choices have moved, with what it was", () => {
    const state = stateFrom("?cap=2");
    const page = stateFrom("");
    const { figure } = viewOf(state, page);
    expect(told(readingText(curveReading(figure).tell(5)))).toMatch(
      /Zone, predicted: model [\d.]+ Gbit\/s, before [\d.]+ Gbit\/s/,
    );
  });

  test("a simulated value with its interval, or that its run was too short", () => {
    const [zone] = figureOf("").series;
    const point = { at: 4, rate: 4.3e9, low: 4.1e9, high: 4.5e9 };
    const said = (simulated: typeof point | (typeof point & { low: null })) => {
      const series = [
        { ...zone!, curve: [], published: [], simulated: [simulated] },
      ];
      const figure = { ...figureOf(""), series };
      return told(readingText(curveReading(figure).tell(4)));
    };
    expect(said(point)).toBe(
      "4 threads; Zone: simulator 4.30 Gbit/s, 95 % interval 4.10 to 4.50 Gbit/s",
    );
    expect(said({ ...point, low: null } as never)).toContain("too short a run");
  });

  test("every stop says something, and marks what is drawn there", () => {
    for (const search of [
      "",
      "?y=log",
      "?workload=proc-scan",
      "?threads=900",
    ]) {
      const readable = curveReading(figureOf(search));
      expect(readable.stops).toEqual(readable.stops.toSorted((a, b) => a - b));
      for (const stop of readable.stops) {
        expect(readable.tell(stop).lines.length).toBeGreaterThan(0);
        for (const layout of [0, 1, 2]) {
          const { x, points, top, base } = readable.frame(layout);
          expect(Number.isFinite(x(stop))).toBe(true);
          for (const { y } of points(stop)) {
            expect(y).toBeGreaterThanOrEqual(top - 0.1);
            expect(y).toBeLessThanOrEqual(base + 0.1);
          }
        }
      }
    }
  });

  test("each series keeps its dash and marker", () => {
    const { lines } = curveReading(figureOf("")).tell(5);
    const marks = lines.map(({ mark }) => renderToString(<>{mark}</>));
    expect(new Set(marks).size).toBe(marks.length);
    for (const mark of marks) expect(mark).toContain("series-key");
  });
});
