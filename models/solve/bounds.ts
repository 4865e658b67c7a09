/**
 * Bounds on throughput and response time: what can be said before solving anything.
 *
 * IDEA     No server can be more than busy, and no request faster than its own service: those two
 *          lines bound every system. In a product-form network, spreading the same demand evenly
 *          over the stations is best and piling it on the slowest is worst: that is tighter.
 * UNITS    seconds, requests per second.
 * HOLDS    asymptotic: any station order and any distribution, by Little's law and flow balance
 *          alone; stations of every kind, through their fastest and slowest speed per request.
 *          balanced: product-form networks whose stations never slow down when requests are
 *          added. A multiserver is replaced from below by a queue of demand / servers and a delay
 *          for the rest, from above by that queue alone and by a delay alone; throughput grows
 *          with every speed (Shanthikumar & Yao 1986), so both sides stay bounds.
 * FAILS    a load-dependent station that slows down gets asymptotic bounds only. Several classes
 *          get asymptotic bounds each; open networks have a file of their own.
 * COST     time proportional to stations (and to `rates`).
 * SOURCE   Lazowska et al. 1984, section 5.2 (asymptotic) and 5.4 (balanced system), as cited by
 *          GNU Octave queueing, inst/qncsaba.m, qncsbsb.m; Muntz & Wong 1974; Zahorjan et al. 1982.
 */
import { checkNetwork } from "./check-network.ts";
import type { MultiClassNetwork, Network, Station } from "./network.ts";
import { bottleneck, type Bottleneck } from "./operational-laws.ts";
import { speedRange } from "./station-speed.ts";

/** A closed interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Bounds {
  readonly throughput: Interval;
  readonly responseTime: Interval;
}

export interface ClosedBounds {
  readonly asymptotic: Bounds;
  /** Never wider than `asymptotic`; the same where balanced bounds do not hold. */
  readonly balanced: Bounds;
  /** The station that saturates first, and the throughput at which it does (Infinity if none). */
  readonly bottleneck: Bottleneck;
  /** N*: the population at which the two asymptotic lines cross; Infinity if nothing saturates. */
  readonly saturationPopulation: number;
}

/**
 * Bounds for one closed class.
 *
 * @param network  population 0 gives zeros
 * @throws ModelError  the codes of `checkNetwork`
 */
export function closedBounds(network: Network): ClosedBounds {
  checkNetwork(network);
  const { stations, thinkTime, population } = network;
  const ranges = stations.map((station) =>
    speedRange(station, Math.max(1, population)),
  );
  const slowest = bottleneck(
    stations.map(({ name, demand }, index) => ({
      name,
      demand,
      capacity: ranges[index]?.fastest ?? 1,
    })),
  );
  let least = 0;
  let most = 0;
  stations.forEach(({ demand }, index) => {
    least += demand / (ranges[index]?.fastestEach ?? 1);
    most += demand / (ranges[index]?.slowestEach ?? 1);
  });
  const saturation = slowest.saturationThroughput;
  const asymptotic = fromThroughput(
    population,
    thinkTime,
    population === 0 ? 0 : population / (thinkTime + most),
    population === 0
      ? 0
      : Math.min(saturation, population / (thinkTime + least)),
  );
  const balanced =
    population > 0 && ranges.every(({ nondecreasing }) => nondecreasing)
      ? tighter(network, asymptotic)
      : asymptotic;
  return {
    asymptotic,
    balanced,
    bottleneck: slowest,
    saturationPopulation:
      saturation === Infinity ? Infinity : saturation * (thinkTime + least),
  };
}

/** Queues in series with one delay: what the balanced bounds are about. */
interface Series {
  delayTime: number;
  total: number;
  largest: number;
  queues: number;
}

function tighter(network: Network, asymptotic: Bounds): Bounds {
  const { population, thinkTime } = network;
  const below = series(network, seriesBelow);
  const fastQueues = series(network, (station, range) => [
    0,
    station.demand / range.fastest,
  ]);
  const delays = series(network, (station, range) =>
    station.kind === "queue"
      ? [0, station.demand]
      : [station.demand / range.fastestEach, 0],
  );
  return fromThroughput(
    population,
    thinkTime,
    Math.max(asymptotic.throughput.low, balancedLow(population, below)),
    Math.min(
      asymptotic.throughput.high,
      balancedHigh(population, fastQueues),
      balancedHigh(population, delays),
    ),
  );
}

type Split = (
  station: Station,
  range: ReturnType<typeof speedRange>,
) => readonly [number, number];

/** A delay and a queue that together are never faster than the station. */
function seriesBelow(station: Station): readonly [number, number] {
  const { kind, demand } = station;
  if (kind === "multiserver") {
    const servers = station.servers ?? 1;
    return [(demand * (servers - 1)) / servers, demand / servers];
  }
  return [
    0,
    kind === "load-dependent" ? demand / (station.rates?.[0] ?? 1) : demand,
  ];
}

function series(network: Network, split: Split): Series {
  const result: Series = {
    delayTime: network.thinkTime,
    total: 0,
    largest: 0,
    queues: 0,
  };
  for (const station of network.stations) {
    if (station.demand === 0) continue;
    const range = speedRange(station, network.population);
    const [delay, queue] =
      station.kind === "delay" ? [station.demand, 0] : split(station, range);
    result.delayTime += delay;
    result.total += queue;
    result.largest = Math.max(result.largest, queue);
    if (queue > 0) result.queues += 1;
  }
  return result;
}

function balancedLow(
  population: number,
  { delayTime, total, largest, queues }: Series,
): number {
  if (queues === 0) return population / delayTime;
  const thinning = 1 + delayTime / (population * total);
  return (
    population / (total + delayTime + ((population - 1) * largest) / thinning)
  );
}

function balancedHigh(
  population: number,
  { delayTime, total, queues }: Series,
): number {
  if (queues === 0) return population / delayTime;
  const thinning = 1 + delayTime / total;
  return (
    population /
    (total + delayTime + ((population - 1) * total) / queues / thinning)
  );
}

function fromThroughput(
  population: number,
  thinkTime: number,
  low: number,
  high: number,
): Bounds {
  if (population === 0) {
    return {
      throughput: { low: 0, high: 0 },
      responseTime: { low: 0, high: 0 },
    };
  }
  return {
    throughput: { low, high },
    responseTime: {
      low: Math.max(0, population / high - thinkTime),
      high: population / low - thinkTime,
    },
  };
}

/**
 * Asymptotic bounds for each class of a closed network; what other classes leave is not guessed.
 *
 * @returns  in the order of `network.classes`
 */
export function multiClassBounds(network: MultiClassNetwork): Bounds[] {
  const everyone = network.classes.reduce(
    (sum, { population }) => sum + population,
    0,
  );
  const ranges = network.stations.map((station) =>
    speedRange(station, Math.max(1, everyone)),
  );
  return network.classes.map(({ population, thinkTime, demands }) => {
    if (population === 0) return fromThroughput(0, thinkTime, 0, 0);
    let least = thinkTime;
    let most = thinkTime;
    let saturation = Infinity;
    demands.forEach((demand, index) => {
      const range = ranges[index];
      if (range === undefined || demand === 0) return;
      least += demand / range.fastestEach;
      most += demand / range.slowestEach;
      saturation = Math.min(saturation, range.fastest / demand);
    });
    const high = Math.min(saturation, population / least);
    return fromThroughput(population, thinkTime, population / most, high);
  });
}
