/** Where a chart of curves stands on its paper: its three layouts, and the scales of each. */
import { plain, rateScale, type Scaled } from "../format.ts";
import { doublingScale, linearScale, logScale, type Scale } from "./scale.ts";
import { moved } from "./end-labels.ts";
import {
  hasTwins,
  largestRate,
  type CurveFigure,
  type Series,
} from "./series.ts";

export interface PlotLayout {
  readonly name: "narrow" | "middle" | "wide";
  readonly width: number;
  readonly height: number;
  /** Where the axis stands, unless its labels need more. */
  readonly left: number;
  /** Room for the labels at the curves' ends; 0 where a legend stands instead. */
  readonly labels: number;
  readonly ticks: number;
}

export const plotLayouts: readonly PlotLayout[] = [
  { name: "narrow", width: 320, height: 250, left: 46, labels: 0, ticks: 4 },
  { name: "middle", width: 500, height: 300, left: 50, labels: 138, ticks: 5 },
  { name: "wide", width: 680, height: 372, left: 52, labels: 168, ticks: 5 },
];

export const plotTop = 34;
/** From a tick's label to its line. */
export const tickGap = 8;
/** Units of the picture that a digit takes, and a space between thousands. */
const digit = 6.6;
const space = 3;

/** Room for the widest of the labels. */
const widest = (ticks: readonly number[]): number =>
  Math.max(
    0,
    ...ticks.map((tick) =>
      [...plain(tick)].reduce(
        (sum, each) => sum + (each === "\u202f" ? space : digit),
        0,
      ),
    ),
  );
const bottom = 42;
/** Room for the numbers at the curves' beginnings. */
const startNumbers = 16;
/** Of a number at a curve, from one to the next. */
export const numberHeight = 12;

const endsOf = ({ curve, simulated = [] }: Series): readonly number[] => {
  const points = curve.length > 0 ? curve : simulated;
  return [points[0]?.rate ?? 0, points.at(-1)?.rate ?? 0];
};

export const startOf = (series: Series): number => endsOf(series)[0]!;
export const endOf = (series: Series): number => endsOf(series)[1]!;

/** Whether curves lie so much further apart where they begin that they are told apart there. */
const partsAtStart = (
  series: readonly Series[],
  place: (rate: number) => number,
): boolean => {
  const crowding = (of: (each: Series) => number) =>
    moved(
      series.map((each) => ({ at: place(of(each)), height: numberHeight })),
    );
  return crowding(endOf) > series.length * 2 + crowding(startOf);
};

export interface CurveFrame {
  readonly left: number;
  readonly right: number;
  readonly base: number;
  /** The legend's numbers stand at the curves' ends. */
  readonly numbered: boolean;
  /** They stand where the curves begin, too: there these lie further apart. */
  readonly numberedAtStart: boolean;
  readonly scaled: Scaled;
  readonly x: Scale;
  /** Of rates in the axis's unit. */
  readonly y: Scale;
  readonly placeRate: (rate: number) => number;
}

export function curveFrame(
  figure: CurveFigure,
  layout: PlotLayout,
): CurveFrame {
  const { width, height, labels, ticks } = layout;
  const numbered = labels === 0 && hasTwins(figure);
  const right = width - (labels || (numbered ? 24 : 10));
  const base = height - bottom;
  const rates = figure.series.flatMap((series) => [
    ...series.curve.map((point) => point.rate),
    ...(series.before ?? []).map((point) => point.rate),
    ...series.published.map(({ row }) => row.value),
    ...(series.simulated ?? []).map((point) => point.low ?? point.rate),
  ]);
  const largest = largestRate(figure);
  const scaled = rateScale(largest, figure.unit);
  const shown = largest * scaled.factor;
  const y =
    figure.y === "log"
      ? logScale(Math.min(...rates) * scaled.factor, shown, [base, plotTop])
      : linearScale(shown, [base, plotTop], ticks);
  const left = Math.max(layout.left, tickGap + widest(y.ticks));
  const placeRate = (rate: number) => y(rate * scaled.factor);
  const numberedAtStart =
    hasTwins(figure) && partsAtStart(figure.series, placeRate);
  // A scenario may lie beyond the sweep: a link's, or the slider's.
  const furthest = Math.max(
    2,
    figure.at,
    ...figure.series.flatMap((s) => s.curve.map((p) => p.at)),
    ...figure.series.flatMap((s) => (s.simulated ?? []).map((p) => p.at)),
  );
  const across: [number, number] = [
    left + 8 + (numberedAtStart ? startNumbers : 0),
    right - 8,
  ];
  const x =
    figure.axis.scale === "doubling"
      ? doublingScale(furthest, across)
      : linearScale(furthest, across, ticks);
  return {
    left,
    right,
    base,
    numbered,
    numberedAtStart,
    scaled,
    x,
    y,
    placeRate,
  };
}
