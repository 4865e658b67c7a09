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
 * COST   population × stations, at most `longestPass` passes; no allocation in the loop. Networks
 *        that differ in population only share one pass: `roundsOf`.
 * SOURCE Reiser & Lavenberg 1980 (MVA); Seidmann, Schweitzer, Shalev-Oren 1987 (multi-server);
 *        Schweitzer 1979; the moderation wait is a renewal argument, given at `moderationWait`.
 * LENGTH One recursion and its state: split, its parts would share every array.
 */
import type { PathNetwork } from "../network.ts";

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
const framesAnInterrupt = (load: number): number => load + Math.exp(-load);
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

/** The state of one pass: everything the recursion carries from one population to the next. */
class Pass {
  readonly network: PathNetwork;
  readonly tweak: Tweak;
  readonly queued: Float64Array;
  private readonly servers: Float64Array;
  private readonly atDest: Uint8Array;
  /** The queue there is the batch itself: counted once, in the rounds. */
  private readonly inRounds: Uint8Array;
  private readonly fixed: Float64Array;
  private readonly batched: Float64Array;
  private readonly occupied: Float64Array;
  private readonly residence: Float64Array;
  private readonly demand: Float64Array;
  /** Seidmann's split of the demand: the part that queues, and the part that only passes. */
  private readonly queueing: Float64Array;
  private readonly passing: Float64Array;
  private readonly unlessBusy: Int32Array;
  private readonly delayWhole: Float64Array;
  private readonly delaySeconds: Float64Array;
  private readonly framesToDest: number;
  private readonly framesToClient: number;
  private readonly interval: number;
  private readonly timer: number;
  private readonly expiry: number;
  private readonly unitsPerBurst: number;
  private readonly thinkS: number;
  throughput = 0;
  private customers = 0;
  private spent = 0;
  private busiest = 0;
  private gathering = 0;
  waitToDest = 0;
  waitToClient = 0;
  batchPackets = 1;
  private inOneAtDest = 1;
  private inOneAtClient = 1;

  constructor(network: PathNetwork, tweak: Tweak) {
    const { stations, delays, gather } = network;
    const size = stations.length;
    this.network = network;
    this.tweak = tweak;
    this.queued = new Float64Array(size);
    this.servers = new Float64Array(size);
    this.atDest = new Uint8Array(size);
    this.inRounds = new Uint8Array(size);
    this.fixed = new Float64Array(size);
    this.batched = new Float64Array(size);
    this.occupied = new Float64Array(size);
    this.residence = new Float64Array(size);
    this.demand = new Float64Array(size);
    this.queueing = new Float64Array(size);
    this.passing = new Float64Array(size);
    this.unlessBusy = new Int32Array(delays.length);
    this.delayWhole = new Float64Array(delays.length);
    this.delaySeconds = new Float64Array(delays.length);
    [this.framesToDest, this.framesToClient] = network.framesByPass;
    this.interval = network.moderationS / (tweak.moderation ?? 1);
    this.timer = gather ? gather.timerS / (tweak.timer ?? 1) : 0;
    this.expiry = gather ? gather.expiryS / (tweak.timer ?? 1) : 0;
    this.unitsPerBurst = gather
      ? Math.max(1, gather.burstPackets / gather.packetsPerUnit)
      : 1;
    this.thinkS = network.traffic.thinkS;
    for (let at = 0; at < size; at++) {
      const station = stations[at]!;
      const speed = tweak.capacity?.[station.server] ?? 1;
      this.servers[at] = station.servers;
      this.atDest[at] = station.end === "dest" ? 1 : 0;
      this.inRounds[at] = gather && station.server === "io" ? 1 : 0;
      this.fixed[at] = station.demandS / speed;
      this.batched[at] = station.perBatchS / speed;
      this.occupied[at] = station.deferredS / speed;
      this.serve(at, this.fixed[at]! + this.batched[at]!);
    }
    const delayScale = 1 / (tweak.delay ?? 1);
    for (let at = 0; at < delays.length; at++) {
      this.unlessBusy[at] = delays[at]!.unlessBusy;
      this.delayWhole[at] = delays[at]!.seconds * delayScale;
    }
  }

  /** Sets the service of one unit at a station, and splits it. */
  private serve(at: number, service: number): void {
    const servers = this.servers[at]!;
    this.demand[at] = service;
    this.queueing[at] = service;
    if (servers === 1) return;
    this.queueing[at] = service / servers;
    this.passing[at] = (service * (servers - 1)) / servers;
  }

