/**
 * SHOWS    One walk as a table: every step with place, kind, what it takes, CPU time and time so far.
 *          The twin of lanes and flame.
 * READS    A walk.
 * WITHOUT JS  The same.
 */
import { cites } from "../../models/index.ts";
import { tallyOf } from "../../models/explore/tally.ts";
import type { Walk, WalkStep } from "../../models/explore/walk.ts";
import { labelOf, marks } from "../diagram/path-text.ts";
import { fixed, plain } from "../format.ts";
import { ColumnTable, type Column } from "../table/ColumnTable.tsx";
import { placeOf } from "./view.ts";
import { takenText } from "./words.ts";

const micros = (seconds: number): string => fixed(seconds * 1e6, 2);

const columnsOf = (walk: Walk): readonly Column<WalkStep>[] => [
  { head: "step", cell: (_, at) => plain(at + 1) },
  {
    head: "what",
    holds: "first words",
    names: true,
    cell: ({ step }) => labelOf(step),
  },
  {
    head: "place",
    holds: "words",
    cell: ({ step }) => placeOf(walk, step.place),
  },
  {
    head: "kind",
    holds: "words",
    cell: (each) => {
      const aside = takenText(each);
      return [...marks(each.step), ...(aside === null ? [] : [aside])].join(
        ", ",
      );
    },
  },
  {
    head: "takes",
    cell: ({ taken, elapsedS }) => (taken === "way" ? micros(elapsedS) : ""),
  },
  {
    head: "so far",
    cell: ({ taken }, at) =>
      taken === "way" ? micros(tallyOf(walk.steps, at + 1).elapsedS) : "",
  },
  { head: "CPU", cell: ({ cpuS }) => (cpuS > 0 ? micros(cpuS) : "") },
  {
    head: "read in",
    holds: "first words",
    cell: ({ step }) => cites[step.cite].title,
  },
];

export function WalkTable({ walk }: { readonly walk: Walk }) {
  return (
    <ColumnTable
      caption={`${walk.technology.name}, ${walk.way}: one lone message by step, µs`}
      columns={columnsOf(walk)}
      rows={walk.steps}
    />
  );
}
