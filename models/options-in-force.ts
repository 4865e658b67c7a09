/**
 * What a scenario's options mean for one technology: the values in force after defaults.
 *
 * IDEA   Everything that a scenario leaves open is filled in here, once. `scale` stretches what a
 *        machine is, and not what a reader states or software sets: CPU costs, the network's latency
 *        and the disk's, each unless it is given (baseline.ts says why).
 * LENGTH One default after another.
 */
import { cpuGenerations, disks, nics } from "./parameters/hardware-choices.ts";
import type { ParameterId, ParameterValues } from "./parameters/catalogue.ts";
import { technologyById } from "./paths/catalogue.ts";
import type { EventLoops } from "./paths/event-loop.ts";
import { idleInForce } from "./paths/idle-vcpu.ts";
import type { Scheduler, Step, StepOption, Technology } from "./paths/step.ts";
import { unix } from "./paths/unix.ts";
import type { Scenario } from "./scenario.ts";
import type { End } from "./traffic.ts";

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

/** The year in which qemu began to let a disk's own thread poll before it sleeps. */
const ioPollsSince = 2017;

/** The disk as the path takes it: what occupies it, and latency beyond. Seconds a block. */
export interface DiskInForce {
  readonly name: string;
  /** One at a time. */
  readonly eachS: number;
  /** Once for all blocks that the disk finds waiting: the arm's way. */
  readonly sweepS: number;
  /** In parallel, without a queue. */
  readonly waitS: number;
  /** Of a cached block that streams out later. */
  readonly behindS: number;
  /** How far `eachS` and `waitS` differ from block to block, either way, as a part of them. */
  readonly spread: number;
}

/** How much longer than the parameters say a machine takes: what it computes, and what it waits for. */
export interface MachineScale {
  /** All CPU work. */
  readonly cpu: number;
  /** Wire and interrupt moderation, or the disk. */
  readonly rest: number;
}

export const unscaledMachine: MachineScale = { cpu: 1, rest: 1 };

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
  /** CPU seconds of an end's application for one request, or for one answer. */
  readonly applicationS: Readonly<Record<End, number>>;
  /** Event loops of an end; null where each client has a thread there. */
  readonly loops: Readonly<Record<End, EventLoops | null>>;
  /** Share of an end's messages whose thread sleeps on another vCPU than takes their interrupt. */
  readonly elsewhere: Readonly<Record<End, number>>;
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

/** The generation of a scenario's CPU. */
export const cpuOf = ({
  hardware,
}: Scenario): (typeof cpuGenerations)[number] =>
  byId(cpuGenerations, hardware.cpu);

/** What one block takes from the disk alone, and with its queue full. */
const diskFigures = (
  id: (typeof disks)[number]["id"],
  values: ParameterValues,
  { pattern, direction }: Scenario["workload"],
  transferS: number,
): { readonly aloneS: number; readonly eachS: number } => {
  if (pattern === "sequential") {
    const nextS = values[`disk.${id}.next`];
    return {
      aloneS: nextS + transferS,
      eachS: Math.max(transferS, Math.min(values[`disk.${id}.each`], nextS)),
    };
  }
  const [latency, each] =
    direction !== "read" && id !== "hdd"
      ? ([`disk.${id}.write.latency`, `disk.${id}.write.each`] as const)
      : ([`disk.${id}.latency`, `disk.${id}.each`] as const);
  return {
    aloneS: values[latency] + transferS,
    eachS: Math.max(transferS, values[each]),
  };
};

/**
 * The disk of the scenario. Its rate is kept exactly, and its latency alone too unless the rate
 * contradicts it: a disk that manages fewer blocks a second than one over its latency is as slow as
 * that rate.
 */
