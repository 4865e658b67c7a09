/** Where the chart of loads stands on its paper: its three layouts, and the scales of each. */
import { doublingScale, linearScale, type Scale } from "../chart/scale.ts";
import { memorySize } from "../format.ts";
import type { MemoryView } from "./view.ts";

export interface AccessLayout {
  readonly name: "narrow" | "middle" | "wide";
  readonly width: number;
  readonly height: number;
  readonly left: number;
  /** Room for the names at the lines' ends; 0 where a legend stands instead. */
  readonly labels: number;
  /** Doublings from one name on the axis to the next. */
  readonly stride: number;
}

export const accessLayouts: readonly AccessLayout[] = [
  { name: "narrow", width: 320, height: 230, left: 34, labels: 0, stride: 8 },
  { name: "middle", width: 500, height: 270, left: 40, labels: 138, stride: 8 },
  { name: "wide", width: 680, height: 300, left: 42, labels: 150, stride: 4 },
];

export const accessTop = 34;
const bottom = 42;

/** A working set on the axis, and where it is read. */
export const setName = (mebibytes: number): string =>
  memorySize(mebibytes * 2 ** 20);

export interface AccessFrame {
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly x: Scale;
  /** Of nanoseconds. */
  readonly y: Scale;
  readonly up: (seconds: number) => number;
}

export function accessFrame(
  { rows }: MemoryView,
  { width, height, left, labels }: AccessLayout,
): AccessFrame {
  const right = width - (labels || 22);
  const base = height - bottom;
  const points = rows.flatMap(({ curve }) => curve);
  const y = linearScale(
    Math.max(...points.map(({ seconds }) => seconds * 1e9)),
    [base, accessTop],
    5,
  );
  const x = doublingScale(
    Math.max(...points.map(({ workingSetMiB }) => workingSetMiB)),
    [left + 8, right - 8],
  );
  return { left, right, base, x, y, up: (seconds) => y(seconds * 1e9) };
}
