/**
 * A walk as a tree of times, and two walks as the difference of their trees.
 *
 * IDEA   Place, step, functions: as wide as elapsed time or CPU time. A difference keeps the second
 *        tree's widths and says of each frame what it took in the first; a frame that only the first
 *        has is kept with no width, so that nothing is lost (`gone`).
 * UNITS  Seconds.
 * HOLDS  Children fill a place exactly; the changes of all steps add up to the change of the whole.
 * SOURCE Gregg 2014, differential flame graphs: widths of one profile, shades of the difference.
 */
import type { FlameFrame } from "../cost-flame.ts";
import type { Walk, WalkStep } from "./walk.ts";

export type Measure = "elapsed" | "cpu";

export interface DifferenceFrame extends FlameFrame {
  /** What the same frame took in the walk compared with. */
  readonly beforeS: number;
  readonly children: readonly DifferenceFrame[];
}

const secondsOf = (each: WalkStep, by: Measure): number =>
  by === "cpu"
    ? each.taken === "not"
      ? 0
      : each.cpuS
    : each.taken === "way"
      ? each.elapsedS
      : 0;

const functionStack = (
  functions: readonly string[],
  seconds: number,
): FlameFrame[] =>
  functions.reduceRight<FlameFrame[]>(
    (children, name) => [{ name, kind: "work", seconds, children }],
    [],
  );

/** A step's frame is known by the step's id: another path may word the same step otherwise. */
interface StepFrame extends FlameFrame {
  readonly step: string;
}

const stepFrame = (each: WalkStep, seconds: number): StepFrame => {
  const waits = each.cpuS === 0;
  return {
    step: each.step.id,
    name: each.step.label,
    kind: waits ? "wait" : "work",
    place: each.step.place,
    seconds,
    children: waits ? [] : functionStack(each.step.functions, seconds),
  };
};

/** The tree of `walk`; places in the order of the first visit. */
export function walkFlame(walk: Walk, by: Measure): FlameFrame {
  const places = new Map<string, FlameFrame[]>();
  for (const each of walk.steps) {
    const seconds = secondsOf(each, by);
    if (seconds <= 0) continue;
    const frames = places.get(each.step.place) ?? [];
    places.set(each.step.place, [...frames, stepFrame(each, seconds)]);
  }
  const group = (name: string, children: FlameFrame[]): FlameFrame => ({
    name,
    kind: "group",
    seconds: children.reduce((sum, { seconds }) => sum + seconds, 0),
    children,
  });
  return group(
    walk.technology.name,
    [...places].map(([place, frames]) => group(place, frames)),
  );
}

const without = (frame: FlameFrame): DifferenceFrame => ({
  ...frame,
  seconds: 0,
  beforeS: frame.seconds,
  children: frame.children.map(without),
});

const keyOf = (frame: FlameFrame): string =>
  "step" in frame
    ? `step ${(frame as StepFrame).step}`
    : `${frame.kind} ${frame.name}`;

/** `frame` beside the frame that stands in its place in another tree. */
function compared(
  frame: FlameFrame,
  before: FlameFrame | undefined,
): DifferenceFrame {
  const left = new Set(before?.children);
  const children = frame.children.map((child) => {
    const same = [...left].find((other) => keyOf(other) === keyOf(child));
    if (same) left.delete(same);
    return compared(child, same);
  });
  return {
    ...frame,
    beforeS: before?.seconds ?? 0,
    children: [...children, ...[...left].map(without)],
  };
}

/** The tree of `walk`, each frame with what it took in `base`. */
export const differenceFlame = (
  base: Walk,
  walk: Walk,
  by: Measure,
): DifferenceFrame => compared(walkFlame(walk, by), walkFlame(base, by));

/** The steps that only the first walk has, or has in another place. */
export const goneFrom = (
  difference: DifferenceFrame,
): readonly DifferenceFrame[] =>
  difference.children
    .flatMap(({ children }) => children)
    .filter(({ seconds, beforeS }) => seconds === 0 && beforeS > 0);
