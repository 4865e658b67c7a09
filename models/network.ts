/**
 * Scenario to queueing network: the service demands of every station, read off the path.
 *
 * IDEA   Walk each pass of the traffic through the steps in force; add every cost to the station
 *        whose server the step occupies, or to the delays when it occupies none. Costs paid per
 *        batch stay apart, because how much a batch holds depends on the load (solve/rounds.ts).
 * UNITS  Seconds per unit of traffic (traffic.ts says what a unit is).
 * HOLDS  CPU costs divide by the CPU's speed; timers, moderation and the wire do not.
 */
import {
  chosenValues,
  inForce,
  stepsInForce,
  type InForce,
} from "./options-in-force.ts";
import { type ParameterValues } from "./parameters/catalogue.ts";
import { publishedValues } from "./parameters/published-values.ts";
import type { Cost, ServerId, Step } from "./paths/step.ts";
import type { Scenario } from "./scenario.ts";
import { trafficOf, type End, type Pass, type Traffic } from "./traffic.ts";

/** One server at one end (or the link), with what a unit asks of it. */
export interface PathStation {
  readonly id: string;
  readonly server: ServerId;
  readonly end: End;
  readonly name: string;
  readonly category: "CPU" | "latency";
  readonly servers: number;
  readonly capped: boolean;
  /** Seconds per unit, whatever the batch. */
  readonly demandS: number;
  /** Seconds per frame gathered into one batch, when a batch holds one frame. */
  readonly perBatchS: number;
  /** The part of `demandS` that acknowledgements cause: parking gathers it (capping.ts). */
  readonly ackS: number;
  /** Occupies the server, but nobody waits for it. */
  readonly deferredS: number;
}

/** Time that passes without a queue: waking, wire. */
export interface Delay {
  readonly id: string;
  readonly end: End;
  readonly seconds: number;
  /** Index of the station whose business makes the delay vanish, or −1. */
  readonly unlessBusy: number;
}

/** One contribution of one step to a unit's time: kept for residence times and flame graphs. */
export interface StepCost {
  readonly step: Step;
  readonly end: End;
  readonly pass: 0 | 1;
  /** Index of the station, or −1 for a delay. */
  readonly station: number;
  readonly fixedS: number;
  readonly perBatchS: number;
}

export interface PathNetwork {
  readonly scenario: Scenario;
  readonly force: InForce;
  readonly traffic: Traffic;
  readonly values: ParameterValues;
  readonly stations: readonly PathStation[];
  readonly delays: readonly Delay[];
  readonly steps: readonly StepCost[];
  /** Seconds between interrupts of the receiving NICs, and frames per unit by pass. */
  readonly moderationS: number;
  readonly framesByPass: readonly [number, number];
  /** The transmit timer, when the technology has one and it is on. */
  readonly gather: {
    readonly timerS: number;
    readonly expiryS: number;
    readonly burstPackets: number;
    /** Data packets per unit: what a burst counts. */
    readonly packetsPerUnit: number;
    /** Serial seconds that each further unit of a batch adds to a round. */
    readonly serialPerUnitS: number;
  } | null;
}

/** Parameters that a faster CPU does not shorten. */
const notCpu: ReadonlySet<string> = new Set([
  "qemu.txtimer",
  "nic.moderation",
  "wire.oneway",
]);

const stationId = (server: ServerId, end: End): string => `${end}.${server}`;

/** Servers that no technology owns. */
const lineNames: Partial<Record<ServerId, string>> = {
  link: "line",
  port: "switch port",
};

const capacityOf = (
  capacity: "threads" | "vcpus" | "serial",
  scenario: Scenario,
): number => {
  if (capacity === "serial") return 1;
  if (capacity === "vcpus")
    return Math.min(scenario.limits.vcpus, scenario.hardware.cores);
  return Math.min(scenario.workload.threads, scenario.hardware.cores);
};

/**
 * How often a unit of traffic meets a delay. A wire is crossed once by whatever a pass carries; a
 * wake-up for a message is met by as many units as a message has.
 */
const delaysOf = (per: Exclude<Cost["per"], "batch">, pass: Pass): number =>
  per === "message"
    ? Math.min(1, pass.times.message)
    : Math.min(1, Math.ceil(pass.times[per]));

interface MutableStation {
  demandS: number;
  perBatchS: number;
  ackS: number;
  deferredS: number;
}

/**
 * Compiles a scenario into the network that `solve/rounds.ts` solves.
 *
 * @param scenario  validated by `parseScenario`
 * @param published parameter values in SI units; the published ones when not given
 */
