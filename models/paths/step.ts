/**
 * The step form: a technology is a path, a path is a list of steps.
 *
 * IDEA   A step says where it happens, what kind of event it is, which server it occupies, what
 *        it costs in named parameters, under which option it exists, the functions that a tracer
 *        would show, and its source. Diagrams, stacks, service demands and tables are all read
 *        from these records; nobody writes any of them a second time.
 * UNITS  Costs name parameters; units come with them. `times` is a dimensionless factor.
 */
import type { CiteKey } from "../cites.ts";
import type { WorkloadKind } from "../fields/field.ts";
import type { ParameterId } from "../parameters/catalogue.ts";

export type Place =
  | "guest-user"
  | "guest-kernel"
  | "hypervisor"
  | "qemu"
  | "dom0-kernel"
  | "host-kernel"
  | "nic"
  | "wire"
  | "device";

export type StepKind =
  | "syscall"
  | "call"
  | "copy"
  | "exit"
  | "hypercall"
  | "inject"
  | "irq"
  | "softirq"
  | "wake"
  | "ctxsw"
  | "notify"
  | "timer-wait"
  | "grant-op"
  | "dma";

/**
 * What a step occupies. `thread`: the application's thread on a CPU. `worker`: a thread of a guest's
 * server, where it has fewer than the guest has vCPUs. `stack`: the serial network context of a zone
 * (ring, soft ring, squeue). `link`: the line out of the sender. `zio`, `aio`, `blkback`: the threads
 * that carry a block request through ZFS, through qemu's pool, through dom0. `epair`: the task thread
 * of FreeBSD's virtual cable. `veth`, `vethPeer`: the one transmit queue that each end of Linux's had.
 * `switch`: the polling core of a user-space switch. `device`: the disk. `none`: time passes but
 * nothing is occupied.
 */
export type ServerId =
  | "thread"
  | "worker"
  | "stack"
  | "vcpu"
  | "softirq"
  | "io"
  | "vhost"
  | "netback"
  | "epair"
  | "veth"
  | "vethPeer"
  | "switch"
  | "zio"
  | "aio"
  | "blkback"
  | "device"
  | "link"
  | "none";

/**
 * What a cost is paid for. `message`: what the application asks for at once: a message, a request, a
 * block. `packet`: a unit that crosses the stack once (with segmentation offload up to 64 KB, else
 * one frame; on a disk path, one request to the device). `frame`: a frame on the wire. `ack`: an
 * acknowledgement without data. `page`: a page of data, beyond what is copied with a packet's
 * headers. `chain`: frames of one connection that an interrupt hands up together. `batch`: whatever
 * one timer flush, one interrupt or one wake-up gathers; on a disk path, the blocks that a server finds
 * when it turns to its queue.
 */
export type Per =
  "message" | "packet" | "frame" | "page" | "chain" | "byte" | "ack" | "batch";

export interface Cost {
  readonly parameter: ParameterId;
  readonly per: Per;
  readonly times?: number;
}

/**
 * The options a step can depend on; the scenario holds their values (scenario.ts). `grant-map` and
 * `grant-flip`: how a Xen back end reaches pages that leave and that arrive; without them it copies.
 * `halts`, `host-polls`, `guest-polls`: what an idle vCPU does, one of the three. `other-vcpu`: the
 * thread that an interrupt wakes may sleep on another vCPU than the interrupt's. Of the thread that
 * serves a virtual disk, `pool`: it hands each block to a thread of a pool; `main-loop`: it is qemu's
 * main loop and takes one block at a time; `sync-device`: it waits for the disk itself; none of them:
 * it submits and goes on; `gathers-blocks`: it takes all that it finds; `io-polls`: it looks for its
 * blocks instead of sleeping, and else, unless it waits for the disk itself, `io-sleeps`. `read`,
 * `write-behind`, `durable` follow from what a disk workload asks: to read, to write and be answered
 * from a cache, to have it on stable storage. `veth-queue`: each end of a veth pair has a transmit queue, as by default until 2015.
 */
export type StepOption =
  | "veth-queue"
  | "timer"
  | "offload"
  | "firewall"
  | "self-copy"
  | "shadow"
  | "lofs"
  | "grant-map"
  | "grant-flip"
  | "halts"
  | "host-polls"
  | "guest-polls"
  | "other-vcpu"
  | "pool"
  | "main-loop"
  | "gathers-blocks"
  | "sync-device"
  | "io-polls"
  | "io-sleeps"
  | "grants-kept"
  | "read"
  | "write-behind"
  | "durable";

export interface Step {
  readonly id: string;
  readonly place: Place;
  readonly kind: StepKind;
  /** One line for tables and diagrams. */
  readonly label: string;
  readonly functions: readonly string[];
  readonly server: ServerId;
  readonly costs: readonly Cost[];
  /** The step exists only while the option is on (or, with `is: false`, off). */
  readonly when?: { readonly option: StepOption; readonly is: boolean };
  /** Met by those messages only whose thread sleeps on another vCPU than takes the interrupt. */
  readonly elsewhere?: true;
  /** Gathers what arrives: the transmit timer, or interrupt moderation. */
  readonly gathers?: "timer" | "moderation";
  /** Connections are spread over receive queues, each with an interrupt of its own: one for each of these. */
  readonly perQueue?: "cores" | "vcpus";
  /** Occupies its server but is not on the packet's own way. */
  readonly deferred?: true;
  /** The delay vanishes while this server is busy: nobody sleeps, so nobody must be woken. */
  readonly unlessBusy?: ServerId;
  readonly cite: CiteKey;
  readonly where: string;
}

