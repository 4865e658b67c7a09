/**
 * What a scenario's options mean for one technology: the values in force after defaults.
 *
 * IDEA   Everything that a scenario leaves open is filled in here, once. `scale` stretches what a
 *        machine is, and not what a reader states or software sets: CPU costs, the network's latency
 *        and the disk's, each unless it is given (baseline.ts says why).
 */
import { cpuGenerations, disks, nics } from "./parameters/hardware-choices.ts";
import type { ParameterId, ParameterValues } from "./parameters/catalogue.ts";
import { technologyById } from "./paths/catalogue.ts";
import { idleByDefault } from "./paths/idle-vcpu.ts";
import type { Scheduler, Step, StepOption, Technology } from "./paths/step.ts";
import { unix } from "./paths/unix.ts";
import type { Scenario } from "./scenario.ts";

/** Bytes of a message when the scenario names none. The last three workloads send none. */
const defaultMessageBytes = {
  "tcp-stream": 131_072,
  packets: 64,
  "request-response": 64,
  disk: 4_096,
  cpu: 64,
  "sched-latency": 64,
  "proc-scan": 64,
} as const;

/** The disk as stations take it: `servers` blocks at once, and latency beyond. */
export interface DiskInForce {
  readonly name: string;
  readonly servers: number;
  /** Seconds that one block occupies one of them. */
  readonly serviceS: number;
  /** Seconds of latency that occupy nothing. */
  readonly waitS: number;
  /** The same as `serviceS`, of a cached block that streams out later. */
  readonly behindS: number;
}

export interface InForce {
  readonly technology: Technology;
  /** The clients' technology: another than the server's when they run on bare metal. */
  readonly clientTechnology: Technology;
  readonly on: ReadonlySet<StepOption>;
  /** CPUs that the tenant may use on average, or null for no cap. */
  readonly capCpus: number | null;
  /** A cap that falls to a baseline: `capCpus` is then the mean of the two. */
  readonly burst: {
    readonly peakCpus: number;
    readonly baselineCpus: number;
    readonly seconds: number;
  } | null;
  readonly messageBytes: number;
  readonly responseBytes: number;
  /** CPU seconds of the server for one request. */
  readonly serverS: number;
  /** Threads of a server with event loops, some idle if clients are fewer; null for one a client. */
  readonly workers: number | null;
  /** They have fewer vCPUs than their guest: the others take its interrupts. */
  readonly workersApart: boolean;
  readonly windowBytes: number;
  readonly readerBufferBytes: number;
  /** Bytes of the largest unit that crosses the tenant's stack in one pass. */
  readonly unitBytes: number;
  /** Full frames that one acknowledgement covers. */
  readonly framesPerAck: number;
  readonly onewayS: number;
  readonly moderationS: number;
  readonly timerS: number;
  readonly burstFrames: number;
  readonly ringFrames: number;
  /** Queue pairs of a paravirtual NIC. */
  readonly queues: number;
  readonly lineBitPerS: number;
  readonly disk: DiskInForce;
  readonly scheduler: Scheduler;
  readonly tickS: number;
  readonly quotaPeriodS: number;
  readonly cpuSpeed: number;
}

const byId = <Entry extends { readonly id: string }>(
  list: readonly Entry[],
  id: string,
): Entry => {
  const found = list.find((entry) => entry.id === id) ?? list[0];
  if (!found) throw new Error("empty catalogue");
  return found;
};

/** Most blocks that a device is taken to work at once; beyond, its latency occupies nothing. */
const mostAtOnce = 1024;

/**
 * The disk of the scenario. Its rate is kept exactly, and its latency alone too unless the rate
 * contradicts it: a disk that manages fewer blocks a second than one over its latency is as slow as
 * that rate.
 */
