/**
 * What `Value` can say, as text: a row's figures, a scenario's answer, the model's summary figures.
 *
 * IDEA   A sentence names a quantity; the number comes from the model when the page is built. An
 *        unknown name stops the build, because a sentence with a hole in it must not be published.
 */
import {
  fittedIds,
  medianLeftOutError,
  parseScenario,
  replay,
  replaySummary,
  solve,
  type ReplayedRow,
} from "../../models/index.ts";
import { inForce } from "../../models/options-in-force.ts";
import { publishedValues } from "../../models/parameters/published-values.ts";
import { deviation, duration, percent, plain, rate } from "../format.ts";

export interface QuantityProps {
  /** A published row: its figure, or with `model`, `error` or `cpu` the model's. */
  row?: string;
  model?: boolean;
  error?: boolean;
  cpu?: boolean;
  published?: boolean;
  /** A scenario's query: what the model answers, by default its rate. */
  query?: string;
  show?: "rate" | "loop" | "window" | "limiter";
  /** The largest error of a table. */
  worst?: "throughput" | "packet-rate";
  fitted?: "count";
  leftout?: "median";
}

const rows: ReadonlyMap<string, ReplayedRow> = new Map(
  replay().map((row) => [row.id, row]),
);

const rowText = (id: string, props: QuantityProps): string => {
  const row = rows.get(id);
  if (!row)
    throw new Error(
      `Value: no published row "${id}"; there are ${[...rows.keys()].join(", ")}`,
    );
  if (props.cpu) {
    if (!row.cpu) throw new Error(`Value: row "${id}" states no CPU figure`);
    return percent(props.published ? row.cpu.published : row.cpu.model);
  }
  if (props.error) return deviation(row.error);
  return rate(props.model ? row.model : row.published, row.unit);
};

const queryText = (query: string, show: QuantityProps["show"]): string => {
  const { scenario, notices } = parseScenario(query);
  const [first] = notices;
  if (first) throw new Error(`Value: query "${query}": ${first.text}`);
  const prediction = solve(scenario);
  switch (show) {
    case "loop":
      return duration(prediction.residenceSeconds);
    case "window":
      return `${plain(inForce(scenario, publishedValues).windowBytes)}\u202fB`;
    case "limiter":
      return prediction.limiter.name;
    default:
      return scenario.workload.kind === "packets"
        ? rate(prediction.packetsPerSecond, "packets/s")
        : rate(prediction.bitsPerSecond, "bit/s");
  }
};

/** The words for `props`. @throws Error when they name nothing */
export const quantityText = (props: QuantityProps): string => {
  if (props.row !== undefined) return rowText(props.row, props);
  if (props.query !== undefined) return queryText(props.query, props.show);
  if (props.worst !== undefined) {
    const { throughput, packetRate } = replaySummary();
    return percent(
      (props.worst === "throughput" ? throughput : packetRate).worst,
    );
  }
  if (props.fitted !== undefined) return plain(fittedIds.length);
  if (props.leftout !== undefined) return percent(medianLeftOutError);
  throw new Error("Value: give row, query, worst, fitted or leftout");
};

/** Whether the words are the model's (true) or a citation's. */
export const isModels = ({
  row,
  model,
  error,
  cpu,
  published,
}: QuantityProps): boolean =>
  row === undefined ||
  model === true ||
  error === true ||
  (cpu === true && published !== true);

/** Where the words come from, in one sentence. */
export const quantitySource = (props: QuantityProps): string => {
  const row = props.row === undefined ? undefined : rows.get(props.row);
  if (row && !isModels(props))
    return `Published in 2013; its suspected limiter: “${row.limiter.words}”`;
  if (row) return `The model, for the published row ${row.id}`;
  if (props.query !== undefined) return `The model, for ${props.query}`;
  return "The model";
};
