/**
 * Mean-value analysis of a path network: one pass over the population, with batches.
 *
 * IDEA   The MVA recursion, extended by six things that a path has and a textbook network has
 *        not. (1) Interrupt moderation: a unit waits for the end of the interval that those of
 *        the other customers opened, its own frames together; their rate is, by the arrival
 *        theorem, that of the network with one customer fewer; where each receive queue has its own
 *        interrupt, of those in one's own queue. (2) A wake-up delay vanishes while the sleeper is
 *        busy; who waits for it is ahead of whoever comes next, but for those that one interrupt
 *        brings together: (4) counts them. (3) A transmit timer gathers all waiting units into one
 *        round, so a round takes its fixed times once and the serial work of the I/O threads once a
 *        unit: R = L + (b − 1)·s. (4) One interrupt releases its units together: they queue behind
 *        each other at the slowest station of that end, (b − 1)/2 services each, which arrivals one
 *        by one would not.
 *        (5) On a disk path a server takes all blocks that it finds as one batch: as many as wait
 *        for it, and the one that came. (6) On a host with fewer CPUs than its servers could use
 *        (host-cpus.ts) a server stands while others have the CPUs that it would run on: what their
 *        work takes from it adds to its queue, as under preemptive priority.
 *        Three limits hold whatever the waits: no station works more than all of the time, deferred
 *        work included, no host uses more CPUs than it has, and nobody passes a NIC twice in one
 *        interval.
 * UNITS  Seconds, units per second.
 * HOLDS  Queue stations as in exact MVA (FCFS exponential or PS); threads and vCPUs by Seidmann's
 *        split into a queue and a delay. Without timer, moderation and wake-ups it is exact MVA.
 * FAILS  On a crowded host servers are taken to work independently of each other, so that as many
 *        are at work at a time as chance has it. Rounds are treated as one batch; beyond the burst
 *        limit further units wait whole rounds, which gives the ceiling burst / (timer + burst · I/O
 *        work). Deferred work is off by up to 6 % in throughput against a simulation. The recursion
 *        is approximate as soon as a wait depends on the load, so bounds hold but exactness does not.
 * COST   population × kinds of station, 30 to 50 ns a customer; no allocation in the loop. A
 *        population that full-rate.ts knows to be beyond the end of the recursion costs one visit.
 * SOURCE Reiser & Lavenberg 1980 (MVA); Lazowska et al. 1984, section 11.3 (priorities); Seidmann,
 *        Schweitzer, Shalev-Oren 1987 (multi-server); the moderation wait is a renewal argument, in
 *        moderation.ts.
 * LENGTH One recursion and its state: split, its parts would share every array.
 */
import type { Delay, PathNetwork } from "../network.ts";
import {
  fullRateOf,
  serviceAt,
  tie,
  waitAt,
  type FullRate,
  type LoadedStations,
} from "./full-rate.ts";
import { alone, Crowd, first as goingFirst } from "./crowd.ts";
import { unitsAnInterrupt } from "./moderation.ts";

/** Scale factors on one solution: what a limiter search and a cap change. 1 leaves all as it is. */
export interface Tweak {
  /** Capacity of a server kind, both ends: `{ io: 1.1 }` is an I/O thread 10 % wider. */
  readonly capacity?: Readonly<Partial<Record<string, number>>>;
  readonly timer?: number;
  readonly moderation?: number;
  readonly delay?: number;
  readonly population?: number;
  /** Of the CPUs that each host has. */
  readonly cores?: number;
}

export interface RoundsSolution {
  readonly population: number;
  /** Units per second. */
  readonly throughput: number;
  /** Seconds from leaving the thread to coming back, think time excluded. */
  readonly responseTime: number;
  /** By station, in the order of the network. */
  readonly residenceS: readonly number[];
  readonly demandS: readonly number[];
  /** How many units share one per-batch cost at the station. */
  readonly batchAt: readonly number[];
  /** By delay, in the order of the network. */
  readonly delayS: readonly number[];
  /** Moderation wait by pass. */
  readonly moderationS: readonly [number, number];
  readonly timerS: number;
  /** Waiting for a CPU of a host that is short of them. */
  readonly hostWaitS: number;
  /** Waiting for the rest of one's batch, or for the next round. */
  readonly gatherS: number;
  /** Packets in one transmit batch. */
  readonly batchPackets: number;
}

