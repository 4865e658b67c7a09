/** The memory lab's present state as text to carry away: Markdown for a wiki, CSV for a sheet. */
import { csvText, tableLine } from "../lab/export.ts";
import { accessLines, budgetLines } from "./MemoryTables.tsx";
import type { MemoryView } from "./view.ts";

/** The caption, an access and a budget of each technology, and the link. */
export const markdownOf = (
  { rows }: MemoryView,
  sentence: string,
  heading: string,
  link: string,
): string =>
  [
    `**${heading}.** ${sentence}`,
    "",
    tableLine([
      "predicted",
      ...rows.map(({ arrangement }) => arrangement.name),
    ]),
    tableLine(["---", ...rows.map(() => "---:")]),
    ...[...accessLines, ...budgetLines].map(({ name, text }) =>
      tableLine([name, ...rows.map(text)]),
    ),
    "",
    `[The same state in The I/O Path](${link})`,
    "",
  ].join("\n");

/** One row a point of a curve, in seconds and full precision, with the budget's bytes beside it. */
export const csvOf = ({ rows }: MemoryView): string =>
  csvText([
    [
      "technology",
      "working_set_mib",
      "load_s",
      ...Object.keys(rows[0]?.budget.parts ?? {}).map(
        (part) => `${part}_bytes`,
      ),
    ],
    ...rows.flatMap(({ arrangement, curve, budget }) =>
      curve.map(({ workingSetMiB, seconds }) => [
        arrangement.id,
        workingSetMiB,
        seconds,
        ...Object.values(budget.parts),
      ]),
    ),
  ]);
