/**
 * SHOWS    The twin of the picture: for each technology and observer the steps and the shares of time,
 *          then every step with what it takes, and what each observer sees it by.
 * READS    The columns of a view.
 * WITHOUT JS  The same.
 */
import { partOf, type Seen, type SeenStep } from "../../models/explore/seen.ts";
import { placeOf } from "../explorer/view.ts";
import {
  cpuColumn,
  namedColumns,
  takesColumn,
} from "../explorer/WalkTable.tsx";
import { takenText } from "../explorer/words.ts";
import { duration, percent, plain } from "../format.ts";
import { ColumnTable, type Column } from "../table/ColumnTable.tsx";
import { single, type SeenColumn, type SeenView } from "./view.ts";
import {
  gapEnds,
  gapPlaces,
  observerText,
  seenPart,
  sightText,
} from "./words.ts";

const elapsedPart = (seconds: number, { elapsed }: Seen): string =>
  percent(partOf(seconds, elapsed));

/** The shares of one observer: the table on the page and the one carried away. */
export const shareColumns: readonly Column<Seen>[] = [
  {
    head: "path",
    holds: "words",
    names: true,
    cell: ({ walk }) => walk.technology.name,
  },
  {
    head: "observer",
    holds: "words",
    cell: ({ walk, from }) => observerText(walk.technology, from),
  },
  {
    head: "steps",
    cell: ({ count }) => `${plain(count.seen)} of ${plain(count.all)}`,
  },
  { head: "elapsed seen", cell: ({ elapsed }) => seenPart(elapsed) },
  {
    head: "records",
    cell: (seen) => elapsedPart(seen.elapsed.records, seen),
  },
  { head: "unseen", cell: (seen) => elapsedPart(seen.elapsed.unseen, seen) },
  {
    head: "hardware",
    cell: (seen) => elapsedPart(seen.elapsed.hardware, seen),
  },
  { head: "CPU seen", cell: ({ cpu }) => seenPart(cpu) },
  {
    head: "longest unseen stretch",
    holds: "first words",
    cell: ({ walk, longest }) =>
      longest === null
        ? "none"
        : `${duration(longest.softwareS)}, ${gapPlaces(walk, longest.places)}; ${gapEnds(longest)}`,
  },
];

const stepColumns = (of: SeenColumn): readonly Column<SeenStep>[] => [
  ...namedColumns,
  {
    head: "place",
    holds: "words",
    cell: (each) =>
      [placeOf(of.walk, each.step.place), takenText(each) ?? []]
        .flat()
        .join(", "),
  },
  takesColumn,
  cpuColumn,
  ...single(of).map(({ from, steps, walk }): Column<SeenStep> => ({
    head: `seen ${observerText(walk.technology, from)}`,
    holds: "first words",
    cell: (_, at) => {
      const own = steps[at];
      return own ? sightText(own) : "";
    },
  })),
];

export function SeenTables({ view }: { readonly view: SeenView }) {
  return (
    <>
      <ColumnTable
        caption="What each observer sees of the message’s time"
        columns={shareColumns}
        rows={view.columns.flatMap(({ lines }) => lines)}
      />
      {view.columns.map((of) => (
        <ColumnTable
          key={of.walk.technology.id}
          caption={`${of.walk.technology.name}, ${of.walk.way}: every step, µs`}
          columns={stepColumns(of)}
          rows={of.asked.steps}
        />
      ))}
    </>
  );
}