/** Relative change of throughput below which more population, or iteration, changes nothing. */
export const settled = 1e-10;
/** Fewest customers before a small change counts as saturation. */
const fewestToSettle = 64;
/** A timed unit makes two crossings, one each way. */
const crossings = 2;

// A kind of station is a record of numbers in one array, which a loop reads faster than one array
// for each; these are the places in the record. They stay beside the loop: imported, they would be
// loaded at each use.
/** How many stations are of the kind. */
const alike = 0;
/** Servers beside each one's first, of all of them together. */
const further = 1;
/** Seconds in the part that queues, waiting included, and without. */
const waiting = 2;
const service = 3;
/** What makes up the service: seconds a unit, and seconds a batch of one. */
const always = 4;
const batched = 5;
/** Work behind a unit's back. */
const behindBack = 6;
const servers = 7;
const atDest = 8;
/** 1 where the queue is the batch itself, which is counted once, in the rounds. */
const inRounds = 9;
/** How many units share one batch's cost, on a disk path. */
const inOneHere = 10;
/** Share of time in which the last arrival found nobody there, where that wakes a sleeper. */
const idle = 11;
/** Chance that a block which waits is found with the one that came. */
const together = 12;
/** Who goes before whom on a crowded host. */
const order = 13;
/** CPU seconds that a unit's second of service takes: of all servers, whatever their speed. */
const cpus = 14;
/** By how much a second of service is stretched, for want of CPUs. */
const stretch = 15;
/** How often a unit comes to it from another server of its end, in one loop. */
const comes = 16;
/** Seconds that it stands for want of a CPU. */
const lostS = 17;
/** 1 where who comes is served with those that it finds, and 0 where those have begun. */
const joins = 18;
const kindSize = 19;

/** Packets in one transmit batch. */
const batchPacketsOf = (
  gather: NonNullable<PathNetwork["gather"]>,
  customers: number,
): number =>
  Math.max(1, Math.min(customers * gather.packetsPerUnit, gather.burstPackets));

/**
 * Of the others, the share in one's own receive queue, where connections of `each` units are spread
 * evenly over `queues`.
 */
const shareOfQueue = (
  customers: number,
  each: number,
  queues: number,
): number =>
  queues === 1 || customers <= each
    ? 1
    : (Math.max(each, customers / queues) - 1) / (customers - 1);

/** Mean wait behind one's own batch of `units`, at a station that takes `slowest` for each. */
const behindBatch = (units: number, slowest: number): number =>
  units <= 1 ? 0 : ((units - 1) / 2) * slowest;

/**
 * The state of one pass: everything the recursion carries from one population to the next.
 *
 * Stations alike have like queues, so the pass holds each kind of station once, with how many there
 * are: as both ends of a symmetric path have. `visits` is the hot loop of every
 * curve: what does not change with the load is worked out in `start`.
 */
export class Pass {
  private network: PathNetwork;
  private tweak: Tweak;
  throughput = 0;
  customers = 0;
  /** More customers would change nothing. */
  saturated = false;
  /** Where it ends, once somebody needs to know. */
  private end: FullRate | null = null;

  private kinds = new Float64Array(0);
  /** Where in `kinds` each station is found. */
  private kindAt = new Uint16Array(0);
  /** Kinds whose service never varies fill `kinds` from the front, to here; */
  private plainEnd = 0;
  /** those with a batch, deferred work or rounds fill it from the back, from here. */
  private variedStart = 0;

  // Of the plain kinds and delays: what no load changes.
  private constantS = 0;
  private plainAtDest = 0;
  private plainAtClient = 0;
  private plainBusiest = 0;

  /** Kinds whose business makes delays vanish, and how long those are without. */
  private readonly sleepers: number[] = [];
  private readonly wakeS: number[] = [];
  /** By sleeper, each of its kind: how much longer than an interrupt's interval it takes to wake. */
  private readonly joinS: number[] = [];

  private queuesToDest = 1;
  private queuesToClient = 1;
  private interval = 0;
  private timer = 0;
  private expiry = 0;
  private unitsPerBurst = 1;
  private serialPerUnit = 0;
  private thinkS = 0;
  private readonly crowd = new Crowd();

