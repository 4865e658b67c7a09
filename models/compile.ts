/**
 * Compiles a scenario: the service demands of every station, read off the path.
 *
 * IDEA   Walk each pass of the traffic through the steps in force; add every cost to the station
 *        whose server the step occupies, or to the delays when it occupies none. Costs paid per
 *        batch stay apart, because how much a batch holds depends on the load (solve/rounds.ts).
 *        A wire and a disk take what the scenario says of them; an application's own work ends the
 *        pass that brings it a request.
 * UNITS  Seconds per unit of traffic (traffic.ts says what a unit is).
 * HOLDS  CPU costs divide by the CPU's speed; timers, moderation, wire and disk do not.
 * FAILS  A guest's threads and interrupts are not placed on vCPUs: a connection is at work on two at
 *        most, its thread's and its interrupt's, and a process that waits for blocks on one.
 * LENGTH One walk and the counts of servers that it needs.
 */
import type { Delay, PathNetwork, PathStation, StepCost } from "./network.ts";
import {
  chosenValues,
  inForce,
  stepsInForce,
  type InForce,
  type MachineScale,
} from "./options-in-force.ts";
import type { ParameterValues } from "./parameters/catalogue.ts";
import {
  device,
  deviceHeld,
  deviceServer,
  deviceWait,
} from "./paths/device.ts";
import { inEventLoop, loopThread, loopWorker } from "./paths/event-loop.ts";
import { switchPort } from "./paths/wire.ts";
import type { Cost, Server, ServerId, Step, Technology } from "./paths/step.ts";
import type { Scenario } from "./scenario.ts";
import { trafficOf, type End, type Pass } from "./traffic.ts";

/** Parameters that a faster CPU does not shorten. */
const notCpu: ReadonlySet<string> = new Set([
  "qemu.txtimer",
  "nic.moderation",
  "wire.oneway",
]);

const stationId = (server: ServerId, end: End): string => `${end}.${server}`;

/** The server that no technology owns. */
const lineNames: Partial<Record<ServerId, string>> = { link: "line" };

/** A server that both ways have may be another on the way to the disk. */
const shapeOf = (
  { servers, disk }: Technology,
  server: ServerId,
  end: End,
  { workload }: Scenario,
): Server | undefined =>
  (workload.kind === "disk" ? disk.servers[server] : undefined) ??
  servers[server] ??
  (server === "worker" ? loopWorker[end] : deviceServer[server]);

const capacityOf = (
  capacity: Server["capacity"],
  scenario: Scenario,
  force: InForce,
  end: End,
): number => {
  const { cores } = scenario.hardware;
  const { threads, kind } = scenario.workload;
  const { queues } = force;
  const loops = force.loops[end];
  const workers = Math.min(loops?.threads ?? threads, threads, cores);
  switch (capacity) {
    case "serial":
      return 1;
    case "cores":
      return cores;
    case "vcpus":
      return (
        // A process asks for its blocks, and is told of them, on the vCPU that it runs on; a
        // connection has its thread on one and its frames come in on another.
        Math.min(
          scenario.limits.vcpus,
          cores,
          kind === "disk" ? threads : 2 * threads,
        ) - (loops?.apart === true ? workers : 0)
      );
    case "queues":
      return Math.min(queues, threads, cores);
    case "threads":
    case "workers":
      return workers;
    case "flows":
      return Math.min(threads, cores);
  }
};

/**
 * How often a unit of traffic meets a delay. A wire is crossed once by whatever a pass carries; a
 * wake-up for a message is met by as many units as a message has.
 */
const delaysOf = (per: Exclude<Cost["per"], "batch">, pass: Pass): number =>
  per === "message"
    ? Math.min(1, pass.times.message)
    : Math.min(1, Math.ceil(pass.times[per]));

/** What an end's application does with what a pass brought, when the scenario says what it takes. */
const applicationWork = (server: ServerId, end: End): Step => ({
  id: applicationWorkId[end],
  place: "guest-user",
  kind: "call",
  label:
    end === "dest"
      ? "the server works on the request"
      : "the client takes the answer and makes its next request",
  functions: ["main"],
  server,
  costs: [],
  cite: "mechanisms",
  where: `given with the scenario: ${end === "dest" ? "server-us" : "client-us"}`,
});

