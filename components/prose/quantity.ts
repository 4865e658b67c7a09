/**
 * What `Value` can say, as text: a row's figures, a scenario's answer, the model's summary figures.
 *
 * IDEA   A sentence names a quantity; the number comes from the model when the page is built. An
 *        unknown name stops the build, because a sentence with a hole in it must not be published.
 */
import {
  addedRange,
  cites,
  comparedFigures,
  comparedSummary,
  fittedIds,
  medianLeftOutError,
  parameterIds,
  parameterRecord,
  parseScenario,
  replay,
  replaySummary,
  rowLoopSeconds,
  solve,
  type ComparedFigure,
  type Prediction,
  type PredictedWait,
  type ReplayedRow,
  type Status,
} from "../../models/index.ts";
import { inForce } from "../../models/options-in-force.ts";
import { publishedValues } from "../../models/parameters/published-values.ts";
import {
  duration,
  errorWords,
  factor,
  percent,
  plain,
  rate,
  significant,
  spanText,
} from "../format.ts";
import { figureValue, publishedValue } from "./figure-words.ts";
import { rateOf, workloadRate } from "../workload-rate.ts";

export interface QuantityProps {
  /**
   * A published row: its figure, or with `model`, `error` or `cpu` the model's. With show="loop" its
   * round trip: threads by rate.
   */
  row?: string;
  model?: boolean;
  error?: boolean;
  cpu?: boolean;
  published?: boolean;
  /** A scenario's query: what the model answers, by default its rate. */
  query?: string;
  show?: "rate" | "loop" | "window" | "limiter";
  /** Instead of that answer its range: what the technology adds, all cheap and all dear. */
  range?: boolean;
  /** Of that answer, the waits of this name in one round trip, both ends together. */
  wait?: PredictedWait["id"];
  /** Of that answer, the steps of this id in one round trip, both ends together. */
  step?: string;
  /** Prints the wait or the step as a part of the round trip; of a row's, when one is named. */
  share?: boolean;
  /** A second scenario: the first one's rate as a multiple of this one's. */
  over?: string;
  /** The largest error of a table. */
  worst?: "throughput" | "packet-rate";
  fitted?: "count";
  /** How many parameters there are, or how many of a status. */
  parameters?: "all" | Status;
  leftout?: "median";
  /** A figure of the measurements page: itself, or with `model` or `error` the model's. */
  figure?: string;
  /** Of the published figures that nothing of the model was taken from. */
  elsewhere?: "count" | "median" | "worst";
  /** Instead of the figures that nothing gave, those whose program a sibling set. */
  sibling?: boolean;
}

const rows: ReadonlyMap<string, ReplayedRow> = new Map(
  replay().map((row) => [row.id, row]),
);

const rowLoopS = (row: ReplayedRow, props: QuantityProps): number => {
  const seconds = rowLoopSeconds(row, props.model ? "model" : "published");
  if (seconds === null)
    throw new Error(`Value: row "${row.id}" is no closed loop of messages`);
  return seconds;
};

const rowNamed = (id: string): ReplayedRow => {
  const row = rows.get(id);
  if (!row)
    throw new Error(
      `Value: no published row "${id}"; there are ${[...rows.keys()].join(", ")}`,
    );
  return row;
};

const rowText = (id: string, props: QuantityProps): string => {
  const row = rowNamed(id);
  if (props.show === "loop") return duration(rowLoopS(row, props));
  if (props.cpu) {
    if (!row.cpu) throw new Error(`Value: row "${id}" states no CPU figure`);
    return percent(props.published ? row.cpu.published : row.cpu.model);
  }
  if (props.error) return errorWords(row.error);
  return rate(props.model ? row.model : row.published, row.unit);
};

const figureNamed = (id: string): ComparedFigure => {
  const found = comparedFigures().find(({ figure }) => figure.id === id);
  if (!found) throw new Error(`Value: no published figure "${id}"`);
  return found;
};

const figureText = (id: string, props: QuantityProps): string => {
  const { figure, model, error } = figureNamed(id);
  if (!props.model && !props.error) return publishedValue(figure);
  if (model === null || error === null)
    throw new Error(`Value: the model is not asked for figure "${id}"`);
  return props.error ? errorWords(error) : figureValue(model, figure.unit);
};

const figureSource = (id: string): string => {
  const { cite, where, on } = figureNamed(id).figure;
  const { authors, year } = cites[cite];
  return `${authors} ${String(year)}, ${where}\n${on}`;
};

const predictionOf = (query: string): Prediction => {
  const { scenario, notices } = parseScenario(query);
  const [first] = notices;
  if (first) throw new Error(`Value: query "${query}": ${first.text}`);
  return solve(scenario);
};