  // What the last visit found, beside throughput.
  private spent = 0;
  private busiest = 0;
  private gathering = 0;
  private waitToDest = 0;
  private waitToClient = 0;
  private inOneAtDest = 1;
  private inOneAtClient = 1;

  constructor(network: PathNetwork, tweak: Tweak) {
    this.network = network;
    this.tweak = tweak;
    this.start(network, tweak);
  }

  /** Back to no customers, maybe of another network; the arrays are kept where they fit. */
  start(network: PathNetwork, tweak: Tweak): void {
    const { stations, delays, gather } = network;
    const size = stations.length;
    this.network = network;
    this.tweak = tweak;
    this.throughput = 0;
    this.customers = 0;
    this.saturated = false;
    this.end = null;
    if (this.kindAt.length !== size) {
      this.kinds = new Float64Array(size * kindSize);
      this.kindAt = new Uint16Array(size);
    }
    this.queuesToDest = network.queuesByPass[0];
    this.queuesToClient = network.queuesByPass[1];
    this.interval = network.moderationS / (tweak.moderation ?? 1);
    this.timer = gather ? gather.timerS / (tweak.timer ?? 1) : 0;
    this.expiry = gather ? gather.expiryS / (tweak.timer ?? 1) : 0;
    this.unitsPerBurst = gather
      ? Math.max(1, gather.burstPackets / gather.packetsPerUnit)
      : 1;
    this.serialPerUnit =
      (gather?.serialPerUnitS ?? 0) / (tweak.capacity?.io ?? 1);
    this.thinkS = network.traffic.thinkS;
    this.crowd.start(
      network,
      network.scenario.hardware.cores * (tweak.cores ?? 1),
    );
    this.addStations();
    // Where nobody misses a CPU at any rate, a host is as good as one that has enough.
    if (this.crowd.isAnywhere && !this.missesCpus()) {
      this.crowd.dismiss();
      this.addStations();
    }
    this.sleepers.length = 0;
    this.wakeS.length = 0;
    this.joinS.length = 0;
    let wakingS = 0;
    delays.forEach((delay, at) => {
      const whole = this.wholeDelay(delay);
      if (delay.unlessBusy < 0) {
        this.constantS += whole;
        return;
      }
      const sleeper = this.kindAt[delay.unlessBusy]!;
      let known = this.sleepers.indexOf(sleeper);
      if (known < 0) {
        known = this.sleepers.push(sleeper) - 1;
        this.wakeS.push(0);
        this.joinS.push(0);
      }
      this.wakeS[known]! += whole;
      wakingS += whole;
      // What follows another at the same sleeper is one wake-up with it.
      if (delays[at + 1]?.unlessBusy === delay.unlessBusy) return;
      // Of an exponential time; in rounds a batch has been counted already.
      if (wakingS > 0 && !gather)
        this.joinS[known]! +=
          (wakingS * Math.exp(-this.interval / wakingS)) /
          this.kinds[sleeper + alike]!;
      wakingS = 0;
    });
  }

  /** Whether connections are spread over receive queues at an end. */
  private isSpread(atDestination: 0 | 1): boolean {
    return (atDestination === 1 ? this.queuesToDest : this.queuesToClient) > 1;
  }

  /** Seconds of a delay, whoever is busy. */
  private wholeDelay({ seconds }: Delay): number {
    return seconds / (this.tweak.delay ?? 1);
  }

  private addStations(): void {
    this.kinds.fill(0);
    this.plainEnd = 0;
    this.variedStart = this.kinds.length;
    this.plainAtDest = 0;
    this.plainAtClient = 0;
    this.plainBusiest = 0;
    this.constantS = crossings * this.timer;
    for (let at = 0; at < this.kindAt.length; at++) this.addStation(at);
  }

