/**
 * A path network as a program: the visits that one train of units makes around its loop.
 *
 * IDEA   The solver adds a path's costs up by station. A simulator needs their order: which server,
 *        then which wait, then which server. Steps that follow each other at one server are one
 *        visit. What a path gathers (moderation, transmit timer) becomes a visit of its own kind.
 * UNITS  Seconds a unit of traffic; per-batch costs in seconds a batch.
 * HOLDS  The sums over a program are the demands of its network, station by station: tested.
 * LENGTH One walk over the steps, and the kinds of visit that it makes.
 */
import { capParksStream } from "../../capping.ts";
import type { PathNetwork, StepCost } from "../../network.ts";
import { stepsInForce } from "../../options-in-force.ts";
import { deviceWait } from "../../paths/device.ts";
import type { Step } from "../../paths/step.ts";

export type VisitKind = "serve" | "moderate" | "gather" | "wake";

export interface Visit {
  readonly kind: VisitKind;
  readonly pass: 0 | 1;
  /** Index of the station served; for a wake-up, of the one whose business makes it vanish. */
  readonly station: number;
  /** Seconds that each unit occupies the station; of a wake-up, seconds it takes. */
  readonly unitS: number;
  /** Seconds that an interrupt's batch occupies the station once. */
  readonly batchS: number;
  /** Seconds that a notification takes; none while who is to be notified is at work. */
  readonly kickS: number;
  /** Seconds that each unit occupies the station after it has left. */
  readonly deferredS: number;
  /** All of it is that, at a server which also has work of the train's own way: nobody waits. */
  readonly aside: boolean;
  /** Whoever serves it has just served it: nobody slept between. */
  readonly resumes: boolean;
  /** The part of `unitS` that acknowledgements cause: parking gathers it. */
  readonly ackS: number;
  /** Seconds without a server that follow, whoever is busy. */
  readonly delayS: number;
  /** How far that delay may differ from its mean, either side. */
  readonly spreadS: number;
  /** Service is drawn; the line's is not. */
  readonly varies: boolean;
  /** Service differs evenly by this part of it, instead: the disk's. */
  readonly evenly: number;
  /** Nothing can overtake on the way to the next visit. */
  readonly leadsOn: boolean;
  /** Its notification needs the lock that the I/O thread holds while it works. */
  readonly takesLock: boolean;
  /** Its work is done under that lock. */
  readonly holdsLock: boolean;
  /** The tenant's threads pass from kernel to user mode here: a cap can park them. */
  readonly returnsToUser: boolean;
  /** 0: the NIC or timer of the client; 1: of the destination. */
  readonly end: 0 | 1;
  /** Names of the steps, in order. */
  readonly steps: readonly string[];
  /** Pass, end and steps: the same visit has the same name in another scenario. */
  readonly name: string;
}

export interface Program {
  readonly network: PathNetwork;
  readonly visits: readonly Visit[];
  /** A cap's silences gather acknowledgements (capping.ts). */
  readonly gathersAcks: boolean;
  /** What a thread released by a cap sends at once, and the ring it meets; null when none is lost. */
  readonly burst: {
    readonly windowBytes: number;
    readonly frameBytes: number;
    readonly ringFrames: number;
  } | null;
  readonly retransmitS: number;
}

type Draft = Omit<
  { -readonly [Key in keyof Visit]: Visit[Key] },
  "name" | "leadsOn" | "aside" | "resumes" | "steps"
> & { steps: string[] };

const isUserCall = (step: Step): boolean =>
  step.place === "guest-user" ||
  step.functions.some((name) => name === "read" || name === "write");

const isHeavyExit = ({ costs }: Step): boolean =>
  costs.some(({ parameter }) => parameter === "exit.heavy");

/**
 * Where a tenant's thread passes from kernel to user mode. A guest is inside one long ioctl; its
 * vCPU is stopped as a whole. Of a guest whose process is in a zone each thread is one of the zone's:
 * a vCPU comes to user mode in a heavy exit only, the I/O thread each time that its select returns.
 */
const returnsToUser = (step: Step, inZone: boolean): boolean => {
  const { server, place } = step;
  if (server === "thread") return isUserCall(step);
  if (!inZone) return server === "vcpu" || server === "worker";
  return server === "vcpu"
    ? isHeavyExit(step)
    : server === "io" && place === "qemu";
};

