/**
 * What is read off a chart of curves: the curve's value, a published one with the model's error, a
 * simulated one with its interval, in the unit of the axis.
 */
import {
  errorWords,
  intervalEnds,
  rateScale,
  significant,
  type Saying,
} from "../format.ts";
import { curveFrame, plotLayouts, plotTop } from "./curve-frame.ts";
import {
  placeText,
  type Readable,
  type Reading,
  type ReadingLine,
} from "./readable.ts";
import {
  curveClass,
  hasTwins,
  largestRate,
  rateAt,
  type CurveFigure,
  type Series,
} from "./series.ts";
import { SeriesKey } from "./SeriesKey.tsx";

const placesOf = (series: Series): number[] => [
  ...series.curve.map(({ at }) => at),
  ...series.published.map(({ row }) => row.threads),
  ...(series.simulated ?? []).map(({ at }) => at),
];

/** What one series says of a place; a model's value stands alone, or before what it is measured by. */
function valuesOf(
  series: Series,
  at: number,
  shown: Saying,
): ReadingLine["values"] {
  const values: [string, string][] = [];
  const value = rateAt(series, at);
  const here = (points: Series["curve"] | undefined) =>
    points?.find((point) => point.at === at)?.rate;
  const model = series.simulated ? "solver" : "model";
  if (value !== undefined) values.push([model, shown(value)]);
  for (const { row, model: replayed, error } of series.published) {
    if (row.threads !== at) continue;
    if (value === undefined) values.push([model, shown(replayed)]);
    values.push(["published", shown(row.value)]);
    values.push([`${model}’s error`, errorWords(error)]);
  }
  for (const point of series.simulated ?? []) {
    if (point.at !== at) continue;
    const { rate, low, high } = point;
    values.push(["simulator", shown(rate)]);
    values.push([
      "95 % interval",
      low === null || high === null
        ? "too short a run"
        : intervalEnds(low, high, shown),
    ]);
  }
  const bound = here(series.bound);
  if (bound !== undefined) values.push(["at most", shown(bound)]);
  const before = here(series.before);
  if (before !== undefined) values.push(["before", shown(before)]);
  return values;
}

export function curveReading(figure: CurveFigure): Readable {
  const { axis, series, unit } = figure;
  const scaled = rateScale(largestRate(figure), unit);
  const shown: Saying = (rate, digits) =>
    `${significant(rate * scaled.factor, digits)}\u202f${scaled.unit}`;
  const stops = [...new Set(series.flatMap(placesOf))].sort((a, b) => a - b);
  const numbered = hasTwins(figure);
  const tell = (at: number): Reading => ({
    place: placeText(at, axis.name),
    lines: series
      .map((each, index) => ({
        key: each.id,
        family: each.family,
        mark: (
          <>
            {numbered && <i>{index + 1}</i>}
            <SeriesKey family={each.family} line={curveClass(each)} />
          </>
        ),
        name: `${each.name}${each.isPrediction ? ", predicted" : ""}`,
        values: valuesOf(each, at, shown),
      }))
      .filter(({ values }) => values.length > 0),
  });
  return {
    stops,
    tell,
    frame: (index) => {
      const layout = plotLayouts[index] ?? plotLayouts[0]!;
      const { x, base, placeRate } = curveFrame(figure, layout);
      return {
        top: plotTop,
        base,
        x,
        points: (at) =>
          series.flatMap((each) => {
            const rate = rateAt(each, at);
            return rate === undefined
              ? []
              : [
                  {
                    key: each.id,
                    family: each.family,
                    y: placeRate(rate),
                  },
                ];
          }),
      };
    },
  };
}
