/**
 * Mean-value analysis of a path network: one pass over the population, with batches.
 *
 * IDEA   The MVA recursion, extended by four things that a path has and a textbook network has
 *        not. (1) Interrupt moderation: a frame waits for the end of the interval that the frames
 *        of the other customers opened; their rate is, by the arrival theorem, that of the network
 *        with one customer fewer. (2) A wake-up delay vanishes while the sleeper is busy. (3) A
 *        transmit timer gathers all waiting units into one round, so a round takes its fixed times
 *        once and the serial work of the I/O threads once a unit: R = L + (b − 1)·s. (4) One
 *        interrupt releases its frames together: they queue behind each other at the slowest
 *        station of that end, (b − 1)/2 services each, which arrivals one by one would not.
 *        (5) On a disk path a server takes all blocks that it finds as one batch: as many as wait
 *        for it, and the one that came.
 *        Two limits hold whatever the waits: no station works more than all of the time, deferred
 *        work included, and nobody passes a NIC twice in one interval.
 * UNITS  Seconds, units per second.
 * HOLDS  Queue stations as in exact MVA (FCFS exponential or PS); threads and vCPUs by Seidmann's
 *        split into a queue and a delay. Without timer, moderation and wake-ups it is exact MVA.
 * FAILS  Rounds are treated as one batch; beyond the burst limit further units wait whole rounds,
 *        which gives the ceiling burst / (timer + burst · I/O work). Deferred work is off by up to
 *        6 % in throughput against a simulation. The recursion is approximate as
 *        soon as a wait depends on the load, so bounds hold but exactness does not. Beyond
 *        `longestPass` customers Schweitzer's fixed point stands in for the recursion.
 * COST   population × kinds of station, at most `longestPass` customers, about 45 ns each; no
 *        allocation in the loop. Networks that differ in population only share one pass:
 *        `roundsOf`.
 * SOURCE Reiser & Lavenberg 1980 (MVA); Seidmann, Schweitzer, Shalev-Oren 1987 (multi-server);
 *        Schweitzer 1979; the moderation wait is a renewal argument, given at `moderationWait`.
 * LENGTH One recursion and its state: split, its parts would share every array.
 */
import type { PathNetwork } from "../network.ts";
import { expOfMinus } from "./exp-of-minus.ts";

/** Scale factors on one solution: what a limiter search and a cap change. 1 leaves all as it is. */
export interface Tweak {
  /** Capacity of a server kind, both ends: `{ io: 1.1 }` is an I/O thread 10 % wider. */
  readonly capacity?: Readonly<Partial<Record<string, number>>>;
  readonly timer?: number;
  readonly moderation?: number;
  readonly delay?: number;
  readonly population?: number;
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
  /** How many units or frames share one per-batch cost at the station. */
  readonly batchAt: readonly number[];
  /** By delay, in the order of the network. */
  readonly delayS: readonly number[];
  /** Moderation wait by pass. */
  readonly moderationS: readonly [number, number];
  readonly timerS: number;
  /** Waiting for the rest of one's batch, or for the next round. */
  readonly gatherS: number;
  /** Packets in one transmit batch. */
  readonly batchPackets: number;
}

/**
 * Mean wait of a frame for a moderated interrupt.
 *
 * After an interrupt the NIC is silent for T. A cycle is T plus, if no frame came, the time to the
 * next, which interrupts at once. Frames come at rate λ: λT wait T/2 each, and e^(−λT) cycles carry
 * one frame that does not wait. So W = (λT²/2) / (λT + e^(−λT)); frames per interrupt are the
 * denominator.
 */
export const moderationWait = (
  rate: number,
  interval: number,
): { waitS: number; frames: number } => {
  const load = rate * interval;
  const frames = framesAnInterrupt(load);
  return { waitS: waitForInterrupt(load, interval, frames), frames };
};

// Apart and without an object, because the recursion calls them twice a customer.
const framesAnInterrupt = (load: number): number => load + expOfMinus(load);
const waitForInterrupt = (
  load: number,
  interval: number,
  frames: number,
): number => (load * interval) / 2 / frames;

/** Customers beyond which the recursion gives way to a fixed point. */
const longestPass = 2_000;
/** Relative change of throughput below which more population, or iteration, changes nothing. */
const settled = 1e-10;
/** Fewest customers before a small change counts as saturation. */
const fewestToSettle = 64;
const mostIterations = 2_000;
/** Stations this near the busiest, relative, are as busy. */
const tie = 1e-9;
/** A timed unit makes two crossings, one each way. */
const crossings = 2;

