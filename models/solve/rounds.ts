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
 * UNITS  Seconds, units per second.
 * HOLDS  Queue stations as in exact MVA (FCFS exponential or PS); threads and vCPUs by Seidmann's
 *        split into a queue and a delay. Without timer, moderation and wake-ups it is exact MVA.
 * FAILS  Rounds are treated as one batch; beyond the burst limit further units wait whole rounds,
 *        which gives the ceiling burst / (timer + burst · I/O work). The recursion is approximate as
 *        soon as a wait depends on the load, so bounds hold but exactness does not. Beyond
 *        `longestPass` customers Schweitzer's fixed point stands in for the recursion.
 * COST   population × stations, at most `longestPass` passes; no allocation in the loop. Networks
 *        that differ in population only share one pass: `roundsOf`.
 * SOURCE Reiser & Lavenberg 1980 (MVA); Seidmann, Schweitzer, Shalev-Oren 1987 (multi-server);
 *        Schweitzer 1979; the moderation wait is a renewal argument, given at `moderationWait`.
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
  /** Divides the acknowledgement work: what parking gathers. */
  readonly ackGather?: number;
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
  const frames = load + Math.exp(-load);
  return { waitS: (load * interval) / 2 / frames, frames };
};

/** Customers beyond which the recursion gives way to a fixed point. */
const longestPass = 2_000;
/** Relative change of throughput below which more population, or iteration, changes nothing. */
const settled = 1e-10;
/** Fewest customers before a small change counts as saturation. */
const fewestToSettle = 64;
const mostIterations = 2_000;
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
  gathering = 0;
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
    const ackKept = 1 - 1 / (tweak.ackGather ?? 1);
    for (let at = 0; at < size; at++) {
      const station = stations[at]!;
      const speed = tweak.capacity?.[station.server] ?? 1;
      this.servers[at] = station.servers;
      this.atDest[at] = station.end === "dest" ? 1 : 0;
      this.inRounds[at] = gather && station.server === "io" ? 1 : 0;
      this.fixed[at] = (station.demandS - station.ackS * ackKept) / speed;
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
    const { queued, residence, batched, atDest, inRounds } = this;
    const { queueing, passing, interval, framesToDest, framesToClient } = this;
    const toDest = moderationWait(othersRate * framesToDest, interval);
    const toClient = moderationWait(othersRate * framesToClient, interval);
    const waitToDest = toDest.waitS;
    const waitToClient = toClient.waitS;
    const { gather } = this.network;
    if (gather) {
      this.batchPackets = Math.max(
        1,
        Math.min(customers * gather.packetsPerUnit, gather.burstPackets),
      );
    }
    const inOneAtDest = gather ? this.batchPackets : toDest.frames;
    const inOneAtClient = gather ? this.batchPackets : toClient.frames;
    let total = waitToDest + waitToClient + this.delays(othersRate);
    let slowestAtDest = 0;
    let slowestAtClient = 0;
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
      const spent = each * (1 + queue) + passing[at]!;
      residence[at] = spent;
      total += spent;
    }
    const gathering = gather
      ? (Math.min(customers, this.unitsPerBurst) - 1) * this.serialPerUnit()
      : behindBatch(toDest.frames / framesToDest, slowestAtDest) +
        behindBatch(toClient.frames / framesToClient, slowestAtClient);
    total += gathering + crossings * this.timer;
    const rate = Math.min(
      customers / (total + this.thinkS),
      gather ? this.roundsCeiling() : Infinity,
    );
    const spentInAll = customers / rate - this.thinkS;
    for (let at = 0; at < queued.length; at++)
      queued[at] = rate * (residence[at]! - passing[at]!);
    this.waitToDest = waitToDest;
    this.waitToClient = waitToClient;
    this.inOneAtDest = inOneAtDest;
    this.inOneAtClient = inOneAtClient;
    this.gathering = gathering + Math.max(0, spentInAll - total);
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

  /** The state as a solution for `population`, which `throughput` may stand between visits for. */
  solution(population: number, throughput = this.throughput): RoundsSolution {
    return {
      population,
      throughput,
      responseTime: population / throughput - this.thinkS,
      residenceS: Array.from(this.residence),
      demandS: Array.from(this.demand, (_, at) => this.occupation(at)),
      batchAt: Array.from(this.atDest, (isDest) =>
        isDest === 1 ? this.inOneAtDest : this.inOneAtClient,
      ),
      delayS: Array.from(this.delaySeconds),
      moderationS: [this.waitToDest, this.waitToClient],
      timerS: crossings * this.timer,
      gatherS: this.gathering,
      batchPackets: this.batchPackets,
    };
  }
}

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
  let before = 0;
  let saturated = false;
  const restart = (): void => {
    pass = new Pass(network, tweak);
    customers = 0;
    before = 0;
    saturated = false;
  };
  return (population) => {
    const whole = Math.max(1, Math.ceil(population - 1e-9));
    if (whole < customers) restart();
    while (!saturated && customers < Math.min(whole, longestPass)) {
      customers += 1;
      before = pass.throughput;
      pass.visit(customers, before);
      saturated =
        customers > fewestToSettle &&
        pass.throughput - before < settled * before;
    }
    // Saturated: further customers only wait.
    if (saturated) return pass.solution(population);
    if (whole > longestPass) {
      fixedPoint(pass, population);
      const solution = pass.solution(population);
      restart();
      return solution;
    }
    const share = Math.min(1, population - (whole - 1));
    return share < 1
      ? pass.solution(population, before + share * (pass.throughput - before))
      : pass.solution(population);
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