/** Kinds of step by which a sender tells its back end that there is work. */
const notifies: ReadonlySet<Step["kind"]> = new Set([
  "exit",
  "hypercall",
  "notify",
]);

const blank = (
  kind: VisitKind,
  pass: 0 | 1,
  station: number,
  end: 0 | 1,
): Draft => ({
  kind,
  pass,
  station,
  unitS: 0,
  batchS: 0,
  kickS: 0,
  deferredS: 0,
  ackS: 0,
  delayS: 0,
  spreadS: 0,
  varies: true,
  evenly: 0,
  takesLock: false,
  holdsLock: false,
  returnsToUser: false,
  end,
  steps: [],
});

const endOf = (end: "client" | "dest"): 0 | 1 => (end === "client" ? 0 : 1);

/** The steps of the transmit path that come before its timer, by id; null where there is none. */
const timerPlace = ({ force }: PathNetwork): ReadonlySet<string> | null => {
  const path = stepsInForce(force.technology.transmit, force.on);
  const at = path.findIndex((step) => step.gathers === "timer");
  return at < 0 ? null : new Set(path.slice(0, at).map(({ id }) => id));
};

/**
 * Whether a train can enter the next visit at once: after a wake-up; and from a serial server to a
 * line that nothing else feeds, where trains arrive in the order in which they leave here.
 */
const leadsOn = (
  network: PathNetwork,
  visits: readonly Draft[],
  index: number,
): boolean => {
  const visit = visits[index];
  const next = visits[index + 1];
  if (visit?.kind === "wake") return true;
  if (visit?.kind !== "serve" || next?.kind !== "serve") return false;
  // On a way that differs from message to message they overtake.
  if (visit.spreadS > 0) return false;
  const from = network.stations[visit.station];
  const to = network.stations[next.station];
  const isLine = to?.server === "link";
  const feeders = visits.filter(
    (each) => each.kind === "serve" && each.station === next.station,
  );
  return (
    from?.servers === 1 &&
    from.server !== "thread" &&
    isLine &&
    feeders.length === 1
  );
};

/** Whether a visit has deferred work only. A server that has no other is a limit, and is waited for. */
const isAside = (
  { stations }: PathNetwork,
  { unitS, batchS, kickS, deferredS, station }: Draft,
): boolean => {
  const at = stations[station];
  return (
    deferredS > 0 &&
    unitS + batchS + kickS === 0 &&
    at !== undefined &&
    at.demandS + at.perBatchS > 0
  );
};

/**
 * Whether a visit goes on where the one before it was: only waits for others lie between. The first of
 * a loop follows the last, unless the thread thinks.
 */
const resumes = (
  { traffic }: PathNetwork,
  visits: readonly Draft[],
  index: number,
): boolean => {
  const visit = visits[index];
  let at = index;
  do {
    if (at === 0 && traffic.thinkS > 0) return false;
    at = (at === 0 ? visits.length : at) - 1;
  } while (at !== index && visits[at]?.kind === "wake");
  const before = visits[at];
  return (
    visit?.kind === "serve" &&
    before?.kind === "serve" &&
    before.station === visit.station &&
    before.delayS === 0
  );
};

/** What one acknowledgement costs in a step, in seconds a unit: shared out as the network does. */
const ackShareOf = (network: PathNetwork, cost: StepCost): number => {
  const pass = network.traffic.passes[cost.pass];
  const isAck = cost.step.costs.filter(
    (each) => each.per === "ack" && each.parameter === "tcp.ack",
  );
  return isAck.reduce(
    (sum, each) =>
      sum +
      (network.values["tcp.ack"] * (each.times ?? 1) * (pass?.times.ack ?? 0)) /
        network.force.cpuSpeed,
    0,
  );
};

/**
 * How far a flash block's latency differs from its mean; and the way over NICs and switch: for a message that is alone on its
 * connection, so that nothing of the connection can overtake it. Frames of a window keep their order
 * and their distance.
 */
const spreadOf = (
  { traffic, values, force }: PathNetwork,
  cost: StepCost,
): number => {
  if (cost.step.id === deviceWait.id) return force.disk.spread * cost.fixedS;
  return traffic.unitsPerThread === 1 &&
    cost.step.costs.some(({ parameter }) => parameter === "wire.oneway")
    ? Math.min(cost.fixedS, values["wire.spread"])
    : 0;
};

