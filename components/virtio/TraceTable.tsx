/**
 * SHOWS    The window of steps as a table: time, who, what, indices, flags. The twin of lanes and ring.
 * READS    The rows of a view.
 * WITHOUT JS  The window where the figure stands.
 */
import { freeSlots } from "../../models/virtio/ring.ts";
import { fixed, plain } from "../format.ts";
import { ColumnTable, type Column } from "../table/ColumnTable.tsx";
import type { VirtioView } from "./view.ts";
import { actorNames, answerText } from "./words.ts";

const flag = (isSet: boolean): string => (isSet ? "set" : "clear");

const columns: readonly Column<VirtioView["rows"][number]>[] = [
  { head: "at", cell: ({ atS }) => fixed(atS * 1e6, 1) },
  { head: "step", holds: "words", cell: ({ step }) => step.id },
  {
    head: "what",
    holds: "first words",
    names: true,
    cell: (done) => `${done.step.label} ${answerText(done)}`.trim(),
  },
  { head: "who", holds: "words", cell: ({ step }) => actorNames[step.actor] },
  {
    head: "packet",
    cell: ({ packet }) => (packet > 0 ? plain(packet) : ""),
  },
  { head: "available", cell: ({ ring }) => plain(ring.available) },
  { head: "taken", cell: ({ ring }) => plain(ring.popped) },
  { head: "used", cell: ({ ring }) => plain(ring.used) },
  { head: "free", cell: ({ ring }) => plain(freeSlots(ring)) },
  {
    head: "NO_NOTIFY",
    holds: "words",
    cell: ({ ring }) => flag(ring.noNotify),
  },
  {
    head: "NO_INTERRUPT",
    holds: "words",
    cell: ({ ring }) => flag(ring.noInterrupt),
  },
  {
    head: "queue",
    holds: "words",
    cell: ({ stopped }) => (stopped ? "stopped" : "runs"),
  },
];

export function TraceTable({ view }: { readonly view: VirtioView }) {
  return (
    <ColumnTable
      caption={`Steps ${plain(view.from + 1)} to ${plain(view.from + view.rows.length)}: time in µs, and the ring after each`}
      columns={columns}
      rows={view.rows}
      current={view.place - view.from}
    />
  );
}
