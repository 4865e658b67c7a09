/**
 * What a lab shows for a state: the model is asked, and its answers are put side by side.
 *
 * IDEA   One prediction for the caption and the flame, one curve a technology, and the published
 *        rows that belong to these conditions with the replay's errors. No arithmetic of its own.
 */
import {
  isTested,
  measuredRows,
  refusalOf,
  rowErrors,
  scenarioToQuery,
  solve,
  solveCurve,
  technologyById,
  underTechnology,
  withField,
  type Prediction,
  type RowError,
  type Scenario,
} from "../../models/index.ts";
import {
  rateAt,
  threadAxis,
  type CurveFigure,
  type PublishedValue,
  type Series,
} from "../chart/series.ts";
import { alongOf, figureOf, unitOf, type Along } from "./along.ts";
import { captionOf, type Caption } from "./words.ts";
import type { LabState } from "./state.ts";

export interface LabView {
  readonly figure: CurveFigure;
  readonly prediction: Prediction;
  readonly caption: Caption;
  /** Places of the table: round ones, published ones and the present one. */
  readonly rows: readonly number[];
}

let errors: ReadonlyMap<string, RowError> | undefined;
const errorOf = (id: string): RowError | undefined =>
  (errors ??= new Map(rowErrors().map((each) => [each.row.id, each]))).get(id);

/** A curve does not depend on the place that the caption speaks of: a drag along it solves no other. */
const known = new Map<string, Series>();
const mostKnown = 64;

const seriesOf = (
  scenario: Scenario,
  id: string,
  { axis, places }: Along,
): Series[] => {
  const technology = technologyById.get(id);
  // What makes no sense has no curve: the picker says why.
  if (!technology || refusalOf(id, scenario.workload.kind) !== null) return [];
  const under = underTechnology(scenario, id);
  const conditions = scenarioToQuery(withField(under, axis.key, 1));
  const key = `${conditions} ${places.join()}`;
  const before = known.get(key);
  if (before) return [before];
  const published = measuredRows(under).flatMap((row): PublishedValue[] => {
    const again = errorOf(row.id);
    return again ? [again] : [];
  });
  const series: Series = {
    id,
    name: technology.name,
    family: technology.family,
    isPrediction: !isTested(under),
    curve:
      axis === threadAxis
        ? solveCurve(under, places).map((point) => ({
            at: point.threads,
            rate: figureOf(point, scenario),
          }))
        : places.map((at) => ({
            at,
            rate: figureOf(solve(withField(under, axis.key, at)), scenario),
          })),
    published,
  };
  if (known.size >= mostKnown) known.clear();
  known.set(key, series);
  return [series];
};

/** Less than this part of a rate is not to be seen in a chart. */
const unseen = 1e-3;

/** `series` with the curve that it has under `page`, if that is another. */
const besidePage = (series: Series, page: Scenario, along: Along): Series => {
  const before = seriesOf(page, series.id, along)[0]?.curve;
  const moved = before?.some(
    ({ rate: then }, place) =>
      Math.abs(then - series.curve[place]!.rate) > unseen * then,
  );
  return before && moved === true ? { ...series, before } : series;
};

/**
 * @param page  the state that the page gives its lab, whose curves stay in sight; none where the
 *              state is the page's own
 */
export function viewOf(
  { scenario, compared, y }: LabState,
  page?: LabState,
): LabView {
  const along = alongOf(scenario);
  const { axis, at } = along;
  const alike = page?.scenario.workload.kind === scenario.workload.kind;
  const series = compared
    .flatMap((id) => seriesOf(scenario, id, along))
    .map((each) =>
      alike && page.compared.includes(each.id)
        ? besidePage(each, page.scenario, along)
        : each,
    );
  const prediction = solve(scenario);
  const { id } = prediction.technology;
  const described = series.find((each) => each.id === id);
  const value =
    (described && rateAt(described, at)) ?? figureOf(prediction, scenario);
  const rows = [
    at,
    ...along.listed,
    ...series.flatMap((each) => each.published.map(({ row }) => row.threads)),
  ];
  return {
    figure: { unit: unitOf(scenario), axis, y, series, selected: id, at },
    prediction,
    caption: captionOf(prediction, along, value),
    rows: [...new Set(rows)].sort((a, b) => a - b),
  };
}
