/**
 * SHOWS    One layout of the curve chart, as a self-contained SVG.
 * READS    A CurveFigure (series.ts).
 * LENGTH   One picture: axes, lines, marks and labels share its scales.
 * WITHOUT JS  The same.
 */
import { plain, fixed } from "../format.ts";
import { rateName } from "../workload-rate.ts";
import {
  curveFrame,
  plotTop,
  tickGap,
  type PlotLayout,
} from "./curve-frame.ts";
import { EndLabels, Numbers } from "./CurveLabels.tsx";
import { markerPath } from "./markers.ts";
import { printed as at, type Scale } from "./scale.ts";
import {
  curveClass,
  rateAt,
  type CurveFigure,
  type CurveValue,
  type Series,
} from "./series.ts";

interface CurvePlotProps {
  readonly layout: PlotLayout;
  readonly figure: CurveFigure;
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export function CurvePlot({
  layout,
  figure,
  id,
  title,
  description,
}: CurvePlotProps) {
  const { width, height } = layout;
  const {
    left,
    right,
    base,
    numbered,
    numberedAtStart,
    scaled,
    x,
    y,
    placeRate,
  } = curveFrame(figure, layout);
  const now = x(figure.at);
  const name = rateName(figure.unit);

  return (
    <svg
      class={`curve-plot ${layout.name}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      <text class="axis-title" x={0} y={14}>
        {`${name}, ${scaled.unit}${figure.y === "log" ? ", logarithmic" : ""}`}
      </text>
      <YAxis y={y} left={left} right={right} />
      <XAxis x={x} base={base} now={figure.at} at={now} />
      <text
        class="axis-title"
        x={(left + right) / 2}
        y={height - 5}
        text-anchor="middle"
      >
        {figure.axis.name}
      </text>
      <line class="now" x1={at(now)} x2={at(now)} y1={plotTop - 8} y2={base} />
      {figure.series.map((series) => (
        <Before key={series.id} series={series} x={x} y={placeRate} />
      ))}
      {figure.series.map((series) => (
        <Curve key={series.id} series={series} x={x} y={placeRate} />
      ))}
      {figure.series.map((series) => (
        <Simulated key={series.id} series={series} x={x} y={placeRate} />
      ))}
      {figure.series.map((series) => (
        <Published key={series.id} series={series} x={x} y={placeRate} />
      ))}
      {figure.series.map((series) => {
        const rate = rateAt(series, figure.at);
        const selected = series.id === figure.selected;
        return (
          rate !== undefined && (
            <circle
              key={series.id}
              class={`state tech-${series.family}`}
              cx={at(now)}
              cy={at(placeRate(rate))}
              r={selected ? 4 : 2.25}
            />
          )
        );
      })}
      {layout.labels > 0 && (
        <EndLabels
          series={figure.series}
          numbered={numberedAtStart}
          room={layout.labels}
          x={right - 8}
          y={placeRate}
          low={plotTop - 12}
          high={base + 6}
        />
      )}
      {numbered && (
        <Numbers
          series={figure.series}
          at="end"
          x={right - 8}
          y={placeRate}
          low={plotTop - 12}
          high={base + 6}
        />
      )}
      {numberedAtStart && (
        <Numbers
          series={figure.series}
          at="start"
          x={x(x.domain[0])}
          y={placeRate}
          low={plotTop - 12}
          high={base + 6}
        />
      )}
    </svg>
  );
}

function YAxis({ y, left, right }: { y: Scale; left: number; right: number }) {
  const decimals = Math.max(
    0,
    ...y.ticks.map((tick) => (String(tick).split(".")[1] ?? "").length),
  );
  return (
    <g class="axis">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line
            class={tick === y.ticks[0] ? "base" : "grid"}
            x1={left}
            x2={right}
            y1={at(y(tick))}
            y2={at(y(tick))}
          />
          <text x={left - tickGap} y={at(y(tick) + 4)} text-anchor="end">
            {y.domain[0] === 0 ? fixed(tick, decimals) : plain(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface XAxisProps {
  readonly x: Scale;
  readonly base: number;
  readonly now: number;
  readonly at: number;
}

/** Half of what a label of tabular figures takes, and air beside it. */
const reach = (value: number) => String(value).length * 3.8 + 3;

function XAxis({ x, base, now, at: place }: XAxisProps) {
  const ticks = x.ticks.length;
  const room = (x(x.domain[1]) - x(x.domain[0])) / (ticks - 1);
  const stride = room < 2 * reach(x.domain[1]) ? 2 : 1;
  const isNamed = (tick: number, index: number) =>
    tick !== now &&
    (ticks - 1 - index) % stride === 0 &&
    Math.abs(x(tick) - place) > reach(tick) + reach(now);
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
          {isNamed(tick, index) && (
            <text x={at(x(tick))} y={base + 17} text-anchor="middle">
              {plain(tick)}
            </text>
          )}
        </g>
      ))}
      <text class="now-label" x={at(place)} y={base + 17} text-anchor="middle">
        {plain(now)}
      </text>
    </g>
  );
}

interface Placing {
  readonly series: Series;
  readonly x: Scale;
  readonly y: (rate: number) => number;
}

type Place = readonly [across: number, up: number];

/** Units of the picture that no eye tells from a straight line. */
const straight = 0.2;

/** `line` without the points that stand on the way between those kept. */
function thin(line: readonly Place[]): Place[] {
  const kept: Place[] = [];
  let from = 0;
  line.forEach((point, to) => {
    const [x0, y0] = line[from] ?? point;
    const [x1, y1] = line[to + 1] ?? point;
    const leaves = line
      .slice(from + 1, to + 1)
      .some(
        ([across, up]) =>
          Math.abs(y0 + ((across - x0) / (x1 - x0)) * (y1 - y0) - up) >
          straight,
      );
    if (to === 0 || to === line.length - 1 || leaves) {
      kept.push(point);
      from = to;
    }
  });
  return kept;
}

/** The `d` of a path along `curve`; "" where there is none. */
const lineOf = (
  curve: readonly CurveValue[],
  { x, y }: Pick<Placing, "x" | "y">,
): string => {
  const line = thin(curve.map((point) => [x(point.at), y(point.rate)] as const))
    .map(([across, up]) => `${at(across)},${at(up)}`)
    .join("L");
  return line === "" ? "" : `M${line}`;
};

function Curve({ series, ...placing }: Placing) {
  const line = lineOf(series.curve, placing);
  return line === "" ? null : <path class={curveClass(series)} d={line} />;
}

/** Where the curve was before the reader moved it. */
function Before({ series, ...placing }: Placing) {
  const line = lineOf(series.before ?? [], placing);
  return line === "" ? null : (
    <path class={`curve-before tech-${series.family}`} d={line} />
  );
}

/** The bound as far as it stands in the picture, then the simulated points with their bars. */
function Simulated({ series, x, y }: Placing) {
  if (!series.simulated) return null;
  const bound = (series.bound ?? [])
    .map((point) => [x(point.at), y(point.rate)] as const)
    .filter(([, up]) => up >= plotTop - 8);
  return (
    <g class={`simulated tech-${series.family}`}>
      {bound.length > 1 && (
        <path
          class="bound"
          d={`M${bound.map(([across, up]) => `${at(across)},${at(up)}`).join("L")}`}
        />
      )}
      {series.simulated.map(({ at: place, rate, low, high }) => {
        const across = at(x(place));
        return (
          <g key={place}>
            {low !== null && high !== null && (
              <path
                class="bar"
                d={`M${at(x(place) - 3)},${at(y(low))}h6m-3,0L${across},${at(y(high))}m-3,0h6`}
              />
            )}
            <circle
              class={low === null ? "point short" : "point"}
              cx={across}
              cy={at(y(rate))}
              r={3}
            />
          </g>
        );
      })}
    </g>
  );
}

function Published({ series, x, y }: Placing) {
  return (
    <g class={`published tech-${series.family}`}>
      {series.published.map(({ row, model }) => (
        <g key={row.id}>
          <line
            x1={at(x(row.threads))}
            x2={at(x(row.threads))}
            y1={at(y(row.value))}
            y2={at(y(model))}
          />
          <path
            d={markerPath(series.family, 4.2)}
            transform={`translate(${at(x(row.threads))},${at(y(row.value))})`}
          />
        </g>
      ))}
    </g>
  );
}
