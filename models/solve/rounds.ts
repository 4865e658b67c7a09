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
 * HOLDS  Queue stations as in exact MVA (FCFS exponential or PS); without timer, moderation and
 *        wake-ups it is exact MVA. Threads and vCPUs by Seidmann's split into a queue and a delay.
 *        Where a thread has few units, of N customers at most N − servers wait: exact with a server
 *        for each, and beyond at most 7 % above the exact closed network, where the split alone is
 *        up to 21 % below it. Where service varies less than an exponential one, less of what is in
 *        service is left when one comes: with many customers who come at random this is Pollaczek
 *        and Khinchine's wait.
 * FAILS  On a crowded host servers are taken to work independently of each other, so that as many
 *        are at work at a time as chance has it. Rounds are treated as one batch; beyond the burst
 *        limit further units wait whole rounds, which gives the ceiling burst / (timer + burst · I/O
 *        work). Deferred work is off by up to 6 % in throughput against a simulation. The recursion
 *        is approximate as soon as a wait depends on the load, so bounds hold but exactness does not.
 * COST   population × kinds of station, 30 to 60 ns a customer; no allocation in the loop. pass.ts
 *        knows how to go without it where many customers change little.
 * SOURCE Reiser & Lavenberg 1980 (MVA); Lazowska et al. 1984, section 11.3 (priorities); Seidmann,
 *        Schweitzer, Shalev-Oren 1987 (multi-server); the moderation wait is a renewal argument, in
 *        moderation.ts.
 * LENGTH One loop: its state is in local numbers, which parts of it would have to hand over.
 */
import type { Delay, PathNetwork } from "../network.ts";
import { alone, Crowd } from "./crowd.ts";
import {
  missesCpus,
  offerFirst,
  queueForShare,
  standsAt,
} from "./crowded-stations.ts";
import { unitsAnInterrupt } from "./moderation.ts";
import { Sleepers } from "./sleepers.ts";
import { places, StationKinds } from "./station-kinds.ts";
import type { Tweak } from "./tweak.ts";

const {
  alike,
  further,
  waiting,
  service,
  always,
  batched,
  behindBack,
  servers,
  atDest,
  inRounds,
  inOneHere,
  idle,
  together,
  order,
  stretch,
  joins,
  over,
  kindSize,
} = places;

/** Relative change of throughput below which more population, or iteration, changes nothing. */
export const settled = 1e-10;
/** Fewest customers before a small change counts as saturation. */
export const fewestToSettle = 64;
/**
 * Most units a thread for which it counts that of N customers at most N − servers wait. With more,
 * nearly all may wait, and a share that goes on changing would bar the short ways of pass.ts.
 */
const fewUnits = 8;
/** A timed unit makes two crossings, one each way. */
const crossings = 2;

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

/**
 * Of the others at a station of several servers, the share that one who comes finds ahead of itself:
 * of N customers at most N − servers wait.
 *
 * @param perOther  1 / (N − 1); 0 where units are many, and all the others are ahead
 */
const aheadOf = (servers: number, perOther: number): number =>
  Math.max(0, 1 - (servers - 1) * perOther);

/** Mean wait behind one's own batch of `units`, at a station that takes `slowest` for each. */
const behindBatch = (units: number, slowest: number): number =>
  units <= 1 ? 0 : ((units - 1) / 2) * slowest;

/** The state of the recursion: everything that it carries from one population to the next. */
export class Rounds {
  network: PathNetwork;
  private tweak: Tweak;
  throughput = 0;
  customers = 0;
  /** More customers would change nothing. */
  saturated = false;

  readonly stations = new StationKinds();
  readonly sleepers = new Sleepers();
  readonly crowd = new Crowd();
  /** Seconds that a unit spends whatever the load, thinking excluded. */
  constantS = 0;
  thinkS = 0;
  /** Seconds between interrupts. */
  interval = 0;
  private queuesToDest = 1;
  private queuesToClient = 1;
  private timer = 0;
  private expiry = 0;
  private unitsPerBurst = 1;
  private serialPerUnit = 0;
  /** A thread has so few units that who comes often finds a server free. */
  isFew = false;

  // What the last visit found, beside throughput.
  /** Seconds of a loop that the visit accounts for, thinking excluded. */
  spent = 0;
  /** Seconds a unit of the busiest station, or of a crowded host's CPUs. */
  busiest = 0;
  gathering = 0;
  waitToDest = 0;
  waitToClient = 0;
  inOneAtDest = 1;
  inOneAtClient = 1;