  /** Finds the kind of a station, or makes a new one. */
  private addStation(at: number): void {
    const { kinds } = this;
    const station = this.network.stations[at]!;
    const speed = this.tweak.capacity?.[station.server] ?? 1;
    const share = 1 / (speed * station.servers);
    const alwaysS = station.demandS * share;
    const batchedS = station.perBatchS * share;
    const behindS = station.deferredS * share;
    const isDest = station.end === "dest" ? 1 : 0;
    const rank = this.crowd.orderOf(this.network, station);
    const gathers = this.network.gather && station.server === "io" ? 1 : 0;
    // A disk's arm has set out: the block that comes now waits for its next way.
    const joinsIn = station.server === "device" ? 0 : 1;
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
    if (!isPlain) return;
    this.constantS += (station.servers - 1) * alwaysS;
    this.plainBusiest = Math.max(this.plainBusiest, alwaysS);
    // Who came with one interrupt of a queue comes to one server.
    const lanes = this.isSpread(isDest) ? station.servers : 1;
    const slowest = alwaysS * lanes;
    if (isDest === 1) this.plainAtDest = Math.max(this.plainAtDest, slowest);
    else this.plainAtClient = Math.max(this.plainAtClient, slowest);
  }

  /**
   * Takes the pass to `customers`: at once where its end is known to be reached, or else by the
   * recursion, up to where more customers change nothing and to `longest` at most.
   */
  advanceTo(customers: number, longest: number): void {
    if (customers > fewestToSettle) {
      this.end ??= this.findEnd();
      if (customers >= this.end.customers) {
        this.settleAt(this.end.rate);
        this.visits(customers, customers, 1);
        return;
      }
    }
    if (!this.saturated)
      this.visits(this.customers + 1, Math.min(customers, longest), 1);
  }

  /** Where the recursion ends, worked out without it. */
  findEnd(): FullRate {
    const { gather, traffic } = this.network;
    // How many share a queue goes on changing with the number of connections.
    const isSpread = this.isSpread(0) || this.isSpread(1);
    if (
      gather ||
      traffic.medium === "disk" ||
      this.crowd.isAnywhere ||
      isSpread
    )
      return { rate: 0, customers: Infinity };
    const { kinds } = this;
    const loaded: LoadedStations[] = [];
    for (let kind = 0; kind < kinds.length; kind += kindSize)
      if (kinds[kind + alike]! > 0) loaded.push(this.loadedAt(kind));
    // At either end: at most half an interval for the interrupt, and half behind one's own batch.
    let delayS = this.constantS + this.thinkS + 2 * this.interval;
    for (const each of this.wakeS) delayS += each;
    return fullRateOf(loaded, delayS);
  }

  /** Whether anybody stands for want of a CPU at the highest rate that the busiest station allows. */
  private missesCpus(): boolean {
    const { kinds, crowd } = this;
    const crowded: number[] = [];
    let busiest = this.plainBusiest;
    crowd.clear();
    for (let kind = this.variedStart; kind < kinds.length; kind += kindSize) {
      // No batch makes a service shorter than this, or its CPU time longer.
      const least = kinds[kind + always]! + kinds[kind + behindBack]!;
      if (least > busiest) busiest = least;
      if (kinds[kind + order] === alone) continue;
      crowded.push(kind);
      const end = kinds[kind + atDest]!;
      const cpuS = kinds[kind + alike]! * this.mostCpuS(kind);
      crowd.use(end, cpuS);
      if (kinds[kind + order] === goingFirst) crowd.offer(end, cpuS, 0);
    }
    const rate = 1 / busiest;
    if (rate * crowd.busiest >= 1) return true;
    return crowded.some((kind) => {
      const many = kinds[kind + cpus]!;
      const cpuS = this.mostCpuS(kind);
      const used = (rate * cpuS) / many;
      const end = kinds[kind + atDest]!;
      return (
        crowd.standing(end, kinds[kind + order]!, many, cpuS, used, rate) > 0
      );
    });
  }

  /** CPU seconds of a unit at a station of a kind, with a batch all to itself. */
  private mostCpuS(kind: number): number {
    const { kinds } = this;
    const seconds =
      kinds[kind + always]! +
      kinds[kind + batched]! +
      kinds[kind + behindBack]!;
    return seconds * kinds[kind + cpus]!;
  }

  private loadedAt(kind: number): LoadedStations {
    const { kinds } = this;
    return {
      alike: kinds[kind + alike]!,
      servers: kinds[kind + servers]!,
      alwaysS: kinds[kind + always]!,
      batchedS: kinds[kind + batched]!,
      behindS: kinds[kind + behindBack]!,
      interval: this.interval,
    };
  }

