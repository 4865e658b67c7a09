/**
 * A recursion taken to one population after another, by the shortest way that leads there.
 *
 * IDEA   Beyond the population at which the busiest station never idles all queues are known at once
 *        (full-rate.ts). On the way to it, where stations nearly tie, those alone go on
 *        (near-ties.ts). All else is visited customer by customer (rounds.ts).
 * UNITS  Seconds, units per second, customers.
 * HOLDS  What is found with so many customers does not depend on those asked for before: near ties
 *        are looked for at the same populations, and each time begin from there.
 */
import type { PathNetwork } from "../network.ts";
import {
  fullRateOf,
  serviceAt,
  tie,
  waitAt,
  type FullRate,
} from "./full-rate.ts";
import { near, nearlyFull, NearTies } from "./near-ties.ts";
import { fewestToSettle, Rounds } from "./rounds.ts";
import { places } from "./station-kinds.ts";
import type { Tweak } from "./tweak.ts";

const { alike, waiting, service, stretch, lostS, kindSize } = places;

/** With how many customers near ties are first looked for; from then on whenever they have doubled. */
const firstLook = 256;
/** Near ties alone go so many times as far as the whole recursion may. */
const asFar = 4;
/** Visits after which all that a visit finds is of its own population. */
const visitsToLand = 2;

export class Pass {
  readonly rounds: Rounds;
  /** Where it ends, once somebody needs to know. */
  private end: FullRate | null = null;
  /** Where near ties are looked for next, those found last, and whether they can go on alone. */
  private look = firstLook;
  private ties: NearTies | null = null;
  private nearKinds: readonly number[] = [];
  private isTied = false;

  constructor(network: PathNetwork, tweak: Tweak) {
    this.rounds = new Rounds(network, tweak);
  }

  /** Back to no customers, maybe of another network. */
  start(network: PathNetwork, tweak: Tweak): void {
    this.rounds.start(network, tweak);
    this.end = null;
    this.look = firstLook;
    this.ties = null;
    this.isTied = false;
  }

  /**
   * Takes the pass to `customers`: at once where its end is known to be reached, by near ties alone
   * where they can go on by themselves, or else by the recursion, to `longest` at most and to where
   * more customers change nothing.
   *
   * @returns whether it got there, or as good as there
   */
  advanceTo(customers: number, longest: number): boolean {
    const { rounds } = this;
    if (customers > fewestToSettle) {
      this.end ??= this.findEnd();
      if (customers >= this.end.customers) {
        this.settleAt(this.end.rate);
        rounds.visits(customers, customers, 1);
        return true;
      }
    }
    const most = Math.min(customers, longest);
    while (!this.isTied && this.look < most && !rounds.saturated) {
      rounds.visits(rounds.customers + 1, this.look, 1);
      if (!rounds.saturated) this.lookForTies();
    }
    if (this.ties && this.isTied && customers >= this.look + visitsToLand) {
      this.land(this.ties, Math.min(customers, longest * asFar));
      return customers <= longest * asFar;
    }
    if (!rounds.saturated) rounds.visits(rounds.customers + 1, most, 1);
    return rounds.saturated || customers <= longest;
  }

  /** Where the recursion ends, worked out without it. */
  findEnd(): FullRate {
    const { stations, sleepers, interval, crowd, network, isFew } = this.rounds;
    const { gather, traffic, queuesByPass } = network;
    // How many share a queue goes on changing with the number of connections, or of customers.
    const isSpread = queuesByPass.some((queues) => queues > 1) || isFew;
    if (gather || traffic.medium === "disk" || crowd.isAnywhere || isSpread)
      return { rate: 0, customers: Infinity };
    // At either end: at most half an interval for the interrupt, and half behind one's own batch.
    let delayS = this.rounds.constantS + this.rounds.thinkS + 2 * interval;
    for (const each of sleepers.wakeS) delayS += each;
    const loaded = stations
      .all()
      .map((kind) => stations.loadedAt(kind, interval));
    return fullRateOf(loaded, delayS);
  }

  /**
   * Puts every queue to where it stays at `rate`, so that a visit changes it no more; all who are
   * not in another queue are in the busiest station's, as `solutionOf` finds.
   */
  private settleAt(rate: number): void {
    const { rounds } = this;
    const { stations, sleepers, interval } = rounds;
    const { kinds } = stations;
    rounds.throughput = rate;
    for (let kind = 0; kind < kinds.length; kind += kindSize) {
      const loaded = stations.loadedAt(kind, interval);
      const seconds = serviceAt(loaded, rate);
      const isBusiest = rate * (seconds + loaded.behindS) > 1 - tie;
      kinds[kind + service] = seconds;
      kinds[kind + waiting] = isBusiest ? seconds : waitAt(loaded, rate);
      kinds[kind + stretch] = 1;
      kinds[kind + lostS] = 0;
    }
    sleepers.kinds.forEach((kind, at) => {
      kinds[kind + waiting]! += sleepers.joinS[at]!;
    });
  }

  /**
   * Finds near ties from where the recursion stands, and says whether those found with half as many
   * customers led here.
   */
  private lookForTies(): void {
    const { rounds } = this;
    const { customers, throughput, stations, sleepers, interval } = rounds;
    const { kinds } = stations;
    const full = this.end?.rate ?? 0;
    if (!(full > 0 && full < Infinity)) {
      this.look = Infinity;
      return;
    }
    if (throughput > nearlyFull * full) {
      this.nearKinds = stations.all().filter((kind) => {
        const loaded = stations.loadedAt(kind, interval);
        return full * (serviceAt(loaded, full) + loaded.behindS) > near;
      });
      const found = this.nearKinds.map((kind) => ({
        ...stations.loadedAt(kind, interval),
        waitS: kinds[kind + waiting]!,
        joinS: sleepers.joinAt(kind),
      }));
      this.isTied = this.ties?.leadsTo(customers, throughput, found) ?? false;
      const before = kinds.slice();
      this.ties = new NearTies(full, throughput, customers, found, (rate) =>
        this.elsewhereAt(rate),
      );
      kinds.set(before);
      rounds.throughput = throughput;
      rounds.saturated = false;
    }
    if (!this.isTied) this.look *= 2;
  }

  /** Seconds that a unit spends outside near ties, where everything stays at `rate`. */
  private elsewhereAt(rate: number): number {
    const { rounds } = this;
    const { customers, stations } = rounds;
    this.settleAt(rate);
    rounds.visits(customers, customers, 1);
    let seconds = rounds.spent + rounds.thinkS;
    for (const kind of this.nearKinds)
      seconds -=
        stations.kinds[kind + alike]! * stations.kinds[kind + waiting]!;
    return seconds;
  }

  /** From near ties to all that a visit finds, with `customers`. */
  private land(ties: NearTies, customers: number): void {
    const { rounds } = this;
    ties.advanceTo(customers - visitsToLand);
    this.settleAt(ties.rate);
    this.nearKinds.forEach((kind, at) => {
      rounds.stations.kinds[kind + waiting] = ties.waits[at]!;
    });
    for (let left = visitsToLand - 1; left >= 0; left--)
      rounds.visits(customers - left, customers - left, 1);
    rounds.saturated = false;
  }
}
