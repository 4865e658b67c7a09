/**
 * Fits the free parameters to published rows, and predicts each row from the others.
 *
 * IDEA   Minimise the mean fourth power of the log error of throughput over the rows, and of the CPU
 *        shares that the rows state, by a Nelder–Mead search in a bounded cube: each free parameter
 *        is a point of its published range, so a fit cannot leave it. Deterministic: the start is the
 *        published point, and there is no randomness.
 * UNITS  Errors in units of what the tables' own noise allows (`rateScale`, `cpuPoints`).
 * HOLDS  A handful of parameters and a smooth model.
 * FAILS  As a global search: it ends in the valley in which it began.
 * COST   A second for all rows, ten for each of them left out once.
 * SOURCE Nelder & Mead 1965; the coefficients are theirs (1, 2, 1/2, 1/2).
 */
import { fittedIds, parameterRecord } from "./parameters/catalogue.ts";
import { publishedValues } from "./parameters/published-values.ts";
import type { ParameterId, ParameterValues } from "./parameters/catalogue.ts";
import { cpuShareOf, rateOf } from "./replay-row.ts";
import type { PublishedRow } from "./measurements/post-2013.ts";

/** What one unit of error is: a tenth in a CPU share, and what the tables' own noise allows a rate. */
const cpuPoints = 0.1;
const rateScale = { throughput: 0.08, "packet-rate": 0.05 } as const;

const toCube = (id: ParameterId, value: number): number => {
  const [low, high] = parameterRecord(id).range;
  return (value - low) / (high - low);
};
const fromCube = (id: ParameterId, at: number): number => {
  const [low, high] = parameterRecord(id).range;
  return low + Math.min(1, Math.max(0, at)) * (high - low);
};

/** The parameters with the fitted ones where `point` puts them. */
const valuesAt = (point: readonly number[]): ParameterValues => ({
  ...publishedValues,
  ...Object.fromEntries(
    fittedIds.map((id, at) => [id, fromCube(id, point[at] ?? 0)]),
  ),
});

/**
 * Fourth power: a fit that spreads its error, because one row far off says more against a mechanism
 * than several rows slightly off.
 */
const power = 4;

/** Mean of the fourth powers of the errors of `values` over `rows`, in the units above. */
export const misfit = (
  rows: readonly PublishedRow[],
  values: ParameterValues,
): number => {
  let sum = 0;
  let terms = 0;
  for (const row of rows) {
    const rate =
      Math.log(rateOf(row, values) / row.value) / rateScale[row.table];
    sum += rate ** power;
    terms += 1;
    const share = cpuShareOf(row, values);
    if (share !== null && row.cpu) {
      const points = (share - row.cpu.share) / cpuPoints;
      sum += points ** power;
      terms += 1;
    }
  }
  return sum / terms;
};

/** Distance outside the unit cube, as a penalty that leads back in. */
const outside = (point: readonly number[]): number =>
  point.reduce((sum, at) => sum + Math.max(0, -at, at - 1) ** 2, 0) * 1e4;

/** Minimises `cost` from `start`; `steps` bounds the iterations. */
const nelderMead = (
  cost: (point: readonly number[]) => number,
  start: readonly number[],
  steps: number,
): readonly number[] => {
  const size = start.length;
  let simplex = [
    start,
    ...start.map((_, at) =>
      start.map((x, i) => (i === at ? (x > 0.5 ? x - 0.2 : x + 0.2) : x)),
    ),
  ].map((point) => ({ point, cost: cost(point) }));
  const along = (from: readonly number[], to: readonly number[], by: number) =>
    from.map((x, at) => x + by * ((to[at] ?? 0) - x));
  const evaluated = (point: readonly number[]) => ({
    point,
    cost: cost(point),
  });
  for (let step = 0; step < steps; step++) {
    simplex.sort((a, b) => a.cost - b.cost);
    const best = simplex[0]!;
    const worst = simplex[size]!;
    if (worst.cost - best.cost < 1e-10) break;
    const centre = start.map(
      (_, at) =>
        simplex
          .slice(0, size)
          .reduce((sum, vertex) => sum + (vertex.point[at] ?? 0), 0) / size,
    );
    const reflected = evaluated(along(worst.point, centre, 2));
    if (reflected.cost < best.cost) {
      const expanded = evaluated(along(worst.point, centre, 3));
      simplex[size] = expanded.cost < reflected.cost ? expanded : reflected;
    } else if (reflected.cost < simplex[size - 1]!.cost)
      simplex[size] = reflected;
    else {
      const contracted = evaluated(
        along(worst.point, centre, reflected.cost < worst.cost ? 1.5 : 0.5),
      );
      if (contracted.cost < Math.min(worst.cost, reflected.cost))
        simplex[size] = contracted;
      else
        simplex = simplex.map((vertex, at) =>
          at === 0 ? vertex : evaluated(along(best.point, vertex.point, 0.5)),
        );
    }
  }
  simplex.sort((a, b) => a.cost - b.cost);
  return simplex[0]!.point;
};

export interface Fit {
  readonly values: ParameterValues;
  readonly misfit: number;
}

/** The fitted parameters that best meet `rows`; `steps` bounds the search. */
export const fitRows = (rows: readonly PublishedRow[], steps = 400): Fit => {
  const cost = (point: readonly number[]) =>
    misfit(rows, valuesAt(point)) + outside(point);
  const start = fittedIds.map((id) => toCube(id, publishedValues[id]));
  const values = valuesAt(nelderMead(cost, start, steps));
  return { values, misfit: misfit(rows, values) };
};

export interface LeftOut {
  readonly id: string;
  readonly published: number;
  readonly predicted: number;
  readonly error: number;
}

/** Each row predicted by a model fitted to all the others. */
export const leaveOneOut = (
  rows: readonly PublishedRow[],
): readonly LeftOut[] =>
  rows.map((row) => {
    const others = rows.filter((other) => other !== row);
    const { values } = fitRows(others, 250);
    const predicted = rateOf(row, values);
    return {
      id: row.id,
      published: row.value,
      predicted,
      error: predicted / row.value - 1,
    };
  });

/** Half of the rows are predicted better than this, relative. */
export const medianError = (
  rows: readonly { readonly error: number }[],
): number => {
  const sorted = rows.map(({ error }) => Math.abs(error)).sort((a, b) => a - b);
  const [low, high] = [(sorted.length - 1) / 2, sorted.length / 2].map(
    Math.floor,
  );
  return ((sorted[low ?? 0] ?? 0) + (sorted[high ?? 0] ?? 0)) / 2;
};
