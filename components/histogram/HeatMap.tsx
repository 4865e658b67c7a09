/**
 * SHOWS    Latency against what is varied: each column is a run, each cell the share of its requests
 *          with that latency, darker where more; lines through p50, p99 and p99.9, the
 *          latter two with 95 % whiskers.
 * READS    LatencyColumns: bins and percentiles of the simulator's own histograms.
 * WITHOUT JS  The same: it is plain SVG. Shades are steps of one ink, named in the key.
 */
import { ChartReader } from "../chart/ChartReader.tsx";
import { plain } from "../format.ts";
import { lowEdge } from "./bins.ts";
import {
  percentileAt,
  percentileName,
  percentileOf,
  type LatencyColumn,
} from "./latency.ts";
import { heatFrame, heatLayouts } from "./latency-frame.ts";
import { timeTick } from "./LatencyPlot.tsx";
import "./histogram.css";

export interface HeatMapProps {
  readonly columns: readonly LatencyColumn[];
  /** What the columns vary: "threads", "busy neighbours". */
  readonly along: string;
  /** The column that the rest of the figure speaks of. */
  readonly now: number;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Sets what is varied. */
  readonly onPick?: (at: number) => void;
}

/** Shares from which each shade holds: a decade a shade, so that a tail is seen beside a mode. */
const shadeSteps: readonly number[] = [1e-3, 1e-2, 1e-1];
const shadeNames = ["under 0.1 %", "under 1 %", "under 10 %", "10 % and more"];

/** 0 for nothing, else 1 to 4. */
export const shadeOf = (share: number): number =>
  share <= 0 ? 0 : 1 + shadeSteps.filter((step) => share >= step).length;

const load = async () => (await import("./heat-reading.tsx")).heatReading;

export function HeatMap(props: HeatMapProps) {
  return (
    <div class="latency-chart">
      <ChartReader
        id={props.id}
        along={props.along}
        at={props.now}
        figure={props}
        load={load}
        onPick={props.onPick}
      >
        {heatLayouts.map((layout) => (
          <Plot key={layout.name} layout={layout} {...props} />
        ))}
      </ChartReader>
      <ul class="latency-key">
        {shadeNames.map((name, index) => (
          <li key={name}>
            <svg width="16" height="12" viewBox="0 0 16 12" aria-hidden="true">
              <rect class={`shade-${index + 1}`} width="16" height="12" />
            </svg>
            {name}
          </li>
        ))}
        {heatShares.map((share) => (
          <li key={share}>
            <QuantileKey share={share} />
            {percentileName(share)}
          </li>
        ))}
        <li>whiskers: 95 % intervals of p99 and p99.9</li>
      </ul>
    </div>
  );
}

/** The percentiles that have a line. */
export const heatShares: readonly number[] = [0.5, 0.99, 0.999];

const quantileClass = (share: number): string =>
  `quantile ${percentileName(share).replace(".", "")}`;

export function QuantileKey({ share }: { readonly share: number }) {
  return (
    <svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
      <line class={quantileClass(share)} x1="0" x2="22" y1="6" y2="6" />
    </svg>
  );
}

interface PlotProps extends HeatMapProps {
  readonly layout: (typeof heatLayouts)[number];
}

function Plot({ layout, columns, along, now, ...props }: PlotProps) {
  const { width, height, name } = layout;
  const { left, right, top, base, y, step } = heatFrame(columns, layout);
  const id = `${props.id}-${name}`;
  const stride = Math.ceil(26 / step);
  const every = Math.ceil(y.ticks.length / 8);
  const quantile = (share: number) =>
    columns
      .flatMap((column, index) => {
        const seconds = percentileAt(column, share);
        if (seconds === undefined || !(seconds > 0)) return [];
        const up = Math.min(base, Math.max(top, y(seconds))).toFixed(1);
        const from = (left + index * step).toFixed(1);
        return [`M${from},${up}h${step.toFixed(1)}`];
      })
      .join("");
  const whiskers = (share: number, place: number) =>
    columns
      .flatMap((column, index) => {
        const found = percentileOf(column, share);
        if (!found || !(found.low95 > 0 && found.high95 > found.low95))
          return [];
        const across = (left + (index + place) * step).toFixed(1);
        const from = Math.min(base, y(found.low95)).toFixed(1);
        const to = Math.max(top, y(found.high95)).toFixed(1);
        return [`M${across},${from}V${to}`];
      })
      .join("");
  return (
    <svg
      class={`latency-plot heat ${name}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{props.title}</title>
      <desc id={`${id}-desc`}>{props.description}</desc>
      <g class="axis">
        {y.ticks.map((tick, index) => (
          <g key={tick}>
            <line
              class="grid"
              x1={left}
              x2={right}
              y1={y(tick).toFixed(1)}
              y2={y(tick).toFixed(1)}
            />
            {index % every === 0 && (
              <text x={left - 8} y={(y(tick) + 4).toFixed(1)} text-anchor="end">
                {timeTick(tick)}
              </text>
            )}
          </g>
        ))}
        {columns.map((column, index) => (
          <text
            key={column.at}
            class={column.at === now ? "now-label" : undefined}
            x={(left + (index + 0.5) * step).toFixed(1)}
            y={base + 17}
            text-anchor="middle"
          >
            {index % stride === 0 || column.at === now ? plain(column.at) : ""}
          </text>
        ))}
        <text
          class="axis-title"
          x={(left + right) / 2}
          y={height - 5}
          text-anchor="middle"
        >
          {`${along}; latency upwards, logarithmic`}
        </text>
      </g>
      {[1, 2, 3, 4].map((shade) => {
        const path = columns
          .flatMap((column, index) =>
            column.bins
              .filter(({ share }) => shadeOf(share) === shade)
              .map((bin) => {
                const from = (left + index * step + 0.5).toFixed(1);
                const up = y(lowEdge(bin.place + 1));
                return `M${from} ${up.toFixed(1)}h${(step - 1).toFixed(1)}v${(y(lowEdge(bin.place)) - up).toFixed(1)}h${(1 - step).toFixed(1)}z`;
              }),
          )
          .join("");
        return path === "" ? null : (
          <path key={shade} class={`shade-${shade}`} d={path} />
        );
      })}
      {heatShares.map((share) => (
        <path key={share} class={quantileClass(share)} d={quantile(share)} />
      ))}
      <path class="whiskers" d={whiskers(0.99, 0.4) + whiskers(0.999, 0.6)} />
      <line class="base" x1={left} x2={right} y1={base} y2={base} />
    </svg>
  );
}