  /**
   * Puts every queue to where it stays at `rate`, so that a visit changes it no more; all who are
   * not in another queue are in the busiest station's, as `solution` finds.
   */
  private settleAt(rate: number): void {
    const { kinds } = this;
    this.throughput = rate;
    for (let kind = 0; kind < kinds.length; kind += kindSize) {
      const loaded = this.loadedAt(kind);
      const seconds = serviceAt(loaded, rate);
      const isBusiest = rate * (seconds + loaded.behindS) > 1 - tie;
      kinds[kind + service] = seconds;
      kinds[kind + waiting] = isBusiest ? seconds : waitAt(loaded, rate);
      kinds[kind + stretch] = 1;
      kinds[kind + lostS] = 0;
    }
    for (let wake = 0; wake < this.sleepers.length; wake++)
      kinds[this.sleepers[wake]! + waiting]! += this.joinS[wake]!;
  }

  /**
   * Solves for `first` to `last` customers in turn, each from the waits and the rate before it. The
   * one who arrives sees `share` of them: all in the recursion, (N − 1)/N in a fixed point.
   *
   * One loop with its state in local numbers: as fields they would be stored at each customer. Each
   * division is made once for all who need it.
   */
  visits(first: number, last: number, share: number): void {
    const { kinds, plainEnd, variedStart, interval, thinkS } = this;
    const { plainAtDest, plainAtClient, plainBusiest, constantS } = this;
    const { sleepers, wakeS, joinS } = this;
    const { timer, expiry, unitsPerBurst, serialPerUnit } = this;
    const { crowd, queuesToDest, queuesToClient } = this;
    const { gather } = this.network;
    const eachConnection = this.network.traffic.unitsPerThread;
    const onDisk = this.network.traffic.medium === "disk";
    const roundS = timer + expiry;
    const halfInterval = interval / 2;
    const alikeEnds = queuesToDest === queuesToClient;
    const wakes = sleepers.length;
    let rate = this.throughput;
    let customers = this.customers;
    let saturated = false;
    let { spent, busiest, gathering, waitToDest, waitToClient } = this;
    let { inOneAtDest, inOneAtClient } = this;
    for (let next = first; next <= last && !saturated; next++) {
      customers = next;
      const before = rate;
      const othersRate = before * share;

      const load = othersRate * interval;
      const loadToClient =
        load * shareOfQueue(customers, eachConnection, queuesToClient);
      const toClient = unitsAnInterrupt(loadToClient);
      const perUnitToClient = 1 / toClient;
      waitToClient = loadToClient * halfInterval * perUnitToClient;
      let toDest = toClient;
      let perUnitToDest = perUnitToClient;
      waitToDest = waitToClient;
      if (!alikeEnds) {
        const loadToDest =
          load * shareOfQueue(customers, eachConnection, queuesToDest);
        toDest = unitsAnInterrupt(loadToDest);
        perUnitToDest = 1 / toDest;
        waitToDest = loadToDest * halfInterval * perUnitToDest;
      }
      inOneAtDest = gather ? batchPacketsOf(gather, customers) : toDest;
      inOneAtClient = gather ? inOneAtDest : toClient;
      const partAtDest = gather ? 1 / inOneAtDest : perUnitToDest;
      const partAtClient = gather ? partAtDest : perUnitToClient;

      let total = constantS;
      for (let wake = 0; wake < wakes; wake++) {
        const kind = sleepers[wake]!;
        const busy =
          (kinds[kind + service]! + kinds[kind + behindBack]!) *
          kinds[kind + stretch]!;
        const nobody = Math.max(0, 1 - othersRate * busy);
        kinds[kind + idle] = nobody;
        total += wakeS[wake]! * nobody;
      }
      for (let kind = 0; kind < plainEnd; kind += kindSize) {
        const queue = othersRate * kinds[kind + waiting]!;
        const seconds = kinds[kind + service]! * (1 + queue);
        kinds[kind + waiting] = seconds;
        total += kinds[kind + alike]! * seconds;
      }
      let slowestAtDest = plainAtDest;
      let slowestAtClient = plainAtClient;
      let ceiling = Infinity;
      busiest = plainBusiest;
      if (crowd.isAnywhere) this.offerFirst(othersRate, toClient, toDest);
      for (let kind = variedStart; kind < kinds.length; kind += kindSize) {
        const isDest = kinds[kind + atDest] === 1;
        const queue = othersRate * kinds[kind + waiting]!;
        let part = isDest ? partAtDest : partAtClient;
        if (onDisk) {
          const inOne = Math.max(
            1,
            kinds[kind + joins]! + queue * kinds[kind + together]!,
          );
          kinds[kind + inOneHere] = inOne;
          part = 1 / inOne;
        }
        const each = kinds[kind + always]! + kinds[kind + batched]! * part;
        const behind = kinds[kind + behindBack]!;
        const busy = each + behind;
        const inLane =
          (isDest ? queuesToDest : queuesToClient) > 1
            ? each * kinds[kind + servers]!
            : each;
        if (isDest) {
          if (inLane > slowestAtDest) slowestAtDest = inLane;
        } else if (inLane > slowestAtClient) slowestAtClient = inLane;
        if (busy > busiest) busiest = busy;
        let seconds = each;
        if (kinds[kind + inRounds] === 0) {
          // Of everyone ahead, and of the last to leave if it is not yet done.
          seconds += busy * queue + behind * (othersRate * behind);
        } else {
          // Rounds of one full burst: units per second that no queue can exceed.
          const busyS = unitsPerBurst * busy * kinds[kind + servers]!;
          ceiling = Math.min(ceiling, unitsPerBurst / (roundS + busyS));
        }
        kinds[kind + service] = each;
        if (kinds[kind + order] !== alone)
          seconds += this.standsAt(kind, busy, othersRate);
        kinds[kind + waiting] = seconds;
        total += kinds[kind + further]! * each + kinds[kind + alike]! * seconds;
      }
      if (crowd.isAnywhere) busiest = Math.max(busiest, crowd.busiest);
      // Who waits for a sleeper is ahead of whoever comes next.
      for (let wake = 0; wake < wakes; wake++) {
        const kind = sleepers[wake]!;
        kinds[kind + waiting]! += joinS[wake]! * kinds[kind + idle]!;
      }
      gathering = gather
        ? (Math.min(customers, unitsPerBurst) - 1) * serialPerUnit
        : behindBatch(toDest, slowestAtDest) +
          behindBatch(toClient, slowestAtClient);
      total += gathering + (waitToDest + waitToClient);
      // Nobody passes a NIC twice in one interval, so a loop takes at least one.
      if (total + thinkS < interval) {
        waitToDest += interval - total - thinkS;
        total = interval - thinkS;
      }
      spent = total;
      rate = customers / (total + thinkS);
      if (rate > ceiling) rate = ceiling;
      if (rate * busiest > 1) {
        rate = 1 / busiest;
        if (crowd.isAnywhere && crowd.fairest === busiest) {
          const rest = customers * busiest - thinkS - total;
          spent += rest;
          this.queueForShare(rest);
        }
      }
      saturated =
        customers > fewestToSettle && rate - before < settled * before;
    }
    this.throughput = rate;
    this.customers = customers;
    this.saturated = saturated;
    this.spent = spent;
    this.busiest = busiest;
    this.gathering = gathering;
    this.waitToDest = waitToDest;
    this.waitToClient = waitToClient;
    this.inOneAtDest = inOneAtDest;
    this.inOneAtClient = inOneAtClient;
  }

