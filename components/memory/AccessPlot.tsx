/**
 * SHOWS    What a load takes against the working set, a line for each arrangement, with the present
 *          set and the reach of the TLB of the one described.
 * READS    A MemoryView. Three layouts stand in the page and the container's width picks one.
 * LENGTH   One picture: axes, lines and labels share its scales.
 * WITHOUT JS  The same: it is plain SVG.
 */
import { spread } from "../chart/end-labels.ts";
import { markerPath } from "../chart/markers.ts";
import { ChartReader } from "../chart/ChartReader.tsx";
import type { Scale } from "../chart/scale.ts";
import { plain } from "../format.ts";
import "../chart/chart.css";
import {
  accessFrame,
  accessLayouts,
  accessTop,
  setName,
  type AccessLayout,
} from "./access-frame.ts";
import { lineClass } from "./line.ts";
import type { MemoryView, Row } from "./view.ts";

const at = (value: number) => value.toFixed(1);
const load = async () => (await import("./access-reading.tsx")).accessReading;

export interface AccessPlotProps {
  readonly id: string;
  readonly view: MemoryView;
  readonly title: string;
  readonly description: string;
  /** Sets the working set. */
  readonly onPick: (workingSetMiB: number) => void;
}

export function AccessPlot(props: AccessPlotProps) {
  return (
    <ChartReader
      id={props.id}
      along="working set"
      at={props.view.scenario.workingSetMiB}
      figure={props.view}
      load={load}
      onPick={props.onPick}
    >
      {accessLayouts.map((layout) => (
        <Plot key={layout.name} layout={layout} {...props} />
      ))}
    </ChartReader>
  );
}

function Plot({
  layout,
  id,
  view,
  title,
  description,
}: AccessPlotProps & { readonly layout: AccessLayout }) {
  const { name, width, height, labels, stride } = layout;
  const { left, right, base, x, y, up } = accessFrame(view, layout);
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
        <line
          x1={at(x(reach))}
          x2={at(x(reach))}
          y1={accessTop - 4}
          y2={base}
        />
        <text x={at(x(reach) + 5)} y={accessTop + 4}>
          reach of the TLB
        </text>
      </g>
      <line
        class="now"
        x1={at(x(now))}
        x2={at(x(now))}
        y1={accessTop - 8}
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
    accessTop - 12,
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
