/**
 * A walk as a tracer would print it: stacks of functions, the one called last on top.
 *
 * IDEA   Steps that follow each other in one context are one stack. A context ends where a thread
 *        sleeps or another wakes, where an interrupt, an exit or a soft interrupt begins, where the
 *        work changes its server, and where the message leaves a kernel; a system call does not end
 *        it, because the kernel's frames stand on the caller's.
 * HOLDS  Every function of every step that the message takes or causes is in one stack.
 * FAILS  Functions of one step are taken to call each other in their order. In truth some return
 *        before the next is called, some are inlined, and between those named stand others.
 */
import type { Place, ServerId, Step, StepKind } from "../paths/step.ts";
import type { Walk, WalkStep } from "./walk.ts";

export interface Stack {
  readonly place: Place;
  readonly stepIds: readonly string[];
  /** Top first. */
  readonly functions: readonly string[];
  /** Not on the message's way. */
  readonly aside: boolean;
}

/** Kinds with which somebody else begins to run. */
const begins: ReadonlySet<StepKind> = new Set([
  "exit",
  "inject",
  "irq",
  "wake",
  "ctxsw",
  "timer-wait",
  "dma",
]);

/** Steps that hold a lock or a queue do so in their caller's context. */
const contextOf = (server: ServerId): ServerId =>
  server === "stack" ? "thread" : server;

const kernels: ReadonlySet<Place> = new Set([
  "guest-kernel",
  "host-kernel",
  "dom0-kernel",
]);

/** Whether `next` runs on top of `step`. */
function continues(step: Step, next: Step): boolean {
  if (
    begins.has(next.kind) ||
    (step.deferred ?? false) !== (next.deferred ?? false)
  )
    return false;
  if (next.kind === "softirq" && step.kind !== "softirq") return false;
  const wakes = step.server === "none" && begins.has(step.kind);
  if (!wakes && contextOf(step.server) !== contextOf(next.server)) return false;
  if (step.place === next.place) return true;
  return !kernels.has(step.place) && kernels.has(next.place);
}

const named = ({ step, taken }: WalkStep): boolean =>
  taken !== "not" && step.functions.length > 0;

/** The stacks of `walk`, in the order in which they appear. */
export function stacksOf(walk: Walk): readonly Stack[] {
  const groups: Step[][] = [];
  for (const { step } of walk.steps.filter(named)) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && before && continues(before, step)) last.push(step);
    else groups.push([step]);
  }
  return groups.map((steps) => ({
    place: steps.at(-1)?.place ?? "host-kernel",
    stepIds: steps.map(({ id }) => id),
    functions: steps.flatMap(({ functions }) => functions).reverse(),
    aside: steps.every(({ deferred }) => deferred === true),
  }));
}

/** Whether a tracer would print the same of both: same stacks, same functions, same order. */
export const sameStacks = (a: readonly Stack[], b: readonly Stack[]): boolean =>
  a.length === b.length &&
  a.every((stack, at) => stack.functions.join() === b[at]?.functions.join());
