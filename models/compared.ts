/**
 * Published figures outside the post's tables, each with what the model says of the same quantity.
 *
 * IDEA   Nothing is looked up and nothing is fitted: the figure's scenario is solved, or simulated
 *        where a percentile was published, and the answer stands beside the figure whatever it is.
 * HOLDS  One seed. The error against an interval is the one against its nearer end, and none
 *        inside it.
 * COST   A second in all for the simulated ones, once.
 */
import { medianError } from "./fit.ts";
import { elsewhere } from "./measurements/elsewhere.ts";
import type { Asked, PublishedFigure } from "./measurements/figure.ts";
import { postFigures } from "./measurements/post-2013-figures.ts";
import type { Prediction } from "./prediction.ts";
import { errorAgainst, factorApart } from "./residual.ts";
import { queryToScenario } from "./scenario.ts";
import { simulate } from "./simulate/simulate.ts";
import { solve } from "./solve.ts";
import { takesPath } from "./traffic.ts";

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

/** How long the runs are: of a path's many requests a second, and of events on a CPU. */
const runS = { path: 1, cpu: 200 } as const;

const percentileOf = (query: string, share: number): number => {
  const { scenario } = queryToScenario(query);
  const seconds = takesPath(scenario.workload.kind) ? runS.path : runS.cpu;
  const options = { seed: 1, seconds, warmup: 1 };
  return simulate(scenario, options).latency.percentile(share);
};

const answer = (
  { query, over, oneWay, percentile }: Asked,
  unit: PublishedFigure["unit"],
): number => {
  if (percentile !== undefined) return percentileOf(query, percentile);
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

const compare = (figure: PublishedFigure): ComparedFigure => {
  const { asked, unit, value, high } = figure;
  if (typeof asked === "string") return { figure, model: null, error: null };
  const model = answer(asked, unit);
  return { figure, model, error: errorAgainst(model, value, high) };
};

let compared: readonly ComparedFigure[] | null = null;

/** Every figure, in the order of its table. Asked once: the answers do not change. */
export const comparedFigures = (): readonly ComparedFigure[] =>
  (compared ??= publishedFigures.map(compare));

/**
 * By what factor the model is off: the figures that nothing of it was taken from, or those whose
 * program a sibling set.
 */
export const comparedSummary = (
  kind: "free" | "sibling" = "free",
): {
  readonly count: number;
  readonly median: number;
  readonly worst: number;
} => {
  const asked = comparedFigures().flatMap(({ figure, error }) =>
    typeof figure.asked !== "string" &&
    figure.asked.standing.kind === kind &&
    error !== null
      ? [{ error: factorApart(error) - 1 }]
      : [],
  );
  return {
    count: asked.length,
    median: 1 + medianError(asked),
    worst: 1 + Math.max(...asked.map(({ error }) => error)),
  };
};
