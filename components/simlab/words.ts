/**
 * A simulated figure in words: the caption's sentence, and how an interval is said.
 *
 * IDEA   Every figure is said with its 95 % interval, or with "too short" where the run was.
 */
import { bytesInFlight } from "../../models/explore/in-flight.ts";
import { fieldValue, type Scenario } from "../../models/index.ts";
import { tooShortRemark, type Estimate } from "../../models/simulate/result.ts";
import {
  counted,
  duration,
  intervalEnds,
  memorySize,
  plain,
  rate,
  sentenceCase,
  significant,
  type RateUnit,
  type Saying,
} from "../format.ts";
import {
  percentileAt,
  percentileEnds,
  percentileOf,
} from "../histogram/latency.ts";
import type { RunFigure, SimFigure } from "./figure.ts";
import { secondsField } from "./state.ts";

const nouns: Readonly<Record<RateUnit, string>> = {
  "bit/s": "windows",
  "packets/s": "messages",
  "requests/s": "requests",
  "blocks/s": "blocks",
  "events/s": "events",
  "wake-ups/s": "wake-ups",
  "scans/s": "scans",
};

/** What a scenario's latencies are of. Threads that never rest have no events: they wait. */
export const nounOf = (unit: RateUnit): string => nouns[unit];

/** Of a mean, or of a percentile, which has its `share`. */
type Interval = Pick<Estimate, "low95" | "high95" | "tooShort"> & {
  readonly share?: number;
};

export const tooShort = "too short a run for an interval";

/** "4.20 to 4.34 Gbit/s", or that the run was too short. */
export function intervalText(estimate: Interval, said: Saying): string {
  if (
    estimate.tooShort ||
    !Number.isFinite(estimate.low95) ||
    !Number.isFinite(estimate.high95)
  )
    return tooShort;
  return "share" in estimate
    ? percentileEnds(estimate)
    : intervalEnds(Math.max(0, estimate.low95), estimate.high95, said);
}

const around = (value: number, estimate: Interval, said: Saying): string =>
  estimate.tooShort
    ? `${said(value)} (${tooShort})`
    : `${said(value)} (95\u202f% interval ${intervalText(estimate, said)})`;

const withInterval = (estimate: Estimate, said: Saying): string =>
  around(estimate.mean, estimate, said);

export const cpus = (value: number, digits = 3): string =>
  `${significant(value, digits)}\u202fCPU${Number(value.toPrecision(3)) === 1 ? "" : "s"}`;

/** Who is spoken of: the technology, its threads, and who else is there. */
const subjectOf = (run: RunFigure, scenario: Scenario): string => {
  const neighbours = Number(fieldValue(scenario, "neighbours") ?? 0);
  const beside =
    neighbours > 0 ? ` beside ${counted(neighbours, "busy neighbour")}` : "";
  const threads =
    run.unit === "wake-ups/s" || run.unit === "scans/s"
      ? ""
      : ` with ${counted(scenario.workload.threads, "thread")}`;
  return `${sentenceCase(run.name)}${threads}${beside}`;
};

/** A wake-up's latency ends when the thread runs; the interval is that of its answer. */
const meanText = (run: RunFigure): string =>
  run.unit === "wake-ups/s"
    ? `the mean is ${duration(run.latency.meanS)}, and ${withInterval(run.residence, duration)} until it has answered`
    : Math.abs(run.residence.mean / run.latency.meanS - 1) < 0.01
      ? `the mean is ${withInterval(run.residence, duration)}`
      : `the mean is ${duration(run.latency.meanS)}`;

/** Of a stream, whose windows' time is mostly that of what is before them. */
const inFlightText = (run: RunFigure): string =>
  run.unit === "bit/s"
    ? `, with ${memorySize(bytesInFlight(run.rate.mean, run.residence.mean))} on their way at once`
    : "";

