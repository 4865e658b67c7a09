/**
 * The stations of a path network as a recursion reads them: each kind of station once.
 *
 * IDEA   Stations alike have like queues, so those alike are one kind, with how many there are: as
 *        both ends of a symmetric path have. A kind is a record of numbers in one array, which a loop
 *        reads faster than one array for each. Kinds whose service never varies (plain) fill it from
 *        the front, and all that no load changes of them is summed here; those with a batch, deferred
 *        work, rounds or a crowded host fill it from the back.
 * UNITS  Seconds, divided by the servers; CPU seconds.
 * HOLDS  Threads and vCPUs are split into a queue and a delay (Seidmann, Schweitzer, Shalev-Oren
 *        1987).
 */
import type { PathNetwork, PathStation } from "../network.ts";
import { alone, type Crowd } from "./crowd.ts";
import type { LoadedStations } from "./full-rate.ts";
import type { Tweak } from "./tweak.ts";

/**
 * The places in a record. A file with a loop makes constants of its own of them: imported, they
 * would be loaded at each use.
 */
export const places = {
  /** How many stations are of the kind. */
  alike: 0,
  /** Servers beside each one's first, of all of them together. */
  further: 1,
  /** Seconds in the part that queues, waiting included, and without. */
  waiting: 2,
  service: 3,
  /** What makes up the service: seconds a unit, and seconds a batch of one. */
  always: 4,
  batched: 5,
  /** Work behind a unit's back. */
  behindBack: 6,
  servers: 7,
  atDest: 8,
  /** 1 where the queue is the batch itself, which is counted once, in the rounds. */
  inRounds: 9,
  /** How many units share one batch's cost, on a disk path. */
  inOneHere: 10,
  /** Share of time in which the last arrival found nobody there, where that wakes a sleeper. */
  idle: 11,
  /** Chance that a block which waits is found with the one that came. */
  together: 12,
  /** Who goes before whom on a crowded host. */
  order: 13,
  /** CPU seconds that a unit's second of service takes: of all servers, whatever their speed. */
  cpus: 14,
  /** By how much a second of service is stretched, for want of CPUs. */
  stretch: 15,
  /** How often a unit comes to it from another server of its end, in one loop. */
  comes: 16,
  /** Seconds that it stands for want of a CPU. */
  lostS: 17,
  /** 1 where who comes is served with those that it finds, and 0 where those have begun. */
  joins: 18,
  /** Of the unit in service, how much less is left than of an exponential one: half, if constant. */
  over: 19,
  /** Where the next record begins. */
  kindSize: 20,
} as const;

const {
  alike,
  further,
  service,
  always,
  batched,
  behindBack,
  servers,
  atDest,
  inRounds,
  together,
  order,
  cpus,
  stretch,
  comes,
  joins,
  over,
  kindSize,
} = places;

export class StationKinds {
  kinds = new Float64Array(0);
  /** Where in `kinds` each station is found. */
  kindAt = new Uint16Array(0);
  /** Plain kinds fill `kinds` from the front, to here; */
  plainEnd = 0;
  /** all others from the back, from here. */
  variedStart = 0;

  // Of the plain kinds: what no load changes.
  constantS = 0;
  plainAtDest = 0;
  plainAtClient = 0;
  plainBusiest = 0;

  /** The arrays are kept where they fit. */
  start(network: PathNetwork, tweak: Tweak, crowd: Crowd): void {
    const size = network.stations.length;
    if (this.kindAt.length !== size) {
      this.kinds = new Float64Array(size * kindSize);
      this.kindAt = new Uint16Array(size);
    }
    this.kinds.fill(0);
    this.plainEnd = 0;
    this.variedStart = this.kinds.length;
    this.constantS = 0;
    this.plainAtDest = 0;
    this.plainAtClient = 0;
    this.plainBusiest = 0;
    for (let at = 0; at < size; at++) this.add(network, tweak, crowd, at);
  }

