/** A simulated lab's present state as text to carry away: Markdown for a wiki, CSV for a sheet. */
import { csvText, tableLine } from "../lab/export.ts";
import { duration, plain, rate, type Saying } from "../format.ts";
import {
  percentileAt,
  percentileName,
  percentileOf,
} from "../histogram/latency.ts";
import type { SimFigure } from "./figure.ts";
import { solvedAt } from "./sweep-curve.ts";
import { intervalText, runText } from "./words.ts";

/** Caption, how it was run, percentiles or sweep, and the link. */
export function markdownOf(
  figure: SimFigure,
  sentence: string,
  heading: string,
  noun: string,
  along: string,
  link: string,
): string {
  const { run, sweep } = figure;
  const said: Saying = (value, digits) => rate(value, run.unit, digits);
  const row = (
    name: string,
    { rate: estimate, latency }: Pick<SimFigure["run"], "rate" | "latency">,
  ): string =>
    tableLine([
      name,
      said(estimate.mean),
      intervalText(estimate, said),
      ...[0.5, 0.99, 0.999].map((share) =>
        duration(percentileAt(latency, share) ?? NaN),
      ),
    ]);
  return [
    `**${heading}.** ${sentence} ${runText(figure, noun, false)}`,
    "",
    tableLine([along || "run", "rate", "95 %", "p50", "p99", "p99.9"]),
    tableLine(["---:", "---:", "---:", "---:", "---:", "---:"]),
    ...(sweep.length === 0
      ? [row(run.name, run)]
      : sweep.map((point) => row(plain(point.at), point))),
    "",
    `[The same state in The I/O Path](${link})`,
    "",
  ].join("\n");
}

/** One row a run, in SI units and full precision; buckets are in the page's own table. */
export function csvOf(figure: SimFigure, along: string): string {
  const shares = figure.run.latency.percentiles.map(({ share }) => share);
  const rows = [
    {
      at: "",
      run: { ...figure.run, events: figure.run.events as number | string },
      solved: figure.run.solved,
    },
    // A sweep's runs differ from the first in one field; what they share is the first's.
    ...figure.sweep.map(({ at, rate, cpu, latency }) => ({
      at: String(at),
      run: {
        ...figure.run,
        events: "",
        rate,
        cpu,
        latency,
      },
      solved: solvedAt(figure.line, at),
    })),
  ];
  return csvText([
    [
      along || "run",
      "technology",
      "seed",
      "seconds",
      "events",
      `rate ${figure.run.unit}`,
      "low95",
      "high95",
      "too short",
      "solver",
      "CPUs",
      "mean latency s",
      ...shares.flatMap((share) => {
        const name = percentileName(share);
        return [`${name} s`, `${name} low95`, `${name} high95`];
      }),
    ],
    ...rows.map(({ at, run, solved }) => [
      at,
      run.technology,
      run.seed,
      run.seconds,
      run.events,
      run.rate.mean,
      run.rate.low95,
      run.rate.high95,
      run.rate.tooShort ? "yes" : "no",
      solved ?? "",
      run.cpu.mean,
      run.latency.meanS,
      ...shares.flatMap((share) => {
        const found = percentileOf(run.latency, share);
        return found
          ? [
              found.seconds,
              found.tooShort ? "" : found.low95,
              found.tooShort ? "" : found.high95,
            ]
          : ["", "", ""];
      }),
    ]),
  ]);
}