// A kind of station is a record of numbers in one array, which a loop reads faster than one array
// for each; these are the places in the record.
/** How many stations are of the kind. */
const alike = 0;
/** Seconds in the part that queues, waiting included. */
const waiting = 1;
/** Seidmann's split of the service: the part that queues, and the part that only passes. */
const queueing = 2;
const passing = 3;
const service = 4;
/** The service: seconds a unit, and seconds a batch of one. */
const fixed = 5;
const batched = 6;
/** Work behind a unit's back, and the same per server. */
const occupied = 7;
const behindBack = 8;
/** One over the servers. */
const perServer = 9;
const atDest = 10;
/** 1 where the queue is the batch itself, which is counted once, in the rounds. */
const inRounds = 11;
/** How many units share one batch's cost. */
const inOneHere = 12;
const kindSize = 13;

/**
 * The state of one pass: everything the recursion carries from one population to the next.
 *
 * Stations alike have like queues, so the pass holds each kind of station once, with how many there
 * are: as both ends of a symmetric path have. `visits` is the hot loop of every
 * curve: what does not change with the load is worked out in `start`.
 */
class Pass {
  private network: PathNetwork;
  private tweak: Tweak;
  throughput = 0;
  customers = 0;
  /** More customers would change nothing. */
  saturated = false;

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

  private delaySeconds = new Float64Array(0);
  /** Delays that vanish with somebody's business: which, whose, and how long without it. */
  private wakeAt = new Uint8Array(0);
  private sleeper = new Uint16Array(0);
  private wakeWhole = new Float64Array(0);
  private wakes = 0;

  private framesToDest = 1;
  private framesToClient = 1;
  private interval = 0;
  private timer = 0;
  private expiry = 0;
  private unitsPerBurst = 1;
  private serialPerUnit = 0;
  private thinkS = 0;

