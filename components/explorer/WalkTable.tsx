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
import { micros, plain } from "../format.ts";
import { ColumnTable, type Column } from "../table/ColumnTable.tsx";
import { placeOf } from "./view.ts";
import { takenText } from "./words.ts";

/** What every table of a walk's steps begins with, and what a step takes. */
export const namedColumns: readonly Column<WalkStep>[] = [
  { head: "step", cell: (_, at) => plain(at + 1) },
  {
    head: "what",
    holds: "first words",
    names: true,
    cell: ({ step }) => labelOf(step),
  },
];
export const takesColumn: Column<WalkStep> = {
  head: "takes",
  cell: ({ taken, elapsedS }) => (taken === "way" ? micros(elapsedS) : ""),
};
export const cpuColumn: Column<WalkStep> = {
  head: "CPU",
  cell: ({ cpuS }) => (cpuS > 0 ? micros(cpuS) : ""),
};

const columnsOf = (walk: Walk): readonly Column<WalkStep>[] => [
  ...namedColumns,
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
  takesColumn,
  {
    head: "so far",
    cell: ({ taken }, at) =>
      taken === "way" ? micros(tallyOf(walk.steps, at + 1).elapsedS) : "",
  },
  cpuColumn,
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
