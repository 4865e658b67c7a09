/**
 * SHOWS    The axis of time of one layout: ticks with their lines over the lanes; and again by itself,
 *          below lanes that scroll.
 * READS    TimelineData and a view of it.
 * WITHOUT JS  The same.
 */
import { niceStep } from "../chart/scale.ts";
import { plain } from "../format.ts";
import type { TimelineData } from "./tracks.ts";
import type { TimelineView } from "./view.ts";

export interface Layout {
  readonly name: "narrow" | "wide";
  readonly width: number;
  /** Most room for the lanes' names. */
  readonly names: number;
  /** Room for the readings at the cursor; 0 where they stand below. */
  readonly readings: number;
  readonly ticks: number;
}

export const timelineLayouts: readonly Layout[] = [
  { name: "narrow", width: 340, names: 128, readings: 0, ticks: 3 },
  { name: "wide", width: 680, names: 190, readings: 128, ticks: 5 },
];

/** Units of the picture below its lanes. */
export const axisHeight = 40;
/** Units of the picture that a letter takes, on average. */
export const letter = 6.6;
export const gap = 8;

/** The unit in which a span of time is read. */
export function timeUnit(span: number): { factor: number; unit: string } {
  if (span >= 5) return { factor: 1, unit: "s" };
  return span >= 1e-3
    ? { factor: 1e3, unit: "ms" }
    : { factor: 1e6, unit: "µs" };
}

const ticksOf = (view: TimelineView, count: number, factor: number) => {
  const low = view.fromS * factor;
  const high = view.toS * factor;
  const step = niceStep(high - low || 1, count);
  const first = Math.ceil(low / step - 1e-9);
  const ticks: number[] = [];
  for (let at = first; at * step <= high * (1 + 1e-12); at++)
    ticks.push(Number((at * step).toPrecision(12)));
  return ticks;
};

/** Where the lanes begin: after the longest name, or where names are cut. */
const leftOf = (data: TimelineData, layout: Layout): number =>
  Math.min(
    layout.names,
    gap + letter * Math.max(6, ...data.tracks.map(({ name }) => name.length)),
  );

interface AxisProps {
  readonly data: TimelineData;
  readonly view: TimelineView;
  readonly layout: Layout;
}

/** Where the lanes are, and where a time is on them. */
export const placesOf = (
  data: TimelineData,
  view: TimelineView,
  layout: Layout,
) => {
  const left = leftOf(data, layout);
  const right = layout.width - (layout.readings || 6);
  return {
    left,
    right,
    place: (timeS: number) =>
      left +
      ((timeS - view.fromS) / (view.toS - view.fromS || 1)) * (right - left),
  };
};

/** Ticks and their lines over `height` units of lanes. */
export function TimelineAxis({
  data,
  view,
  layout,
  height,
}: AxisProps & { readonly height: number }) {
  const { left, right, place } = placesOf(data, view, layout);
  const scaled = timeUnit(view.toS - view.fromS);
  return (
    <g class="axis">
      {ticksOf(view, layout.ticks, scaled.factor).map((tick) => {
        const x = place(tick / scaled.factor).toFixed(1);
        return (
          <g key={tick}>
            <line class="grid" x1={x} x2={x} y1={0} y2={height + 3} />
            <text x={x} y={height + 17} text-anchor="middle">
              {plain(tick)}
            </text>
          </g>
        );
      })}
      <text
        class="axis-title"
        x={(left + right) / 2}
        y={height + 34}
        text-anchor="middle"
      >
        {`time since the start of the run, ${scaled.unit}`}
      </text>
    </g>
  );
}

/** The axis again, below lanes that scroll. */
export function TimelineFoot({ data, view, layout }: AxisProps) {
  return (
    <svg
      class={`timeline-plot ${layout.name}`}
      viewBox={`0 0 ${layout.width} ${axisHeight}`}
      aria-hidden="true"
    >
      <TimelineAxis data={data} view={view} layout={layout} height={0} />
    </svg>
  );
}
