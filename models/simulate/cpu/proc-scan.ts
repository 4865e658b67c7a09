/**
 * The workload `proc-scan`: how long it takes to list /proc in a zone.
 *
 * IDEA   illumos visits every slot of the process table. An empty slot costs a test, a process of
 *        another zone a cache miss and a compare, an own process a directory entry. A guest and a
 *        PID namespace have a table of their own: nobody else is in it.
 * UNITS  Seconds.
 * HOLDS  The two measurements of 2013: 544,584 ns as it was, 594,254 ns with 1,000 processes more in
 *        another zone. The difference fixes the cost of a foreign process.
 * FAILS  The base was measured with processes already there, whose number is not known: the cost of
 *        a slot takes them in. No variance: it is a cost, not a queue.
 * SOURCE Mechanism notes 7.5; illumos prvnops.c, pr_readdir_procdir.
 */
import {
  schedulingValues,
  type SchedulingValues,
} from "../../parameters/scheduling.ts";

export interface ProcScanOptions {
  /** Slots of the process table, 0 to 10^7. */
  readonly slots: number;
  /** Processes of other zones beyond those of the measured host, and of the zone itself. */
  readonly foreignProcesses: number;
  readonly ownProcesses: number;
  /** Whether the table is shared with others: true for a zone. */
  readonly sharedTable: boolean;
  readonly values?: Partial<SchedulingValues>;
}

export interface ProcScanResult {
  readonly seconds: number;
  readonly slotSeconds: number;
  readonly foreignSeconds: number;
  readonly ownSeconds: number;
  readonly remarks: readonly string[];
}

const mostSlots = 1e7;

/** @returns the time of one scan and its parts */
export const procScan = (given: Partial<ProcScanOptions>): ProcScanResult => {
  const values = { ...schedulingValues, ...given.values };
  const remarks: string[] = [];
  const count = (name: string, value: number): number => {
    if (value >= 0 && value <= mostSlots) return Math.floor(value);
    remarks.push(`${name} was clamped to between 0 and ${mostSlots}.`);
    return value > mostSlots ? mostSlots : 0;
  };
  const slots = count("slots", given.slots ?? values["proc.slots"]);
  const own = Math.min(slots, count("own", given.ownProcesses ?? 0));
  const asked = count("foreign", given.foreignProcesses ?? 0);
  const shared = given.sharedTable ?? true;
  const foreign = shared ? Math.min(slots - own, asked) : 0;
  if (shared && foreign < asked)
    remarks.push("The process table is full: not all processes fit.");
  const slotSeconds = slots * values["proc.slot"];
  const foreignSeconds = foreign * values["proc.foreign"];
  const ownSeconds = own * values["proc.own"];
  return {
    seconds: slotSeconds + foreignSeconds + ownSeconds,
    slotSeconds,
    foreignSeconds,
    ownSeconds,
    remarks,
  };
};
