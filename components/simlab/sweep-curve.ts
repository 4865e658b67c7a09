/** A sweep over threads as a chart of curves: the solver's line, the simulator's points, published rows. */
import type { CurveFigure, YScale } from "../chart/series.ts";
import type { SimFigure } from "./figure.ts";

export function sweepCurve(
  figure: SimFigure,
  now: number,
  y: YScale,
): CurveFigure {
  const { run, sweep } = figure;
  const points = [...sweep].sort((a, b) => a.at - b.at);
  return {
    unit: run.unit,
    y,
    selected: run.technology,
    threads: now,
    series: [
      {
        id: run.technology,
        name: run.name,
        family: run.family,
        isPrediction: figure.published.length === 0,
        curve: points.flatMap(({ at, solved }) =>
          solved === null ? [] : [{ threads: at, rate: solved }],
        ),
        bound: points.flatMap(({ at, bound }) =>
          bound === null ? [] : [{ threads: at, rate: bound }],
        ),
        simulated: points.map(({ at, rate }) => ({
          threads: at,
          rate: rate.mean,
          low: rate.tooShort ? null : rate.low95,
          high: rate.tooShort ? null : rate.high95,
        })),
        published: figure.published,
      },
    ],
  };
}
