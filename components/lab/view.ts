/**
 * What a lab shows for a state: the model is asked, and its answers are put side by side.
 *
 * IDEA   One prediction for the caption and the flame, one curve a technology, and the published
 *        rows that belong to these conditions with the replay's errors. No arithmetic of its own.
 */
import {
  isTested,
  measuredRows,
  noGain,
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
  type Axis,
  type CurveFigure,
  type PublishedValue,
  type Series,
} from "../chart/series.ts";
import { counted, plain, rate } from "../format.ts";
import { rateOf, workloadRate } from "../workload-rate.ts";
import type { LabState } from "./state.ts";

export interface LabView {
  readonly figure: CurveFigure;
  readonly prediction: Prediction;
  readonly caption: Caption;
  /** Places of the table: round ones, published ones and the present one. */
  readonly rows: readonly number[];
}

/** The caption's sentence in the parts that are set differently. */
export interface Caption {
  readonly subject: string;
  readonly verb: string;
  readonly value: string;
  /** With what may as well be named, where two are near. */
  readonly limiter: string;
  readonly next: string | null;
}

export const captionText = ({
  subject,
  verb,
  value,
  limiter,
  next,
}: Caption): string =>
  `${subject} ${verb} ${value}. Limiter: ${limiter}.${next === null ? "" : ` Next: ${next}.`}`;

const everyCount = Array.from({ length: 32 }, (_, at) => at + 1);
const further = [
  40, 48, 64, 80, 96, 128, 160, 192, 256, 320, 384, 512, 640, 768, 896, 1024,
];

/** A next limiter with a smaller share than this is noise in a caption. */
const worthSaying = 0.01;

/** Thread counts of a curve: every one to 32, then coarser, as far as the state needs. */
const countsFor = (threads: number): number[] => {
  const past = further.findIndex((count) => count >= threads);
  const more =
    threads <= 32 ? [] : further.slice(0, past < 0 ? undefined : past + 1);
  const doubled = more.filter(
    (count) => count <= 2 ** Math.ceil(Math.log2(threads)),
  );
  return [...new Set([...everyCount, ...doubled, threads])].sort(
    (a, b) => a - b,
  );
};

/** A scan is the same for any number of threads: they take turns under one lock. */
const scanAxis: Axis = {
  key: "processes",
  name: "processes of others",
  scale: "linear",
};

interface Along {
  readonly axis: Axis;
  /** The state's own place. */
  readonly at: number;
  readonly places: readonly number[];
  /** Of them, those that a table lists. */
  readonly listed: readonly number[];
}

/** What a scenario's curves are drawn along. */
const alongOf = ({ workload }: Scenario): Along => {
  const { threads } = workload;
  if (workload.kind !== "proc-scan") {
    const places = countsFor(threads);
    const listed = places.filter((count) => Number.isInteger(Math.log2(count)));
    return { axis: threadAxis, at: threads, places, listed };
  }
  const { processes } = workload;
  const furthest = 10 ** Math.max(4, Math.ceil(Math.log10(processes)));
  const places = Array.from({ length: 21 }, (_, at) => (at * furthest) / 20);
  return {
    axis: scanAxis,
    at: processes,
    places: [...new Set([...places, processes])].sort((a, b) => a - b),
    listed: places.filter((_, at) => at % 2 === 0),
  };
};

/** Where two are near, a thread more may swap them: both are said. */
const limiterText = ({ limiter, rival }: Prediction): string =>
  rival === null
    ? limiter.sentence
    : `${limiter.sentence}; or, within ${plain(noGain * 100)}\u202f%, ${rival.sentence}`;

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
            rate: rateOf(point, scenario),
          }))
        : places.map((at) => ({
            at,
            rate: rateOf(solve(withField(under, axis.key, at)), scenario),
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
  const { unit } = workloadRate(scenario);
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
  const { technology, isPrediction, rival, nextLimiter } = prediction;
  const described = series.find(({ id }) => id === technology.id);
  const value =
    (described && rateAt(described, at)) ?? rateOf(prediction, scenario);
  const name =
    technology.name.charAt(0).toUpperCase() + technology.name.slice(1);
  const rows = [
    at,
    ...along.listed,
    ...series.flatMap((each) => each.published.map(({ row }) => row.threads)),
  ];
  return {
    figure: { unit, axis, y, series, selected: technology.id, at },
    prediction,
    caption: {
      subject:
        axis === threadAxis
          ? `${name} with ${counted(at, "thread")}`
          : `${name} beside ${plain(at)} ${at === 1 ? "process" : "processes"} of others`,
      verb: isPrediction ? "is predicted to carry" : "carries",
      value: rate(value, unit),
      limiter: limiterText(prediction),
      next:
        nextLimiter &&
        nextLimiter.id !== rival?.id &&
        nextLimiter.utilisation >= worthSaying
          ? nextLimiter.sentence
          : null,
    },
    rows: [...new Set(rows)].sort((a, b) => a - b),
  };
}
