/**
 * The recursion of a path network once all but its busiest stations only follow the rate.
 *
 * IDEA   Where stations are nearly as busy as each other the full rate is thousands of customers
 *        away, and each of them changes the rate by next to nothing. Stations that are not near
 *        them have long been where they stay at the rate of the moment, so that a unit spends
 *        there, and in delays, a time that the rate alone sets: a line, over so small a change. What
 *        is left to take customer by customer is W = a + bW′ for the near stations, where W′ is the
 *        wait with one customer fewer and a and b are lines too.
 * UNITS  Seconds, units per second, customers.
 * HOLDS  Exact ties too, where the rate rises as N/(N + 1) and never gets there.
 * FAILS  Each queue left out trails the rate by as many customers as it takes to settle, and no
 *        curve is a line. Both errors shrink as the rate rises. So whoever asks compares it first
 *        with the whole recursion, from half as many customers on; `trusted` is how near it must
 *        have come. Tests hold random networks to what is left: throughput to 2e-6, times to 1e-4
 *        of a loop, which is seen only where two stations differ by less than one in a thousand.
 * COST   About a fifth of the whole recursion a customer.
 */
import { serviceAt, type LoadedStations } from "./full-rate.ts";

/** From this utilisation at the full rate on, a station is near. */
export const near = 0.9;
/** From this share of the full rate on, what depends on the rate is a line up to it. */
export const nearlyFull = 0.99;
/** Share of throughput, and of a unit's loop, by which the comparison may be out. */
const trusted = 1e-5;
/** Lines are drawn over this share of the rate at least, or rounding would set their slope. */
const narrowest = 1e-6;

/** Near stations alike, as the last customer found them. */
export interface NearStations extends LoadedStations {
  /** Seconds in the queue, and those that a sleeper who always sleeps would add (sleepers.ts). */
  readonly waitS: number;
  readonly joinS: number;
}

/** Of stations alike: a and b at the full rate, their slopes, and how many stations there are. */
const lineSize = 5;

export class NearTies {
  rate: number;
  customers: number;
  /** Seconds in the queue, by kind of near station. */
  readonly waits: Float64Array;
  private readonly fullRate: number;
  private readonly lines: Float64Array;
  private readonly elsewhereS: number;
  private readonly elsewhereSlope: number;

  /**
   * @param fullRate   where the rate ends
   * @param rate       with `customers`, from which it goes on
   * @param elsewhere  seconds that a unit spends outside the near stations, thinking included
   */
  constructor(
    fullRate: number,
    rate: number,
    customers: number,
    stations: readonly NearStations[],
    elsewhere: (rate: number) => number,
  ) {
    this.fullRate = fullRate;
    this.rate = rate;
    this.customers = customers;
    this.waits = Float64Array.from(stations, ({ waitS }) => waitS);
    this.lines = new Float64Array(stations.length * lineSize);
    const width = Math.max(fullRate - rate, narrowest * fullRate);
    const low = fullRate - width;
    this.elsewhereS = elsewhere(fullRate);
    this.elsewhereSlope = (this.elsewhereS - elsewhere(low)) / width;
    stations.forEach((station, at) => {
      const full = stepAt(station, fullRate);
      const before = stepAt(station, low);
      this.lines.set(
        [
          full.addedS,
          full.share,
          (full.addedS - before.addedS) / width,
          (full.share - before.share) / width,
          station.alike,
        ],
        at * lineSize,
      );
    });
  }

  /** Goes on to `customers`, at least as many as it has. */
  advanceTo(customers: number): void {
    const { lines, waits, fullRate, elsewhereS, elsewhereSlope } = this;
    let { rate } = this;
    for (let next = this.customers + 1; next <= customers; next++) {
      const above = rate - fullRate;
      let total = elsewhereS + elsewhereSlope * above;
      for (let at = 0, line = 0; at < waits.length; at++, line += lineSize) {
        const addedS = lines[line]! + lines[line + 2]! * above;
        const share = lines[line + 1]! + lines[line + 3]! * above;
        const seconds = addedS + share * waits[at]!;
        waits[at] = seconds;
        total += lines[line + 4]! * seconds;
      }
      rate = Math.min(fullRate, next / total);
    }
    this.rate = rate;
    this.customers = customers;
  }

  /** Whether it comes, by itself, to what the whole recursion found with `customers`. */
  leadsTo(
    customers: number,
    rate: number,
    stations: readonly NearStations[],
  ): boolean {
    this.advanceTo(customers);
    const loopS = customers / rate;
    return (
      Math.abs(this.rate - rate) < trusted * rate &&
      stations.every(
        ({ waitS }, at) => Math.abs(this.waits[at]! - waitS) < trusted * loopS,
      )
    );
  }
}

/** Of the wait W = a + bW′ at a rate: a, in seconds, and b. */
const stepAt = (
  station: NearStations,
  rate: number,
): { addedS: number; share: number } => {
  const service = serviceAt(station, rate);
  const { behindS, joinS, over } = station;
  const busy = service + behindS;
  const share = rate * busy;
  const idle = Math.max(0, 1 - share);
  return {
    addedS:
      service + rate * behindS * behindS - over * share * busy + joinS * idle,
    share,
  };
};
