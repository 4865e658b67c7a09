/**
 * SHOWS    What a load takes against the working set, a line for each arrangement, with the present
 *          set and the reach of the TLB of the one described.
 * READS    A MemoryView. Three layouts stand in the page and the container's width picks one.
 * LENGTH   One picture: axes, lines and labels share its scales.
 * WITHOUT JS  The same: it is plain SVG.
 */
import { spread } from "../chart/end-labels.ts";
import { markerPath } from "../chart/markers.ts";
import { doublingScale, linearScale, type Scale } from "../chart/scale.ts";
import { memorySize, plain } from "../format.ts";
import "../chart/chart.css";
import { lineClass } from "./line.ts";
import type { MemoryView, Row } from "./view.ts";

interface Layout {
  readonly name: "narrow" | "middle" | "wide";
  readonly width: number;
  readonly height: number;
  readonly left: number;
  /** Room for the names at the lines' ends; 0 where a legend stands instead. */
  readonly labels: number;
  /** Doublings from one name on the axis to the next. */
  readonly stride: number;
}

const layouts: readonly Layout[] = [
  { name: "narrow", width: 320, height: 230, left: 34, labels: 0, stride: 8 },
  { name: "middle", width: 500, height: 270, left: 40, labels: 138, stride: 8 },
  { name: "wide", width: 680, height: 300, left: 42, labels: 150, stride: 4 },
];

const top = 34;
const bottom = 42;
const at = (value: number) => value.toFixed(1);
const setName = (mebibytes: number) => memorySize(mebibytes * 2 ** 20);

export interface AccessPlotProps {
  readonly id: string;
  readonly view: MemoryView;
  readonly title: string;
  readonly description: string;
}

export function AccessPlot(props: AccessPlotProps) {
  return (
    <>
      {layouts.map((layout) => (
        <Plot key={layout.name} layout={layout} {...props} />
      ))}
    </>
  );
}

function Plot({
  layout,
  id,
  view,
  title,
  description,
}: AccessPlotProps & { readonly layout: Layout }) {
  const { name, width, height, left, labels, stride } = layout;
  const right = width - (labels || 22);
  const base = height - bottom;
  const points = view.rows.flatMap(({ curve }) => curve);
  const y = linearScale(
    Math.max(...points.map(({ seconds }) => seconds * 1e9)),
    [base, top],
    5,
  );
  const x = doublingScale(
    Math.max(...points.map(({ workingSetMiB }) => workingSetMiB)),
    [left + 8, right - 8],
  );
  const up = (seconds: number) => y(seconds * 1e9);
  const now = view.scenario.workingSetMiB;
  const reach = view.described.access.reachBytes / 2 ** 20;
  return (
    <svg
      class={`curve-plot ${name}`}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      role="img"
      aria-labelledby={`${id}-${name}-title ${id}-${name}-desc`}
    >
      <title id={`${id}-${name}-title`}>{title}</title>
      <desc id={`${id}-${name}-desc`}>{description}</desc>
      <text class="axis-title" x={0} y={14}>
        time of a load, ns
      </text>
      <g class="axis">
        {y.ticks.map((tick) => (
          <g key={tick}>
            <line
              class={tick === 0 ? "base" : "grid"}
              x1={left}
              x2={right}
              y1={at(y(tick))}
              y2={at(y(tick))}
            />
            <text x={left - 8} y={at(y(tick) + 4)} text-anchor="end">
              {plain(tick)}
            </text>
          </g>
        ))}
      </g>
      <SetAxis x={x} base={base} stride={stride} now={now} />
      <text
        class="axis-title"
        x={(left + right) / 2}
        y={height - 5}
        text-anchor="middle"
      >
        working set
      </text>
      <g class="reach">
        <line x1={at(x(reach))} x2={at(x(reach))} y1={top - 4} y2={base} />
        <text x={at(x(reach) + 5)} y={top + 4}>
          reach of the TLB
        </text>
      </g>
      <line
        class="now"
        x1={at(x(now))}
        x2={at(x(now))}
        y1={top - 8}
        y2={base}
      />
      {view.rows.map((row) => (
        <Line key={row.arrangement.id} row={row} x={x} up={up} />
      ))}
      {view.rows.map(({ arrangement, access }) => (
        <path
          key={arrangement.id}
          class={`state tech-${arrangement.family}`}
          d={markerPath(
            arrangement.family,
            arrangement === view.described.arrangement ? 4.6 : 3,
          )}
          transform={`translate(${at(x(now))},${at(up(access.seconds))})`}
        />
      ))}
      {labels > 0 && (
        <Names rows={view.rows} x={right - 8} up={up} base={base} />
      )}
    </svg>
  );
}

interface SetAxisProps {
  readonly x: Scale;
  readonly base: number;
  readonly stride: number;
  readonly now: number;
}

/** Units of the picture that a name takes, and air. */
const nameRoom = 46;

function SetAxis({ x, base, stride, now }: SetAxisProps) {
  return (
    <g class="axis">
      {x.ticks.map((tick, index) => (
        <g key={tick}>
          <line
            class="base"
            x1={at(x(tick))}
            x2={at(x(tick))}
            y1={base}
            y2={base + 4}
          />
          {index % stride === 0 && Math.abs(x(tick) - x(now)) > nameRoom && (
            <text x={at(x(tick))} y={base + 17} text-anchor="middle">
              {setName(tick)}
            </text>
          )}
        </g>
      ))}
      <text class="now-label" x={at(x(now))} y={base + 17} text-anchor="middle">
        {setName(now)}
      </text>
    </g>
  );
}

interface LineProps {
  readonly row: Row;
  readonly x: Scale;
  readonly up: (seconds: number) => number;
}

function Line({ row: { arrangement, curve }, x, up }: LineProps) {
  const line = curve
    .map(
      ({ workingSetMiB, seconds }) =>
        `${at(x(workingSetMiB))},${at(up(seconds))}`,
    )
    .join("L");
  return <path class={lineClass(arrangement)} d={`M${line}`} />;
}

interface NamesProps {
  readonly rows: readonly Row[];
  readonly x: number;
  readonly up: (seconds: number) => number;
  readonly base: number;
}

function Names({ rows, x, up, base }: NamesProps) {
  const ends = rows.map(({ curve }) => up(curve.at(-1)?.seconds ?? 0));
  const places = spread(
    ends.map((end) => ({ at: end, height: 17 })),
    top - 12,
    base + 6,
  );
  return (
    <g class="end-labels">
      {rows.map(({ arrangement }, index) => {
        const end = ends[index] ?? 0;
        const place = places[index] ?? end;
        return (
          <g key={arrangement.id} class={`tech-${arrangement.family}`}>
            <path
              class="leader"
              d={`M${at(x + 2)},${at(end)}L${at(x + 12)},${at(place)}`}
            />
            <path
              class="marker"
              d={markerPath(arrangement.family, 3.4)}
              transform={`translate(${at(x + 18)},${at(place)})`}
            />
            <text x={x + 27} y={at(place + 4)}>
              {arrangement.name}
            </text>
          </g>
        );
      })}
    </g>
  );
}
