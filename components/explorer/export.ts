/** The explorer's present state as text to carry away: Markdown for a wiki, CSV for a sheet. */
import { countedKinds } from "../../models/paths/events.ts";
import type { WalkStep } from "../../models/explore/walk.ts";
import { labelOf, marks } from "../diagram/path-text.ts";
import { duration } from "../format.ts";
import { csvText, tableLine } from "../lab/export.ts";
import { placeOf, type ExplorerView } from "./view.ts";
import { columnSentence, countsText, takesText } from "./words.ts";

const cellText = (cell: WalkStep | null, place: string): string =>
  cell === null
    ? ""
    : `${labelOf(cell.step)} (${[place, ...marks(cell.step)].join(", ")}): ${takesText(cell)}`;

/** Sums, the aligned steps, the stacks and the link. */
export function markdownOf(
  view: ExplorerView,
  name: string,
  link: string,
): string {
  const { columns, rows } = view;
  return [
    `**${name}.** ${columns.map(columnSentence).join(" ")}`,
    "",
    tableLine(["step", ...columns.map(({ walk }) => walk.technology.name)]),
    tableLine(["---:", ...columns.map(() => "---")]),
    ...rows.map(({ cells }, at) =>
      tableLine([
        String(at + 1),
        ...cells.map((cell, column) => {
          const walk = columns[column]?.walk;
          return cellText(
            cell,
            cell && walk ? placeOf(walk, cell.step.place) : "",
          );
        }),
      ]),
    ),
    "",
    ...columns.flatMap(({ walk, stacks, whole, same }) => [
      `${walk.technology.name}: ${duration(whole.elapsedS)}, ${countsText(whole)}.${same === null ? "" : ` Stacks: those of ${same}.`}`,
      "",
      ...(same === null
        ? stacks.flatMap(({ place, functions }) => [
            `${placeOf(walk, place)}:`,
            "",
            ...functions.map((each) => `    ${each}`),
            "",
          ])
        : []),
    ]),
    `[The same state in The I/O Path](${link})`,
    "",
  ].join("\n");
}

/** One row a step of each technology, in seconds and full precision. */
export const csvOf = ({ columns }: ExplorerView): string =>
  csvText([
    [
      "technology",
      "way",
      "step",
      "id",
      "place",
      "kind",
      "server",
      "taken",
      "elapsed_s",
      "cpu_s",
      "functions",
      "source",
      "where",
    ],
    ...columns.flatMap(({ walk }) =>
      walk.steps.map(({ step, taken, elapsedS, cpuS }, at) => [
        walk.technology.id,
        walk.way,
        at + 1,
        step.id,
        step.place,
        step.kind,
        step.server,
        taken,
        elapsedS,
        cpuS,
        step.functions.join(" "),
        step.cite,
        step.where,
      ]),
    ),
    ...columns.map(({ walk, whole }) => [
      walk.technology.id,
      walk.way,
      "all",
      "",
      "",
      countedKinds.map((kind) => `${kind} ${whole.counts[kind]}`).join("; "),
      "",
      "",
      whole.elapsedS,
      whole.cpuS,
      "",
      "",
      "",
    ]),
  ]);
