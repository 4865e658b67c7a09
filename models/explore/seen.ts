/**
 * How much of a message's way can be probed, from the host, from the tenant, or from both.
 *
 * IDEA   A walk says what each step takes; vantage.ts says who may probe where. So what can be seen is a
 *        count of steps and a share of time, and not an opinion. What lies between two steps that can be
 *        probed is a gap: with both ends its length can be measured, and what is inside it cannot.
 * UNITS  Seconds.
 * HOLDS  Seen, recorded, unseen and hardware add up to the walk (seen.test.ts).
 * FAILS  Counters and statistics are no probes: kstats, steal time and the host's totals show no step.
 *        A probe takes time of its own, which is not added. Two observers have two clocks, and are
 *        taken to agree. A system call's return stands after the work that its caller does itself.
 * SOURCE mechanism notes 7.1.
 */
import { inForce, stepsInForce } from "../options-in-force.ts";
import { publishedValues } from "../parameters/published-values.ts";
import { eventsOf } from "../paths/events.ts";
import type { Place, ServerId, Step, Technology } from "../paths/step.ts";
import { defaultScenario } from "../scenario.ts";
import { underTechnology } from "../solve.ts";
import { tracerAt, type Tracer, type Vantage } from "./vantage.ts";
import type { Walk, WalkStep } from "./walk.ts";

/** One observer, or both together. */
export type Observer = Vantage | "both";
export const observers: readonly Observer[] = ["host", "guest", "both"];

/** `call`: entry and return of a system call. `hardware`: no tracer of anybody's enters it. */
export type Sight = "probed" | "call" | "records" | "none" | "hardware";

export interface SeenStep extends WalkStep {
  readonly sight: Sight;
  /** What it is seen by, host before guest; empty when by nothing. */
  readonly by: readonly string[];
}

/** Seconds by what an observer gets of them. */
export interface Shares {
  readonly seen: number;
  /** Left in trace records, without a probe. */
  readonly records: number;
  readonly unseen: number;
  readonly hardware: number;
  readonly all: number;
}

/** Steps of the message's way, one after another, of which an observer can probe none. */
export interface Gap {
  readonly steps: readonly SeenStep[];
  /** Software in it, in the order of the first visit. */
  readonly places: readonly Place[];
  readonly elapsedS: number;
  /** Without the hardware in it. */
  readonly softwareS: number;
  /** The last sight before it; null when nothing before it can be probed. */
  readonly opens: SeenStep | null;
  /** The first sight after it: a step, or the return of the system call around it. */
  readonly closes: SeenStep | "return" | null;
}

export interface Seen {
  readonly walk: Walk;
  readonly from: Observer;
  /** The steps that a lone message takes, those beside its way included. */
  readonly steps: readonly SeenStep[];
  readonly count: { readonly seen: number; readonly all: number };
  readonly elapsed: Shares;
  readonly cpu: Shares;
  readonly gaps: readonly Gap[];
  /** What the gaps hold of software. */
  readonly hiddenS: number;
  /** The gap with most time in software; null when there is none. */
  readonly longest: Gap | null;
}

/** A part of a sum; of nothing there is no part. */
export const partOf = (seconds: number, { all }: Shares): number =>
  all > 0 ? seconds / all : 0;

const hardware: readonly Place[] = ["nic", "wire", "device"];
const rank: readonly Sight[] = ["none", "records", "call", "probed"];

export const isSeen = ({ sight }: SeenStep): boolean =>
  sight === "probed" || sight === "call";

const sightBy = (tracer: Tracer | null, step: Step): Sight => {
  if (tracer === null) return "none";
  if (tracer.gives === "call" && !eventsOf(step).has("syscall")) return "none";
  return tracer.gives;
};

const vantagesOf = (from: Observer): readonly Vantage[] =>
  from === "both" ? ["host", "guest"] : [from];

