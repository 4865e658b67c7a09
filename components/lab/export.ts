/** A lab's present state as text to carry away: Markdown for a wiki, CSV for a sheet. */
import { largestRate, rateAt } from "../chart/series.ts";
import { deviation, plain, rateScale, significant } from "../format.ts";
import { rateName } from "../workload-rate.ts";
import { captionText } from "./words.ts";
import type { LabView } from "./view.ts";

const cell = (text: string) => text.replaceAll("|", "\\|");
/** A row of a Markdown table. */
export const tableLine = (cells: readonly string[]) =>
  `| ${cells.map(cell).join(" | ")} |`;

/** Caption, table and link. */
export function markdownOf(view: LabView, name: string, link: string): string {
  const { axis, series, unit } = view.figure;
  const scaled = rateScale(largestRate(view.figure), unit);
  const shown = (rate: number | undefined) =>
    rate === undefined ? "" : significant(rate * scaled.factor);
  const heads = series.flatMap((each) => [
    each.isPrediction ? `${each.name} (predicted)` : each.name,
    ...(each.published.length > 0 ? ["published", "error"] : []),
  ]);
  const rows = view.rows.map((at) => [
    plain(at),
    ...series.flatMap((each) => {
      const point = each.published.find(({ row }) => row.threads === at);
      return [
        shown(rateAt(each, at)),
        ...(each.published.length > 0
          ? [shown(point?.row.value), point ? deviation(point.error) : ""]
          : []),
      ];
    }),
  ]);
  return [
    `**${name}.** ${captionText(view.caption)}`,
    "",
    tableLine([`${axis.name} (${rateName(unit)} in ${scaled.unit})`, ...heads]),
    tableLine(["---:", ...heads.map(() => "---:")]),
    ...rows.map(tableLine),
    "",
    `[The same state in The I/O Path](${link})`,
    "",
  ].join("\n");
}

const csvCell = (value: string | number) => {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows of cells as CSV, by RFC 4180. */
export const csvText = (
  rows: readonly (readonly (string | number)[])[],
): string =>
  `${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;

/** One row a point, in SI units and full precision. */
export function csvOf(view: LabView): string {
  const { axis, unit, series } = view.figure;
  const rows = series.flatMap((each) =>
    each.curve.map(({ at, rate }) => {
      const point = each.published.find(({ row }) => row.threads === at);
      return [
        each.id,
        at,
        rate,
        unit,
        each.isPrediction ? "predicted" : "model",
        point?.row.value ?? "",
        point?.error ?? "",
      ];
    }),
  );
  return csvText([
    ["technology", axis.key, "model", "unit", "status", "published", "error"],
    ...rows,
  ]);
}
