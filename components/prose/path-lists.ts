/**
 * A path as lists: its steps under a scenario's options, its functions, and how often it crosses.
 *
 * IDEA   Tables in the text print what the model's records say. Nothing is counted by hand, and two
 *        paths are called equal only when their lists are.
 */
import {
  parseScenario,
  technologyById,
  type Technology,
} from "../../models/index.ts";
import { inForce, stepsInForce } from "../../models/options-in-force.ts";
import { publishedValues } from "../../models/parameters/published-values.ts";
import { eventsOf } from "../../models/paths/events.ts";
import type { Step, StepKind } from "../../models/paths/step.ts";
import {
  isAside,
  kindNames,
  labelOf,
  marks,
  placeName,
} from "../diagram/path-text.ts";

export type Way = "transmit" | "receive" | "network" | "disk";

export interface ListedStep {
  readonly id: string;
  readonly place: string;
  readonly what: string;
  /** Its kind, and that it copies where the kind does not say so. */
  readonly kind: string;
  readonly functions: readonly string[];
  readonly aside: boolean;
}

/** @throws Error when the query names nothing, or adjusts what it says */
const read = (query: string) => {
  const { scenario, notices } = parseScenario(query);
  const [notice] = notices;
  if (notice) throw new Error(`path "${query}": ${notice.text}`);
  const technology = technologyById.get(scenario.technology);
  if (!technology)
    throw new Error(`path "${query}": no technology ${scenario.technology}`);
  return { technology, on: inForce(scenario, publishedValues).on };
};

const stepsOf = (technology: Technology, way: Way): readonly Step[] => {
  switch (way) {
    case "disk":
      return [...technology.disk.issue, ...technology.disk.complete];
    case "network":
      return [...technology.transmit, ...technology.receive];
    default:
      return technology[way];
  }
};

const under = (query: string, way: Way) => {
  const { technology, on } = read(
    way === "disk" ? `${query}&workload=disk` : query,
  );
  return { technology, steps: stepsInForce(stepsOf(technology, way), on) };
};

/** The steps in force, in order. */
export const listedSteps = (
  query: string,
  way: Way,
): {
  readonly technology: Technology;
  readonly steps: readonly ListedStep[];
} => {
  const { technology, steps } = under(query, way);
  return {
    technology,
    steps: steps.map((step) => ({
      id: step.id,
      place:
        technology.places?.[step.place] ??
        placeName(step.place, technology.family),
      what: labelOf(step),
      kind: marks(step).join(", "),
      functions: step.functions,
      aside: isAside(step),
    })),
  };
};

/** Every function of the path, in the order in which it is entered. */
export const functionsOf = (query: string, way: Way): readonly string[] =>
  under(query, way).steps.flatMap((step) => step.functions);

/** The first place where two lists differ; -1 when they are the same. */
export const firstDifference = (
  one: readonly string[],
  other: readonly string[],
): number => {
  const length = Math.max(one.length, other.length);
  for (let at = 0; at < length; at += 1) if (one[at] !== other[at]) return at;
  return -1;
};

/** What a table counts, in the order of its columns. */
export const countedKinds = [
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

export interface CountedPath {
  readonly technology: Technology;
  readonly steps: number;
  readonly counts: ReadonlyMap<(typeof countedKinds)[number], number>;
}

/** Events by kind. */
export const countedPath = (query: string, way: Way): CountedPath => {
  const { technology, steps } = under(query, way);
  return {
    technology,
    steps: steps.length,
    counts: new Map(
      countedKinds.map((kind) => [
        kind,
        steps.reduce(
          (sum, step) =>
            sum +
            (kind === "softirq"
              ? Number(step.kind === kind)
              : (eventsOf(step).get(kind) ?? 0)),
          0,
        ),
      ]),
    ),
  };
};

export const pluralOf = (kind: StepKind): string => kindNames[kind][1];