  /** Seconds that a unit occupies the station, work behind its back included. */
  private occupation(at: number): number {
    return this.demand[at]! + this.occupied[at]!;
  }

  /**
   * Solves for `customers`, given the queues and the rate of the network without the arriving one.
   */
  visit(customers: number, othersRate: number): void {
    const { queued, residence, batched, occupied, servers, atDest, inRounds } =
      this;
    const { queueing, passing, interval, framesToDest, framesToClient } = this;
    const loadToDest = othersRate * framesToDest * interval;
    const loadToClient = othersRate * framesToClient * interval;
    const toDest = framesAnInterrupt(loadToDest);
    const toClient = framesAnInterrupt(loadToClient);
    const waitToDest = waitForInterrupt(loadToDest, interval, toDest);
    const waitToClient = waitForInterrupt(loadToClient, interval, toClient);
    const { gather } = this.network;
    if (gather) {
      this.batchPackets = Math.max(
        1,
        Math.min(customers * gather.packetsPerUnit, gather.burstPackets),
      );
    }
    const inOneAtDest = gather ? this.batchPackets : toDest;
    const inOneAtClient = gather ? this.batchPackets : toClient;
    let total = waitToDest + waitToClient + this.delays(othersRate);
    let slowestAtDest = 0;
    let slowestAtClient = 0;
    let busiest = 0;
    for (let at = 0; at < queued.length; at++) {
      const isDest = atDest[at] === 1;
      if (batched[at]! > 0) {
        const inOne = isDest ? inOneAtDest : inOneAtClient;
        this.serve(at, this.fixed[at]! + batched[at]! / inOne);
      }
      const each = queueing[at]!;
      if (isDest) {
        if (each > slowestAtDest) slowestAtDest = each;
      } else if (each > slowestAtClient) slowestAtClient = each;
      const queue = inRounds[at] === 1 ? 0 : queued[at]!;
      let spent = each * (1 + queue) + passing[at]!;
      const behindBack = occupied[at]! / servers[at]!;
      if (each + behindBack > busiest) busiest = each + behindBack;
      if (behindBack > 0 && inRounds[at] === 0) {
        // Of everyone ahead, and of the last to leave if it is not yet done.
        spent += behindBack * (queue + othersRate * behindBack);
      }
      residence[at] = spent;
      total += spent;
    }
    const gathering = gather
      ? (Math.min(customers, this.unitsPerBurst) - 1) * this.serialPerUnit()
      : behindBatch(toDest / framesToDest, slowestAtDest) +
        behindBatch(toClient / framesToClient, slowestAtClient);
    total += gathering + crossings * this.timer;
    // Nobody passes a NIC twice in one interval, so a loop takes at least one.
    const onceAnInterrupt = Math.max(0, interval - total - this.thinkS);
    total += onceAnInterrupt;
    const rate = Math.min(
      customers / (total + this.thinkS),
      gather ? this.roundsCeiling() : Infinity,
      1 / busiest,
    );
    for (let at = 0; at < queued.length; at++)
      queued[at] = rate * (residence[at]! - passing[at]!);
    this.waitToDest = waitToDest + onceAnInterrupt;
    this.waitToClient = waitToClient;
    this.inOneAtDest = inOneAtDest;
    this.inOneAtClient = inOneAtClient;
    this.gathering = gathering;
    this.spent = total;
    this.busiest = busiest;
    this.customers = customers;
    this.throughput = rate;
  }

  /** Wake-ups and wires; sets `delaySeconds` and returns their sum. */
  private delays(othersRate: number): number {
    const { delayWhole, delaySeconds, unlessBusy, servers } = this;
    let sum = 0;
    for (let at = 0; at < delayWhole.length; at++) {
      let seconds = delayWhole[at]!;
      const sleeper = unlessBusy[at]!;
      if (sleeper >= 0) {
        const busy =
          (othersRate * this.occupation(sleeper)) / servers[sleeper]!;
        seconds *= 1 - Math.min(1, busy);
      }
      delaySeconds[at] = seconds;
      sum += seconds;
    }
    return sum;
  }

  private serialPerUnit(): number {
    return (
      (this.network.gather?.serialPerUnitS ?? 0) /
      (this.tweak.capacity?.io ?? 1)
    );
  }