const partSeconds = (
  prediction: Prediction,
  query: string,
  { wait, step }: QuantityProps,
): number => {
  const seconds =
    wait === undefined
      ? prediction.steps
          .filter(({ id }) => id === step)
          .map(
            ({ serviceSeconds, waitSeconds }) => serviceSeconds + waitSeconds,
          )
      : prediction.waits
          .filter(({ id }) => id === wait)
          .map((each) => each.seconds);
  if (seconds.length === 0)
    throw new Error(
      `Value: query "${query}" has no ${wait === undefined ? `step ${step ?? ""}` : `wait ${wait}`}`,
    );
  return seconds.reduce((sum, each) => sum + each, 0);
};

const rangeText = ({ scenario }: Prediction, props: QuantityProps): string => {
  const { cheap, dear } = addedRange(scenario);
  if (props.show === "loop")
    return spanText(
      duration(cheap.residenceSeconds),
      duration(dear.residenceSeconds),
    );
  const said = (each: Prediction) =>
    rate(rateOf(each, scenario), workloadRate(scenario).unit);
  return spanText(said(dear), said(cheap));
};

const queryText = (query: string, props: QuantityProps): string => {
  const prediction = predictionOf(query);
  const { scenario } = prediction;
  if (props.range === true) return rangeText(prediction, props);
  if (props.over !== undefined) {
    const other = predictionOf(props.over);
    return significant(
      rateOf(prediction, scenario) / rateOf(other, scenario),
      2,
    );
  }
  if (props.wait !== undefined || props.step !== undefined) {
    const seconds = partSeconds(prediction, query, props);
    if (props.share !== true) return duration(seconds);
    return percent(
      seconds /
        (props.row === undefined
          ? prediction.residenceSeconds
          : rowLoopS(rowNamed(props.row), props)),
    );
  }
  switch (props.show) {
    case "loop":
      return duration(prediction.residenceSeconds);
    case "window":
      return `${plain(inForce(scenario, publishedValues).windowBytes)}\u202fB`;
    case "limiter":
      return prediction.limiter.name;
    default:
      return rate(rateOf(prediction, scenario), workloadRate(scenario).unit);
  }
};

/** The words for `props`. @throws Error when they name nothing */
export const quantityText = (props: QuantityProps): string => {
  if (props.query !== undefined) return queryText(props.query, props);
  if (props.row !== undefined) return rowText(props.row, props);
  if (props.figure !== undefined) return figureText(props.figure, props);
  if (props.worst !== undefined) {
    const { throughput, packetRate } = replaySummary();
    return percent(
      (props.worst === "throughput" ? throughput : packetRate).worst,
    );
  }
  if (props.fitted !== undefined) return plain(fittedIds.length);
  if (props.parameters !== undefined)
    return plain(
      parameterIds.filter(
        (id) =>
          props.parameters === "all" ||
          parameterRecord(id).status === props.parameters,
      ).length,
    );
  if (props.leftout !== undefined) return percent(medianLeftOutError);
  if (props.elsewhere !== undefined) {
    const { count, ...errors } = comparedSummary(
      props.sibling === true ? "sibling" : "free",
    );
    return props.elsewhere === "count"
      ? plain(count)
      : factor(errors[props.elsewhere]);
  }
  throw new Error(
    "Value: give row, figure, query, worst, fitted, parameters, leftout or elsewhere",
  );
};

/** Whether the words are the model's (true) or a citation's. */
export const isModels = ({
  row,
  figure,
  query,
  model,
  error,
  cpu,
  published,
}: QuantityProps): boolean =>
  (row === undefined && figure === undefined) ||
  query !== undefined ||
  model === true ||
  error === true ||
  (cpu === true && published !== true);

/** Where a quoted quantity stands among the measurements; null for the model's own. */
export const quotedId = (props: QuantityProps): string | null =>
  isModels(props) ? null : (props.row ?? props.figure ?? null);

/** Where the words come from, in one sentence. */
export const quantitySource = (props: QuantityProps): string => {
  const row = props.row === undefined ? undefined : rows.get(props.row);
  if (row && !isModels(props))
    return `Published in 2013; its suspected limiter: “${row.limiter.words}”`;
  if (row && props.query !== undefined)
    return `The model, for ${props.query}, against the published row ${row.id}`;
  if (row) return `The model, for the published row ${row.id}`;
  if (props.figure !== undefined)
    return isModels(props)
      ? `The model, for the published figure ${props.figure}`
      : figureSource(props.figure);
  if (props.query !== undefined && props.range === true)
    return `The model, for ${props.query}, with all that the technology adds to bare metal at the low ends and at the high ends of its parameters’ ranges`;
  if (props.query !== undefined) return `The model, for ${props.query}`;
  return "The model";
};
