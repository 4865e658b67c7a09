/**
 * One unit's time as a tree: end, place, step, functions. What a flame graph draws.
 *
 * IDEA   Width is elapsed time of one unit around the loop. Waiting is a sibling of work, never
 *        hidden in it, so that a timer or a queue is as visible as a copy.
 */
import type { Prediction } from "./prediction.ts";

export interface FlameFrame {
  readonly name: string;
  readonly seconds: number;
  readonly kind: "group" | "work" | "wait";
  readonly place?: string;
  readonly children: readonly FlameFrame[];
}

const group = (name: string, children: readonly FlameFrame[]): FlameFrame => ({
  name,
  kind: "group",
  seconds: children.reduce((sum, child) => sum + child.seconds, 0),
  children,
});

/** A stack of functions, all of one width: the first called is the widest base. */
const functionStack = (
  functions: readonly string[],
  seconds: number,
): FlameFrame[] => {
  const [first, ...rest] = functions;
  return first === undefined
    ? []
    : [
        {
          name: first,
          kind: "work",
          seconds,
          children: functionStack(rest, seconds),
        },
      ];
};

export const costFlame = (prediction: Prediction): FlameFrame => {
  const nameOf = new Map(prediction.stations.map(({ id, name }) => [id, name]));
  const ends = (["client", "dest"] as const).map((end) => {
    const byPlace = new Map<string, FlameFrame[]>();
    for (const step of prediction.steps.filter((each) => each.end === end)) {
      const frames = byPlace.get(step.place) ?? [];
      byPlace.set(step.place, frames);
      const waits = step.server === "none";
      if (step.serviceSeconds > 0) {
        frames.push({
          name: step.label,
          kind: waits ? "wait" : "work",
          place: step.place,
          seconds: step.serviceSeconds,
          children: waits
            ? []
            : functionStack(step.functions, step.serviceSeconds),
        });
      }
      if (step.waitSeconds > 1e-9) {
        frames.push({
          name: `queue for ${nameOf.get(`${step.end}.${step.server}`) ?? step.server}`,
          kind: "wait",
          place: step.place,
          seconds: step.waitSeconds,
          children: [],
        });
      }
    }
    const places = [...byPlace].map(([place, frames]) => group(place, frames));
    return group(end === "client" ? "client host" : "destination host", places);
  });
  const waits = prediction.waits.map(({ label, seconds }): FlameFrame => ({
    name: label,
    kind: "wait",
    seconds,
    children: [],
  }));
  return group("one unit around the loop", [
    ...ends,
    ...(waits.length ? [group("gathering and parking", waits)] : []),
  ]);
};
