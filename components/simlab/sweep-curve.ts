/** A sweep over threads as a chart of curves: the solver's line, the simulator's points, published rows. */
import { threadAxis, type CurveFigure, type YScale } from "../chart/series.ts";
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
    axis: threadAxis,
    at: now,
    series: [
      {
        id: run.technology,
        name: run.name,
        family: run.family,
        isPrediction: figure.published.length === 0,
        curve: points.flatMap(({ at, solved }) =>
          solved === null ? [] : [{ at, rate: solved }],
        ),
        bound: points.flatMap(({ at, bound }) =>
          bound === null ? [] : [{ at, rate: bound }],
        ),
        simulated: points.map(({ at, rate }) => ({
          at,
          rate: rate.mean,
          low: rate.tooShort ? null : rate.low95,
          high: rate.tooShort ? null : rate.high95,
        })),
        published: figure.published,
      },
    ],
  };
}