  /**
   * What those who go first take of a crowded host, and have before them when they hand a unit over:
   * those that one interrupt brought with it, and those that came meanwhile.
   */
  private offerFirst(
    othersRate: number,
    inOneAtClient: number,
    inOneAtDest: number,
  ): void {
    const { kinds, crowd, interval } = this;
    crowd.clear();
    for (let kind = this.variedStart; kind < kinds.length; kind += kindSize) {
      if (kinds[kind + order] !== goingFirst) continue;
      const end = kinds[kind + atDest]!;
      const busy = kinds[kind + service]! + kinds[kind + behindBack]!;
      const all = kinds[kind + alike]!;
      const stays = kinds[kind + waiting]!;
      const mates = (end === 1 ? inOneAtDest : inOneAtClient) - 1;
      const came = (othersRate * stays * stays) / (stays + interval || 1);
      crowd.offer(
        end,
        all * busy * kinds[kind + cpus]!,
        all * busy * (Math.max(0, mates) / 2 + came),
      );
    }
  }

  /**
   * Where a fair share beside one that polls sets the rate: units wait for it where they would run,
   * and are found there by those that come.
   */
  private queueForShare(seconds: number): void {
    const { kinds, crowd } = this;
    for (let kind = this.variedStart; kind < kinds.length; kind += kindSize) {
      if (kinds[kind + order] !== goingFirst) continue;
      const busy = kinds[kind + service]! + kinds[kind + behindBack]!;
      const cpuS = busy * kinds[kind + cpus]!;
      const each = seconds * crowd.shareOf(kinds[kind + atDest]!, cpuS);
      kinds[kind + waiting]! += each;
      kinds[kind + lostS]! += each;
    }
  }

