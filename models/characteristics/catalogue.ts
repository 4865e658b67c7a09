/**
 * The table of characteristics, in the order of the 2013 post's rows.
 *
 * IDEA   The text of the post that this book starts from has lost the table's header, so its columns
 *        have no names. Two rows give the order away: controls that depend on the hypervisor alone, and
 *        a host that sees little, are Xen's; "OS + hypervisor" and an operating system that can inspect
 *        its hypervisor are KVM's. So the columns are Zones, Xen, KVM, and not Zones, KVM, Xen as the
 *        post's title has them. A translation of 2013 that kept the header says the same.
 * HOLDS  Twelve characteristics; with its header the post's table has thirteen rows.
 * SOURCE Brendan Gregg 2013; mechanism notes 8.4; its Chinese translation (cites: greggTranslated).
 */
import { columns } from "./columns.ts";
import { complexity } from "./rows/complexity.ts";
import { cpuAllocation } from "./rows/cpu-allocation.ts";
import { cpuPerformance } from "./rows/cpu-performance.ts";
import { ioLatency } from "./rows/io-latency.ts";
import { ioThroughput } from "./rows/io-throughput.ts";
import { memoryAccess } from "./rows/memory-access.ts";
import { memoryAllocation } from "./rows/memory-allocation.ts";
import { memoryLoss } from "./rows/memory-loss.ts";
import { otherSystems } from "./rows/other-systems.ts";
import { resourceControls } from "./rows/resource-controls.ts";
import { seenFromGuest } from "./rows/seen-from-guest.ts";
import { seenFromHost } from "./rows/seen-from-host.ts";
import type { Cell, ColumnId, Row } from "./shape.ts";

export { columns };

export const rows: readonly Row[] = [
  cpuPerformance,
  cpuAllocation,
  ioThroughput,
  ioLatency,
  memoryAccess,
  memoryLoss,
  memoryAllocation,
  resourceControls,
  seenFromHost,
  seenFromGuest,
  complexity,
  otherSystems,
];

/** A cell's name in links and anchors: "io-latency-kvm". */
export const cellId = (row: string, column: ColumnId): string =>
  `${row}-${column}`;

export interface NamedCell {
  readonly id: string;
  readonly row: Row;
  readonly column: (typeof columns)[number];
  readonly cell: Cell;
}

/** Every cell, row by row. */
export const cells: readonly NamedCell[] = rows.flatMap((row) =>
  columns.map((column) => ({
    id: cellId(row.id, column.id),
    row,
    column,
    cell: row.cells[column.id],
  })),
);

/** Whether the technologies `among` have different grades in `row`. */
export const differs = (row: Row, among: readonly ColumnId[]): boolean =>
  new Set(among.map((id) => row.cells[id].level)).size > 1;
