/**
 * What a reader has chosen in the table of characteristics, and how a link says it.
 *
 * IDEA   Four keys: `with` (the technologies compared, two to six), `find` (words that a row must
 *        hold), `differ` (rows in which the chosen ones have different grades), `open` (the cell
 *        explained in place). A link holds only what differs from the whole table.
 * HOLDS  Whatever an address holds gives a state, and a notice for what it ignores.
 */
import type { Notice } from "../../models/index.ts";
import {
  cells,
  columns,
  differs,
  rows,
} from "../../models/characteristics/catalogue.ts";
import {
  verdictOf,
  type ColumnId,
  type Row,
} from "../../models/characteristics/shape.ts";
import {
  linkFormOf,
  namesOf,
  shorten,
  type Asked,
  type Pair,
} from "../lab/link-form.ts";

/** A comparison needs two. */
export const fewestColumns = 2;

export interface TableState {
  /** In the order of the table. */
  readonly compared: readonly ColumnId[];
  readonly find: string;
  readonly differ: boolean;
  /** A cell's id. */
  readonly open: string | null;
}

export const everyColumn: readonly ColumnId[] = columns.map(({ id }) => id);
export const ofThePost: readonly ColumnId[] = columns
  .filter(({ from }) => from === "post")
  .map(({ id }) => id);

export const wholeTable: TableState = {
  compared: everyColumn,
  find: "",
  differ: false,
  open: null,
};

const cellIds = new Set(cells.map(({ id }) => id));

const inOrder = (ids: readonly string[]): ColumnId[] =>
  everyColumn.filter((id) => ids.includes(id));

/** `state` with a technology compared or not; two stay. */
export const compare = (
  state: TableState,
  id: ColumnId,
  on: boolean,
): TableState => {
  const compared = on
    ? inOrder([...state.compared, id])
    : state.compared.filter((each) => each !== id);
  return compared.length < fewestColumns ? state : { ...state, compared };
};

/** Everything of a row that a reader may look for: its name, its question, the verdicts in view and why. */
const textOf = (row: Row, compared: readonly ColumnId[]): string =>
  [
    row.name,
    row.asks,
    ...compared.flatMap((id) => [verdictOf(row.cells[id]), row.cells[id].why]),
  ]
    .join(" ")
    .toLowerCase();

/** The rows in view: those that hold every word looked for and, if asked, differ. */
export const rowsInView = ({
  compared,
  find,
  differ,
}: TableState): readonly Row[] => {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = textOf(row, compared);
    return (
      words.every((word) => text.includes(word)) &&
      (!differ || differs(row, compared))
    );
  });
};

/** What of `state` differs from the whole table. */
export const changesOf = (state: TableState): Pair[] => {
  const changes: Pair[] = [];
  if (state.compared.length < everyColumn.length)
    changes.push(["with", state.compared.join(",")]);
  if (state.find.trim() !== "") changes.push(["find", state.find.trim()]);
  if (state.differ) changes.push(["differ", "on"]);
  if (state.open !== null) changes.push(["open", state.open]);
  return changes;
};

const longestFind = 80; // characters

/** The state that a link's pairs ask for. */
function stateFrom(given: readonly Pair[]): Asked<TableState> {
  const notices: Notice[] = [];
  const refuse = (key: string, kind: Notice["kind"], text: string) => {
    notices.push({ key, kind, text });
  };
  let state = wholeTable;
  for (const [key, value] of given)
    switch (key) {
      case "with": {
        const { known, unknown } = namesOf(value, (id) =>
          (everyColumn as readonly string[]).includes(id),
        );
        const compared = inOrder(known);
        if (unknown !== null)
          refuse(
            key,
            "ignored",
            `with: “${unknown}” is none of ${everyColumn.join(", ")}: ignored.`,
          );
        if (compared.length >= fewestColumns) state = { ...state, compared };
        else
          refuse(
            key,
            "replaced",
            `with: two technologies are needed to compare: all stand.`,
          );
        break;
      }
      case "find":
        if (value.length > longestFind)
          refuse(
            key,
            "clamped",
            `find: the first ${longestFind} characters are looked for.`,
          );
        state = { ...state, find: value.slice(0, longestFind) };
        break;
      case "differ":
        if (value === "on" || value === "off")
          state = { ...state, differ: value === "on" };
        else
          refuse(
            key,
            "ignored",
            `differ “${shorten(value)}” is neither on nor off: ignored.`,
          );
        break;
      case "open":
        if (cellIds.has(value)) state = { ...state, open: value };
        else
          refuse(
            key,
            "ignored",
            `open: “${shorten(value)}” names no cell: ignored.`,
          );
        break;
      case "v":
        break;
      default:
        refuse(
          shorten(key),
          "ignored",
          `“${shorten(key)}” is no key of this table: ignored.`,
        );
    }
  return { state, notices };
}

/** Its preset is always the whole table. */
export const linkForm = linkFormOf({
  ownKeys: ["with", "find", "differ", "open"],
  stateFrom,
  changesFrom: (_: null, state) => changesOf(state),
})(null);
