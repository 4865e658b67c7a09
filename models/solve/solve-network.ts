/**
 * Solves any parsed network with the solver that suits it, and reports it ready for JSON.
 *
 * IDEA     The reader describes the system; which algorithm answers is our business, but the
 *          report says which one it was and whether it is exact.
 * UNITS    seconds, requests per second.
 * HOLDS    every network that `parseNetwork` returns.
 * FAILS    JSON has no infinity: a bound or a limit that does not exist is null.
 * COST     the solver's.
 * SOURCE   the solvers' headers.
 */
import { ModelError } from "../errors.ts";
import { closedBounds, multiClassBounds } from "./bounds.ts";
import { openBounds } from "./open-bounds.ts";
import type { Bounds } from "./bounds.ts";
import { solveMultiClassMva } from "./multiclass-mva.ts";
import { solveMva } from "./mva.ts";
import type {
  ClassSolution,
  MultiClassNetwork,
  MultiClassSolution,
  Network,
  OpenNetwork,
  StationSolution,
} from "./network.ts";
import type { Bottleneck } from "./operational-laws.ts";
import { solveOpen, solveOpenClasses } from "./open.ts";
import type { ParsedNetwork } from "./parse-network.ts";
import { solveMultiClassSchweitzer, solveSchweitzer } from "./schweitzer.ts";

export type SolutionMethod = "exact" | "schweitzer";

export interface ReportedBounds {
  readonly throughput: {
    readonly low: number | null;
    readonly high: number | null;
  };
  readonly responseTime: {
    readonly low: number | null;
    readonly high: number | null;
  };
}

/** The answer of `model network`, plain data. */
export interface NetworkReport {
  readonly kind: ParsedNetwork["kind"];
  /** "schweitzer" only where an exact solution would be too large. */
  readonly method: SolutionMethod;
  /** Requests inside; a mean for open networks. */
  readonly population: number;
  readonly throughput: number;
  readonly responseTime: number;
  /** Response time and think time; a mean over requests for several classes. */
  readonly cycleTime: number;
  readonly stations: readonly StationSolution[];
  /** Several classes only. */
  readonly classes?: readonly (ClassSolution & {
    readonly bounds?: ReportedBounds;
  })[];
  /** The station that saturates first; one class only, null if none can. */
  readonly bottleneck?: string | null;
  /** One closed class: the population at which the asymptotic bounds cross, null if they do not. */
  readonly saturationPopulation?: number | null;
  /** Open: the arrival rate at which the bottleneck saturates, null if it cannot. */
  readonly saturationThroughput?: number | null;
  readonly bounds?: {
    readonly asymptotic: ReportedBounds;
    readonly balanced?: ReportedBounds;
  };
}

/**
 * @param parsed  from `parseNetwork`
 * @throws ModelError  OPEN_SATURATED; MVA_TOO_LARGE only if no approximation exists either
 */
export function solveNetwork(parsed: ParsedNetwork): NetworkReport {
  switch (parsed.kind) {
    case "closed":
      return reportClosed(parsed.network);
    case "closed-classes":
      return reportClasses(parsed.network);
    case "open":
      return reportOpen(parsed.network);
    case "open-classes": {
      const solution = solveOpenClasses(parsed.network);
      const { population, throughput, responseTime, stations, classes } =
        solution;
      return {
        kind: "open-classes",
        method: "exact",
        population,
        throughput,
        responseTime,
        cycleTime: responseTime,
        stations,
        classes,
      };
    }
  }
}

function reportClosed(network: Network): NetworkReport {
  const { method, solution } = exactIfPossible(
    () => solveMva(network),
    () => solveSchweitzer(network),
  );
  const bounds = closedBounds(network);
  return {
    kind: "closed",
    method,
    ...solution,
    bottleneck: nameOf(bounds.bottleneck),
    saturationPopulation: finite(bounds.saturationPopulation),
    bounds: {
      asymptotic: reported(bounds.asymptotic),
      balanced: reported(bounds.balanced),
    },
  };
}

function reportClasses(network: MultiClassNetwork): NetworkReport {
  const { method, solution } = exactIfPossible(
    () => solveMultiClassMva(network),
    () => solveMultiClassSchweitzer(network),
  );
  const bounds = multiClassBounds(network);
  const { population, throughput, responseTime, stations } = solution;
  const classes = solution.classes.map((oneClass, index) => {
    const own = bounds[index];
    return own === undefined
      ? oneClass
      : { ...oneClass, bounds: reported(own) };
  });
  return {
    kind: "closed-classes",
    method,
    population,
    throughput,
    responseTime,
    cycleTime: throughput === 0 ? 0 : population / throughput,
    stations,
    classes,
  };
}

function reportOpen(network: OpenNetwork): NetworkReport {
  const solution = solveOpen(network);
  const bounds = openBounds(network);
  return {
    kind: "open",
    method: "exact",
    ...solution,
    bottleneck: nameOf(bounds.bottleneck),
    saturationThroughput: finite(bounds.bottleneck.saturationThroughput),
    bounds: { asymptotic: reported(bounds) },
  };
}

/** The exact answer, or the approximate one where exactness would take too long. */
function exactIfPossible<
  Answer extends { readonly throughput: number } | MultiClassSolution,
>(
  exact: () => Answer,
  approximate: () => Answer,
): { method: SolutionMethod; solution: Answer } {
  try {
    return { method: "exact", solution: exact() };
  } catch (error) {
    const tooLarge =
      error instanceof ModelError &&
      (error.code === "MVA_TOO_LARGE" || error.code === "MULTICLASS_TOO_LARGE");
    if (!tooLarge) throw error;
    return { method: "schweitzer", solution: approximate() };
  }
}

function reported({ throughput, responseTime }: Bounds): ReportedBounds {
  return {
    throughput: { low: finite(throughput.low), high: finite(throughput.high) },
    responseTime: {
      low: finite(responseTime.low),
      high: finite(responseTime.high),
    },
  };
}

/** Null where nothing saturates. */
function nameOf({ name, saturationThroughput }: Bottleneck): string | null {
  return saturationThroughput === Infinity ? null : name;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
