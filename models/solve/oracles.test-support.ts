/**
 * Other ways to solve a network, for tests: slow, direct, and sharing no code with the solvers.
 *
 * IDEA     Three roads to one answer: the weights of all states added up as exact fractions; the
 *          same in logarithms, for populations where fractions are too slow; and the equations of
 *          the Markov chain itself, which do not even assume product form.
 * UNITS    seconds, requests.
 * HOLDS    `fractions` needs whole demands, think times and rates.
 * FAILS    cost grows with the square of the population, or with the number of states.
 * COST     see above; tests only.
 * SOURCE   Baskett et al. 1975 (product form); Grassmann, Taksar & Heyman 1985 (elimination).
 */
import type { MultiClassNetwork, Network, StationShape } from "./network.ts";

export interface OracleSolution {
  readonly throughput: number;
  readonly queueLength: readonly number[];
}

/** Speed of any kind of station with n requests present, straight from the definition. */
function speedAt(station: StationShape, n: number): number {
  if (station.kind === "delay") return n;
  if (station.kind === "multiserver") return Math.min(n, station.servers ?? 1);
  if (station.kind === "queue") return 1;
  const rates = station.rates ?? [];
  return rates[Math.min(n, rates.length) - 1] as number;
}

/** All stations and, first, the think time as a delay. */
function withThinking(
  network: Network,
): { station: StationShape; demand: number }[] {
  const thinking = { name: "thinking", kind: "delay" as const };
  return [
    { station: thinking, demand: network.thinkTime },
    ...network.stations.map((station) => ({ station, demand: station.demand })),
  ];
}

/** Exact, in fractions over one common denominator per station. */
export function fractions(network: Network): OracleSolution {
  const n = network.population;
  const weights = withThinking(network).map(({ station, demand }) => {
    // weight of j requests, times the product of all speeds up to n, so that it is whole
    const list: bigint[] = [];
    for (let j = 0; j <= n; j += 1) {
      let weight = BigInt(demand) ** BigInt(j);
      for (let i = j + 1; i <= n; i += 1) weight *= BigInt(speedAt(station, i));
      list.push(weight);
    }
    return list;
  });
  const convolve = (left: bigint[], right: bigint[]): bigint[] =>
    left.map((_, total) => {
      let sum = 0n;
      for (let j = 0; j <= total; j += 1)
        sum += (left[j] as bigint) * (right[total - j] as bigint);
      return sum;
    });
  const unit = weights[0]?.map((_, j) => (j === 0 ? 1n : 0n)) as bigint[];
  const whole = weights.reduce(convolve, unit);
  const throughput = ratio(whole[n - 1] as bigint, whole[n] as bigint);
  const queueLength = weights.slice(1).map((own, k) => {
    const rest = weights
      .filter((_, other) => other !== k + 1)
      .reduce(convolve, unit);
    let sum = 0n;
    for (let j = 0; j <= n; j += 1)
      sum += BigInt(j) * (own[j] as bigint) * (rest[n - j] as bigint);
    return ratio(sum, whole[n] as bigint);
  });
  return { throughput, queueLength };
}

/** A quotient of big integers to 18 decimals of its leading part. */
export function ratio(top: bigint, bottom: bigint): number {
  const digits =
    20 + Math.max(0, bottom.toString().length - top.toString().length);
  return Number(`${(top * 10n ** BigInt(digits)) / bottom}e-${digits}`);
}

/** The same sums in logarithms: relative error about 1e-11 at population 1000. */
export function logarithms(network: Network): OracleSolution {
  const n = network.population;
  const weights = withThinking(network).map(({ station, demand }) => {
    const list = new Float64Array(n + 1);
    for (let j = 1; j <= n; j += 1) {
      list[j] =
        (list[j - 1] as number) +
        Math.log(demand) -
        Math.log(speedAt(station, j));
    }
    return list;
  });
  const convolve = (left: Float64Array, right: Float64Array): Float64Array =>
    left.map((_, total) => {
      let most = -Infinity;
      for (let j = 0; j <= total; j += 1) {
        most = Math.max(
          most,
          (left[j] as number) + (right[total - j] as number),
        );
      }
      if (most === -Infinity) return most;
      let sum = 0;
      for (let j = 0; j <= total; j += 1) {
        sum += Math.exp(
          (left[j] as number) + (right[total - j] as number) - most,
        );
      }
      return most + Math.log(sum);
    });
  const unit = new Float64Array(n + 1).fill(-Infinity);
  unit[0] = 0;
  const whole = weights.reduce(convolve, unit);
  const queueLength = weights.slice(1).map((own, k) => {
    const rest = weights
      .filter((_, other) => other !== k + 1)
      .reduce(convolve, unit);
    let sum = 0;
    for (let j = 1; j <= n; j += 1) {
      sum +=
        j *
        Math.exp(
          (own[j] as number) + (rest[n - j] as number) - (whole[n] as number),
        );
    }
    return sum;
  });
  return {
    throughput: Math.exp((whole[n - 1] as number) - (whole[n] as number)),
    queueLength,
  };
}

