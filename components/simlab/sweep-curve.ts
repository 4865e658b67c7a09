/** A sweep over threads as a chart of curves: the solver's line, the simulator's points, published rows. */
import { threadAxis, type CurveFigure, type YScale } from "../chart/series.ts";
import type { SimFigure, SolvedPoint } from "./figure.ts";

export function sweepCurve(
  figure: SimFigure,
  now: number,
  y: YScale,
): CurveFigure {
  const { run } = figure;
  const along = (a: { at: number }, b: { at: number }) => a.at - b.at;
  const line = [...figure.line].sort(along);
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
        curve: line.flatMap(({ at, solved }) =>
          solved === null ? [] : [{ at, rate: solved }],
        ),
        bound: line.flatMap(({ at, bound }) =>
          bound === null ? [] : [{ at, rate: bound }],
        ),
        simulated: [...figure.sweep].sort(along).map(({ at, rate }) => ({
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

/** The solver's rate at a value of the sweep. */
export const solvedAt = (
  line: readonly SolvedPoint[],
  at: number,
): number | null => line.find((point) => point.at === at)?.solved ?? null;
