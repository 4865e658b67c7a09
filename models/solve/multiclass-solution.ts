/**
 * Puts together the answer of a solver for several classes.
 *
 * IDEA     Throughput and residence times of each class decide everything else by Little's law.
 * UNITS    seconds, requests per second.
 * HOLDS    any flow-balanced network.
 * FAILS    the utilisation of a load-dependent station is not among those: a solver that knows the
 *          station's chance of being empty passes it in; without it this takes the last speed.
 * COST     time classes x stations.
 * SOURCE   Lazowska et al. 1984, chapter 3.
 */
import type {
  ClassSolution,
  MultiClassNetwork,
  MultiClassSolution,
  StationShape,
  StationSolution,
} from "./network.ts";
import { capacityOf } from "./station-speed.ts";

/** Requests of demand 1 a second that a station serves when busy; a delay is as busy as it is full. */
const servedAt = (station: StationShape): number =>
  station.kind === "delay" ? 1 : capacityOf(station);

/**
 * @param network     the network that was solved
 * @param throughput  requests per second by class; 0 for an empty class
 * @param residence   seconds by class and station
 * @param busy        share of time not empty, by station, for load-dependent stations
 */
export function multiClassSolution(
  network: MultiClassNetwork,
  throughput: Float64Array,
  residence: readonly Float64Array[],
  busy: ReadonlyMap<number, number> = new Map(),
): MultiClassSolution {
  const { stations, classes } = network;
  const total = throughput.reduce((sum, rate) => sum + rate, 0);
  const solved = classes.map(
    ({ name, population, thinkTime, demands }, c): ClassSolution => {
      const rate = throughput[c] as number;
      const own = stations.map((station, k): StationSolution => {
        const residenceTime =
          population === 0 ? 0 : (residence[c]?.[k] as number);
        return {
          name: station.name,
          residenceTime,
          queueLength: rate * residenceTime,
          utilisation: (rate * (demands[k] as number)) / servedAt(station),
          throughput: rate,
        };
      });
      const responseTime = own.reduce(
        (sum, { residenceTime }) => sum + residenceTime,
        0,
      );
      const cycleTime = population === 0 ? 0 : responseTime + thinkTime;
      return {
        name,
        population,
        throughput: rate,
        responseTime,
        cycleTime,
        stations: own,
      };
    },
  );
  const everywhere = stations.map((station, k): StationSolution => {
    let queueLength = 0;
    let utilisation = 0;
    for (const { stations: own } of solved) {
      queueLength += own[k]?.queueLength ?? 0;
      utilisation += own[k]?.utilisation ?? 0;
    }
    return {
      name: station.name,
      residenceTime: total === 0 ? 0 : queueLength / total,
      queueLength,
      utilisation: busy.get(k) ?? utilisation,
      throughput: total,
    };
  });
  return {
    population: classes.reduce((sum, { population }) => sum + population, 0),
    throughput: total,
    responseTime: everywhere.reduce(
      (sum, { residenceTime }) => sum + residenceTime,
      0,
    ),
    classes: solved,
    stations: everywhere,
  };
}