  constructor(network: PathNetwork, tweak: Tweak) {
    this.network = network;
    this.tweak = tweak;
    this.start(network, tweak);
  }

  /** Back to no customers, maybe of another network; the arrays are kept where they fit. */
  start(network: PathNetwork, tweak: Tweak): void {
    const { gather, scenario, traffic } = network;
    this.network = network;
    this.tweak = tweak;
    this.throughput = 0;
    this.customers = 0;
    this.saturated = false;
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
    this.thinkS = traffic.thinkS;
    this.isFew =
      traffic.unitsPerThread <= fewUnits &&
      network.stations.some(({ servers }) => servers > 1);
    const { stations, crowd } = this;
    crowd.start(network, scenario.hardware.cores * (tweak.cores ?? 1));
    stations.start(network, tweak, crowd);
    // Where nobody misses a CPU at any rate, a host is as good as one that has enough.
    if (crowd.isAnywhere && !missesCpus(stations, crowd)) {
      crowd.dismiss();
      stations.start(network, tweak, crowd);
    }
    this.sleepers.start(network, stations, tweak.delay ?? 1, this.interval);
    this.constantS = this.timerS + stations.constantS;
    for (const delay of network.delays)
      if (delay.unlessBusy < 0) this.constantS += this.wholeDelay(delay);
  }

  /** Seconds of a delay, whoever is busy. */
  wholeDelay({ seconds }: Delay): number {
    return seconds / (this.tweak.delay ?? 1);
  }

  /** Seconds of a unit's crossings in transmit timers. */
  get timerS(): number {
    return crossings * this.timer;
  }

  /**
   * Solves for `first` to `last` customers in turn, each from the waits and the rate before it. The
   * one who arrives sees `share` of them: all in the recursion, (N − 1)/N in a fixed point.
   *
   * One loop with its state in local numbers: as fields they would be stored at each customer. Each
   * division is made once for all who need it.
   */
  visits(first: number, last: number, share: number): void {
    const { stations, interval, thinkS, constantS } = this;
    const { kinds, plainEnd, variedStart } = stations;
    const { plainAtDest, plainAtClient, plainBusiest } = stations;
    const { kinds: sleepers, wakeS, joinS } = this.sleepers;
    const { timer, expiry, unitsPerBurst, serialPerUnit } = this;
    const { crowd, queuesToDest, queuesToClient } = this;
    const { gather } = this.network;
    const eachConnection = this.network.traffic.unitsPerThread;
    const onDisk = this.network.traffic.medium === "disk";
    const roundS = timer + expiry;
    const halfInterval = interval / 2;
    const alikeEnds = queuesToDest === queuesToClient;
    const wakes = sleepers.length;
    const { isFew } = this;
    let rate = this.throughput;
    let customers = this.customers;
    let saturated = false;
    let { spent, busiest, gathering, waitToDest, waitToClient } = this;
    let { inOneAtDest, inOneAtClient } = this;
    for (let next = first; next <= last && !saturated; next++) {
      customers = next;
      const before = rate;
      const othersRate = before * share;
      const perOther = isFew && customers > 1 ? 1 / (customers - 1) : 0;

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
        const each = kinds[kind + service]!;
        const queue =
          othersRate *
          (kinds[kind + waiting]! - kinds[kind + over]! * each) *
          aheadOf(kinds[kind + servers]!, perOther);
        const seconds = each * (1 + queue);
        kinds[kind + waiting] = seconds;
        total += kinds[kind + alike]! * seconds;
      }
      let slowestAtDest = plainAtDest;
      let slowestAtClient = plainAtClient;
      let ceiling = Infinity;
      busiest = plainBusiest;
      if (crowd.isAnywhere)
        offerFirst(stations, crowd, othersRate, interval, toClient, toDest);
      for (let kind = variedStart; kind < kinds.length; kind += kindSize) {
        const isDest = kinds[kind + atDest] === 1;
        const ahead = aheadOf(kinds[kind + servers]!, perOther);
        const queue = othersRate * kinds[kind + waiting]! * ahead;
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
          const done = othersRate * busy * kinds[kind + over]!;
          seconds +=
            busy * (queue - done * ahead) + behind * (othersRate * behind);
        } else {
          // Rounds of one full burst: units per second that no queue can exceed.
          const busyS = unitsPerBurst * busy * kinds[kind + servers]!;
          ceiling = Math.min(ceiling, unitsPerBurst / (roundS + busyS));
        }
        kinds[kind + service] = each;
        if (kinds[kind + order] !== alone)
          seconds += standsAt(stations, crowd, kind, busy, othersRate);
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
          queueForShare(stations, crowd, rest);
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
}
