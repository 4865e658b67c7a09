/**
 * From a network to what its simulator needs: routes, disciplines, and where requests start.
 *
 * IDEA   Every kind of network becomes classes that walk through stations in the order given, one
 *        visit each, with the whole demand as one service. Thinking is one more station, at which
 *        nobody waits. Means of a product-form network do not depend on the order or the visits.
 * UNITS  Seconds, requests, requests per second.
 * HOLDS  What `parseNetwork` returns.
 * FAILS  With services other than exponential under first-come-first-served, order and visits do
 *        matter: one long visit varies more than several short ones.
 * COST   Proportional to stations x classes, and one solution for the start.
 */
import { ModelError } from "../errors.ts";
import { networkLimits } from "../solve/network.ts";
import type { StationShape } from "../solve/network.ts";
import type { ParsedNetwork } from "../solve/parse-network.ts";
import { solveNetwork } from "../solve/solve-network.ts";
import type { NetworkReport } from "../solve/solve-network.ts";
import { stationSpeeds } from "../solve/station-speed.ts";
import { exponential } from "./distributions.ts";
import type { ServiceDistribution } from "./distributions.ts";

/** First come, first served; or all at once at equal shares (processor sharing). */
export type Discipline = "fcfs" | "ps";

export interface PlannedClass {
  readonly name: string;
  /** Closed classes; 0 for open ones. */
  readonly population: number;
  readonly thinkTime: number;
  /** Open classes; 0 for closed ones. Requests per second. */
  readonly arrivalRate: number;
  readonly demands: readonly number[];
}

export interface PlannedStation {
  readonly shape: StationShape;
  /** null where nobody waits: a delay. */
  readonly discipline: Discipline | null;
  readonly service: ServiceDistribution;
  /** Servers that can be busy at once: what utilisation is a share of. */
  readonly servers: number;
  /** For `ps`. */
  readonly speeds: Float64Array;
}

export interface NetworkPlan {
  readonly kind: ParsedNetwork["kind"];
  readonly stations: readonly PlannedStation[];
  readonly classes: readonly PlannedClass[];
  /** Requests of each class at each station at the start: `start[class][station]`. */
  readonly start: readonly (readonly number[])[];
  /** The solver's answer, which the start rests on. */
  readonly solution: NetworkReport;
}

/** What a station does that the solver need not know. */
export interface StationService {
  readonly service?: ServiceDistribution;
  /** Default: fcfs; ps where the speed depends on the load or classes need different times. */
  readonly discipline?: Discipline;
}

/** At most so many requests inside an open network: past it a run ends, with a remark. */
export const mostInside = 1_000_000;

const everywhere = networkLimits.servers;

/**
 * @param services  by station name
 * @throws ModelError  OPEN_SATURATED, and the solvers' others; NETWORK_KIND where a discipline
 *                     does not fit its station
 */
export const planNetwork = (
  parsed: ParsedNetwork,
  services: Readonly<Record<string, StationService>>,
): NetworkPlan => {
  const solution = solveNetwork(parsed);
  const classes = classesOf(parsed);
  const stations = parsed.network.stations.map((shape, k) =>
    planStation(
      shape,
      classes.map(({ demands }) => demands[k] ?? 0),
      Object.hasOwn(services, shape.name) ? services[shape.name] : undefined,
      k,
    ),
  );
  const start = classes.map((one, c) => {
    const lengths = (solution.classes?.[c]?.stations ?? solution.stations).map(
      ({ queueLength }, k) => (one.demands[k] === 0 ? 0 : queueLength),
    );
    return one.arrivalRate > 0
      ? shareOut(lengths, Math.min(mostInside / 10, Math.round(sum(lengths))))
      : shareOut(
          [...lengths, Math.max(0, one.population - sum(lengths))],
          one.population,
          one.thinkTime > 0,
        ).slice(0, -1);
  });
  return { kind: parsed.kind, stations, classes, start, solution };
};

const classesOf = (parsed: ParsedNetwork): readonly PlannedClass[] => {
  switch (parsed.kind) {
    case "closed": {
      const { population, thinkTime, stations } = parsed.network;
      const demands = stations.map(({ demand }) => demand);
      return [{ name: "all", population, thinkTime, demands, arrivalRate: 0 }];
    }
    case "closed-classes":
      return parsed.network.classes.map((one) => ({ ...one, arrivalRate: 0 }));
    case "open": {
      const { arrivalRate, stations } = parsed.network;
      const demands = stations.map(({ demand }) => demand);
      return [
        { name: "all", population: 0, thinkTime: 0, demands, arrivalRate },
      ];
    }
    case "open-classes":
      return parsed.network.classes.map((one) => ({
        ...one,
        population: 0,
        thinkTime: 0,
      }));
  }
};

const planStation = (
  shape: StationShape,
  demands: readonly number[],
  wanted: StationService | undefined,
  index: number,
): PlannedStation => {
  const { kind, name } = shape;
  const service = wanted?.service ?? exponential;
  const needed = demands.filter((demand) => demand > 0);
  const alike = needed.every((demand) => demand === needed[0]);
  const usual: Discipline = kind === "load-dependent" || !alike ? "ps" : "fcfs";
  const discipline = wanted?.discipline ?? usual;
  if (kind === "load-dependent" && discipline === "fcfs")
    throw new ModelError({
      code: "NETWORK_KIND",
      what: 'the discipline of a load-dependent station is "ps"',
      where: `stations[${index}] (${name})`,
      found: discipline,
      hint: "leave discipline out, or use a multiserver",
    });
  return {
    shape,
    discipline: kind === "delay" ? null : discipline,
    service,
    servers: kind === "multiserver" ? (shape.servers ?? 1) : 1,
    speeds:
      kind !== "delay" && discipline === "ps"
        ? stationSpeeds(shape, everywhere)
        : Float64Array.of(1),
  };
};

const sum = (values: readonly number[]): number =>
  values.reduce((all, one) => all + one, 0);

/**
 * Whole numbers near `shares` that add up to `total`: the largest fractions are rounded up.
 *
 * @param lastToo  may the last place, which is thinking, be given any?
 */
const shareOut = (
  shares: readonly number[],
  total: number,
  lastToo = true,
): number[] => {
  const whole = shares.map((share, at) =>
    lastToo || at < shares.length - 1 ? Math.floor(share) : 0,
  );
  const order = shares
    .map((share, at) => ({ at, rest: share - Math.floor(share), share }))
    .filter(({ at, share }) => share > 0 && (lastToo || at < shares.length - 1))
    .sort((a, b) => b.rest - a.rest || b.share - a.share || a.at - b.at);
  let over = total - sum(whole);
  for (let turn = 0; over > 0 && order.length > 0; turn++, over--)
    whole[order[turn % order.length]!.at]! += 1;
  for (let at = 0; over < 0 && at < whole.length; at++) {
    const fewer = Math.min(whole[at]!, -over);
    whole[at]! -= fewer;
    over += fewer;
  }
  return whole;
};