/**
 * The Markov chain of several classes that go round all stations in order and then think, with
 * each station's speed shared equally: its equations are solved by elimination without subtraction.
 *
 * @returns  throughput by class, and mean number by class and station
 */
export function markovChain(network: MultiClassNetwork): {
  throughput: number[];
  queueLength: number[][];
} {
  const { classes } = network;
  const places = [
    ...network.stations,
    { name: "thinking", kind: "delay" as const },
  ];
  const times = classes.map(({ demands, thinkTime }) => [
    ...demands,
    thinkTime,
  ]);
  // a state is, for each class, how many are at each place
  const states = classes.reduce<number[][][]>(
    (sofar, { population }, c) =>
      sofar.flatMap((state) =>
        spread(population, places.length)
          .filter((row) =>
            row.every((count, k) => count === 0 || (times[c]?.[k] ?? 0) > 0),
          )
          .map((row) => [...state, row]),
      ),
    [[]],
  );
  const numberOf = new Map(
    states.map((state, index) => [JSON.stringify(state), index]),
  );
  const rates = states.map(() => new Float64Array(states.length));
  const leaving = states.map(() => classes.map(() => 0));
  states.forEach((state, from) => {
    state.forEach((row, c) => {
      row.forEach((count, k) => {
        if (count === 0) return;
        const present = state.reduce(
          (sum, other) => sum + (other[k] as number),
          0,
        );
        const speed =
          speedAt(places[k] as StationShape, present) * (count / present);
        const rate = speed / (times[c]?.[k] as number);
        let next = k;
        let passes = false;
        do {
          next = (next + 1) % places.length;
          if (next === 0) passes = true;
        } while ((times[c]?.[next] as number) === 0);
        if (passes) leaving[from]![c]! += rate;
        if (next === k) return;
        const after = state.map((other) => [...other]);
        after[c]![k]! -= 1;
        after[c]![next]! += 1;
        const to = numberOf.get(JSON.stringify(after)) as number;
        rates[from]![to]! += rate;
      });
    });
  });
  const chance = steadyState(rates);
  const mean = (value: (state: number) => number): number =>
    chance.reduce((sum, share, index) => sum + share * value(index), 0);
  return {
    throughput: classes.map((_, c) =>
      mean((index) => leaving[index]?.[c] as number),
    ),
    queueLength: classes.map((_, c) =>
      network.stations.map((__, k) =>
        mean((index) => states[index]?.[c]?.[k] as number),
      ),
    ),
  };
}

function spread(count: number, places: number): number[][] {
  if (places === 1) return [[count]];
  const rows: number[][] = [];
  for (let first = 0; first <= count; first += 1) {
    for (const rest of spread(count - first, places - 1))
      rows.push([first, ...rest]);
  }
  return rows;
}

/** Grassmann, Taksar and Heyman: censor the last state, again and again. */
function steadyState(rates: Float64Array[]): Float64Array {
  const size = rates.length;
  const at = (row: number, column: number): number =>
    rates[row]?.[column] as number;
  for (let last = size - 1; last > 0; last -= 1) {
    let out = 0;
    for (let j = 0; j < last; j += 1) out += at(last, j);
    for (let i = 0; i < last; i += 1) rates[i]![last]! /= out;
    for (let i = 0; i < last; i += 1) {
      for (let j = 0; j < last; j += 1)
        if (i !== j) rates[i]![j]! += at(i, last) * at(last, j);
    }
  }
  const chance = new Float64Array(size);
  chance[0] = 1;
  for (let state = 1; state < size; state += 1) {
    for (let i = 0; i < state; i += 1)
      chance[state]! += (chance[i] as number) * at(i, state);
  }
  const total = chance.reduce((sum, share) => sum + share, 0);
  return chance.map((share) => share / total);
}
