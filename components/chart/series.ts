/** What a chart of curves is given: rates, or times, along an axis, one series a technology. */
import {
  technologies,
  type Family,
  type PublishedRow,
} from "../../models/index.ts";
import type { FigureUnit } from "../format.ts";

/** What the curves are drawn against: a field of the scenario. */
export interface Axis {
  readonly key: string;
  readonly name: string;
  /** Counts that are chosen by doubling, from one; or any, from nought. */
  readonly scale: "doubling" | "linear";
}

export const threadAxis: Axis = {
  key: "threads",
  name: "threads",
  scale: "doubling",
};

export interface CurveValue {
  /** The place on the axis. */
  readonly at: number;
  /** In the figure's unit: of wake-ups it is how long they take. */
  readonly rate: number;
}

/** A published row over the model's curve; `error` is the model's, from the replay. */
export interface PublishedValue {
  readonly row: PublishedRow;
  readonly model: number;
  readonly error: number;
}

/** A simulated rate with its 95 % interval; null where the run was too short for one. */
export interface SimulatedValue extends CurveValue {
  readonly low: number | null;
  readonly high: number | null;
}

export interface Series {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  readonly isPrediction: boolean;
  readonly curve: readonly CurveValue[];
  readonly published: readonly PublishedValue[];
  /** What the simulator answers to the same scenarios. */
  readonly simulated?: readonly SimulatedValue[];
  /** What no arrangement of waiting exceeds. */
  readonly bound?: readonly CurveValue[];
  /** The curve as the page has it, where the reader's choices have moved it. */
  readonly before?: readonly CurveValue[];
}

export const yScales = ["linear", "log"] as const;
export type YScale = (typeof yScales)[number];

export interface CurveFigure {
  readonly unit: FigureUnit;
  readonly axis: Axis;
  readonly y: YScale;
  readonly series: readonly Series[];
  /** The technology and the place on the axis that the caption speaks of. */
  readonly selected: string;
  readonly at: number;
}

/** The largest rate that the figure draws: it sets the unit of axis, table and legend. */
export const largestRate = ({ series }: CurveFigure): number =>
  Math.max(
    0,
    ...series.flatMap((each) => [
      ...each.curve.map((point) => point.rate),
      ...(each.before ?? []).map((point) => point.rate),
      ...each.published.map(({ row }) => row.value),
      ...(each.simulated ?? []).map(({ rate, high }) => high ?? rate),
    ]),
  );

export const rateAt = (series: Series, at: number): number | undefined =>
  series.curve.find((point) => point.at === at)?.rate;

/** Two of one family have one hue and one marker: where no name stands beside them they are numbered. */
export const hasTwins = ({ series }: CurveFigure): boolean =>
  new Set(series.map(({ family }) => family)).size < series.length;

/** Dotted is a prediction; a second technology of a family, in its hue, has its dots in pairs. */
export const curveClass = ({
  id,
  family,
  isPrediction,
}: Pick<Series, "id" | "family" | "isPrediction">): string =>
  `curve tech-${family} ${isPrediction ? "predicted" : family}${
    technologies.find((each) => each.family === family)?.id === id
      ? ""
      : " second"
  }`;