  /** Finds the kind of a station, or makes a new one. */
  private add(
    network: PathNetwork,
    tweak: Tweak,
    crowd: Crowd,
    at: number,
  ): void {
    const { kinds } = this;
    const station = network.stations[at]!;
    const speed = tweak.capacity?.[station.server] ?? 1;
    const share = 1 / (speed * station.servers);
    const alwaysS = station.demandS * share;
    const batchedS = station.perBatchS * share;
    const behindS = station.deferredS * share;
    const isDest = station.end === "dest" ? 1 : 0;
    const rank = crowd.orderOf(network, station);
    const gathers = network.gather && station.server === "io" ? 1 : 0;
    // A disk's arm has set out: the block that comes now waits for its next way.
    const joinsIn = station.server === "device" ? 0 : 1;
    const isOver = (1 - station.squaredVariation) / 2;
    const isPlain =
      batchedS === 0 && behindS === 0 && gathers === 0 && rank === alone;
    const end = isPlain ? this.plainEnd : kinds.length;
    let kind = isPlain ? 0 : this.variedStart;
    while (
      kind < end &&
      !(
        kinds[kind + always] === alwaysS &&
        kinds[kind + batched] === batchedS &&
        kinds[kind + behindBack] === behindS &&
        kinds[kind + servers] === station.servers &&
        kinds[kind + together] === station.together &&
        kinds[kind + joins] === joinsIn &&
        kinds[kind + over] === isOver &&
        kinds[kind + inRounds] === gathers &&
        kinds[kind + order] === rank &&
        (rank === alone ||
          (kinds[kind + cpus] === speed * station.servers &&
            kinds[kind + comes] === station.handovers)) &&
        (isPlain || kinds[kind + atDest] === isDest)
      )
    )
      kind += kindSize;
    if (kind === end) {
      if (isPlain) this.plainEnd += kindSize;
      else kind = this.variedStart -= kindSize;
      kinds[kind + service] = alwaysS + batchedS;
      kinds[kind + always] = alwaysS;
      kinds[kind + batched] = batchedS;
      kinds[kind + behindBack] = behindS;
      kinds[kind + servers] = station.servers;
      kinds[kind + together] = station.together;
      kinds[kind + joins] = joinsIn;
      kinds[kind + over] = isOver;
      kinds[kind + atDest] = isDest;
      kinds[kind + inRounds] = gathers;
      kinds[kind + order] = rank;
      kinds[kind + cpus] = speed * station.servers;
      kinds[kind + stretch] = 1;
      kinds[kind + comes] = station.handovers;
    }
    kinds[kind + alike]! += 1;
    kinds[kind + further]! += station.servers - 1;
    this.kindAt[at] = kind;
    if (isPlain) this.sumPlain(network, station, alwaysS);
  }

  private sumPlain(
    { queuesByPass }: PathNetwork,
    station: PathStation,
    alwaysS: number,
  ): void {
    const isDest = station.end === "dest";
    this.constantS += (station.servers - 1) * alwaysS;
    this.plainBusiest = Math.max(this.plainBusiest, alwaysS);
    // Who came with one interrupt of a queue comes to one server.
    const isSpread = queuesByPass[isDest ? 0 : 1] > 1;
    const slowest = alwaysS * (isSpread ? station.servers : 1);
    if (isDest) this.plainAtDest = Math.max(this.plainAtDest, slowest);
    else this.plainAtClient = Math.max(this.plainAtClient, slowest);
  }

  /** Every kind that a station is of. */
  all(): number[] {
    const { kinds, plainEnd, variedStart } = this;
    const all: number[] = [];
    for (let kind = 0; kind < plainEnd; kind += kindSize) all.push(kind);
    for (let kind = variedStart; kind < kinds.length; kind += kindSize)
      all.push(kind);
    return all;
  }

  /** What a kind asks of its servers at any rate, with so many seconds between interrupts. */
  loadedAt(kind: number, interval: number): LoadedStations {
    const { kinds } = this;
    return {
      alike: kinds[kind + alike]!,
      servers: kinds[kind + servers]!,
      alwaysS: kinds[kind + always]!,
      batchedS: kinds[kind + batched]!,
      behindS: kinds[kind + behindBack]!,
      over: kinds[kind + over]!,
      interval,
    };
  }
}