const applicationWorkId: Readonly<Record<End, string>> = {
  dest: "server-work",
  client: "client-work",
};

interface MutableStation {
  handovers: number;
  demandS: number;
  perBatchS: number;
  ackS: number;
  deferredS: number;
}

const nothing: Readonly<MutableStation> = {
  handovers: 0,
  demandS: 0,
  perBatchS: 0,
  ackS: 0,
  deferredS: 0,
};

/** Blocks found together: by a thread those of its own, by other servers those of one in so many. */
export const togetherAt = (
  server: ServerId,
  servers: number,
  { workload }: Scenario,
): number => {
  if (workload.kind !== "disk" || server !== "thread") return 1 / servers;
  const { threads, depth } = workload;
  return (depth - 1) / Math.max(1, threads * depth - 1);
};

/** A line takes what its bytes take; a disk's time is even between two bounds; all else is drawn. */
const variationOf = (
  server: ServerId,
  { workload }: Scenario,
  { disk }: InForce,
): number => {
  if (workload.service === "deterministic" || server === "link") return 0;
  return server === "device" ? disk.spread ** 2 / 3 : 1;
};

/** How many servers a station has, for another thread count than it was compiled with. */
export const serversOf = (
  force: InForce,
  station: PathStation,
  scenario: Scenario,
): number => {
  const shape = shapeOf(
    station.end === "client" ? force.clientTechnology : force.technology,
    station.server,
    station.end,
    scenario,
  );
  return shape ? capacityOf(shape.capacity, scenario, force, station.end) : 1;
};

/**
 * @param scenario   validated by `parseScenario`, with a workload that takes a path
 * @param published  parameter values in SI units
 * @param scale      how much slower than the parameters say the machine is (baseline.ts)
 */