export const networkOf = (
  scenario: Scenario,
  published: ParameterValues = publishedValues,
): PathNetwork => {
  const force = inForce(scenario, published);
  const values: ParameterValues = { ...published, ...chosenValues(force) };
  const traffic = trafficOf(scenario, force, values);
  const { technology } = force;
  const index = new Map<string, number>();
  const shapes: Omit<PathStation, keyof MutableStation>[] = [];
  const sums: MutableStation[] = [];
  const delays: Delay[] = [];
  const steps: StepCost[] = [];

  const stationAt = (server: ServerId, end: End): number => {
    const id = stationId(server, end);
    const known = index.get(id);
    if (known !== undefined) return known;
    const shape = technology.servers[server];
    index.set(id, shapes.length);
    shapes.push({
      id,
      server,
      end,
      name: lineNames[server] ?? shape?.name ?? server,
      category: shape?.category ?? "latency",
      servers: shape ? capacityOf(shape.capacity, scenario) : 1,
      capped: shape?.capped ?? false,
    });
    sums.push({ demandS: 0, perBatchS: 0, ackS: 0, deferredS: 0 });
    return shapes.length - 1;
  };

  const seconds = (cost: Cost): number =>
    (values[cost.parameter] * (cost.times ?? 1)) /
    (notCpu.has(cost.parameter) ? 1 : force.cpuSpeed);

  const timerOn = force.on.has("timer");
  /** Crossings: the I/O work that a packet of the batch does on the way, by pass and end. */
  const onTheWay: [from: number, to: number][] = [];

  for (const [passIndex, pass] of traffic.passes.entries()) {
    const crossing: [number, number] = [0, 0];
    const gathered = timerOn ? pass.times.packet + pass.times.ack : pass.frames;
    const walk = (step: Step, end: End, side: 0 | 1): void => {
      if (step.gathers) return;
      let fixedS = 0;
      let ackS = 0;
      let perBatchS = 0;
      for (const cost of step.costs) {
        const each = seconds(cost);
        if (cost.per === "batch") perBatchS += each;
        else {
          const times =
            step.server === "none"
              ? delaysOf(cost.per, pass)
              : pass.times[cost.per];
          fixedS += each * times;
          if (cost.per === "ack" && cost.parameter === "tcp.ack")
            ackS += each * times;
        }
      }
      if (step.server === "link" || step.server === "port")
        fixedS = (pass.wireBytes * 8) / force.lineBitPerS;
      if (step.server === "none") {
        const waits = fixedS + perBatchS;
        if (waits === 0) return;
        const busyAt =
          step.unlessBusy === undefined ? -1 : stationAt(step.unlessBusy, end);
        delays.push({ id: step.id, end, seconds: waits, unlessBusy: busyAt });
        steps.push({
          step,
          end,
          pass: passIndex as 0 | 1,
          station: -1,
          fixedS: waits,
          perBatchS: 0,
        });
        return;
      }
      const at = stationAt(step.server, end);
      const sum = sums[at];
      if (!sum) return;
      if (step.deferred) sum.deferredS += fixedS;
      else {
        sum.demandS += fixedS;
        sum.perBatchS += perBatchS * gathered;
        sum.ackS += ackS;
        if (step.server === "io") crossing[side] += fixedS;
      }
      steps.push({
        step,
        end,
        pass: passIndex as 0 | 1,
        station: at,
        fixedS,
        perBatchS: perBatchS * gathered,
      });
    };
    for (const step of stepsInForce(technology.transmit, force.on))
      walk(step, pass.from, 0);
    for (const step of stepsInForce(technology.receive, force.on))
      walk(step, pass.to, 1);
    onTheWay.push(crossing);
  }

  return {
    scenario,
    force,
    traffic,
    values,
    stations: shapes.map((shape, at) => ({
      ...shape,
      ...(sums[at] ?? { demandS: 0, perBatchS: 0, ackS: 0, deferredS: 0 }),
    })),
    delays,
    steps,
    moderationS: force.moderationS,
    framesByPass: [
      traffic.passes[0]?.frames ?? 1,
      traffic.passes[1]?.frames ?? 1,
    ],
    gather: timerOn
      ? {
          timerS: force.timerS,
          expiryS:
            (values["qemu.jitter"] + values["qemu.lock"]) / force.cpuSpeed,
          burstPackets: force.burstFrames,
          packetsPerUnit: traffic.passes[0]?.times.packet ?? 1,
          serialPerUnitS: onTheWay.reduce(
            (sum, [from, to]) => sum + Math.max(from, to),
            0,
          ),
        }
      : null,
  };
};

/**
 * `network` at another thread count, without compiling the scenario again: its stations are the
 * same array while no server count changes, so that a curve can share one pass over them.
 */
export const withThreads = (
  network: PathNetwork,
  threads: number,
): PathNetwork => {
  const { traffic, force, stations } = network;
  const scenario: Scenario = {
    ...network.scenario,
    workload: { ...network.scenario.workload, threads },
  };
  const serversOf = (station: PathStation): number => {
    const shape = force.technology.servers[station.server];
    return shape ? capacityOf(shape.capacity, scenario) : 1;
  };
  return {
    ...network,
    scenario,
    traffic: { ...traffic, population: threads * traffic.unitsPerThread },
    stations: stations.every(
      (station) => station.servers === serversOf(station),
    )
      ? stations
      : stations.map((station) => ({
          ...station,
          servers: serversOf(station),
        })),
  };
};