function seenStep(
  each: WalkStep,
  technology: Technology,
  from: Observer,
): SeenStep {
  const { step } = each;
  if (hardware.includes(step.place))
    return { ...each, sight: "hardware", by: [] };
  const sights = vantagesOf(from).map((vantage) => {
    const tracer = tracerAt(technology, step.place, vantage);
    return { sight: sightBy(tracer, step), by: tracer?.by ?? "" };
  });
  return {
    ...each,
    sight: sights.reduce<Sight>(
      (best, { sight }) =>
        rank.indexOf(sight) > rank.indexOf(best) ? sight : best,
      "none",
    ),
    by: sights.flatMap(({ sight, by }) => (sight === "none" ? [] : [by])),
  };
}

function sharesOf(
  steps: readonly SeenStep[],
  secondsOf: (step: SeenStep) => number,
): Shares {
  const sum = (of: (step: SeenStep) => boolean) =>
    steps.filter(of).reduce((total, each) => total + secondsOf(each), 0);
  return {
    seen: sum(isSeen),
    records: sum(({ sight }) => sight === "records"),
    unseen: sum(({ sight }) => sight === "none"),
    hardware: sum(({ sight }) => sight === "hardware"),
    all: sum(() => true),
  };
}

/** What a system call's own thread does before it returns. */
const caller: readonly ServerId[] = ["thread", "stack"];

/** The index on the way of the last step before the call at `at` returns. */
function lastOfCall(way: readonly SeenStep[], at: number, walk: Walk): number {
  if (walk.way === "disk") return way.length - 1;
  const after = way
    .slice(at + 1)
    .findIndex(({ step }) => !caller.includes(step.server));
  return after < 0 ? way.length - 1 : at + after;
}

function gapsOf(way: readonly SeenStep[], walk: Walk): readonly Gap[] {
  const gaps: Gap[] = [];
  let opens: SeenStep | null = null;
  let returns = -1;
  let inside: SeenStep[] = [];
  const close = (closes: Gap["closes"]) => {
    const software = inside.filter(({ sight }) => sight !== "hardware");
    const sum = (of: readonly SeenStep[]) =>
      of.reduce((total, { elapsedS }) => total + elapsedS, 0);
    if (inside.length > 0)
      gaps.push({
        steps: inside,
        places: [...new Set(software.map(({ step }) => step.place))],
        elapsedS: sum(inside),
        softwareS: sum(software),
        opens,
        closes,
      });
    inside = [];
  };
  way.forEach((each, at) => {
    if (isSeen(each)) {
      close(each);
      opens = each;
      if (each.sight === "call") returns = lastOfCall(way, at, walk);
      return;
    }
    inside.push(each);
    if (at === returns) close("return");
  });
  close(null);
  return gaps;
}

export function seenFrom(walk: Walk, from: Observer): Seen {
  const steps = walk.steps
    .filter(({ taken }) => taken !== "not")
    .map((each) => seenStep(each, walk.technology, from));
  const way = steps.filter(({ taken }) => taken === "way");
  const gaps = gapsOf(way, walk);
  return {
    walk,
    from,
    steps,
    count: { seen: steps.filter(isSeen).length, all: steps.length },
    elapsed: sharesOf(way, ({ elapsedS }) => elapsedS),
    cpu: sharesOf(steps, ({ cpuS }) => cpuS),
    gaps,
    hiddenS: gaps.reduce((sum, { softwareS }) => sum + softwareS, 0),
    longest: gaps.reduce<Gap | null>(
      (most, gap) => (gap.softwareS > (most?.softwareS ?? 0) ? gap : most),
      null,
    ),
  };
}

/**
 * Functions on a packet's way out and in that `from` can probe, of all that the path names: a system
 * call seen from outside counts as one.
 */
export function functionsSeen(
  technology: Technology,
  from: Vantage,
): { readonly seen: number; readonly all: number } {
  const scenario = underTechnology(defaultScenario, technology.id);
  const steps = stepsInForce(
    [...technology.transmit, ...technology.receive],
    inForce(scenario, publishedValues).on,
  );
  const seen = (step: Step): number => {
    const tracer = tracerAt(technology, step.place, from);
    if (tracer?.gives === "probed") return step.functions.length;
    return tracer?.gives === "call" ? (eventsOf(step).get("syscall") ?? 0) : 0;
  };
  return {
    seen: steps.reduce((sum, step) => sum + seen(step), 0),
    all: steps.reduce((sum, { functions }) => sum + functions.length, 0),
  };
}
