/** Where a histogram of latencies and a heat map of them stand on their paper: layouts and scales. */
import { linearScale, logScale, type Scale } from "../chart/scale.ts";
import type { YScale } from "../chart/series.ts";
import { lowEdge } from "./bins.ts";
import type { LatencyColumn, LatencySeries } from "./latency.ts";

interface Layout {
  readonly name: "narrow" | "wide";
  readonly width: number;
  readonly height: number;
}

/** From a nanosecond, below which all is one bin, to hours. */
const mostDecades = 14;

/** The scale of latencies that holds every bin of every series. */
export function latencyScale(
  series: readonly LatencySeries[],
  range: readonly [number, number],
): Scale {
  const bins = series.flatMap((each) => each.bins);
  const places = bins.map(({ place }) => place);
  const low = lowEdge(Math.min(...places));
  const high = lowEdge(Math.max(...places) + 1);
  return bins.length === 0
    ? logScale(1e-6, 1, range)
    : logScale(low, Math.max(high, low * 3), range, mostDecades);
}

export interface LatencyFigure {
  readonly series: readonly LatencySeries[];
  /** Of the shares. */
  readonly y: YScale;
  /** What the latencies are of: requests, wake-ups. */
  readonly noun: string;
}

export const latencyLayouts: readonly Layout[] = [
  { name: "narrow", width: 340, height: 250 },
  { name: "wide", width: 680, height: 300 },
];
const latencyTop = 76;
const bottom = 42;

export interface LatencyFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
  readonly x: Scale;
  /** Of shares in per cent. */
  readonly y: Scale;
  /** Of a share of one, inside the picture. */
  readonly placeShare: (share: number) => number;
}

export function latencyFrame(
  { series, y: scale }: LatencyFigure,
  { width, height }: Layout,
): LatencyFrame {
  const left = 48;
  const right = width - 10;
  const top = latencyTop;
  const base = height - bottom;
  const shares = series.flatMap((each) => each.bins.map(({ share }) => share));
  const largest = Math.max(1e-6, ...shares) * 100;
  const y =
    scale === "log"
      ? logScale(Math.min(largest, ...shares.map((s) => s * 100)), largest, [
          base,
          top,
        ])
      : linearScale(largest, [base, top], 4);
  const placeShare = (share: number) =>
    Math.max(top, Math.min(base, y(Math.max(share * 100, y.domain[0] || 0))));
  const x = latencyScale(series, [left, right]);
  return { left, right, top, base, x, y, placeShare };
}

export const heatLayouts: readonly Layout[] = [
  { name: "narrow", width: 340, height: 280 },
  { name: "wide", width: 680, height: 340 },
];

export interface HeatFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
  readonly y: Scale;
  /** A column's width. */
  readonly step: number;
}

export function heatFrame(
  columns: readonly LatencyColumn[],
  { name, width, height }: Layout,
): HeatFrame {
  const left = 60;
  const right = width - (name === "wide" ? 12 : 6);
  const top = 12;
  const base = height - bottom;
  const step = (right - left) / Math.max(1, columns.length);
  return {
    left,
    right,
    top,
    base,
    y: latencyScale(columns, [base, top]),
    step,
  };
}
