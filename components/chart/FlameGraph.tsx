/**
 * SHOWS    Where the time of one unit goes: host, place, step, functions. Widths are seconds; where
 *          there is little width, heights are (flame.css). Work is filled, waiting is hatched.
 * READS    costFlame(prediction). Arrow keys move between frames, Enter or a click looks closer,
 *          Escape steps back; the line below says the frame under focus or pointer.
 * WITHOUT JS  Its table; the picture too where it stands open.
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import {
  costFlame,
  type FlameFrame,
  type Prediction,
} from "../../models/index.ts";
import { duration, percent } from "../format.ts";
import { StepTable } from "../table/StepTable.tsx";
import {
  frameAt,
  layFlame,
  neighbour,
  type LaidFrame,
} from "./flame-layout.ts";
import { InFlight } from "./InFlight.tsx";
import "./flame.css";

/** Groups carry the names of hosts and places; places are written as in prose. */
const readable = (name: string) => name.replaceAll("-", " ");

const whole = "0";

export interface FlameGraphProps {
  readonly prediction: Prediction;
  readonly id: string;
  /** Without it the table stands alone: frames that nobody sees weigh on the page. */
  readonly drawn: boolean;
}

export function FlameGraph({ drawn, ...props }: FlameGraphProps) {
  const { technology, unit } = props.prediction;
  return (
    <div class={`flame tech-${technology.family}`}>
      {drawn && (
        <FlameFrames
          root={costFlame(props.prediction)}
          label={`Time of one unit (${unit.name}) by step: ${technology.name}`}
          whole="Whole unit"
        />
      )}
      <InFlight prediction={props.prediction} />
      <details open={!drawn}>
        <summary>Table of steps</summary>
        <StepTable prediction={props.prediction} id={`${props.id}-steps`} />
      </details>
    </div>
  );
}

export interface FlameFramesProps {
  readonly root: FlameFrame;
  readonly label: string;
  /** What the button that leads back from a closer look says. */
  readonly whole: string;
  /** What a group is called; its own name, without hyphens, when not given. */
  readonly groupName?: (name: string) => string;
  /** A further class for a frame, and words after its time: how it differs from another. */
  readonly mark?: (frame: FlameFrame) => {
    readonly class: string;
    readonly words: string;
  };
}

const unmarked = () => ({ class: "", words: "" });

/** The picture of a tree of times, its line below, and its key. */
export function FlameFrames({
  root,
  label,
  whole: wholeName,
  groupName = readable,
  mark = unmarked,
}: FlameFramesProps) {
  const [zoomed, setZoom] = useState(whole);
  const [focus, setFocus] = useState(whole);
  const [over, setOver] = useState<string | null>(null);
  const frames = useRef<HTMLDivElement>(null);
  const refocus = useRef(false);
  const found = frameAt(root, zoomed);
  const zoom = found ? zoomed : whole;
  const laid = layFlame(found ?? root, zoom);
  const current = laid.find((each) => each.id === focus) ?? laid[0];
  const told = laid.find((each) => each.id === over) ?? current;
  const rows = 1 + Math.max(0, ...laid.map((each) => each.depth));
  const nameOf = ({ name, kind }: FlameFrame) =>
    kind === "group" ? groupName(name) : name;
  const share = (each: LaidFrame) => percent(each.frame.seconds / root.seconds);
  const look = (closer: string) => {
    setZoom(closer);
    setFocus(closer);
    setOver(null);
    refocus.current = true;
  };
  // The frame that had the focus may be gone: the root of the new picture takes it.
  useLayoutEffect(() => {
    if (refocus.current)
      frames.current?.querySelector<HTMLElement>("[role=treeitem]")?.focus();
    refocus.current = false;
  }, [zoom]);
  const back = () => {
    look(zoom.includes(".") ? zoom.slice(0, zoom.lastIndexOf(".")) : whole);
  };
  return (
    <>
      <div
        ref={frames}
        class={`flame-frames of-${(found ?? root).kind}`}
        role="tree"
        aria-label={label}
        style={{ "--rows": rows }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && current) {
            look(current.id);
          } else if (event.key === "Escape" && zoom !== whole) {
            back();
          } else {
            const next = neighbour(laid, current?.id ?? whole, event.key);
            if (next === null) return;
            setFocus(next);
            setOver(null);
            frames.current
              ?.querySelector<HTMLElement>(`[data-frame="${next}"]`)
              ?.focus();
          }
          event.preventDefault();
        }}
      >
        {laid.map((each) => (
          <div
            key={each.id}
            data-frame={each.id}
            class={`frame ${each.frame.kind}${each.frame.kind === "work" && each.frame.place === undefined ? " function" : ""} ${mark(each.frame).class}`.trimEnd()}
            role="treeitem"
            aria-level={each.depth + 1}
            aria-selected={each.id === current?.id}
            aria-label={`${nameOf(each.frame)}, ${duration(each.frame.seconds)}, ${share(each)}${mark(each.frame).words}`}
            tabIndex={each.id === current?.id ? 0 : -1}
            style={{
              "--from": each.left.toFixed(5),
              "--share": each.width.toFixed(5),
              "--depth": each.depth,
            }}
            onClick={() => {
              if (each.id === zoom) back();
              else look(each.id);
            }}
            onFocus={() => {
              setFocus(each.id);
            }}
            onMouseEnter={() => {
              setOver(each.id);
            }}
            onMouseLeave={() => {
              setOver(null);
            }}
          >
            <span>{nameOf(each.frame)}</span>
          </div>
        ))}
      </div>
      <p class="flame-told">
        {told && (
          <>
            <b>{nameOf(told.frame)}</b>
            {told.frame.kind === "wait" && " (waiting)"}
            {` ${duration(told.frame.seconds)}, ${share(told)} of ${duration(root.seconds)}${mark(told.frame).words}`}
          </>
        )}
      </p>
      <p class="flame-key">
        <span>
          <span class="frame work" />
          work
        </span>
        <span>
          <span class="frame wait" />
          waiting: queues, timers, wires, wake-ups
        </span>
        {zoom === whole ? (
          <span class="act">A frame opens at a click.</span>
        ) : (
          <button
            type="button"
            onClick={() => {
              look(whole);
            }}
          >
            {wholeName}
          </button>
        )}
      </p>
    </>
  );
}