export const compileNetwork = (
  scenario: Scenario,
  published: ParameterValues,
  scale: MachineScale,
): PathNetwork => {
  const force = inForce(scenario, published, scale);
  const values: ParameterValues = { ...published, ...chosenValues(force) };
  const traffic = trafficOf(scenario, force, values);
  const { technology, clientTechnology } = force;
  const technologyAt = (end: End): Technology =>
    end === "client" ? clientTechnology : technology;
  const index = new Map<string, number>();
  const shapes: Omit<PathStation, keyof MutableStation>[] = [];
  const sums: MutableStation[] = [];
  const delays: Delay[] = [];
  const steps: StepCost[] = [];

  const stationAt = (server: ServerId, end: End): number => {
    const id = stationId(server, end);
    const known = index.get(id);
    if (known !== undefined) return known;
    const shape = shapeOf(technologyAt(end), server, end, scenario);
    index.set(id, shapes.length);
    const servers = shape
      ? capacityOf(shape.capacity, scenario, force, end)
      : 1;
    shapes.push({
      id,
      server,
      end,
      name:
        server === "device"
          ? force.disk.name
          : (lineNames[server] ?? shape?.name ?? server),
      category: shape?.category ?? "latency",
      servers,
      together: togetherAt(server, servers, scenario),
      squaredVariation: variationOf(server, scenario, force),
      // Clients on bare metal are no tenant: no cap is charged with their work.
      capped: (shape?.capped ?? false) && technologyAt(end) === technology,
    });
    sums.push({ ...nothing });
    return shapes.length - 1;
  };

  const seconds = (cost: Cost): number =>
    (values[cost.parameter] * (cost.times ?? 1)) /
    (notCpu.has(cost.parameter) ? 1 : force.cpuSpeed);

  const lineS = ({ wireBytes }: Pass): number =>
    (wireBytes * 8) / force.lineBitPerS;

  const threadAt = (end: End): ServerId =>
    loopThread(technologyAt(end), force.loops[end]);
  /** The steps of a way in force, at the end that takes it. */
  const waysIn = (
    path: readonly Step[],
    end: End,
    way: "transmit" | "receive",
  ): readonly Step[] => {
    const steps = stepsInForce(path, force.on);
    return force.loops[end] ? inEventLoop(steps, way, threadAt(end)) : steps;
  };

  /** A thread with one message at a time has nothing to do whenever one comes. */
  const isAlwaysIdle = (server: ServerId, end: End): boolean =>
    server === "thread" &&
    force.loops[end] === null &&
    traffic.unitsPerThread === 1;

  const onDisk = traffic.medium === "disk";
  // A NIC that is polled holds nothing back.
  const moderates = [technology, clientTechnology].some(({ receive }) =>
    receive.some((step) => step.gathers === "moderation"),
  );
  const queuesTo = (end: End): number => {
    const { cores } = scenario.hardware;
    const { receive } = technologyAt(end);
    const each = receive.find(({ perQueue }) => perQueue)?.perQueue;
    if (each === undefined) return 1;
    return each === "cores" ? cores : Math.min(scenario.limits.vcpus, cores);
  };
  const timerOn = force.on.has("timer") && !onDisk;
  /** Crossings: the I/O work that a packet of the batch does on the way, by pass and end. */
  const onTheWay: [from: number, to: number][] = [];

  for (const [passIndex, pass] of traffic.passes.entries()) {
    const crossing: [number, number] = [0, 0];
    const handed = pass.times.packet + pass.times.ack;
    const walk = (step: Step, end: End, side: 0 | 1): void => {
      if (step.gathers) return;
      // A back end is told of each that the stack hands down. The frames of a unit arrive back to
      // back, faster than an interrupt is taken, and are found together.
      const gathered = timerOn || (side === 0 && !onDisk) ? handed : 1;
      let fixedS = 0;
      let ackS = 0;
      let perBatchS = 0;
      const share = step.elsewhere ? force.elsewhere[end] : 1;
      for (const cost of step.costs) {
        const each = seconds(cost) * share;
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
      if (step.server === "link") fixedS = lineS(pass);
      if (step.id === switchPort.id) fixedS = lineS(pass) / pass.frames;
      if (step.server === "device")
        fixedS = step.deferred ? force.disk.behindS : force.disk.eachS;
      if (step.id === device.id) perBatchS = force.disk.sweepS;
      if (step.id === deviceWait.id) fixedS = force.disk.waitS;
      if (step.id === deviceHeld.id)
        fixedS = force.disk.waitS + force.disk.eachS + force.disk.sweepS;
      if (step.id === applicationWorkId[end]) fixedS = pass.applicationS;
      if (step.server === "none") {
        const waits = fixedS + perBatchS;
        if (waits === 0) return;
        const busyAt =
          step.unlessBusy === undefined || isAlwaysIdle(step.unlessBusy, end)
            ? -1
            : stationAt(step.unlessBusy, end);
        delays.push({ id: step.id, end, seconds: waits, unlessBusy: busyAt });
        steps.push({
          step,
          end,
          pass: passIndex as 0 | 1,
          station: -1,
          fixedS: waits,
          perBatchS: 0,
          onceS: 0,
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
        onceS: perBatchS,
      });
    };
    const [there, back] = onDisk
      ? [technology.disk.issue, technology.disk.complete]
      : [technologyAt(pass.from).transmit, technologyAt(pass.to).receive];
    for (const step of waysIn(there, pass.from, "transmit"))
      walk(step, pass.from, 0);
    for (const step of waysIn(back, pass.to, "receive")) walk(step, pass.to, 1);
    if (pass.applicationS > 0)
      walk(applicationWork(threadAt(pass.to), pass.to), pass.to, 1);
    onTheWay.push(crossing);
  }

  // Round the loop; a line is between two ends.
  const served = steps.filter(
    ({ station, fixedS, perBatchS }) => station >= 0 && fixedS + perBatchS > 0,
  );
  let before = traffic.thinkS > 0 ? undefined : served.at(-1);
  for (const each of served) {
    const sum = sums[each.station];
    if (
      sum &&
      each.station !== before?.station &&
      each.end === before?.end &&
      before.step.server !== "link"
    )
      sum.handovers += 1;
    before = each;
  }

  return {
    scenario,
    force,
    traffic,
    values,
    stations: shapes.map((shape, at) => ({
      ...shape,
      ...(sums[at] ?? nothing),
    })),
    delays,
    steps,
    moderationS: onDisk || !moderates ? 0 : force.moderationS,
    queuesByPass: [queuesTo("dest"), queuesTo("client")],
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
