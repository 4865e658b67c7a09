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
 *        split into a queue and a delay.
 * FAILS  Rounds are treated as one batch; beyond the burst limit further units wait whole rounds,
 *        which gives the ceiling burst / (timer + burst · I/O work). The recursion is approximate as
 *        soon as a wait depends on the load, so bounds hold but exactness does not.
 * COST   population × stations; no allocation in the loop.
 * SOURCE Reiser & Lavenberg 1980 (MVA); Seidmann, Schweitzer, Shalev-Oren 1987 (multi-server);
 *        the moderation wait is a renewal argument, given at `moderationWait`.
 */
import type { PathNetwork } from "../network.ts";

/** Scale factors on one solution: what a limiter search and a cap change. 1 leaves all as it is. */
export interface Tweak {
  /** Capacity of a server kind, both ends: `{ io: 1.1 }` is an I/O thread 10 % faster. */
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
  readonly utilisation: readonly number[];
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
export const moderationWait = (rate: number, interval: number): { waitS: number; frames: number } => {
  const load = rate * interval;
  const frames = load + Math.exp(-load);
  return { waitS: (load * interval) / 2 / frames, frames };
};

/** Relative change of throughput below which more population changes nothing. */
const settled = 1e-10;

export const solveRounds = (network: PathNetwork, tweak: Tweak = {}): RoundsSolution => {
  const { stations, delays, traffic, gather, framesByPass } = network;
  const size = stations.length;
  const population = traffic.population * (tweak.population ?? 1);
  const whole = Math.max(1, Math.ceil(population - 1e-9));
  const interval = network.moderationS / (tweak.moderation ?? 1);
  const timerS = gather ? gather.timerS / (tweak.timer ?? 1) : 0;
  const expiryS = gather ? gather.expiryS / (tweak.timer ?? 1) : 0;
  const delayScale = 1 / (tweak.delay ?? 1);
  const ackKept = 1 - 1 / (tweak.ackGather ?? 1);
  const passes = 2;

  const fixed = new Float64Array(size);
  const batched = new Float64Array(size);
  const occupied = new Float64Array(size);
  const queued = new Float64Array(size);
  const residence = new Float64Array(size);
  const demand = new Float64Array(size);
  const speed = new Float64Array(size);
  for (let at = 0; at < size; at++) {
    const station = stations[at];
    if (!station) continue;
    speed[at] = tweak.capacity?.[station.server] ?? 1;
    fixed[at] = (station.demandS - station.ackS * ackKept) / speed[at]!;
    batched[at] = station.perBatchS / speed[at]!;
    occupied[at] = station.deferredS / speed[at]!;
  }
  const ioSpeed = tweak.capacity?.io ?? 1;
  const serialPerUnit = gather ? gather.serialPerUnitS / ioSpeed : 0;
  const perUnit = gather ? gather.packetsPerUnit : 1;
  const unitsPerBurst = gather ? Math.max(1, gather.burstPackets / perUnit) : 1;

  let throughput = 0;
  let response = 0;
  let previousResponse = 0;
  let previousThroughput = 0;
  let waits: [number, number] = [0, 0];
  let gatherS = 0;
  let batchPackets = 1;
  const delaySeconds = new Float64Array(delays.length);

  for (let customers = 1; customers <= whole; customers++) {
    // What the others do, as seen by one who arrives.
    const othersUnits = customers === 1 ? 0 : throughput;
    const toDest = moderationWait(othersUnits * framesByPass[0], interval);
    const toClient = moderationWait(othersUnits * framesByPass[1], interval);
    const inBatch = gather ? Math.min(customers, unitsPerBurst) : 1;
    batchPackets = gather ? Math.min(customers * perUnit, gather.burstPackets) : 1;
    let total = toDest.waitS + toClient.waitS;
    waits = [toDest.waitS, toClient.waitS];
    for (let at = 0; at < size; at++) {
      const station = stations[at]!;
      const perInterrupt = station.end === "dest" ? toDest.frames : toClient.frames;
      const inOne = gather ? Math.max(1, batchPackets) : perInterrupt;
      const service = fixed[at]! + batched[at]! / inOne;
      demand[at] = service;
      let spent: number;
      if (gather && station.server === "io") {
        spent = service;
      } else {
        const servers = station.servers;
        spent =
          servers === 1
            ? service * (1 + queued[at]!)
            : (service / servers) * (1 + queued[at]!) + (service * (servers - 1)) / servers;
      }
      residence[at] = spent;
      total += spent;
    }
    for (let at = 0; at < delays.length; at++) {
      const delay = delays[at]!;
      let seconds = delay.seconds * delayScale;
      if (delay.unlessBusy >= 0) {
        const station = stations[delay.unlessBusy]!;
        const busy = (previousBusy(demand, occupied, delay.unlessBusy) * othersUnits) / station.servers;
        seconds *= 1 - Math.min(1, busy);
      }
      delaySeconds[at] = seconds;
      total += seconds;
    }
    gatherS = 0;
    if (!gather) {
      gatherS =
        behindBatch(stations, demand, "dest", toDest.frames / framesByPass[0]) +
        behindBatch(stations, demand, "client", toClient.frames / framesByPass[1]);
      total += gatherS;
    }
    if (gather) {
      total += passes * timerS;
      const serialS = (inBatch - 1) * serialPerUnit;
      gatherS += serialS;
      total += serialS;
    }
    let rate = customers / (total + traffic.thinkS);
    if (gather) {
      for (let at = 0; at < size; at++) {
        if (stations[at]!.server !== "io") continue;
        const roundS =
          timerS + expiryS + unitsPerBurst * (demand[at]! + occupied[at]!);
        rate = Math.min(rate, unitsPerBurst / roundS);
      }
      const spentInAll = customers / rate - traffic.thinkS;
      gatherS += spentInAll - total;
      total = spentInAll;
    }
    previousResponse = response;
    previousThroughput = throughput;
    throughput = rate;
    response = total;
    for (let at = 0; at < size; at++) {
      const servers = stations[at]!.servers;
      const waitsAt =
        servers === 1 ? residence[at]! : residence[at]! - (demand[at]! * (servers - 1)) / servers;
      queued[at] = rate * waitsAt;
    }
    if (customers > 64 && Math.abs(throughput - previousThroughput) < settled * throughput) {
      // Saturated: further customers only wait.
      response = population / throughput - traffic.thinkS;
      gatherS += response - total;
      break;
    }
    if (customers === whole && customers > population && customers > 1) {
      // A fractional population lies between its two neighbours.
      const share = population - (customers - 1);
      throughput = previousThroughput + share * (throughput - previousThroughput);
      response = previousResponse + share * (response - previousResponse);
    }
  }
  return {
    population,
    throughput,
    responseTime: response,
    residenceS: Array.from(residence),
    demandS: Array.from(demand, (seconds, at) => seconds + occupied[at]!),
    utilisation: Array.from(
      demand,
      (seconds, at) => (throughput * (seconds + occupied[at]!)) / stations[at]!.servers,
    ),
    delayS: Array.from(delaySeconds),
    moderationS: waits,
    timerS: gather ? passes * timerS : 0,
    gatherS,
    batchPackets,
  };
};

/** Mean wait behind one's own batch of `units`, at the end's slowest station. */
const behindBatch = (
  stations: PathNetwork["stations"],
  demand: Float64Array,
  end: "client" | "dest",
  units: number,
): number => {
  if (units <= 1) return 0;
  let slowest = 0;
  for (let at = 0; at < stations.length; at++) {
    const station = stations[at]!;
    if (station.end === end) slowest = Math.max(slowest, demand[at]! / station.servers);
  }
  return ((units - 1) / 2) * slowest;
};

const previousBusy = (demand: Float64Array, occupied: Float64Array, at: number): number =>
  demand[at]! + occupied[at]!;
