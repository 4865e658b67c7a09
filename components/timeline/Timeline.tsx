/**
 * SHOWS    A timeline that a reader can scrub: lanes of states, a cursor that says what each lane
 *          does, zoom and pan by buttons, keys and drag, and a slow replay of the cursor. Lanes
 *          beyond the room of the first run scroll, over an axis that stays.
 * READS    TimelineData. Arrows move the cursor, with Shift to the next change; + and − zoom; Page
 *          Up and Down pan; 0 shows all. No replay where the reader wants less motion.
 * WITHOUT JS  The whole span with the cursor in its middle; the buttons are set apart by CSS.
 */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { duration, fixed } from "../format.ts";
import { paint } from "./paint.ts";
import { stateLooks } from "./states.ts";
import { TimelinePatterns } from "./TimelinePatterns.tsx";
import {
  axisHeight,
  TimelineFoot,
  timelineLayouts,
  timeUnit,
} from "./TimelineAxis.tsx";
import { TimelineKey } from "./TimelineKey.tsx";
import { rowsOf, TimelinePlot } from "./TimelinePlot.tsx";
import { stayAt, type TimelineData } from "./tracks.ts";
import {
  cursorAt,
  keyed,
  panned,
  viewWithin,
  wholeView,
  zoomed,
  type TimelineView,
} from "./view.ts";
import "./timeline.css";

export interface TimelineProps {
  readonly data: TimelineData;
  readonly id: string;
  readonly title: string;
  /** The finding, for those who do not see the picture. */
  readonly description: string;
}

/** Seconds of the reader's in which a replay crosses the view. */
const replayS = 12;

const tellLane = (data: TimelineData, lane: number, timeS: number): string => {
  const track = data.tracks[lane];
  const stay = track && stayAt(data, track, timeS);
  if (!track || !stay) return "";
  return `${track.name} ${stateLooks[stay.code]?.name ?? ""}, ${duration(timeS - stay.fromS)} of ${duration(stay.toS - stay.fromS)}`;
};