const diskInForce = (
  scenario: Scenario,
  values: ParameterValues,
  bytes: number,
  scale: number,
): DiskInForce => {
  const { hardware, workload } = scenario;
  const { id, name } = byId(disks, hardware.disk);
  const transferS = bytes * values[`disk.${id}.byte`];
  const random = workload.pattern === "random";
  const ownS = values[`disk.${id}.${random ? "latency" : "next"}`] + transferS;
  const ownEachS = Math.max(
    transferS,
    random
      ? values[`disk.${id}.each`]
      : Math.min(values[`disk.${id}.each`], values[`disk.${id}.next`]),
  );
  const latencyS =
    hardware.diskUs === null ? ownS * scale : hardware.diskUs * 1e-6;
  const eachS =
    hardware.diskIops !== null
      ? 1 / hardware.diskIops
      : hardware.diskUs !== null
        ? (ownEachS / ownS) * latencyS
        : ownEachS * scale;
  const servers = Math.min(
    mostAtOnce,
    Math.max(1, Math.floor(latencyS / eachS + 1e-9)),
  );
  const serviceS = servers * eachS;
  return {
    name,
    servers,
    serviceS,
    waitS: Math.max(0, latencyS - serviceS),
    behindS:
      hardware.diskIops === null && hardware.diskUs === null
        ? servers * transferS * scale
        : serviceS,
  };
};

/** A transmit timer gathers what both ends send into rounds, so it keeps both ends alike. */
const clientsOf = (
  { workload }: Scenario,
  technology: Technology,
  timerOn: boolean,
): Technology =>
  workload.kind === "request-response" && workload.peer === "native" && !timerOn
    ? (technologyById.get(technology.native) ?? technology)
    : technology;

/** Whether a tenant has a CPU cap of its own: a zone, and a guest inside one. */
export const isCapped = ({ limit, inZone }: Technology): boolean =>
  limit === "cap" || inZone === true;

/** How packets leave a Xen guest and arrive in it. Pages that were flipped in were mapped out. */
const grantsOf = (
  { options }: Scenario,
  technology: Technology,
): readonly StepOption[] => {
  const grants =
    options.grants === "default" ? technology.grants : options.grants;
  if (grants === "flip") return ["grant-map", "grant-flip"];
  return grants === "map" ? ["grant-map"] : [];
};

/** The server's threads, where it has event loops. */
const workersOf = (
  { workload, limits, hardware }: Scenario,
  { limit }: Technology,
): Pick<InForce, "workers" | "workersApart"> => {
  if (workload.kind !== "request-response" || workload.workers === null)
    return { workers: null, workersApart: false };
  const { workers } = workload;
  return {
    workers,
    workersApart:
      limit === "vcpus" && workers < Math.min(limits.vcpus, hardware.cores),
  };
};

/** The cap of a tenant: what the scenario says, else the technology's own. */
const capOf = (
  scenario: Scenario,
  technology: Technology,
  values: ParameterValues,
): Pick<InForce, "capCpus" | "burst"> => {
  const { limits } = scenario;
  const capCpus =
    limits.cap === "none"
      ? null
      : (limits.cap ?? (isCapped(technology) ? values["zone.cap"] : null));
  const { cpuBaseline, burstS } = limits;
  if (
    capCpus === null ||
    cpuBaseline === null ||
    technology.native !== "unix" ||
    burstS === 0 ||
    cpuBaseline >= capCpus
  )
    return { capCpus, burst: null };
  return {
    capCpus: (capCpus + cpuBaseline) / 2,
    burst: { peakCpus: capCpus, baselineCpus: cpuBaseline, seconds: burstS },
  };
};

/**
 * @param scenario  validated by `parseScenario`
 * @param values    parameter values in SI units
 * @param scale     how much slower than the parameters say the machine is; 1 leaves it
 */
