/** The table's present state as text to carry away: Markdown for a wiki, CSV for a sheet. */
import { cellId, columns } from "../../models/characteristics/catalogue.ts";
import { verdictOf } from "../../models/characteristics/shape.ts";
import { csvText, tableLine } from "../lab/export.ts";
import type { PrintedEvidence } from "./printed.ts";
import { rowsInView, type TableState } from "./state.ts";
import { basisWords } from "./words.ts";

const shownColumns = ({ compared }: TableState) =>
  columns.filter(({ id }) => compared.includes(id));

/** Caption, the rows and columns in view, and the link. */
export function markdownOf(
  state: TableState,
  name: string,
  link: string,
): string {
  const shown = shownColumns(state);
  return [
    `**${name}**`,
    "",
    tableLine([
      "characteristic",
      ...shown.map(({ name: column, from }) =>
        from === "post" ? `${column} (2013)` : column,
      ),
    ]),
    tableLine(["---", ...shown.map(() => "---")]),
    ...rowsInView(state).map((row) =>
      tableLine([row.name, ...shown.map(({ id }) => verdictOf(row.cells[id]))]),
    ),
    "",
    `[The same state in The I/O Path](${link})`,
    "",
  ].join("\n");
}

/** One line a cell in view, with its evidence. */
export const csvOf = (state: TableState, evidence: PrintedEvidence): string =>
  csvText([
    [
      "characteristic",
      "technology",
      "grade",
      "verdict",
      "basis",
      "why",
      "evidence",
      "sources",
    ],
    ...rowsInView(state).flatMap((row) =>
      shownColumns(state).map(({ id, name }) => {
        const cell = row.cells[id];
        return [
          row.name,
          name,
          cell.level,
          verdictOf(cell),
          basisWords[cell.basis],
          cell.why,
          (evidence[cellId(row.id, id)] ?? [])
            .map(({ label, text }) => `${label}: ${text}`)
            .join("; "),
          cell.sources.map(({ cite, at }) => `${cite}, ${at}`).join("; "),
        ];
      }),
    ),
  ]);
