/**
 * Published figures outside the post's tables, each with what the model says of the same quantity.
 *
 * IDEA   Nothing is looked up and nothing is fitted: the figure's scenario is solved, and the answer
 *        stands beside the figure whatever it is.
 * HOLDS  Mean values. The error against an interval is the one against its nearer end, and none
 *        inside it.
 */
import { medianError } from "./fit.ts";
import { elsewhere } from "./measurements/elsewhere.ts";
import type { Asked, PublishedFigure } from "./measurements/figure.ts";
import { postFigures } from "./measurements/post-2013-figures.ts";
import type { Prediction } from "./prediction.ts";
import { queryToScenario } from "./scenario.ts";
import { solve } from "./solve.ts";

export const publishedFigures: readonly PublishedFigure[] = [
  ...postFigures,
  ...elsewhere,
];

export interface ComparedFigure {
  readonly figure: PublishedFigure;
  /** In the figure's unit; null where the model is not asked. */
  readonly model: number | null;
  /** model / published − 1 */
  readonly error: number | null;
}

const predicted = (query: string): Prediction =>
  solve(queryToScenario(query).scenario);

const answer = (
  { query, over, oneWay }: Asked,
  unit: PublishedFigure["unit"],
): number => {
  const prediction = predicted(query);
  switch (unit) {
    case "s":
      return prediction.residenceSeconds * (oneWay ? 0.5 : 1);
    case "bit/s":
      return prediction.bitsPerSecond;
    case "share of bare metal":
      return (
        prediction.messagesPerSecond /
        predicted(over ?? query).messagesPerSecond
      );
    default:
      return prediction.messagesPerSecond;
  }
};

/** The error of `model` against a figure, or against the interval from `low` to `high`. */
export const errorAgainst = (
  model: number,
  low: number,
  high = low,
): number => {
  const nearest = Math.min(Math.max(model, low), high);
  return model / nearest - 1;
};

/** Every figure, in the order of its table. */
export const comparedFigures = (): readonly ComparedFigure[] =>
  publishedFigures.map((figure) => {
    const { asked, unit, value, high } = figure;
    if (typeof asked === "string") return { figure, model: null, error: null };
    const model = answer(asked, unit);
    return { figure, model, error: errorAgainst(model, value, high) };
  });

/** How far the model is off the figures that nothing of it was taken from, in relative terms. */
export const comparedSummary = (): {
  readonly count: number;
  readonly median: number;
  readonly worst: number;
} => {
  const free = comparedFigures().flatMap(({ figure: { asked }, error }) =>
    typeof asked !== "string" &&
    asked.standing.kind === "free" &&
    error !== null
      ? [{ error }]
      : [],
  );
  return {
    count: free.length,
    median: medianError(free),
    worst: Math.max(...free.map(({ error }) => Math.abs(error))),
  };
};
