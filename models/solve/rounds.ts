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
 * COST   population × stations, at most `longestPass` passes; no allocation in the loop.
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
const mostIterations = 2_000;
/** A timed unit makes two crossings, one each way. */
const crossings = 2;

/** The state of one pass: everything the recursion carries from one population to the next. */
class Pass {
  readonly network: PathNetwork;
  readonly tweak: Tweak;
  private readonly fixed: Float64Array;
  private readonly batched: Float64Array;
  private readonly occupied: Float64Array;
  readonly queued: Float64Array;
  readonly residence: Float64Array;
  readonly demand: Float64Array;
  readonly batchAt: Float64Array;
  readonly delaySeconds: Float64Array;
  private readonly interval: number;
  private readonly timer: number;
  private readonly expiry: number;
  private readonly unitsPerBurst: number;
  throughput = 0;
  response = 0;
  gathering = 0;
  waitToDest = 0;
  waitToClient = 0;
  batchPackets = 1;

  constructor(network: PathNetwork, tweak: Tweak) {
    const { stations, gather } = network;
    const size = stations.length;
    this.network = network;
    this.tweak = tweak;
    this.fixed = new Float64Array(size);
    this.batched = new Float64Array(size);
    this.occupied = new Float64Array(size);
    this.queued = new Float64Array(size);
    this.residence = new Float64Array(size);
    this.demand = new Float64Array(size);
    this.batchAt = new Float64Array(size).fill(1);
    this.delaySeconds = new Float64Array(network.delays.length);
    this.interval = network.moderationS / (tweak.moderation ?? 1);
    this.timer = gather ? gather.timerS / (tweak.timer ?? 1) : 0;
    this.expiry = gather ? gather.expiryS / (tweak.timer ?? 1) : 0;
    this.unitsPerBurst = gather
      ? Math.max(1, gather.burstPackets / gather.packetsPerUnit)
      : 1;
    const ackKept = 1 - 1 / (tweak.ackGather ?? 1);
    for (let at = 0; at < size; at++) {
      const station = stations[at]!;
      const speed = tweak.capacity?.[station.server] ?? 1;
      this.fixed[at] = (station.demandS - station.ackS * ackKept) / speed;
      this.batched[at] = station.perBatchS / speed;
      this.occupied[at] = station.deferredS / speed;
    }
  }

  /** Seconds that a unit occupies the station, work behind its back included. */
  occupation(at: number): number {
    return this.demand[at]! + this.occupied[at]!;
  }

  /**
   * Solves for `customers`, given the queues and the rate of the network without the arriving one.
   */
  visit(customers: number, othersRate: number): void {
    const { network } = this;
    const { stations, gather, framesByPass } = network;
    const toDest = moderationWait(othersRate * framesByPass[0], this.interval);
    const toClient = moderationWait(
      othersRate * framesByPass[1],
      this.interval,
    );
    this.waitToDest = toDest.waitS;
    this.waitToClient = toClient.waitS;
    this.batchPackets = gather
      ? Math.max(
          1,
          Math.min(customers * gather.packetsPerUnit, gather.burstPackets),
        )
      : 1;
    let total = toDest.waitS + toClient.waitS + this.delays(othersRate);
    for (let at = 0; at < stations.length; at++) {
      const station = stations[at]!;
      const inOne = gather
        ? this.batchPackets
        : station.end === "dest"
          ? toDest.frames
          : toClient.frames;
      const service = this.fixed[at]! + this.batched[at]! / inOne;
      const { servers } = station;
      this.batchAt[at] = inOne;
      this.demand[at] = service;
      // The I/O thread's queue is the batch itself: counted once, in `rounds`.
      const queue = gather && station.server === "io" ? 0 : this.queued[at]!;
      const spent =
        (service / servers) * (1 + queue) + (service * (servers - 1)) / servers;
      this.residence[at] = spent;
      total += spent;
    }
    this.gathering = gather
      ? (Math.min(customers, this.unitsPerBurst) - 1) * this.serialPerUnit()
      : this.behindBatch("dest", toDest.frames / framesByPass[0]) +
        this.behindBatch("client", toClient.frames / framesByPass[1]);
    total += this.gathering + crossings * this.timer;
    const thinkS = network.traffic.thinkS;
    const rate = Math.min(customers / (total + thinkS), this.roundsCeiling());
    const spentInAll = customers / rate - thinkS;
    this.gathering += Math.max(0, spentInAll - total);
    this.throughput = rate;
    this.response = spentInAll;
    for (let at = 0; at < stations.length; at++) {
      const { servers } = stations[at]!;
      const spread = (this.demand[at]! * (servers - 1)) / servers;
      this.queued[at] = rate * (this.residence[at]! - spread);
    }
  }

