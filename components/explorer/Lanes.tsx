/**
 * SHOWS    Swim lanes: a row a step in order, a lane a place, one line that the message follows; two
 *          or three technologies side by side, in one row where they share a step.
 * READS    The rows of a view. Arrow keys, Home and End step through; a click walks to a row.
 * WITHOUT JS  Every row, with what it takes.
 */
import { useEffect, useRef } from "preact/hooks";
import type { Row } from "../../models/explore/align.ts";
import type { WalkStep } from "../../models/explore/walk.ts";
import { labelOf, marks } from "../diagram/path-text.ts";
import { railsOf, type Rail } from "./rails.ts";
import { placeOf, type Column, type ExplorerView } from "./view.ts";
import { markOf, takenText, takesText } from "./words.ts";

export interface LanesProps {
  readonly id: string;
  readonly view: ExplorerView;
  /** A step was asked for by the reader, so that its row is brought into view. */
  readonly walking: boolean;
  readonly onStep: (at: number) => void;
}

const steps: Readonly<Record<string, (at: number, rows: number) => number>> = {
  ArrowDown: (at, rows) => (at >= rows ? 1 : at + 1),
  ArrowRight: (at, rows) => (at >= rows ? 1 : at + 1),
  ArrowUp: (at) => at - 1,
  ArrowLeft: (at) => at - 1,
  Home: () => 1,
  End: (_, rows) => rows,
};

export function Lanes({ id, view, walking, onStep }: LanesProps) {
  const { columns, rows, at } = view;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (walking)
      list.current
        ?.querySelector("[aria-current]")
        ?.scrollIntoView({ block: "nearest" });
  }, [at, walking]);
  const rails = columns.map(({ lanes }, column) =>
    railsOf(
      rows.map(({ cells }) => cells[column] ?? null),
      lanes,
    ),
  );
  return (
    <div
      class={`explorer-lanes${columns.length > 1 ? " beside" : ""}`}
      style={{ "--columns": columns.length }}
      role="group"
      tabIndex={0}
      aria-label="The steps in order. Arrow keys walk through them."
      aria-describedby={`${id}-reached`}
      onKeyDown={(event) => {
        const move = steps[event.key];
        if (!move) return;
        event.preventDefault();
        onStep(Math.min(rows.length, Math.max(0, move(at, rows.length))));
      }}
    >
      <div class="lane-heads">
        {columns.map(({ walk, lanes }, column) => (
          <div
            key={walk.technology.id}
            class={`lane-head tech-${walk.technology.family}`}
            style={{ "--lanes": lanes.length }}
          >
            {columns.length > 1 && (
              <b>
                <span class="letter">{`${letters[column] ?? ""} `}</span>
                {walk.technology.name}
              </b>
            )}
            <span class="lane-names">
              {lanes.map((place) => (
                <span key={place}>{placeOf(walk, place)}</span>
              ))}
            </span>
          </div>
        ))}
      </div>
      <ol ref={list}>
        {rows.map((row, index) => (
          <li
            key={`${row.id}${index}`}
            class={`row ${row.shared}${index < at ? "" : " ahead"}`}
            aria-current={walking && index === at - 1 ? "step" : undefined}
            onClick={() => {
              onStep(index + 1);
            }}
          >
            {row.cells.map((cell, column) => {
              const of = columns[column];
              const rail = rails[column]?.[index];
              return (
                of &&
                rail && (
                  <Cell
                    key={of.walk.technology.id}
                    of={of}
                    cell={cell}
                    rail={rail}
                    row={row}
                    longestS={view.longestS}
                    nth={column + 1}
                    letter={columns.length > 1 ? letters[column] : undefined}
                  />
                )
              );
            })}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Of the columns, where they stand below each other. */
const letters = ["A", "B", "C"];

/** Said where the mark between two columns cannot be seen. */
const sharedWords = {
  functions: "the same functions",
  step: "the same step",
} as const;

interface CellProps {
  readonly of: Column;
  readonly cell: WalkStep | null;
  readonly rail: Rail;
  readonly row: Row;
  readonly longestS: number;
  /** Of the columns, from 1: a phone's rows and rails stand by it. */
  readonly nth: number;
  /** Stands for the technology where its column cannot; undefined for one alone. */
  readonly letter: string | undefined;
}

function Cell({ of, cell, rail, row, longestS, nth, letter }: CellProps) {
  const { walk, lanes } = of;
  const { technology } = walk;
  return (
    <div
      class={`cell tech-${technology.family}${cell ? ` ${cell.taken}` : " none"}`}
      style={{ "--lanes": lanes.length, "--nth": nth }}
    >
      <span class="rails" aria-hidden="true">
        {rail.from >= 0 && <i class="line in" style={{ "--at": rail.from }} />}
        {rail.from >= 0 && rail.to !== rail.from && rail.mark >= 0 && (
          <i
            class="line across"
            style={{
              "--at": Math.min(rail.from, rail.mark),
              "--by": Math.abs(rail.mark - rail.from),
            }}
          />
        )}
        {rail.branches && rail.from >= 0 && rail.mark !== rail.from && (
          <i
            class="line across branch"
            style={{
              "--at": Math.min(rail.from, rail.mark),
              "--by": Math.abs(rail.mark - rail.from),
            }}
          />
        )}
        {rail.to >= 0 && <i class="line out" style={{ "--at": rail.to }} />}
        {cell && (
          <i
            class={`mark ${markOf(cell.step)}`}
            style={{ "--at": rail.mark }}
          />
        )}
      </span>
      {cell && (
        <span class="said">
          {letter !== undefined && (
            <>
              <span class="letter" aria-hidden="true">{`${letter} `}</span>
              <span class="unseen">{`${technology.name}: `}</span>
            </>
          )}
          <span class="label">{labelOf(cell.step)}</span>
          <span class="meta">
            {[
              placeOf(walk, cell.step.place),
              ...marks(cell.step),
              takenText(cell),
            ]
              .filter((word) => word !== null)
              .join(", ")}
            {letter !== undefined && row.shared !== "own" && (
              <span class="shared">{`, ${sharedWords[row.shared]}`}</span>
            )}
          </span>
        </span>
      )}
      {cell && <span class="takes">{takesText(cell)}</span>}
      {cell?.taken === "way" && longestS > 0 && (
        <i
          class={`bar${cell.cpuS > 0 ? "" : " waits"}`}
          aria-hidden="true"
          style={{ "--share": (cell.elapsedS / longestS).toFixed(4) }}
        />
      )}
    </div>
  );
}
