/**
 * SHOWS    One layout of a timeline as SVG: lanes in two layers, guest over host, the cursor, and in
 *          the wide layout what each lane does at the cursor.
 * READS    TimelineData and a view of it; patterns of TimelinePatterns.
 * WITHOUT JS  The same.
 */
import { useMemo } from "preact/hooks";
import { laneStates } from "../../models/simulate/event-log.ts";
import { duration } from "../format.ts";
import { paint } from "./paint.ts";
import { stateLooks } from "./states.ts";
import {
  axisHeight,
  gap,
  letter,
  placesOf,
  TimelineAxis,
  type Layout,
} from "./TimelineAxis.tsx";
import { stayAt, type TimelineData, type Track } from "./tracks.ts";
import type { TimelineView } from "./view.ts";

/** Lanes drawn; the rest is in the table. */
const mostLanes = 28;
const laneHeight = 20;
const barHeight = 14;
const layerHeight = 21;
const air = 6;

const layerNames = {
  guest: "Guest: its threads",
  host: "Host: its threads and CPUs, the guest’s vCPUs among them",
} as const;
/** Of a path's machine, which knows what each vCPU does and not for which of its threads. */
const pathLayerNames = {
  guest: "Guests: their vCPUs",
  host: "Hosts: their threads and cards",
} as const;

interface Row {
  readonly y: number;
  readonly lane: number;
}

const idle = laneStates.indexOf("idle");

/** A lane that did nothing in the whole span is counted, not drawn. */
const isIdle = ({ codes }: Track): boolean =>
  codes.length <= 1 && (codes[0] ?? idle) === idle;

/** Where each lane and each layer's heading stands. Guest lanes come first. */
export function rowsOf(data: TimelineData): {
  rows: readonly Row[];
  heads: readonly { y: number; text: string }[];
  height: number;
  hidden: number;
} {
  const rows: Row[] = [];
  const heads: { y: number; text: string }[] = [];
  const layers = (["guest", "host"] as const).filter((layer) =>
    data.tracks.some((track) => track.layer === layer),
  );
  const names = data.tracks.some(
    ({ layer, id }) => layer === "guest" && id.includes(".vcpu."),
  )
    ? pathLayerNames
    : layerNames;
  let y = 0;
  for (const layer of layers) {
    if (layers.length > 1) {
      if (rows.length > 0) y += air;
      heads.push({ y: y + 14, text: names[layer] });
      y += layerHeight;
    }
    data.tracks.forEach((track, lane) => {
      if (track.layer !== layer || rows.length >= mostLanes) return;
      if (isIdle(track)) return;
      rows.push({ y, lane });
      y += laneHeight;
    });
  }
  return { rows, heads, height: y, hidden: data.tracks.length - rows.length };
}

/** A name cut to the room there is: its words, and never its number. */
const fitted = (name: string, room: number): string => {
  // The longest name's room is a sum of such letters: its rounding cuts none.
  const most = Math.floor((room - gap) / letter + 1e-9);
  if (name.length <= most) return name;
  const short = name
    .replace(/^destination:/, "dest.:")
    .replace(/ thread(?=$| \d+$)/, "");
  if (short.length <= most) return short;
  const number = / \d+$/.exec(short)?.[0] ?? "";
  return `${short.slice(0, most - 1 - number.length)}…${number}`;
};

export interface TimelinePlotProps {
  readonly data: TimelineData;
  /** Units that the lanes take at least. */
  readonly room: number;
  readonly view: TimelineView;
  readonly layout: Layout;
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export function TimelinePlot(props: TimelinePlotProps) {
  const { data, view, layout, id } = props;
  const { left, right, place } = placesOf(data, view, layout);
  const { rows, heads, height: ofLanes } = rowsOf(data);
  const height = Math.max(ofLanes, props.room);
  // A cursor that moves paints no lane again.
  const painted = useMemo(
    () =>
      rows.map(({ lane }) =>
        paint(data.tracks[lane]!, data.toS, {
          fromS: view.fromS,
          toS: view.toS,
          width: right - left,
          height: barHeight,
        }).shapes.map(({ code, path }) => (
          <Shape key={code} code={code} path={path} id={id} />
        )),
      ),
    [data, view.fromS, view.toS],
  );
  const cursor = place(view.cursorS);
  return (
    <svg
      class={`timeline-plot ${layout.name}`}
      viewBox={`0 0 ${layout.width} ${height + axisHeight}`}
      data-left={left}
      data-right={right}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{props.title}</title>
      <desc id={`${id}-desc`}>{props.description}</desc>
      <TimelineAxis data={data} view={view} layout={layout} height={height} />
      {rows.map(({ y, lane }, row) => {
        const track = data.tracks[lane]!;
        const foot = y + laneHeight - 4;
        const stay = stayAt(data, track, view.cursorS);
        return (
          <g key={track.id} class={`lane ${track.layer}`}>
            <text class="name" x={left - gap} y={foot - 2} text-anchor="end">
              {fitted(track.name, left)}
            </text>
            <line class="foot" x1={left} x2={right} y1={foot} y2={foot} />
            <g transform={`translate(${left},${foot - barHeight})`}>
              {painted[row]}
            </g>
            {layout.readings > 0 && (
              <text class="reading" x={right + 8} y={foot - 2}>
                {stay === null
                  ? ""
                  : `${stateLooks[stay.code]?.name ?? ""} ${duration(stay.toS - stay.fromS)}`}
              </text>
            )}
          </g>
        );
      })}
      <line
        class="cursor"
        x1={cursor.toFixed(1)}
        x2={cursor.toFixed(1)}
        y1={0}
        y2={height + 3}
      />
      {heads.map(({ y, text }) => (
        <text key={text} class="layer" x={0} y={y}>
          {text}
        </text>
      ))}
    </svg>
  );
}

/** Patterned states have a plain wash below, so that their bars have an edge. */
function Shape({ code, path, id }: { code: number; path: string; id: string }) {
  const look = stateLooks[code];
  if (look === undefined) return null;
  const pattern = patternId(id.replace(/-(narrow|wide)$/, ""), look.pattern);
  return (
    <path
      class={`state-${look.state}`}
      d={path}
      {...(pattern === null ? {} : { fill: `url(#${pattern})` })}
    />
  );
}

export const patternId = (id: string, pattern: string | null): string | null =>
  pattern === null ? null : `${id}-${pattern}`;