/** How a server's capacity follows the scenario, and what the post's author would call it. */
export interface Server {
  readonly name: string;
  /**
   * `threads`: one a thread, up to the cores; `workers`: one a thread of a server with event loops;
   * `flows`: one a thread, for what a hash of the connection spreads; `queues`: as `flows`, but no
   * more than the device has queue pairs; `vcpus`: the guest's CPUs; `cores`: the host's; `serial`:
   * one.
   */
  readonly capacity:
    "threads" | "workers" | "flows" | "queues" | "vcpus" | "cores" | "serial";
  /**
   * Limiter category when it saturates, as its tenant sees it: its own CPU, time in the path beyond
   * it (a back end is that, however busy: the tenant only waits for it), or a disk.
   */
  readonly category: "CPU" | "latency" | "device";
  /** Its CPU time is charged to the tenant's cap. */
  readonly capped: boolean;
  /** Its thread never sleeps: it looks for work, and keeps a CPU busy with that. */
  readonly polls?: true;
}

/**
 * A technology's way to a disk. Unlike a packet's it ends where it began, so one host has all of it.
 */
export interface DiskPath {
  /** Servers that only this way has. */
  readonly servers: Partial<Record<ServerId, Server>>;
  /** From the system call to the device. */
  readonly issue: readonly Step[];
  /** From the device's interrupt back to the caller. */
  readonly complete: readonly Step[];
  /** Most requests between issue and completion, and what their places are called. */
  readonly slots: {
    readonly parameter: ParameterId;
    readonly name: string;
  } | null;
  /** Bytes that one request to the device carries at most; null: the whole block. */
  readonly requestBytes: ParameterId | null;
  /** The host answers a write from its cache, unless it must be durable. */
  readonly writeBehind: boolean;
  /** Caches that hold the same block: the host's, and a guest's above it. */
  readonly caches: 1 | 2;
}

/** Who decides which thread or vCPU runs on the host. */
export type Scheduler = "fss" | "cfs" | "credit" | "credit2" | "bvt" | "sedf";

export type Family = "unix" | "zone" | "container" | "kvm" | "xen" | "nitro";

export interface Technology {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  readonly description: string;
  /** The technology that pages list it after; null for the first of its family. */
  readonly after: string | null;
  /** What a place is called here, where it is another than its name says. */
  readonly places?: Partial<Record<Place, string>>;
  /** What the host's tracer is in a place, where it is another than its name says; null for none. */
  readonly tracers?: Partial<Record<Place, string | null>>;
  /** Workloads that make no sense for it, each with a sentence that says why. */
  readonly refuses?: Partial<Record<WorkloadKind, string>>;
  /** True when no row of the post tested it: every figure of it is a prediction. */
  readonly prediction: boolean;
  readonly servers: Partial<Record<ServerId, Server>>;
  readonly transmit: readonly Step[];
  readonly receive: readonly Step[];
  readonly disk: DiskPath;
  /** Where an application's own work runs: `server-us` of a request. */
  readonly application: "thread" | "vcpu";
  /** The host's scheduler, when the scenario names none. */
  readonly scheduler: Scheduler;
  /** The technology of the same family of kernels without a tenant: what bare metal measures. */
  readonly native: "unix" | "jail" | "container-host";
  /** What one connection keeps in flight at most, and what a parked reader lets in. */
  readonly window: ParameterId;
  readonly readerBuffer: ParameterId;
  /** Segmentation offload and receive aggregation reach this stack by default. */
  readonly offload: boolean;
  /** The receiving stack merges frames in software while offloads are on, and answers the merged unit. */
  readonly aggregates: boolean;
  /** Queue pairs of a server with that capacity, when the scenario names none. */
  readonly queues?: 1 | "vcpus";
  /** How its back end reaches the guest's pages, when the scenario does not say. */
  readonly grants?: "copy" | "map";
  /** The Linux of its host, where a default depends on the release (idle-vcpu.ts). */
  readonly host?: "linux-3.18" | "linux-4.3";
  /** The options that change this path. */
  readonly options: readonly StepOption[];
  /** Default CPU limit of the tenant: a cap in CPUs, or a number of vCPUs. */
  readonly limit: "cap" | "vcpus" | "none";
  /** A guest whose process is in a zone: the zone's CPU cap holds it beside its vCPUs. */
  readonly inZone?: true;
}

/** A cost that data packets and bare acknowledgements pay alike. */
export const perUnit = (parameter: ParameterId, times = 1): readonly Cost[] => [
  { parameter, per: "packet", times },
  { parameter, per: "ack", times },
];

/** A cost that full frames and bare acknowledgements pay alike, whatever the stack merges later. */
export const perFrame = (
  parameter: ParameterId,
  times = 1,
): readonly Cost[] => [
  { parameter, per: "frame", times },
  { parameter, per: "ack", times },
];

/**
 * The step of a path with an id: for a technology that shares it.
 *
 * @throws Error when the path has none
 */
export const stepOf = (path: readonly Step[], id: string): Step => {
  const step = path.find((each) => each.id === id);
  if (!step) throw new Error(`no step ${id} on this path`);
  return step;
};