  /** Wake-ups and wires; sets `delaySeconds` and returns their sum. */
  private delays(othersRate: number): number {
    const { delays, stations } = this.network;
    const scale = 1 / (this.tweak.delay ?? 1);
    let sum = 0;
    for (let at = 0; at < delays.length; at++) {
      const delay = delays[at]!;
      let seconds = delay.seconds * scale;
      if (delay.unlessBusy >= 0) {
        const busy =
          (othersRate * this.occupation(delay.unlessBusy)) /
          stations[delay.unlessBusy]!.servers;
        seconds *= 1 - Math.min(1, busy);
      }
      this.delaySeconds[at] = seconds;
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
    const { gather, stations } = this.network;
    if (!gather) return Infinity;
    let ceiling = Infinity;
    for (let at = 0; at < stations.length; at++) {
      if (stations[at]!.server !== "io") continue;
      const roundS =
        this.timer + this.expiry + this.unitsPerBurst * this.occupation(at);
      ceiling = Math.min(ceiling, this.unitsPerBurst / roundS);
    }
    return ceiling;
  }

  /** Mean wait behind one's own batch of `units`, at the end's slowest station. */
  private behindBatch(end: "client" | "dest", units: number): number {
    if (units <= 1) return 0;
    const { stations } = this.network;
    let slowest = 0;
    for (let at = 0; at < stations.length; at++) {
      const station = stations[at]!;
      if (station.end === end)
        slowest = Math.max(slowest, this.demand[at]! / station.servers);
    }
    return ((units - 1) / 2) * slowest;
  }

  solution(
    population: number,
    throughput: number,
    response: number,
  ): RoundsSolution {
    return {
      population,
      throughput,
      responseTime: response,
      residenceS: Array.from(this.residence),
      demandS: Array.from(this.demand, (_, at) => this.occupation(at)),
      batchAt: Array.from(this.batchAt),
      delayS: Array.from(this.delaySeconds),
      moderationS: [this.waitToDest, this.waitToClient],
      timerS: crossings * this.timer,
      gatherS: this.gathering,
      batchPackets: this.batchPackets,
    };
  }
}

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
 * Solves a path network for its population, which need not be whole: between two whole
 * populations throughput is interpolated.
 */
export const solveRounds = (
  network: PathNetwork,
  tweak: Tweak = {},
): RoundsSolution => {
  const population = network.traffic.population * (tweak.population ?? 1);
  const whole = Math.max(1, Math.ceil(population - 1e-9));
  const pass = new Pass(network, tweak);
  let before = 0;
  for (
    let customers = 1;
    customers <= Math.min(whole, longestPass);
    customers++
  ) {
    before = pass.throughput;
    pass.visit(customers, before);
    if (customers > 64 && pass.throughput - before < settled * before) {
      // Saturated: further customers only wait.
      return pass.solution(
        population,
        pass.throughput,
        population / pass.throughput - network.traffic.thinkS,
      );
    }
  }
  if (whole > longestPass) fixedPoint(pass, population);
  const share = whole > longestPass ? 1 : Math.min(1, population - (whole - 1));
  const throughput = before + share * (pass.throughput - before);
  const wholeOrFraction = share < 1 ? throughput : pass.throughput;
  return pass.solution(
    population,
    wholeOrFraction,
    population / wholeOrFraction - network.traffic.thinkS,
  );
};