export function Timeline({ data, id, title, description }: TimelineProps) {
  const [view, setView] = useState(() => wholeView(data));
  const [shown, setShown] = useState(data);
  const [playing, setPlaying] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const latest = useRef(view);
  // Another run: the same part of it where that exists, else all.
  let current = view;
  if (shown !== data) {
    const same = shown.fromS === data.fromS && shown.toS === data.toS;
    current = same
      ? viewWithin(data, view.fromS, view.toS, view.cursorS)
      : wholeView(data);
    setShown(data);
    setView(current);
  }
  latest.current = current;
  const { rows, hidden, height } = rowsOf(data);
  // The lanes of the first run set the room: those of another move nothing below them.
  const first = useRef({ height, lanes: rows.length });
  const room = first.current.height;
  const scrolls = height > room;
  const look = (next: TimelineView) => {
    latest.current = next;
    setView(next);
  };

  useEffect(() => {
    if (!playing) return;
    let before: number | undefined;
    let request = 0;
    const step = (now: number) => {
      const at = latest.current;
      const passed = before === undefined ? 0 : (now - before) / 1000;
      before = now;
      const span = at.toS - at.fromS;
      const cursorS = at.cursorS + (passed / replayS) * span;
      look(cursorAt(data, at, cursorS));
      if (cursorS >= data.toS) setPlaying(false);
      else request = requestAnimationFrame(step);
    };
    request = requestAnimationFrame(step);
    return () => {
      cancelAnimationFrame(request);
    };
  }, [playing, data]);

  const timeAt = (event: PointerEvent): number | null => {
    const svg = (event.currentTarget as Element).querySelector<SVGSVGElement>(
      event.target instanceof Element && event.target.closest(".wide")
        ? ".wide"
        : ".narrow",
    );
    if (!svg) return null;
    const box = svg.getBoundingClientRect();
    const scale = svg.viewBox.baseVal.width / box.width;
    const left = Number(svg.dataset["left"]);
    const right = Number(svg.dataset["right"]);
    const share = ((event.clientX - box.left) * scale - left) / (right - left);
    const at = latest.current;
    return at.fromS + share * (at.toS - at.fromS);
  };
  const drag = useRef<{ timeS: number; moved: boolean } | null>(null);

  const merged = useMemo(
    () =>
      rows.some(
        ({ lane }) =>
          paint(data.tracks[lane]!, data.toS, {
            fromS: current.fromS,
            toS: current.toS,
            width: 460,
            height: 1,
          }).merged,
      ),
    [data, current.fromS, current.toS],
  );
  const scaled = timeUnit(current.toS - current.fromS);
  const now = `${fixed(current.cursorS * scaled.factor, scaled.unit === "s" ? 3 : 2)}\u202f${scaled.unit}`;
  const spoken = rows
    .map(({ lane }) => tellLane(data, lane, current.cursorS))
    .filter((text) => text !== "");
  const whole = current.fromS <= data.fromS && current.toS >= data.toS;
  const button = (
    name: string,
    text: string,
    disabled: boolean,
    onClick: () => void,
  ) => (
    <button
      type="button"
      aria-label={name}
      disabled={disabled}
      onClick={onClick}
    >
      {text}
    </button>
  );
  return (
    <div class="timeline" ref={frame}>
      <TimelinePatterns id={id} />
      <div
        class={scrolls ? "timeline-lanes scrolls" : "timeline-lanes"}
        style={{ "--room": room + (scrolls ? 0 : axisHeight) }}
        role="slider"
        tabIndex={0}
        aria-label={`Cursor of the timeline: ${title}`}
        aria-valuemin={data.fromS}
        aria-valuemax={data.toS}
        aria-valuenow={Number(current.cursorS.toFixed(6))}
        aria-valuetext={`${now}: ${spoken.join("; ")}`}
        aria-describedby={`${id}-keys`}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.altKey || event.metaKey) return;
          const next = keyed(data, latest.current, event.key, event.shiftKey);
          if (next === null) return;
          event.preventDefault();
          setPlaying(false);
          look(next);
        }}
        onPointerDown={(event) => {
          const timeS = timeAt(event);
          if (timeS === null || event.button !== 0) return;
          drag.current = { timeS, moved: false };
          event.currentTarget.setPointerCapture(event.pointerId);
          setPlaying(false);
        }}
        onPointerMove={(event) => {
          const timeS = timeAt(event);
          if (timeS === null) return;
          const held = drag.current;
          if (held === null) {
            if (event.pointerType === "mouse" && !playing)
              look(cursorInView(data, latest.current, timeS));
            return;
          }
          const at = latest.current;
          held.moved = true;
          if (whole) look(cursorInView(data, at, timeS));
          else {
            const by = held.timeS - timeS;
            look(viewWithin(data, at.fromS + by, at.toS + by, at.cursorS + by));
          }
        }}
        onPointerUp={(event) => {
          const timeS = timeAt(event);
          if (drag.current && !drag.current.moved && timeS !== null)
            look(cursorInView(data, latest.current, timeS));
          drag.current = null;
        }}
        onPointerCancel={() => {
          drag.current = null;
        }}
      >
        {timelineLayouts.map((layout) => (
          <TimelinePlot
            key={layout.name}
            data={data}
            view={current}
            layout={layout}
            room={room}
            id={`${id}-${layout.name}`}
            title={title}
            description={description}
          />
        ))}
      </div>
      {scrolls &&
        timelineLayouts.map((layout) => (
          <TimelineFoot
            key={layout.name}
            data={data}
            view={current}
            layout={layout}
          />
        ))}
      <p class="timeline-tools">
        {button("Earlier", "◂", current.fromS <= data.fromS, () => {
          look(panned(data, latest.current, -0.5));
        })}
        {button("Later", "▸", current.toS >= data.toS, () => {
          look(panned(data, latest.current, 0.5));
        })}
        {button("Zoom in", "+", false, () => {
          look(zoomed(data, latest.current, 0.5));
        })}
        {button("Zoom out", "−", whole, () => {
          look(zoomed(data, latest.current, 2));
        })}
        {button("Show all", "all", whole, () => {
          look({ ...wholeView(data), cursorS: latest.current.cursorS });
        })}
        <button
          type="button"
          class="play"
          aria-pressed={playing}
          onClick={() => {
            if (!playing && latest.current.cursorS >= data.toS)
              look(cursorAt(data, latest.current, data.fromS));
            setPlaying(!playing);
          }}
        >
          {playing ? "stop" : "play"}
        </button>
        <span class="now">{`cursor at ${now}`}</span>
        <span id={`${id}-keys`} class="keys">
          Arrows move the cursor, with Shift to the next change; + and − zoom;
          Page Up and Page Down pan; 0 shows all.
        </span>
      </p>
      <ul
        class={
          rows.length > first.current.lanes
            ? "timeline-readings scrolls"
            : "timeline-readings"
        }
        style={{ "--lanes": first.current.lanes }}
        tabIndex={rows.length > first.current.lanes ? 0 : undefined}
        aria-label="What each lane does at the cursor"
      >
        {rows.map(({ lane }) => (
          <li key={lane}>{tellLane(data, lane, current.cursorS)}</li>
        ))}
      </ul>
      <TimelineKey data={data} id={id} />
      <p class="timeline-notes">
        {scrolls && "The picture scrolls. "}
        {hidden > 0 &&
          `${hidden} more lanes, idle or beyond this picture’s room, are in the table. `}
        {data.leftOut > 0 &&
          "The record was full here: the run went on, this picture ends. "}
        {merged &&
          "Stays too short to draw are gathered: such a column is split by their shares of its time."}
      </p>
    </div>
  );
}

const cursorInView = (
  data: TimelineData,
  view: TimelineView,
  timeS: number,
): TimelineView => viewWithin(data, view.fromS, view.toS, timeS);
