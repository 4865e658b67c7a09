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
import type { ParameterId } from "../parameters/catalogue.ts";

export type Place =
  | "guest-user"
  | "guest-kernel"
  | "hypervisor"
  | "qemu"
  | "dom0-kernel"
  | "host-kernel"
  | "nic"
  | "wire";

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
 * What a step occupies. `thread`: the application's thread on a CPU. `stack`: the serial network
 * context of a zone (ring, soft ring, squeue). `link`: the line out of the sender; `port`: the switch
 * port towards the receiver. `none`: time passes but nothing is occupied.
 */
export type ServerId =
  | "thread"
  | "stack"
  | "vcpu"
  | "softirq"
  | "io"
  | "vhost"
  | "netback"
  | "link"
  | "port"
  | "none";

/**
 * What a cost is paid for. `packet`: a unit that crosses the stack once (with segmentation offload
 * up to 64 KB, else one frame). `frame`: a frame on the wire. `ack`: an acknowledgement without
 * data. `chain`: frames of one connection that an interrupt hands up together. `batch`: whatever one timer flush, one interrupt or one wake-up gathers.
 */
export type Per =
  "message" | "packet" | "frame" | "chain" | "byte" | "ack" | "batch";

export interface Cost {
  readonly parameter: ParameterId;
  readonly per: Per;
  readonly times?: number;
}

/** The options a step can depend on; the scenario holds their values (scenario.ts). */
export type StepOption = "timer" | "offload" | "firewall" | "self-copy";

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
  /** Gathers what arrives: the transmit timer, or interrupt moderation. */
  readonly gathers?: "timer" | "moderation";
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
  /** `threads`: one a thread, up to the cores; `vcpus`: the guest's CPUs; `serial`: one. */
  readonly capacity: "threads" | "vcpus" | "serial";
  /** Limiter category when it saturates: the tenant's own CPU, or time in the path beyond it. */
  readonly category: "CPU" | "latency";
  /** Its CPU time is charged to the tenant's cap. */
  readonly capped: boolean;
}

export type Family = "unix" | "zone" | "container" | "kvm" | "xen" | "nitro";

export interface Technology {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  readonly description: string;
  /** True when no row of the post tested it: every figure of it is a prediction. */
  readonly prediction: boolean;
  readonly servers: Partial<Record<ServerId, Server>>;
  readonly transmit: readonly Step[];
  readonly receive: readonly Step[];
  /** What one connection keeps in flight at most, and what a parked reader lets in. */
  readonly window: ParameterId;
  readonly readerBuffer: ParameterId;
  /** Segmentation offload and receive aggregation reach this stack by default. */
  readonly offload: boolean;
  /** The receiving stack merges frames in software while offloads are on, and answers the merged unit. */
  readonly aggregates: boolean;
  /** The options that change this path. */
  readonly options: readonly StepOption[];
  /** Default CPU limit of the tenant: a cap in CPUs, or a number of vCPUs. */
  readonly limit: "cap" | "vcpus" | "none";
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