  // What the last visit found, beside throughput.
  private spent = 0;
  private busiest = 0;
  private gathering = 0;
  private waitToDest = 0;
  private waitToClient = 0;
  private inOneAtDest = 1;

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
    if (this.kindAt.length === size) this.kinds.fill(0);
    else {
      this.kinds = new Float64Array(size * kindSize);
      this.kindAt = new Uint16Array(size);
    }
    if (this.delaySeconds.length !== delays.length) {
      this.delaySeconds = new Float64Array(delays.length);
      this.wakeAt = new Uint8Array(delays.length);
      this.sleeper = new Uint16Array(delays.length);
      this.wakeWhole = new Float64Array(delays.length);
    }
    this.plainEnd = 0;
    this.variedStart = this.kinds.length;
    this.plainAtDest = 0;
    this.plainAtClient = 0;
    this.plainBusiest = 0;
    this.wakes = 0;
    this.framesToDest = network.framesByPass[0];
    this.framesToClient = network.framesByPass[1];
    this.interval = network.moderationS / (tweak.moderation ?? 1);
    this.timer = gather ? gather.timerS / (tweak.timer ?? 1) : 0;
    this.expiry = gather ? gather.expiryS / (tweak.timer ?? 1) : 0;
    this.unitsPerBurst = gather
      ? Math.max(1, gather.burstPackets / gather.packetsPerUnit)
      : 1;
    this.serialPerUnit =
      (gather?.serialPerUnitS ?? 0) / (tweak.capacity?.io ?? 1);
    this.thinkS = network.traffic.thinkS;
    this.constantS = crossings * this.timer;
    for (let at = 0; at < size; at++) this.addStation(at);
    const delayScale = 1 / (tweak.delay ?? 1);
    for (let at = 0; at < delays.length; at++) {
      const { seconds, unlessBusy } = delays[at]!;
      const whole = seconds * delayScale;
      this.delaySeconds[at] = whole;
      if (unlessBusy < 0) this.constantS += whole;
      else {
        this.wakeAt[this.wakes] = at;
        this.sleeper[this.wakes] = this.kindAt[unlessBusy]!;
        this.wakeWhole[this.wakes] = whole;
        this.wakes += 1;
      }
    }
  }

  /** Finds the kind of a station, or makes a new one. */
  private addStation(at: number): void {
    const { kinds } = this;
    const station = this.network.stations[at]!;
    const speed = this.tweak.capacity?.[station.server] ?? 1;
    const fixedS = station.demandS / speed;
    const batchedS = station.perBatchS / speed;
    const occupiedS = station.deferredS / speed;
    const oneServer = 1 / station.servers;
    const isDest = station.end === "dest" ? 1 : 0;
    const gathers = this.network.gather && station.server === "io" ? 1 : 0;
    const isPlain = batchedS === 0 && occupiedS === 0 && gathers === 0;
    const end = isPlain ? this.plainEnd : kinds.length;
    let kind = isPlain ? 0 : this.variedStart;
    while (
      kind < end &&
      !(
        kinds[kind + fixed] === fixedS &&
        kinds[kind + batched] === batchedS &&
        kinds[kind + occupied] === occupiedS &&
        kinds[kind + perServer] === oneServer &&
        kinds[kind + inRounds] === gathers &&
        (isPlain || kinds[kind + atDest] === isDest)
      )
    )
      kind += kindSize;
    const whole = fixedS + batchedS;
    const each = whole * oneServer;
    if (kind === end) {
      if (isPlain) this.plainEnd += kindSize;
      else kind = this.variedStart -= kindSize;
      kinds[kind + queueing] = each;
      kinds[kind + passing] = whole - each;
      kinds[kind + service] = whole;
      kinds[kind + fixed] = fixedS;
      kinds[kind + batched] = batchedS;
      kinds[kind + occupied] = occupiedS;
      kinds[kind + behindBack] = occupiedS * oneServer;
      kinds[kind + perServer] = oneServer;
      kinds[kind + atDest] = isDest;
      kinds[kind + inRounds] = gathers;
      kinds[kind + inOneHere] = 1;
    }
    kinds[kind + alike]! += 1;
    this.kindAt[at] = kind;
    if (!isPlain) return;
    this.constantS += whole - each;
    this.plainBusiest = Math.max(this.plainBusiest, each);
    if (isDest === 1) this.plainAtDest = Math.max(this.plainAtDest, each);
    else this.plainAtClient = Math.max(this.plainAtClient, each);
  }

  /** Takes the recursion up to `customers`, or to where more of them change nothing. */
  advanceTo(customers: number): void {
    if (!this.saturated) this.visits(this.customers + 1, customers, 1);
  }

  /**
   * Solves for `first` to `last` customers in turn, each from the waits and the rate before it. The
   * one who arrives sees `share` of them: all in the recursion, (N − 1)/N in a fixed point.
   *
   * One loop with its state in local numbers: as fields they would be stored at each customer.
   */
  visits(first: number, last: number, share: number): void {
    const { kinds, plainEnd, variedStart, interval, thinkS } = this;
    const { plainAtDest, plainAtClient, plainBusiest, constantS } = this;
    const { wakes, wakeAt, sleeper, wakeWhole, delaySeconds } = this;
    const { framesToDest, framesToClient } = this;
    const { timer, expiry, unitsPerBurst, serialPerUnit } = this;
    const { gather } = this.network;
    const onDisk = this.network.traffic.medium === "disk";
    const roundS = timer + expiry;
    const loadToDestEach = framesToDest * interval;
    const loadToClientEach = framesToClient * interval;
    let rate = this.throughput;
    let customers = this.customers;
    let saturated = false;
    let { spent, busiest, gathering, waitToDest, waitToClient } = this;
    let { inOneAtDest } = this;
    for (let next = first; next <= last && !saturated; next++) {
      customers = next;
      const before = rate;
      const othersRate = before * share;

      const loadToDest = othersRate * loadToDestEach;
      const loadToClient = othersRate * loadToClientEach;
      const toClient = framesAnInterrupt(loadToClient);
      const toDest =
        framesToDest === framesToClient
          ? toClient
          : framesAnInterrupt(loadToDest);
      waitToDest = waitForInterrupt(loadToDest, interval, toDest);
      waitToClient = waitForInterrupt(loadToClient, interval, toClient);
      inOneAtDest = gather ? batchPacketsOf(gather, customers) : toDest;
      const inOneAtClient = gather ? inOneAtDest : toClient;

      let total = constantS;
      for (let wake = 0; wake < wakes; wake++) {
        const kind = sleeper[wake]!;
        const each = kinds[kind + queueing]! + kinds[kind + behindBack]!;
        const idle = Math.max(0, 1 - othersRate * each);
        const seconds = wakeWhole[wake]! * idle;
        delaySeconds[wakeAt[wake]!] = seconds;
        total += seconds;
      }
      for (let kind = 0; kind < plainEnd; kind += kindSize) {
        const queue = othersRate * kinds[kind + waiting]!;
        const seconds = kinds[kind + queueing]! * (1 + queue);
        kinds[kind + waiting] = seconds;
        total += kinds[kind + alike]! * seconds;
      }
      let slowestAtDest = plainAtDest;
      let slowestAtClient = plainAtClient;
      let ceiling = Infinity;
      busiest = plainBusiest;
      for (let kind = variedStart; kind < kinds.length; kind += kindSize) {
        const isDest = kinds[kind + atDest] === 1;
        const inOne = onDisk
          ? 1 + othersRate * kinds[kind + waiting]! * kinds[kind + perServer]!
          : isDest
            ? inOneAtDest
            : inOneAtClient;
        kinds[kind + inOneHere] = inOne;
        const whole = kinds[kind + fixed]! + kinds[kind + batched]! / inOne;
        const each = whole * kinds[kind + perServer]!;
        const behind = kinds[kind + behindBack]!;
        if (isDest) {
          if (each > slowestAtDest) slowestAtDest = each;
        } else if (each > slowestAtClient) slowestAtClient = each;
        if (each + behind > busiest) busiest = each + behind;
        let seconds = each;
        if (kinds[kind + inRounds] === 0) {
          const queue = othersRate * kinds[kind + waiting]!;
          // Of everyone ahead, and of the last to leave if it is not yet done.
          seconds += each * queue + behind * (queue + othersRate * behind);
        } else {
          // Rounds of one full burst: units per second that no queue can exceed.
          const busyS = unitsPerBurst * (whole + kinds[kind + occupied]!);
          ceiling = Math.min(ceiling, unitsPerBurst / (roundS + busyS));
        }
        kinds[kind + waiting] = seconds;
        kinds[kind + queueing] = each;
        kinds[kind + passing] = whole - each;
        kinds[kind + service] = whole;
        total += kinds[kind + alike]! * (whole - each + seconds);
      }
      gathering = gather
        ? (Math.min(customers, unitsPerBurst) - 1) * serialPerUnit
        : behindBatch(toDest / framesToDest, slowestAtDest) +
          behindBatch(toClient / framesToClient, slowestAtClient);
      total += gathering + waitToDest + waitToClient;
      // Nobody passes a NIC twice in one interval, so a loop takes at least one.
      if (total + thinkS < interval) {
        waitToDest += interval - total - thinkS;
        total = interval - thinkS;
      }
      spent = total;
      rate = customers / (total + thinkS);
      if (rate > ceiling) rate = ceiling;
      if (rate * busiest > 1) rate = 1 / busiest;
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
  }

  /**
   * The state as a solution for `population`, at least as many as were visited. What the visit did
   * not account for is waiting at whatever sets the rate: for the next round, or in the queues of
   * the busiest stations.
   */
  solution(population: number): RoundsSolution {
    const { kinds, kindAt } = this;
    const size = kindAt.length;
    const responseTime = population / this.throughput - this.thinkS;
    const rest = Math.max(0, responseTime - this.spent);
    const { gather } = this.network;
    const isBusiest = (kind: number): boolean =>
      kinds[kind + queueing]! + kinds[kind + behindBack]! >=
      this.busiest * (1 - tie);
    let busy = 0;
    for (let at = 0; at < size; at++) if (isBusiest(kindAt[at]!)) busy += 1;
    const shareOfRest = gather ? 0 : rest / busy;
    const residenceS: number[] = [];
    const demandS: number[] = [];
    const batchAt: number[] = [];
    const delayS: number[] = [];
    for (let at = 0; at < size; at++) {
      const kind = kindAt[at]!;
      const residence = kinds[kind + waiting]! + kinds[kind + passing]!;
      residenceS.push(isBusiest(kind) ? residence + shareOfRest : residence);
      demandS.push(kinds[kind + service]! + kinds[kind + occupied]!);
      batchAt.push(Math.max(1, kinds[kind + inOneHere]!));
    }
    for (let at = 0; at < this.delaySeconds.length; at++)
      delayS.push(this.delaySeconds[at]!);
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
      gatherS: this.gathering + (gather ? rest : 0),
      batchPackets: gather ? this.inOneAtDest : 1,
    };
  }
}

