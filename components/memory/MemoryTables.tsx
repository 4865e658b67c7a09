/**
 * SHOWS    The lab's numbers: the time of a load by working set; what it is made of at the present one;
 *          and the parts of the host's memory.
 * READS    A MemoryView.
 * WITHOUT JS  The same.
 */
import type { ComponentChildren } from "preact";
import {
  deviation,
  duration,
  memorySize,
  percent,
  plain,
  significant,
} from "../format.ts";
import type { PartId } from "../../models/memory/budget.ts";
import "../table/table.css";
import type { MemoryView, Row } from "./view.ts";
import { limiterName, partNames, walkText } from "./words.ts";

interface Line {
  readonly name: string;
  readonly text: (row: Row) => string;
}

/** Of an access; what no clock would show is said so. */
const timeText = (seconds: number): string =>
  seconds === 0
    ? "none"
    : seconds < 5e-11
      ? "below 0.1\u202fns"
      : duration(seconds);

export const accessLines: readonly Line[] = [
  { name: "a load", text: ({ access }) => duration(access.seconds) },
  {
    name: "against bare metal",
    text: ({ access }) => deviation(access.overhead),
  },
  {
    name: "the load itself",
    text: ({ access }) => duration(access.dataSeconds),
  },
  {
    name: "finding its page",
    text: ({ access }) => timeText(access.walkSeconds),
  },
  {
    name: "changes of page tables",
    text: ({ access }) => timeText(access.changeSeconds),
  },
  { name: "loads that walk", text: ({ access }) => percent(access.miss) },
  { name: "a walk", text: ({ access }) => walkText(access) },
  {
    name: "reach of the TLB",
    text: ({ access }) => memorySize(access.reachBytes),
  },
  { name: "limiter", text: ({ access }) => limiterName[access.limiter] },
];

export const budgetLines: readonly Line[] = [
  { name: "tenants", text: ({ budget }) => plain(budget.tenants) },
  { name: "tenants that fit", text: ({ budget }) => plain(budget.fits) },
  ...Object.entries(partNames).map(([part, name]): Line => ({
    name,
    text: ({ budget }) => memorySize(budget.parts[part as PartId]),
  })),
  { name: "lost, in all", text: ({ budget }) => memorySize(budget.lost) },
  { name: "lost, as a share", text: ({ budget }) => percent(budget.lostShare) },
];

interface FramedProps {
  readonly caption: string;
  /** Of the first column. */
  readonly head?: string;
  readonly rows: readonly Row[];
  readonly children: ComponentChildren;
}

/** A table with a column for each arrangement. */
function Framed({ caption, head, rows, children }: FramedProps) {
  const named = head !== undefined;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table class={`figures counts${named ? "" : " text-rows"}`}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {named ? <th scope="col">{head}</th> : <td />}
            {rows.map(({ arrangement }) => (
              <th
                key={arrangement.id}
                scope="col"
                class={`tech-${arrangement.family} group`}
              >
                {arrangement.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

interface LinesProps {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly lines: readonly Line[];
}

function Lines({ caption, rows, lines }: LinesProps) {
  return (
    <Framed caption={caption} rows={rows}>
      {lines.map(({ name, text }) => (
        <tr key={name}>
          <th scope="row" class="text">
            {name}
          </th>
          {rows.map((row) => (
            <td key={row.arrangement.id}>{text(row)}</td>
          ))}
        </tr>
      ))}
    </Framed>
  );
}

export function MemoryTables({ view }: { readonly view: MemoryView }) {
  const { rows, listed, scenario } = view;
  return (
    <>
      <Framed
        caption="Time of a load by working set, ns"
        head="working set"
        rows={rows}
      >
        {listed.map((set) => (
          <tr
            key={set}
            class={set === scenario.workingSetMiB ? "present" : undefined}
          >
            <th scope="row">{memorySize(set * 2 ** 20)}</th>
            {rows.map(({ arrangement, curve }) => {
              const point = curve.find((each) => each.workingSetMiB === set);
              return (
                <td key={arrangement.id}>
                  {significant((point?.seconds ?? NaN) * 1e9)}
                </td>
              );
            })}
          </tr>
        ))}
      </Framed>
      <Lines
        caption="What a load is made of, at the present working set"
        rows={rows}
        lines={accessLines}
      />
      <Lines
        caption="The host’s memory, by what it serves"
        rows={rows}
        lines={budgetLines}
      />
    </>
  );
}