  /** Seconds of a unit's stay at a server of a crowded host that it stands for want of a CPU. */
  private standsAt(kind: number, busy: number, othersRate: number): number {
    const { kinds, crowd } = this;
    const end = kinds[kind + atDest]!;
    const many = kinds[kind + cpus]!;
    const used = othersRate * busy * kinds[kind + stretch]!;
    const rank = kinds[kind + order]!;
    crowd.use(end, kinds[kind + alike]! * busy * many);
    const share = crowd.standing(
      end,
      rank,
      many,
      busy * many,
      used,
      othersRate,
    );
    let seconds = share * kinds[kind + waiting]!;
    if (rank !== goingFirst)
      seconds += kinds[kind + comes]! * crowd.handover(end, share, othersRate);
    kinds[kind + stretch] = 1 / (1 - share);
    kinds[kind + lostS] = seconds;
    return seconds;
  }

  /**
   * The state as a solution for `population`, at least as many as were visited. What the visit did
   * not account for is waiting at whatever sets the rate: for the next round, or in the queues of
   * the busiest stations.
   */
  solution(population: number): RoundsSolution {
    const { kinds, kindAt, sleepers, joinS } = this;
    const { gather, delays } = this.network;
    const size = kindAt.length;
    const responseTime = population / this.throughput - this.thinkS;
    const rest = Math.max(0, responseTime - this.spent);
    const isBusiest = (kind: number): boolean =>
      kinds[kind + service]! + kinds[kind + behindBack]! >=
      this.busiest * (1 - tie);
    let busy = 0;
    for (let at = 0; at < size; at++) if (isBusiest(kindAt[at]!)) busy += 1;
    // Where no station is, its host's CPUs are.
    const shareOfRest = gather || busy === 0 ? 0 : rest / busy;
    let hostWaitS = gather || busy > 0 ? 0 : rest;
    const residenceS: number[] = [];
    const demandS: number[] = [];
    const batchAt: number[] = [];
    const delayS: number[] = [];
    for (let at = 0; at < size; at++) {
      const kind = kindAt[at]!;
      const each = kinds[kind + service]!;
      const many = kinds[kind + servers]!;
      const wake = sleepers.indexOf(kind);
      const waking = wake < 0 ? 0 : joinS[wake]! * kinds[kind + idle]!;
      const lost = kinds[kind + lostS]!;
      const residence =
        kinds[kind + waiting]! - waking - lost + each * (many - 1);
      residenceS.push(isBusiest(kind) ? residence + shareOfRest : residence);
      hostWaitS += lost;
      demandS.push((each + kinds[kind + behindBack]!) * many);
      batchAt.push(Math.max(1, this.inOneAt(kind)));
    }
    for (const delay of delays) {
      const whole = this.wholeDelay(delay);
      const sleeper = delay.unlessBusy;
      delayS.push(
        sleeper < 0 ? whole : whole * kinds[kindAt[sleeper]! + idle]!,
      );
    }
    return {
      population,
      throughput: this.throughput,
      responseTime,
      residenceS,
      demandS,
      batchAt,
      delayS,
      moderationS: [this.waitToDest, this.waitToClient],
      timerS: crossings * this.timer,
      hostWaitS,
      gatherS: this.gathering + (gather ? rest : 0),
      batchPackets: gather ? this.inOneAtDest : 1,
    };
  }

  /** How many shared one batch's cost in the last visit. */
  private inOneAt(kind: number): number {
    const { kinds } = this;
    if (kind < this.plainEnd) return 1;
    if (this.network.traffic.medium === "disk") return kinds[kind + inOneHere]!;
    return kinds[kind + atDest] === 1 ? this.inOneAtDest : this.inOneAtClient;
  }
}
