/** How a published figure and its comparison are said. */
import type {
  PublishedFigure,
  Standing,
} from "../../models/measurements/figure.ts";
import { duration, percent, rate } from "../format.ts";

/** In the figure's own unit: 67.9 µs, 9.35 Gbit/s, 97 %. */
export const figureValue = (
  value: number,
  unit: PublishedFigure["unit"],
): string =>
  unit === "s"
    ? duration(value)
    : unit === "share of bare metal"
      ? percent(value)
      : rate(value, unit);

/** The figure, or its interval with the unit once. */
export const publishedValue = ({
  value,
  high,
  unit,
}: PublishedFigure): string => {
  const low = figureValue(value, unit);
  return high === undefined
    ? low
    : `${low.replace(/\u202f\D+$/, "")} to ${figureValue(high, unit)}`;
};

/** What a comparison is worth. */
export const worth: Readonly<Record<Standing["kind"], string>> = {
  free: "compared",
  source: "a source",
  sibling: "set by a sibling",
  matched: "options matched",
  given: "given",
};
