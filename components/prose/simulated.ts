/**
 * What `Simulated` can say: one figure of a run made when the book is built, with its interval and seed.
 *
 * IDEA   A sentence names the scenario and the figure; the number is simulated. The same run serves
 *        every sentence that names it.
 */
import { parseScenario, scenarioToQuery } from "../../models/index.ts";
import { duration, intervalEnds, plain, rate, type Saying } from "../format.ts";
import { percentileOf } from "../histogram/latency.ts";
import { builtFigure } from "../simlab/built-figure.ts";
import type { ComparedFigure, SimFigure } from "../simlab/figure.ts";
import { cpus, intervalText } from "../simlab/words.ts";
import { stateShares } from "../timeline/shares.ts";
import { stateLooks } from "../timeline/states.ts";

export interface SimulatedProps {
  /** A scenario's query; its seed is the run's. */
  query: string;
  /** Simulated seconds. */
  seconds?: number;
  show: "rate" | "mean" | "p50" | "p90" | "p99" | "p99.9" | "cpu" | "stay";
  /** With show="stay": the state whose typical stay is told. */
  state?: "running" | "runnable" | "parked" | "blocked" | "spinning";
  /** A second scenario, as what it has otherwise: the paired difference is told. */
  against?: string;
  /** Prints the interval after the figure. */
  interval?: boolean;
}

/** A span that many stays of tens of milliseconds fit into, after the start is forgotten. */
const span = { fromS: 2, toS: 8 };

const checked = (query: string, over?: string): string => {
  const first = parseScenario(query);
  const read = over === undefined ? first : parseScenario(over, first.scenario);
  const [notice] = [...first.notices, ...read.notices];
  if (notice)
    throw new Error(
      `Simulated: query "${query} ${over ?? ""}": ${notice.text}`,
    );
  return scenarioToQuery(read.scenario);
};

const figureFor = (props: SimulatedProps): SimFigure =>
  builtFigure({
    query: checked(props.query),
    against:
      props.against === undefined ? null : checked(props.query, props.against),
    seconds: props.seconds ?? 20,
    timeline: props.show === "stay" ? span : null,
    sweep: null,
  });

const comparedAs: Partial<Record<SimulatedProps["show"], ComparedFigure>> = {
  rate: "rate",
  mean: "mean latency",
  p50: "p50",
  p99: "p99",
  cpu: "CPUs",
};

const stayText = (figure: SimFigure, state: string | undefined): string => {
  const stays = (figure.timeline ? stateShares(figure.timeline) : [])
    .filter(
      ({ code, cut, layer }) =>
        stateLooks[code]?.state === state && !cut && layer === "host",
    )
    .map(({ typicalS }) => typicalS)
    .sort((a, b) => a - b);
  const middle = stays[Math.ceil(stays.length / 2) - 1];
  if (middle === undefined)
    throw new Error(`Simulated: no lane was ${state ?? "(state missing)"}`);
  return duration(middle);
};

/** The words for `props`. @throws Error when they name nothing, or the run is too short */
export function simulatedText(props: SimulatedProps): string {
  const figure = figureFor(props);
  const { run, paired } = figure;
  const saying: Saying =
    props.show === "rate"
      ? (value, digits) => rate(value, run.unit, digits)
      : props.show === "cpu"
        ? cpus
        : duration;
  if (props.against !== undefined) {
    const row = paired?.figures.find(
      (each) => each.figure === comparedAs[props.show],
    );
    if (!row) throw new Error(`Simulated: no difference of ${props.show}`);
    const { mean } = row.difference;
    const text = saying(Math.abs(mean));
    return props.interval === true
      ? `${text} (95\u202f% interval ${intervalOfDifference(row.difference, saying)})`
      : text;
  }
  // A latency's own mean; its interval is that of the residence, which may count more.
  if (props.show === "mean" && props.interval !== true)
    return duration(run.latency.meanS);
  if (props.show === "stay") return stayText(figure, props.state);
  const estimate = estimateOf(run, props.show);
  if (estimate.tooShort)
    throw new Error(
      `Simulated: ${props.query} for ${props.seconds ?? 20} s is too short a run to tell ${props.show}`,
    );
  const text = saying(estimate.value);
  return props.interval === true
    ? `${text} (95\u202f% interval ${intervalText(estimate, saying)})`
    : text;
}

/** A figure of the run and how sure it is. @throws Error when there is no such percentile */
const estimateOf = (run: SimFigure["run"], show: SimulatedProps["show"]) => {
  if (show === "rate") return { ...run.rate, value: run.rate.mean };
  if (show === "mean") return { ...run.residence, value: run.residence.mean };
  if (show === "cpu") return { ...run.cpu, value: run.cpu.mean };
  const share = Number((Number(show.slice(1)) / 100).toPrecision(6));
  const found = percentileOf(run.latency, share);
  if (!found) throw new Error(`Simulated: no percentile ${show}`);
  return { ...found, value: found.seconds };
};

const intervalOfDifference = (
  { mean, low95, high95 }: { mean: number; low95: number; high95: number },
  said: Saying,
): string => {
  const [near, far] = mean < 0 ? [-high95, -low95] : [low95, high95];
  return intervalEnds(near, far, said);
};

/** Where the words come from, in one sentence. */
export function simulatedSource(props: SimulatedProps): string {
  const { run } = figureFor(props);
  const against =
    props.against === undefined ? "" : ` against ${props.against}`;
  return `Simulated: ${props.query}${against}, ${plain(run.seconds)} s, seed ${plain(run.seed)}, ${plain(run.events)} events`;
}
