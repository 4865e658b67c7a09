/**
 * Paths as the text lists them: steps in words, functions, and how often each kind of event happens.
 *
 * READS   models/explore/counted-path.ts, for a query that a page gives.
 */
import {
  parseScenario,
  technologyById,
  type Technology,
} from "../../models/index.ts";
import {
  eventCounts,
  functionsOf as functionsIn,
  pathInForce,
  type ListedWay,
  type PathInForce,
  type TabledKind,
} from "../../models/explore/counted-path.ts";
import type { StepKind } from "../../models/paths/step.ts";
import {
  asideName,
  isAside,
  kindNames,
  labelOf,
  marks,
  placeName,
} from "../diagram/path-text.ts";

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
const under = (query: string, way: ListedWay): PathInForce => {
  const { scenario, notices } = parseScenario(
    way === "disk" ? `${query}&workload=disk` : query,
  );
  const [notice] = notices;
  if (notice) throw new Error(`path "${query}": ${notice.text}`);
  if (!technologyById.has(scenario.technology))
    throw new Error(`path "${query}": no technology ${scenario.technology}`);
  return pathInForce(scenario, way);
};

/** The steps in force, in order. */
export const listedSteps = (
  query: string,
  way: ListedWay,
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

export const functionsOf = (query: string, way: ListedWay): readonly string[] =>
  functionsIn(under(query, way));

/** For each of those functions why it is not on the packet's own way; null where it is. */
export const besideOf = (
  query: string,
  way: ListedWay,
): readonly (string | null)[] =>
  under(query, way).steps.flatMap((step) =>
    step.functions.map(() => (isAside(step) ? asideName(step) : null)),
  );

export interface CountedPath {
  readonly technology: Technology;
  readonly steps: number;
  readonly counts: ReadonlyMap<TabledKind, number>;
}

export const countedPath = (query: string, way: ListedWay): CountedPath => {
  const path = under(query, way);
  return {
    technology: path.technology,
    steps: path.steps.length,
    counts: eventCounts(path),
  };
};

export const pluralOf = (kind: StepKind): string => kindNames[kind][1];
