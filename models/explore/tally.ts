/**
 * What a message has met after some steps of a walk: time, CPU time by place, and events by kind.
 *
 * IDEA   Steps that the message does not take count nothing; those beside its way add CPU time and
 *        events, and no elapsed time. What a step counts as, paths/events.ts says.
 * UNITS  Seconds.
 */
import { countedKinds, eventsOf, type CountedKind } from "../paths/events.ts";
import type { Place } from "../paths/step.ts";
import type { WalkStep } from "./walk.ts";

export interface Tally {
  readonly elapsedS: number;
  readonly cpuS: number;
  /** Places in the order of the first visit; those without CPU time are left out. */
  readonly cpuByPlace: readonly {
    readonly place: Place;
    readonly seconds: number;
  }[];
  readonly counts: Readonly<Record<CountedKind, number>>;
  /** How often the message's way leaves one place for another. */
  readonly crossings: number;
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
  let crossings = 0;
  let at: Place | null = null;
  for (const each of steps.slice(0, upTo)) {
    if (each === null || each.taken === "not") continue;
    const { step } = each;
    if (each.taken === "way") {
      elapsedS += each.elapsedS;
      if (at !== null && at !== step.place) crossings += 1;
      at = step.place;
    }
    cpuS += each.cpuS;
    if (each.cpuS > 0)
      byPlace.set(step.place, (byPlace.get(step.place) ?? 0) + each.cpuS);
    for (const [kind, many] of eventsOf(step)) counts[kind] += many;
  }
  return {
    elapsedS,
    cpuS,
    cpuByPlace: [...byPlace].map(([place, seconds]) => ({ place, seconds })),
    counts,
    crossings,
  };
}
