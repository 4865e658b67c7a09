/**
 * One way of a technology under a scenario's options: its steps, its functions, how often it crosses.
 *
 * IDEA   Nothing is counted by hand, and two paths are called equal only when their lists are.
 * HOLDS  Events are those of paths/events.ts. A soft interrupt is a step, never a part of one.
 * FAILS  Steps that only acknowledgements or chains pay for are counted with the rest.
 */
import { inForce, stepsInForce } from "../options-in-force.ts";
import { publishedValues } from "../parameters/published-values.ts";
import { eventsOf } from "../paths/events.ts";
import type { Step, StepKind, Technology } from "../paths/step.ts";
import type { Scenario } from "../scenario.ts";
import { wholePath, type Way } from "./walk.ts";

/** `network`: there and back. */
export type ListedWay = Way | "network";

export interface PathInForce {
  readonly technology: Technology;
  readonly steps: readonly Step[];
}

/** The steps of `scenario`'s technology that its options leave in force, in order. */
export function pathInForce(scenario: Scenario, way: ListedWay): PathInForce {
  const { technology, on } = inForce(scenario, publishedValues);
  const ways: readonly Way[] =
    way === "network" ? ["transmit", "receive"] : [way];
  return {
    technology,
    steps: stepsInForce(
      ways.flatMap((each) => wholePath(technology, each)),
      on,
    ),
  };
}

/** Every function of the path, in the order in which it is entered. */
export const functionsOf = ({ steps }: PathInForce): readonly string[] =>
  steps.flatMap((step) => step.functions);

/** The first place where two lists differ; -1 when they are the same. */
export function firstDifference(
  one: readonly string[],
  other: readonly string[],
): number {
  const length = Math.max(one.length, other.length);
  for (let at = 0; at < length; at += 1) if (one[at] !== other[at]) return at;
  return -1;
}

/** What a table counts, in the order of its columns. */
export const tabledKinds = [
  "exit",
  "hypercall",
  "grant-op",
  "wake",
  "ctxsw",
  "softirq",
  "irq",
  "inject",
  "timer-wait",
  "copy",
] as const satisfies readonly StepKind[];
export type TabledKind = (typeof tabledKinds)[number];

const timesIn = (step: Step, kind: TabledKind): number =>
  kind === "softirq"
    ? Number(step.kind === kind)
    : (eventsOf(step).get(kind) ?? 0);

/** Events of the whole path, by kind. */
export const eventCounts = ({
  steps,
}: PathInForce): ReadonlyMap<TabledKind, number> =>
  new Map(
    tabledKinds.map((kind) => [
      kind,
      steps.reduce((sum, step) => sum + timesIn(step, kind), 0),
    ]),
  );