  /** Rounds of one full burst: units per second that no queue can exceed. */
  private roundsCeiling(): number {
    let ceiling = Infinity;
    for (let at = 0; at < this.inRounds.length; at++) {
      if (this.inRounds[at] === 0) continue;
      const roundS =
        this.timer + this.expiry + this.unitsPerBurst * this.occupation(at);
      ceiling = Math.min(ceiling, this.unitsPerBurst / roundS);
    }
    return ceiling;
  }

  /**
   * The state as a solution for `population`, at least as many as were visited. What the visit did
   * not account for is waiting at whatever sets the rate: for the next round, or in the queues of
   * the busiest stations.
   */
  solution(population: number): RoundsSolution {
    const size = this.residence.length;
    const responseTime = population / this.throughput - this.thinkS;
    const rest = Math.max(0, responseTime - this.spent);
    const { gather } = this.network;
    const isBusiest = (at: number): boolean =>
      this.queueing[at]! + this.occupied[at]! / this.servers[at]! >=
      this.busiest * (1 - tie);
    let busy = 0;
    for (let at = 0; at < size; at++) if (isBusiest(at)) busy += 1;
    return {
      population,
      throughput: this.throughput,
      responseTime,
      residenceS: listOf(
        size,
        (at) =>
          this.residence[at]! + (!gather && isBusiest(at) ? rest / busy : 0),
      ),
      demandS: listOf(size, (at) => this.occupation(at)),
      batchAt: listOf(size, (at) =>
        this.atDest[at] === 1 ? this.inOneAtDest : this.inOneAtClient,
      ),
      delayS: listOf(this.delaySeconds.length, (at) => this.delaySeconds[at]!),
      moderationS: [this.waitToDest, this.waitToClient],
      timerS: crossings * this.timer,
      gatherS: this.gathering + (gather ? rest : 0),
      batchPackets: this.batchPackets,
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
  const mixAll = (low: readonly number[], high: readonly number[]): number[] =>
    listOf(high.length, (at) => mix(low[at]!, high[at]!));
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

/** As Array.from, which is ten times slower on so few. */
const listOf = (length: number, numberAt: (at: number) => number): number[] => {
  const list: number[] = [];
  for (let at = 0; at < length; at++) list.push(numberAt(at));
  return list;
};

/** Mean wait behind one's own batch of `units`, at a station that takes `slowest` for each. */
const behindBatch = (units: number, slowest: number): number =>
  units <= 1 ? 0 : ((units - 1) / 2) * slowest;

/** Iterates one population to its fixed point: the arriving customer sees (N − 1)/N of the queues. */
const fixedPoint = (pass: Pass, population: number): void => {
  const others = (population - 1) / population;
  for (let step = 0; step < mostIterations; step++) {
    const before = pass.throughput;
    for (let at = 0; at < pass.queued.length; at++) pass.queued[at]! *= others;
    pass.visit(population, before * others);
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
  let pass = new Pass(network, tweak);
  let customers = 0;
  let saturated = false;
  const restart = (): void => {
    pass = new Pass(network, tweak);
    customers = 0;
    saturated = false;
  };
  const advanceTo = (whole: number): void => {
    while (!saturated && customers < whole) {
      customers += 1;
      const before = pass.throughput;
      pass.visit(customers, before);
      saturated =
        customers > fewestToSettle &&
        pass.throughput - before < settled * before;
    }
  };
  return (population) => {
    const whole = Math.max(1, Math.ceil(population - 1e-9));
    const fewer = whole - 1;
    const isWhole = population - fewer >= 1 || whole > longestPass;
    if (customers > (isWhole ? whole : fewer)) restart();
    if (isWhole) {
      advanceTo(Math.min(whole, longestPass));
      if (saturated || whole <= longestPass) return pass.solution(population);
      fixedPoint(pass, population);
      const solution = pass.solution(population);
      restart();
      return solution;
    }
    advanceTo(fewer);
    if (saturated) return pass.solution(population);
    const low = pass.solution(fewer);
    advanceTo(whole);
    if (saturated) return pass.solution(population);
    return between(
      low,
      pass.solution(whole),
      population,
      network.traffic.thinkS,
    );
  };
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
  let resume: ReturnType<typeof roundsOf> | null = null;
  return (network, tweak = {}) => {
    if (Object.keys(tweak).length > 0) return solveRounds(network, tweak);
    if (resume === null || stations !== network.stations) {
      stations = network.stations;
      resume = roundsOf(network);
    }
    return resume(network.traffic.population);
  };
};
