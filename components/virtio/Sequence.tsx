/**
 * SHOWS    A window of steps: a row a step in order of time, a lane for each who acts, one line for the
 *          vCPU's program and a dashed one for the back end's.
 * READS    The rows of a view. Arrow keys step, Home goes to the first, space plays; a click goes to a row.
 * WITHOUT JS  The window where the figure stands.
 */
import { useEffect, useRef } from "preact/hooks";
import { runsOnVcpu } from "../../models/virtio/back-ends.ts";
import type { Done } from "../../models/virtio/machine.ts";
import { actors, type Actor } from "../../models/virtio/step.ts";
import { duration, plain } from "../format.ts";
import { rowsNear, rowsShown, type VirtioView } from "./view.ts";
import { actorNames, answerText, laneNames } from "./words.ts";

export interface SequenceProps {
  readonly id: string;
  readonly view: VirtioView;
  /** A step was asked for by the reader, so that its row is brought into view. */
  readonly stepping: boolean;
  readonly onStep: (place: number) => void;
  readonly onPlay: () => void;
}

const moves: Readonly<Record<string, (place: number) => number>> = {
  ArrowDown: (place) => place + 1,
  ArrowRight: (place) => place + 1,
  ArrowUp: (place) => place - 1,
  ArrowLeft: (place) => place - 1,
  PageDown: (place) => place + rowsShown,
  PageUp: (place) => place - rowsShown,
  Home: () => 0,
};

/** The shape of a mark: a question, something written into the ring, a crossing, a wait, or work. */
const markOf = ({ step, answer }: Done): string =>
  step.changes !== null && step.kind === "notify"
    ? "writes"
    : answer !== null
      ? "asks"
      : step.kind === "exit" || step.kind === "inject" || step.kind === "irq"
        ? "crosses"
        : step.kind === "wake" || step.kind === "timer-wait"
          ? "waits"
          : "works";

interface Line {
  /** Lane that the line comes down, or −1. */
  readonly from: number;
  readonly to: number;
}

/** Where each program's line runs at each row. */
function linesOf(
  rows: readonly Done[],
  before: readonly Done[],
): readonly (readonly [vcpu: Line, backEnd: Line])[] {
  const laneOf = (actor: Actor) => actors.indexOf(actor);
  const isOf = (done: Done, program: number) =>
    runsOnVcpu(done.step) === (program === 0);
  const lanes = [0, 1].map((program) => {
    const last = before.findLast((done) => isOf(done, program));
    return last ? laneOf(last.step.actor) : -1;
  });
  return rows.map((done) => {
    const line = (program: number): Line => {
      const from = lanes[program] ?? -1;
      if (isOf(done, program)) lanes[program] = laneOf(done.step.actor);
      return { from, to: lanes[program] ?? -1 };
    };
    return [line(0), line(1)] as const;
  });
}

export function Sequence({
  id,
  view,
  stepping,
  onStep,
  onPlay,
}: SequenceProps) {
  const { rows, place, from } = view;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (stepping)
      list.current
        ?.querySelector("[aria-current]")
        ?.scrollIntoView({ block: "nearest" });
  }, [place, stepping]);
  const lines = linesOf(rows, view.before);
  const near = Math.max(
    0,
    Math.min(place - from - rowsNear / 2, rows.length - rowsNear),
  );
  return (
    <div
      class="ring-sequence"
      role="group"
      tabIndex={0}
      aria-label="The steps in order of time. Arrow keys go through them."
      aria-describedby={`${id}-reached`}
      onKeyDown={(event) => {
        if (event.key === " ") {
          event.preventDefault();
          onPlay();
          return;
        }
        const move = moves[event.key];
        if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        onStep(Math.max(0, move(place)));
      }}
    >
      <div class="lane-names" aria-hidden="true">
        {actors.map((actor) => (
          <span key={actor}>{laneNames[actor]}</span>
        ))}
      </div>
      <ol ref={list} start={from + 1}>
        {rows.map((done, row) => (
          <Row
            key={row}
            done={done}
            lines={lines[row]}
            current={from + row === place}
            ahead={from + row > place}
            far={row < near || row >= near + rowsNear}
            onClick={() => {
              onStep(from + row);
            }}
          />
        ))}
      </ol>
    </div>
  );
}

interface RowProps {
  readonly done: Done;
  readonly lines: readonly [Line, Line] | undefined;
  readonly current: boolean;
  readonly ahead: boolean;
  /** Not among the rows that a phone shows. */
  readonly far: boolean;
  readonly onClick: () => void;
}

function Row({ done, lines, current, ahead, far, onClick }: RowProps) {
  const { step, packet, atS, missed } = done;
  const lane = actors.indexOf(step.actor);
  const vcpu = runsOnVcpu(step);
  const warns = missed && step.id === "18";
  return (
    <li
      class={`row ${vcpu ? "vcpu" : "back-end"}${ahead ? " ahead" : ""}${far ? " far" : ""}`}
      aria-current={current ? "step" : undefined}
      onClick={onClick}
    >
      <span class="rails" aria-hidden="true">
        {lines?.map((line, program) => (
          <Rail key={program} line={line} program={program} />
        ))}
        <i class={`mark ${markOf(done)}`} style={{ "--at": lane }} />
      </span>
      <span class="said">
        <b>{step.id}</b>{" "}
        <span class="actor">{`${actorNames[step.actor]}: `}</span>
        <span class="label">{step.label}</span>
        {done.answer !== null && <strong>{` ${answerText(done)}`}</strong>}
        {warns && <em class="warn"> Nobody will send it.</em>}
        {packet > 0 && <span class="packet">{` packet ${plain(packet)}`}</span>}
      </span>
      <span class="at">{duration(atS)}</span>
    </li>
  );
}

function Rail({
  line,
  program,
}: {
  readonly line: Line;
  readonly program: number;
}) {
  const { from, to } = line;
  const name = program === 0 ? "vcpu" : "back-end";
  return (
    <>
      {from >= 0 && <i class={`line in ${name}`} style={{ "--at": from }} />}
      {from >= 0 && to !== from && (
        <i
          class={`line across ${name}`}
          style={{ "--at": Math.min(from, to), "--by": Math.abs(to - from) }}
        />
      )}
      {to >= 0 && <i class={`line out ${name}`} style={{ "--at": to }} />}
    </>
  );
}
