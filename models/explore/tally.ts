/**
 * What a message has met after some steps of a walk: time, CPU time by place, and events by kind.
 *
 * IDEA   A step counts once for its kind, unless its kind is to copy: it then counts one copy for
 *        each time that its costs pay for a byte. Steps that the message does not take count nothing;
 *        those beside its way add CPU time and events, and no elapsed time.
 * UNITS  Seconds.
 */
import type { Place, Step, StepKind } from "../paths/step.ts";
import type { WalkStep } from "./walk.ts";

/** The kinds that are counted, in the order in which they are printed. */
export const countedKinds = [
  "syscall",
  "copy",
  "exit",
  "hypercall",
  "inject",
  "irq",
  "wake",
  "ctxsw",
  "timer-wait",
  "notify",
  "grant-op",
] as const satisfies readonly StepKind[];
export type CountedKind = (typeof countedKinds)[number];

export interface Tally {
  readonly elapsedS: number;
  readonly cpuS: number;
  /** Places in the order of the first visit; those without CPU time are left out. */
  readonly cpuByPlace: readonly {
    readonly place: Place;
    readonly seconds: number;
  }[];
  readonly counts: Readonly<Record<CountedKind, number>>;
}

/** How often a step copies the message: each byte that it pays for is one pass over it. */
export function copiesOf(step: Step): number {
  const passes = step.costs.reduce(
    (sum, { per, times = 1 }) => sum + (per === "byte" ? times : 0),
    0,
  );
  return Math.max(step.kind === "copy" ? 1 : 0, Math.round(passes));
}

/** The first `upTo` of `steps`; all of them when not given. Missing steps are passed over. */
export function tallyOf(
  steps: readonly (WalkStep | null)[],
  upTo = steps.length,
): Tally {
  const counts = Object.fromEntries(
    countedKinds.map((kind) => [kind, 0]),
  ) as Record<CountedKind, number>;
  const byPlace = new Map<Place, number>();
  let elapsedS = 0;
  let cpuS = 0;
  for (const each of steps.slice(0, upTo)) {
    if (each === null || each.taken === "not") continue;
    const { step } = each;
    if (each.taken === "way") elapsedS += each.elapsedS;
    cpuS += each.cpuS;
    if (each.cpuS > 0)
      byPlace.set(step.place, (byPlace.get(step.place) ?? 0) + each.cpuS);
    counts.copy += copiesOf(step);
    if (step.kind !== "copy" && step.kind in counts)
      counts[step.kind as CountedKind] += 1;
  }
  return {
    elapsedS,
    cpuS,
    cpuByPlace: [...byPlace].map(([place, seconds]) => ({ place, seconds })),
    counts,
  };
}
