/** What is read off the chart of loads: what a load takes with each arrangement, at one working set. */
import type { Readable } from "../chart/readable.ts";
import { duration } from "../format.ts";
import {
  accessFrame,
  accessLayouts,
  accessTop,
  setName,
} from "./access-frame.ts";
import { ArrangementKey } from "./ArrangementKey.tsx";
import type { MemoryView, Row } from "./view.ts";

const secondsAt = ({ curve }: Row, stop: number): number | undefined =>
  curve.find(({ workingSetMiB }) => workingSetMiB === stop)?.seconds;

export function accessReading(view: MemoryView): Readable {
  const { rows } = view;
  const drawn = (stop: number) =>
    rows.flatMap((row) => {
      const seconds = secondsAt(row, stop);
      return seconds === undefined ? [] : [{ of: row.arrangement, seconds }];
    });
  return {
    stops: rows[0]?.curve.map(({ workingSetMiB }) => workingSetMiB) ?? [],
    name: setName,
    tell: (stop) => ({
      place: `working set ${setName(stop)}`,
      lines: drawn(stop).map(({ of, seconds }) => ({
        key: of.id,
        family: of.family,
        mark: <ArrangementKey of={of} />,
        name: of.name,
        values: [["predicted", duration(seconds)]],
      })),
    }),
    frame: (index) => {
      const { base, x, up } = accessFrame(
        view,
        accessLayouts[index] ?? accessLayouts[0]!,
      );
      return {
        top: accessTop,
        base,
        x,
        points: (stop) =>
          drawn(stop).map(({ of, seconds }) => ({
            key: of.id,
            family: of.family,
            y: up(seconds),
          })),
      };
    },
  };
}