/**
 * Between two whole populations: customers present are interpolated, so that rates are too, and
 * every time is a mean weighted by rate. Costs are those of the larger population.
 */
const between = (
  fewer: RoundsSolution,
  more: RoundsSolution,
  population: number,
  thinkS: number,
): RoundsSolution => {
  const share = population - fewer.population;
  const throughput =
    fewer.throughput + share * (more.throughput - fewer.throughput);
  const ofMore = (share * more.throughput) / throughput;
  const mix = (low: number, high: number): number =>
    low + ofMore * (high - low);
  const mixAll = (
    low: readonly number[],
    high: readonly number[],
  ): number[] => {
    const mixed: number[] = [];
    for (let at = 0; at < high.length; at++)
      mixed.push(mix(low[at]!, high[at]!));
    return mixed;
  };
  return {
    ...more,
    population,
    throughput,
    responseTime: population / throughput - thinkS,
    residenceS: mixAll(fewer.residenceS, more.residenceS),
    delayS: mixAll(fewer.delayS, more.delayS),
    moderationS: [
      mix(fewer.moderationS[0], more.moderationS[0]),
      mix(fewer.moderationS[1], more.moderationS[1]),
    ],
    gatherS: mix(fewer.gatherS, more.gatherS),
  };
};

/** Packets in one transmit batch. */
const batchPacketsOf = (
  gather: NonNullable<PathNetwork["gather"]>,
  customers: number,
): number =>
  Math.max(1, Math.min(customers * gather.packetsPerUnit, gather.burstPackets));