export interface SimCaption {
  readonly subject: string;
  /** null while the run is in its warm-up or its first batch: there is none yet. */
  readonly rate: string | null;
  /** The solver's, until then; null where it has none to lay beside the simulator's. */
  readonly expected: string | null;
  readonly latency: string;
  readonly cpu: string;
}

export function captionOf(figure: SimFigure, scenario: Scenario): SimCaption {
  const { run } = figure;
  const noun = nounOf(run.unit);
  const p50 = percentileAt(run.latency, 0.5) ?? NaN;
  const p99 = percentileOf(run.latency, 0.99);
  const said: Saying = (value, digits) => rate(value, run.unit, digits);
  return {
    subject: subjectOf(run, scenario),
    rate:
      run.rate.tooShort && run.rate.batches === 0
        ? null
        : withInterval(run.rate, said),
    expected: run.solved === null ? null : said(run.solved),
    latency:
      run.latency.count === 0
        ? `No ${noun} have ended`
        : `Half of the ${noun} take at most ${duration(p50)}, 99\u202f% at most ${p99 ? around(p99.seconds, p99, duration) : "–"}; ${meanText(run)}${inFlightText(run)}`,
    cpu: withInterval(run.cpu, cpus),
  };
}

/** What a short run is too short for is said once. */
const saidOnce = (text: string): string => {
  const [before, ...after] = text.split(tooShort);
  return after.length === 0
    ? text
    : `${before}${tooShort}${after.join("too short")}`;
};

/** Wake-ups are told by how long they take, everything else by how many there are. */
export const captionText = (
  { subject, rate: value, expected, latency, cpu }: SimCaption,
  unit: RateUnit,
): string => {
  if (value === null)
    return expected === null
      ? `${subject}: the run has only begun. ${latency}.`
      : `${subject}: the run has only begun; the solver expects ${expected}.`;
  return saidOnce(
    unit === "wake-ups/s"
      ? `${subject}: ${latency.charAt(0).toLowerCase()}${latency.slice(1)}.`
      : `${subject}: ${value}. ${latency}. It uses ${cpu}.`,
  );
};

/** How the run was made, and on how many of `noun` its latencies rest; of one cut short, of how many seconds. */
export const runText = (
  { run, request }: SimFigure,
  noun: string,
  running: boolean,
): string =>
  `Simulated for ${duration(run.seconds)}${run.over || running ? "" : ` of the ${duration(request.seconds)} asked for,`} after ${duration(run.warmupSeconds)} that do not count, seed ${plain(run.seed)}: ${plain(run.latency.count)} ${noun}, ${plain(run.events)} steps of the simulator.`;

/** What a remark advises where longer runs can be had. */
const advice = "Simulate more seconds.";

/**
 * While a run goes on nobody needs to be told that it is short; of one that was cancelled it is true.
 * Of the longest that can be asked for nobody is told to ask for more.
 */
export const remarksOf = (
  { run: { remarks, over }, request }: SimFigure,
  running: boolean,
): readonly string[] => {
  if (running && !over)
    return remarks.filter((remark) => remark !== tooShortRemark);
  return over && request.seconds >= secondsField.high
    ? remarks.map((remark) =>
        remark.replace(advice, "This page allows no longer run."),
      )
    : remarks;
};

/**
 * What was cancelled: the run, or what comes after it.
 *
 * @param begun  the figure is of the run that was cancelled, not of one before it
 */
export const cancelledText = (
  { request, run, sweep }: SimFigure,
  begun: boolean,
): string => {
  if (!begun) return "cancelled before it began: these are the figures before";
  if (!run.over) return "run cancelled: the figures so far";
  const compares = request.against !== null;
  const sweeps =
    !compares || sweep.length < (request.sweep?.values.length ?? 0);
  const rest = [
    ...(sweeps ? ["sweep"] : []),
    ...(compares ? ["comparison"] : []),
  ];
  return `run complete; ${rest.join(" and ")} cancelled`;
};