const diskInForce = (
  scenario: Scenario,
  values: ParameterValues,
  bytes: number,
  { rest }: MachineScale,
): DiskInForce => {
  const { hardware, workload } = scenario;
  const { id, name, arm } = byId(disks, hardware.disk);
  const transferS = bytes * values[`disk.${id}.byte`];
  const own = diskFigures(id, values, workload, transferS);
  const latencyS =
    hardware.diskUs === null ? own.aloneS * rest : hardware.diskUs * 1e-6;
  const eachS =
    hardware.diskIops !== null
      ? 1 / hardware.diskIops
      : hardware.diskUs !== null
        ? (own.eachS / own.aloneS) * latencyS
        : own.eachS * rest;
  const restS = Math.max(0, latencyS - eachS);
  const sweeps = arm && workload.pattern === "random";
  return {
    name,
    eachS,
    sweepS: sweeps ? restS : 0,
    waitS: sweeps ? 0 : restS,
    behindS:
      hardware.diskIops === null && hardware.diskUs === null
        ? transferS * rest
        : eachS,
    spread: values[`disk.${id}.spread`],
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

/** Queue pairs of a NIC; of a disk one, unless the scenario says more. */
const queuesOf = (
  { options, limits, workload }: Scenario,
  { queues }: Technology,
): number => {
  if (options.queues !== null) return options.queues;
  if (workload.kind === "disk") return 1;
  return queues === "vcpus" ? limits.vcpus : (queues ?? 1);
};

/** The event loops of an end with so many threads. */
const loopsOf = (
  threads: number | null,
  { workload, limits, hardware }: Scenario,
  { limit }: Technology,
): EventLoops | null =>
  workload.kind !== "request-response" || threads === null
    ? null
    : {
        threads,
        apart:
          limit === "vcpus" && threads < Math.min(limits.vcpus, hardware.cores),
      };

/**
 * The share of a guest's messages whose thread sleeps on another vCPU than takes their interrupt: a lone
 * thread comes to the vCPU that wakes it, and of several each is on any vCPU as likely as on that one.
 */
const elsewhereOf = (
  { limits, workload }: Scenario,
  { application }: Technology,
): number =>
  application !== "vcpu" || workload.threads === 1 ? 0 : 1 - 1 / limits.vcpus;

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
 * @param scale     how much slower than the parameters say the machine is (baseline.ts)
 */
export const inForce = (
  scenario: Scenario,
  values: ParameterValues,
  scale: MachineScale = unscaledMachine,
): InForce => {
  const technology = technologyById.get(scenario.technology) ?? unix;
  const { options, hardware, limits, workload } = scenario;
  const offloadOn =
    options.offload === "default"
      ? technology.offload
      : options.offload === "on";
  const cpu = cpuOf(scenario);
  const messageBytes = workload.bytes ?? defaultMessageBytes[workload.kind];
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
  if (options.deviceThread === "main") on.add("main-loop");
  if (options.deviceThread === "pool" || options.deviceThread === "async")
    on.add("gathers-blocks");
  const disk = diskInForce(scenario, values, messageBytes, scale);
  const ioPolls =
    options.deviceThread === "async" &&
    cpu.year >= ioPollsSince &&
    disk.eachS + disk.sweepS + disk.waitS <= values["io.poll"];
  if (ioPolls) on.add("io-polls");
  else if (options.deviceThread !== "sync") on.add("io-sleeps");
  if (options.vethQueue === "one") on.add("veth-queue");
  if (options.diskGrants === "kept") on.add("grants-kept");
  for (const grant of grantsOf(scenario, technology)) on.add(grant);
  on.add(
    idleInForce(
      technology,
      options.idle,
      { cores: hardware.cores, cpuYear: cpu.year },
      workload.kind === "disk",
    ),
  );
  if (workload.direction === "read") on.add("read");
  if (workload.direction === "sync") on.add("durable");
  if (workload.direction === "write" && technology.disk.writeBehind)
    on.add("write-behind");
  const windowBytes = options.windowBytes ?? values[technology.window];
  const merges = offloadOn && technology.aggregates;
  const mergedBytes = merges ? values["gro.frames"] * values.mss : Infinity;
  const nic = byId(nics, hardware.nic);
  const clientTechnology = clientsOf(scenario, technology, on.has("timer"));
  const elsewhere = {
    client: elsewhereOf(scenario, clientTechnology),
    dest: elsewhereOf(scenario, technology),
  };
  if (elsewhere.client + elsewhere.dest > 0) on.add("other-vcpu");
  return {
    technology,
    clientTechnology,
    on,
    ...capOf(scenario, technology, values),
    messageBytes,
    responseBytes: workload.responseBytes ?? messageBytes,
    applicationS: {
      client: workload.clientUs * 1e-6,
      dest: workload.serverUs * 1e-6,
    },
    loops: {
      client: loopsOf(workload.clientWorkers, scenario, clientTechnology),
      dest: loopsOf(workload.workers, scenario, technology),
    },
    elsewhere,
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
        ? values["wire.oneway"] * scale.rest
        : (hardware.rttUs * 1e-6) / 2,
    moderationS:
      hardware.moderationUs === null
        ? values["nic.moderation"] * scale.rest
        : hardware.moderationUs * 1e-6,
    timerS: options.txTimerUs * 1e-6,
    burstFrames: options.txBurst,
    ringFrames: hardware.ringFrames ?? values["ring.frames"],
    queues: queuesOf(scenario, technology),
    lineBitPerS: values[`nic.${nic.id}`],
    disk,
    scheduler:
      options.scheduler === "default"
        ? technology.scheduler
        : options.scheduler,
    tickS: limits.hz === null ? values["clock.tick"] : 1 / limits.hz,
    quotaPeriodS: limits.quotaPeriodMs * 1e-3,
    cpuSpeed: values[`cpu.${cpu.id}`] / scale.cpu,
  };
};

/** The steps of `path` that exist under the options in force. */
export const stepsInForce = (
  path: readonly Step[],
  on: ReadonlySet<StepOption>,
): readonly Step[] =>
  path.filter(
    ({ when, elsewhere }) =>
      (!when || on.has(when.option) === when.is) &&
      (!elsewhere || on.has("other-vcpu")),
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