/** Mean wait behind one's own batch of `units`, at a station that takes `slowest` for each. */
const behindBatch = (units: number, slowest: number): number =>
  units <= 1 ? 0 : ((units - 1) / 2) * slowest;

/** Iterates one population to its fixed point: the arriving customer sees (N − 1)/N of the queues. */
const fixedPoint = (pass: Pass, population: number): void => {
  const others = (population - 1) / population;
  for (let step = 0; step < mostIterations; step++) {
    const before = pass.throughput;
    pass.visits(population, population, others);
    if (Math.abs(pass.throughput - before) < settled * pass.throughput) return;
  }
};

/**
 * Solves `network` under `tweak` for any population; its own is not read.
 *
 * Populations in rising order share one pass, so that a whole curve costs its last point. A
 * population need not be whole: between two whole ones throughput is interpolated.
 */
export const roundsOf = (
  network: PathNetwork,
  tweak: Tweak = {},
): ((population: number) => RoundsSolution) => {
  const pass = new Pass(network, tweak);
  return (population) => solvePass(pass, network, tweak, population);
};

/** Takes a pass of `network` to a population, from its start if it has gone further. */
const solvePass = (
  pass: Pass,
  network: PathNetwork,
  tweak: Tweak,
  population: number,
): RoundsSolution => {
  const whole = Math.max(1, Math.ceil(population - 1e-9));
  const fewer = whole - 1;
  const isWhole = population - fewer >= 1 || whole > longestPass;
  if (pass.customers > (isWhole ? whole : fewer)) pass.start(network, tweak);
  if (isWhole) {
    pass.advanceTo(Math.min(whole, longestPass));
    if (pass.saturated || whole <= longestPass)
      return pass.solution(population);
    fixedPoint(pass, population);
    const solution = pass.solution(population);
    pass.start(network, tweak);
    return solution;
  }
  pass.advanceTo(fewer);
  if (pass.saturated) return pass.solution(population);
  const low = pass.solution(fewer);
  pass.advanceTo(whole);
  if (pass.saturated) return pass.solution(population);
  return between(low, pass.solution(whole), population, network.traffic.thinkS);
};

/** Solves a path network for its own population. */
export const solveRounds = (
  network: PathNetwork,
  tweak: Tweak = {},
): RoundsSolution =>
  roundsOf(
    network,
    tweak,
  )(network.traffic.population * (tweak.population ?? 1));

/**
 * `solveRounds` for the points of one curve: takes up where the last point stopped while neither
 * stations nor tweaks differ, so that only the population has changed.
 */
export const resumingRounds = (): typeof solveRounds => {
  let stations: PathNetwork["stations"] | null = null;
  let pass: Pass | null = null;
  return (network, tweak = {}) => {
    if (Object.keys(tweak).length > 0) return solveRounds(network, tweak);
    if (pass === null) pass = new Pass(network, tweak);
    else if (stations !== network.stations) pass.start(network, tweak);
    stations = network.stations;
    return solvePass(pass, network, tweak, network.traffic.population);
  };
};
