/**
 * What can be read off a chart, in one form for all of them: the places that have data, what each of
 * them says, and where it stands in each layout of the picture.
 *
 * UNITS  Places are in the data's own unit; a frame's are units of the picture.
 */
import type { ComponentChild } from "preact";
import type { Family } from "../../models/index.ts";
import { plain } from "../format.ts";

export interface ReadingLine {
  readonly key: string;
  /** For its hue; null where a series is of no technology. */
  readonly family: Family | null;
  /** The series' piece of line with its marker. */
  readonly mark: ComponentChild;
  readonly name: string;
  /** What is told, and its value; one alone needs no name. */
  readonly values: readonly (readonly [what: string, value: string])[];
}

export interface Reading {
  /** "8 threads". */
  readonly place: string;
  readonly lines: readonly ReadingLine[];
}

/** A point that the hairline marks. */
export interface ReadingPoint {
  readonly key: string;
  readonly family: Family | null;
  readonly y: number;
}

export interface ReadingFrame {
  readonly top: number;
  readonly base: number;
  readonly x: (place: number) => number;
  readonly points: (place: number) => readonly ReadingPoint[];
}

export interface Readable {
  /** Low to high. */
  readonly stops: readonly number[];
  readonly tell: (stop: number) => Reading;
  /** How a stop is said where its number alone does not say it: "64 MiB". */
  readonly name?: (stop: number) => string;
  /** Of the picture's layouts, in the order in which they stand in the page. */
  readonly frame: (layout: number) => ReadingFrame;
}

/** The index of the stop that stands nearest to a place in the picture; the first of two alike. */
export function nearestStop(
  stops: readonly number[],
  x: (stop: number) => number,
  across: number,
): number {
  let found = 0;
  let least = Infinity;
  stops.forEach((stop, index) => {
    const away = Math.abs(x(stop) - across);
    if (away < least) {
      least = away;
      found = index;
    }
  });
  return found;
}

/** The stop that a key leads to; null where it leads nowhere. */
export function stopByKey(
  count: number,
  from: number,
  key: string,
): number | null {
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, from - 1);
    case "ArrowRight":
      return Math.min(count - 1, from + 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/**
 * Where a readout stands so that it hides nothing at the hairline: to its side where either side has
 * room for it wherever the hairline is, so that it does not jump; else over or under the picture.
 *
 * @param across  of the hairline, in pixels of the picture, which is `width` wide
 * @param box     the readout's width
 */
export function readoutPlace(
  across: number,
  width: number,
  box: number,
): { readonly left: number; readonly beside: boolean } {
  if (2 * (box + besideGap) <= width) {
    const left =
      across < width / 2 ? across + besideGap : across - besideGap - box;
    return { left, beside: true };
  }
  const left = Math.max(0, Math.min(width - box, across - box / 2));
  return { left, beside: false };
}
const besideGap = 12;

/** A place of an axis that counts: 8 threads, 1 thread, 1 process of others. */
export const placeText = (count: number, things: string): string =>
  `${plain(count)} ${count === 1 ? things.replace(/(?<=ss)es\b|s$/, "") : things}`;

/** A reading in one sentence, for those who hear it. */
export const readingText = ({ place, lines }: Reading): string =>
  [
    place,
    ...lines.map(({ name, values }) =>
      values.length === 1
        ? `${name} ${values[0]?.[1] ?? ""}`
        : `${name}: ${values.map((pair) => pair.join(" ")).join(", ")}`,
    ),
  ].join("; ");
