/**
 * SHOWS    How often which latency occurs, on a logarithmic scale, with the percentiles marked and
 *          p99 the strongest; a second run as an outline over the first.
 * READS    LatencySeries: bins and percentiles of the simulator's own histogram.
 * WITHOUT JS  The same: it is plain SVG. Two layouts, and the container's width picks one.
 */
import { fixed, duration, plain } from "../format.ts";
import { ChartReader } from "../chart/ChartReader.tsx";
import type { Scale } from "../chart/scale.ts";
import { lowEdge } from "./bins.ts";
import {
  emphasised,
  markedShares,
  percentileAt,
  percentileOf,
  percentileName,
  type LatencySeries,
} from "./latency.ts";
import {
  latencyFrame,
  latencyLayouts,
  type LatencyFigure,
} from "./latency-frame.ts";
import "./histogram.css";

export interface LatencyPlotProps extends LatencyFigure {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

const lineHeight = 15;

/** An axis of times runs over whole ticks with a unit each: 10 µs, 1 ms, 100 ms. */
export const timeTick = (seconds: number): string =>
  duration(seconds).replace(/\.0+(?=\u202f)/, "");

const load = async () => (await import("./latency-reading.tsx")).latencyReading;

export function LatencyPlot(props: LatencyPlotProps) {
  const [first] = props.series;
  return (
    <div class="latency-chart">
      <ChartReader
        id={props.id}
        along="latency"
        at={(first && percentileAt(first, emphasised)) ?? 0}
        figure={props}
        load={load}
      >
        {latencyLayouts.map((layout) => (
          <Plot key={layout.name} layout={layout} {...props} />
        ))}
      </ChartReader>
      {props.series.length > 1 && (
        <ul class="latency-key">
          {props.series.map((each, index) => (
            <li key={each.id}>
              <LatencyKey first={index === 0} />
              {each.name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** How a run's histogram is drawn: the first filled, a second as an outline. */
export function LatencyKey({ first }: { readonly first: boolean }) {
  return (
    <svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
      <path class={first ? "bars" : "outline"} d="M1 11.5V5h7V1h7v6h6v4.5" />
    </svg>
  );
}

/** The silhouette of a histogram; a bin that is missing goes down to the foot. */
function silhouette(
  { bins }: LatencySeries,
  x: Scale,
  y: (share: number) => number,
  foot: number,
): string {
  let path = "";
  let end = NaN;
  for (const bin of bins) {
    const from = x(lowEdge(bin.place)).toFixed(1);
    if (bin.place !== end)
      path += `${path === "" ? "" : `V${foot}`}M${from},${foot}`;
    path += `V${y(bin.share).toFixed(1)}H${x(lowEdge(bin.place + 1)).toFixed(1)}`;
    end = bin.place + 1;
  }
  return path === "" ? "" : `${path}V${foot}`;
}

interface PlotProps extends LatencyPlotProps {
  readonly layout: (typeof latencyLayouts)[number];
}

function Plot({ layout, ...props }: PlotProps) {
  const { width, height, name } = layout;
  const { series } = props;
  const { left, right, top, base, x, y, placeShare } = latencyFrame(
    props,
    layout,
  );
  const id = `${props.id}-${name}`;
  const [first, second] = series;
  const every = Math.ceil(x.ticks.length / (name === "narrow" ? 5 : 9));
  const decimals = Math.max(
    0,
    ...y.ticks.map((tick) => (String(tick).split(".")[1] ?? "").length),
  );
  return (
    <svg
      class={`latency-plot ${name}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{props.title}</title>
      <desc id={`${id}-desc`}>{props.description}</desc>
      <text class="axis-title" x={0} y={12}>
        {`share of ${props.noun}, %${props.y === "log" ? ", logarithmic" : ""}`}
      </text>
      <g class="axis">
        {y.ticks.map((tick) => (
          <g key={tick}>
            <line
              class="grid"
              x1={left}
              x2={right}
              y1={y(tick).toFixed(1)}
              y2={y(tick).toFixed(1)}
            />
            <text x={left - 8} y={(y(tick) + 4).toFixed(1)} text-anchor="end">
              {props.y === "log" ? plain(tick) : fixed(tick, decimals)}
            </text>
          </g>
        ))}
        {x.ticks.map((tick, index) => (
          <g key={tick}>
            <line
              class="base"
              x1={x(tick).toFixed(1)}
              x2={x(tick).toFixed(1)}
              y1={base}
              y2={base + 4}
            />
            {index % every === 0 && (
              <text
                x={x(tick).toFixed(1)}
                y={base + 17}
                text-anchor={index === 0 ? "start" : "middle"}
              >
                {timeTick(tick)}
              </text>
            )}
          </g>
        ))}
        <text
          class="axis-title"
          x={(left + right) / 2}
          y={height - 5}
          text-anchor="middle"
        >
          latency, logarithmic
        </text>
      </g>
      {first && (
        <path class="bars" d={silhouette(first, x, placeShare, base)} />
      )}
      {second && (
        <path class="outline" d={silhouette(second, x, placeShare, base)} />
      )}
      <line class="base" x1={left} x2={right} y1={base} y2={base} />
      {first && (
        <Marks
          series={first}
          x={x}
          left={left}
          right={right}
          top={top}
          base={base}
        />
      )}
    </svg>
  );
}

interface MarksProps {
  readonly series: LatencySeries;
  readonly x: Scale;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
}

/** Labels stand above the picture, each on the first line where it touches no other, and over all lines. */
function Marks({ series, x, left, right, top, base }: MarksProps) {
  const lines: [from: number, to: number][][] = [];
  const marks = markedShares.flatMap((share) => {
    const found = percentileOf(series, share);
    if (!found || !(found.seconds > 0)) return [];
    const place = Math.min(right, Math.max(left, x(found.seconds)));
    const text = `${percentileName(share)} ${duration(found.seconds)}`;
    const reach = text.length * (share === emphasised ? 7.2 : 6.6) + 4;
    const toLeft = place + reach > right + 8;
    const [from, to] = toLeft ? [place - reach, place] : [place, place + reach];
    let row = lines.findIndex((taken) =>
      taken.every(([start, end]) => to + 4 < start || end + 4 < from),
    );
    if (row < 0) row = lines.length;
    (lines[row] ??= []).push([from, to]);
    const strong = share === emphasised ? "strong" : undefined;
    return [
      {
        ...found,
        share,
        place,
        text,
        toLeft,
        strong,
        up: top - 6 - row * lineHeight,
      },
    ];
  });
  return (
    <g class="percentiles">
      {marks.map(({ share, place, up, strong, low95, high95 }) => (
        <g key={share} class={strong}>
          <line
            x1={place.toFixed(1)}
            x2={place.toFixed(1)}
            y1={up - 9}
            y2={base}
          />
          {strong && low95 > 0 && (
            <line
              class="whisker"
              x1={Math.max(left, x(low95)).toFixed(1)}
              x2={Math.min(right, x(high95)).toFixed(1)}
              y1={top + 4}
              y2={top + 4}
            />
          )}
        </g>
      ))}
      {marks.map(({ share, place, text, toLeft, strong, up }) => (
        <g key={share} class={strong}>
          <text
            x={(place + (toLeft ? -4 : 4)).toFixed(1)}
            y={up}
            text-anchor={toLeft ? "end" : "start"}
          >
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}
