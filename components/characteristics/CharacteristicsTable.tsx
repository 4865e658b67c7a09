/**
 * SHOWS    The verdicts, a row a characteristic and a column a technology, each a link to its
 *          explanation; under a row that the model can compute, its figures, which on a narrow page
 *          stand beside the verdicts. A cell that is opened has its explanation in the next row.
 * READS    models/characteristics, the evidence as printed, what is in view and what is open.
 * WITHOUT JS  The whole table; a verdict leads to its explanation further down.
 */
import { Fragment } from "preact";
import { useEffect, useRef } from "preact/hooks";
import {
  cellId,
  cells,
  columns,
  rows,
} from "../../models/characteristics/catalogue.ts";
import type { ColumnId, Row } from "../../models/characteristics/shape.ts";
import { CellExplanation } from "./CellExplanation.tsx";
import type { PrintedEvidence } from "./printed.ts";
import type { TableState } from "./state.ts";
import { TechnologyMark } from "./TechnologyMark.tsx";

export interface CharacteristicsTableProps {
  readonly id: string;
  readonly caption: string;
  readonly state: TableState;
  readonly inView: readonly Row[];
  readonly evidence: PrintedEvidence;
  /** A verdict opens in place; before, it leads to the explanation below the table. */
  readonly live: boolean;
  readonly onOpen: (cell: string | null) => void;
}

export function CharacteristicsTable(props: CharacteristicsTableProps) {
  const { id, caption, state, inView, evidence, live, onOpen } = props;
  const isOff = (column: ColumnId) =>
    state.compared.includes(column) ? "" : " off";
  const open = cells.find((each) => each.id === state.open);
  const closing = useRef<HTMLButtonElement>(null);
  const opener = useRef<HTMLAnchorElement>(null);
  const shut = () => {
    onOpen(null);
    opener.current?.focus();
  };

  // A reader who comes by a link sees what the link opens.
  const arrived = useRef(false);
  useEffect(() => {
    if (!live || arrived.current) return;
    arrived.current = true;
    closing.current?.scrollIntoView({ block: "center" });
  }, [live]);

  /** The figure that the row prints, for one column. */
  const figureOf = (row: Row, column: (typeof columns)[number]) => {
    const printed = evidence[cellId(row.id, column.id)]?.find(
      ({ shows }) => shows === row.figure?.shows,
    );
    return (
      printed && (
        <span
          class={`quantity ${printed.how}`}
          title={printed.source}
          data-card
        >
          {printed.short ?? printed.text}
        </span>
      )
    );
  };

  const verdict = (row: Row, column: (typeof columns)[number]) => {
    const name = cellId(row.id, column.id);
    const cell = row.cells[column.id];
    const isOpen = state.open === name;
    return (
      <td
        key={column.id}
        class={`tech-${column.family}${isOff(column.id)}${isOpen ? " is-open" : ""}`}
      >
        <span class="column-name">
          <TechnologyMark family={column.family} /> {column.name}
        </span>
        <a
          ref={isOpen ? opener : null}
          class={`verdict ${cell.basis}`}
          href={`#${name}`}
          {...(live && {
            "aria-expanded": isOpen,
            ...(isOpen && { "aria-controls": `${id}-opened` }),
          })}
          onClick={(event) => {
            if (!live || event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            onOpen(isOpen ? null : name);
          }}
        >
          <b>{cell.level}</b>
          {cell.because !== undefined && ` (${cell.because})`}
        </a>
        {row.figure && (
          <span class="narrow-figure">{figureOf(row, column)}</span>
        )}
      </td>
    );
  };

  const figures = (row: Row) => {
    const { figure } = row;
    return (
      figure && (
        <tr class={`model-figures${inView.includes(row) ? "" : " off"}`}>
          <th scope="row">Model: {figure.what}</th>
          {columns.map((column) => (
            <td
              key={column.id}
              class={`tech-${column.family}${isOff(column.id)}`}
            >
              {figureOf(row, column)}
            </td>
          ))}
        </tr>
      )
    );
  };

  return (
    <table class="characteristics-table">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">characteristic</th>
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              class={`tech-${column.family}${isOff(column.id)}`}
            >
              <span class="tech-name">
                <TechnologyMark family={column.family} /> {column.name}
              </span>
              <span class="column-kind">{column.kind}</span>
              <span class="column-kind">
                {column.from === "post" ? "the post’s words°" : "ours"}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Fragment key={row.id}>
            <tr
              class={`verdicts${row.figure ? " with-figures" : ""}${inView.includes(row) ? "" : " off"}`}
            >
              <th scope="row">
                <span class="row-name">{row.name}</span>
                <span class="row-asks">{row.asks}</span>
                {row.figure && (
                  <span class="row-asks narrow-figure">
                    Model: {row.figure.what}.
                  </span>
                )}
              </th>
              {columns.map((column) => verdict(row, column))}
            </tr>
            {figures(row)}
            {open?.row === row && inView.includes(row) && (
              <tr class="opened">
                <td id={`${id}-opened`} colSpan={state.compared.length + 1}>
                  <CellExplanation
                    named={open}
                    evidence={evidence[open.id] ?? []}
                  />
                  <button
                    ref={closing}
                    type="button"
                    onClick={shut}
                    onKeyDown={(event) => {
                      if (event.key === "Escape") shut();
                    }}
                  >
                    Close
                  </button>
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