/** Compiles a path network. Delays in a row are added; a delay first in the loop follows its end. */
export const programOf = (network: PathNetwork): Program => {
  const { force, traffic, steps, stations, delays } = network;
  const timerOn = network.gather !== null;
  const visits: Draft[] = [];
  const delayAt = new Map<StepCost, number>();
  let next = 0;
  for (const cost of steps) if (cost.station < 0) delayAt.set(cost, next++);

  const add = (visit: Draft): void => {
    visits.push(visit);
  };
  const walk = (cost: StepCost): void => {
    if (cost.fixedS + cost.perBatchS === 0) return;
    const end = endOf(cost.end);
    const last = visits[visits.length - 1];
    if (cost.station < 0) {
      const sleeper = delays[delayAt.get(cost) ?? -1]?.unlessBusy ?? -1;
      if (sleeper < 0) {
        if (!last) return;
        let from = last;
        // Who was woken hands it on, though it takes no time for that.
        if (last.kind === "wake") {
          from = blank("serve", cost.pass, last.station, end);
          add(from);
        }
        from.delayS += cost.fixedS;
        from.spreadS += spreadOf(network, cost);
        from.steps.push(cost.step.id);
        return;
      }
      add({
        ...blank("wake", cost.pass, sleeper, end),
        unitS: cost.fixedS,
        steps: [cost.step.id],
      });
      return;
    }
    const continues =
      last?.kind === "serve" &&
      last.station === cost.station &&
      last.delayS === 0;
    const visit = continues
      ? last
      : blank("serve", cost.pass, cost.station, end);
    if (!continues) add(visit);
    if (cost.step.deferred) visit.deferredS += cost.fixedS;
    else visit.unitS += cost.fixedS;
    const { onceS } = cost;
    if (notifies.has(cost.step.kind)) {
      visit.kickS += onceS;
      if (cost.step.costs.some(({ parameter }) => parameter === "qemu.lock"))
        visit.takesLock = true;
    } else visit.batchS += onceS;
    visit.ackS += ackShareOf(network, cost);
    const server = stations[cost.station]?.server;
    const { inZone = false } = force.technology;
    if (server === "io" && cost.step.place === "qemu") visit.holdsLock = true;
    if (server === "link") visit.varies = false;
    if (server === "device") {
      visit.varies = false;
      visit.evenly = force.disk.spread;
    }
    if (
      returnsToUser(cost.step, inZone) &&
      (server !== "thread" || cost.fixedS > 0)
    )
      visit.returnsToUser = true;
    visit.steps.push(cost.step.id);
  };

  for (const [index, pass] of traffic.passes.entries()) {
    const own = steps.filter((each) => each.pass === index);
    if (traffic.medium === "disk") {
      for (const cost of own) walk(cost);
      continue;
    }
    const sending = own.filter((each) => each.end === pass.from);
    const timerAt = timerOn ? timerPlace(network) : null;
    const isBefore = (cost: StepCost) => timerAt?.has(cost.step.id) ?? true;
    for (const cost of sending) if (isBefore(cost)) walk(cost);
    if (timerAt) add(blank("gather", index as 0 | 1, -1, endOf(pass.from)));
    for (const cost of sending) if (!isBefore(cost)) walk(cost);
    add(blank("moderate", index as 0 | 1, -1, endOf(pass.to)));
    for (const cost of own) if (cost.end === pass.to) walk(cost);
  }
  const stream = capParksStream(network);
  const { options } = network.scenario;
  return {
    network,
    visits: visits.map((visit, index) => ({
      ...visit,
      leadsOn: leadsOn(network, visits, index),
      aside: isAside(network, visit),
      resumes: resumes(network, visits, index),
      name: `${String(visit.pass)} ${String(visit.end)} ${visit.steps.join(" ")}`,
    })),
    gathersAcks: stream && options.capBatching === "on",
    burst:
      stream && options.capLoss === "on"
        ? {
            windowBytes: force.readerBufferBytes,
            frameBytes: network.values.mss,
            ringFrames: force.ringFrames,
          }
        : null,
    retransmitS: network.values["rto.min"],
  };
};