export const inForce = (
  scenario: Scenario,
  values: ParameterValues,
  scale = 1,
): InForce => {
  const technology = technologyById.get(scenario.technology) ?? unix;
  const { options, hardware, limits, workload } = scenario;
  const offloadOn =
    options.offload === "default"
      ? technology.offload
      : options.offload === "on";
  const on = new Set<StepOption>();
  if (technology.options.includes("timer") && options.txTimerUs > 0)
    on.add("timer");
  if (offloadOn) on.add("offload");
  if (options.firewall === "on") on.add("firewall");
  if (options.selfCopy === "on") on.add("self-copy");
  if (options.pageTables === "shadow") on.add("shadow");
  if (options.lofs === "on") on.add("lofs");
  if (options.deviceThread === "sync") on.add("sync-device");
  if (options.deviceThread === "pool") on.add("pool");
  for (const grant of grantsOf(scenario, technology)) on.add(grant);
  on.add(options.idle === "default" ? idleByDefault(technology) : options.idle);
  if (workload.direction === "read") on.add("read");
  if (workload.direction === "sync") on.add("durable");
  if (workload.direction === "write" && technology.disk.writeBehind)
    on.add("write-behind");
  const windowBytes = options.windowBytes ?? values[technology.window];
  const messageBytes = workload.bytes ?? defaultMessageBytes[workload.kind];
  const merges = offloadOn && technology.aggregates;
  const mergedBytes = merges ? values["gro.frames"] * values.mss : Infinity;
  const nic = byId(nics, hardware.nic);
  return {
    technology,
    clientTechnology: clientsOf(scenario, technology, on.has("timer")),
    on,
    ...capOf(scenario, technology, values),
    messageBytes,
    responseBytes: workload.responseBytes ?? messageBytes,
    serverS: workload.serverUs * 1e-6,
    ...workersOf(scenario, technology),
    windowBytes,
    readerBufferBytes: options.windowBytes ?? values[technology.readerBuffer],
    unitBytes: offloadOn
      ? Math.min(values["tso.bytes"], windowBytes, mergedBytes)
      : values.mss,
    framesPerAck: merges
      ? Math.max(
          1,
          Math.min(
            values["gro.frames"],
            Math.floor(windowBytes / 2 / values.mss),
          ),
        )
      : values["ack.every"],
    onewayS:
      hardware.rttUs === null
        ? values["wire.oneway"] * scale
        : (hardware.rttUs * 1e-6) / 2,
    moderationS:
      hardware.moderationUs === null
        ? values["nic.moderation"] * scale
        : hardware.moderationUs * 1e-6,
    timerS: options.txTimerUs * 1e-6,
    burstFrames: options.txBurst,
    ringFrames: hardware.ringFrames ?? values["ring.frames"],
    queues:
      options.queues ??
      (technology.queues === "vcpus" ? limits.vcpus : (technology.queues ?? 1)),
    lineBitPerS: values[`nic.${nic.id}`],
    disk: diskInForce(scenario, values, messageBytes, scale),
    scheduler:
      options.scheduler === "default"
        ? technology.scheduler
        : options.scheduler,
    tickS: limits.hz === null ? values["clock.tick"] : 1 / limits.hz,
    quotaPeriodS: limits.quotaPeriodMs * 1e-3,
    cpuSpeed: values[`cpu.${byId(cpuGenerations, hardware.cpu).id}`] / scale,
  };
};

/** The steps of `path` that exist under the options in force. */
export const stepsInForce = (
  path: readonly Step[],
  on: ReadonlySet<StepOption>,
): readonly Step[] =>
  path.filter(
    (step) => !step.when || on.has(step.when.option) === step.when.is,
  );

/** Parameters whose value the scenario sets itself, in SI units. */
export const chosenValues = (
  force: InForce,
): Partial<Record<ParameterId, number>> => ({
  "wire.oneway": force.onewayS,
  "nic.moderation": force.moderationS,
  "qemu.txtimer": force.timerS,
  "qemu.txburst": force.burstFrames,
  "clock.tick": force.tickS,
});
