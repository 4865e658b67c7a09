/**
 * What a reader can choose, as one table: key, place in the scenario, kind, unit, range, default.
 *
 * IDEA   Validation, the query codec, the command line's help and the lab's controls all read this
 *        table, so a field is described once. Values are kept in the unit that the reader types.
 * LENGTH A table, one row a field.
 */
import { cpuGenerations, nics } from "./parameters/hardware-choices.ts";
import { publishedValues } from "./parameters/published-values.ts";
import { technologies } from "./paths/catalogue.ts";
import { inUnit } from "./units.ts";

interface FieldBase {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  /** Path in the scenario object. */
  readonly at: readonly [group: string, name: string] | readonly [name: string];
}

export interface NumberField extends FieldBase {
  readonly kind: "number";
  readonly unit:
    "" | "µs" | "B" | "CPUs" | "threads" | "vCPUs" | "cores" | "frames";
  readonly low: number;
  readonly high: number;
  readonly integer: boolean;
  /** `null` means: whatever the technology, workload or published value says. */
  readonly initial: number | null;
  /** Words that stand beside numbers, such as `none` for no cap. */
  readonly words: readonly string[];
  /** The interval that a slider spans, where the whole domain would be useless. */
  readonly slider: readonly [low: number, high: number];
  readonly logarithmic: boolean;
}

export interface ChoiceField extends FieldBase {
  readonly kind: "choice";
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly initial: string;
}

export type Field = NumberField | ChoiceField;

const onOff = [
  { id: "on", name: "on" },
  { id: "off", name: "off" },
] as const;

/** As a reader types it: 200, not the nearest double to 2e-4 times a million. */
const shownUs = (id: "qemu.txtimer") =>
  Number(inUnit(publishedValues[id], "µs").toPrecision(12));

export const fields = [
  {
    kind: "choice",
    key: "technology",
    label: "Technology",
    hint: "whose I/O path is taken, at both ends",
    at: ["technology"],
    choices: technologies.map(({ id, name }) => ({ id, name })),
    initial: "zone",
  },
  {
    kind: "choice",
    key: "workload",
    label: "Workload",
    hint: "what the threads do",
    at: ["workload", "kind"],
    choices: [
      { id: "tcp-stream", name: "TCP stream (iperf)" },
      { id: "packets", name: "packet rate (closed loop)" },
    ],
    initial: "tcp-stream",
  },
  {
    kind: "number",
    key: "threads",
    label: "Threads",
    hint: "client threads, one connection each",
    at: ["workload", "threads"],
    unit: "threads",
    low: 1,
    high: 1024,
    integer: true,
    initial: 1,
    words: [],
    slider: [1, 32],
    logarithmic: false,
  },
  {
    kind: "number",
    key: "bytes",
    label: "Message size",
    hint: "bytes a write (tcp-stream) or a message (packets); the workload's own when not given",
    at: ["workload", "bytes"],
    unit: "B",
    low: 1,
    high: 1_048_576,
    integer: true,
    initial: null,
    words: [],
    slider: [1, 131_072],
    logarithmic: true,
  },
  {
    kind: "number",
    key: "think",
    label: "Think time",
    hint: "pause of a thread between two messages (packets)",
    at: ["workload", "thinkUs"],
    unit: "µs",
    low: 0,
    high: 10_000_000,
    integer: false,
    initial: 0,
    words: [],
    slider: [0, 1_000],
    logarithmic: false,
  },
  {
    kind: "choice",
    key: "cpu",
    label: "CPU generation",
    hint: "divides every CPU cost by its speed",
    at: ["hardware", "cpu"],
    choices: cpuGenerations.map(({ id, name }) => ({ id, name })),
    initial: "westmere-2011",
  },
  {
    kind: "number",
    key: "cores",
    label: "Host cores",
    hint: "CPUs of each host",
    at: ["hardware", "cores"],
    unit: "cores",
    low: 1,
    high: 512,
    integer: true,
    initial: 16,
    words: [],
    slider: [1, 64],
    logarithmic: false,
  },
  {
    kind: "choice",
    key: "nic",
    label: "NIC",
    hint: "line rate of each host",
    at: ["hardware", "nic"],
    choices: nics.map(({ id, name }) => ({ id, name })),
    initial: "10g",
  },
  {
    kind: "number",
    key: "rtt",
    label: "Round-trip time",
    hint: "of the network alone: NICs, wire and switch, both ways; the fitted value when not given",
    at: ["hardware", "rttUs"],
    unit: "µs",
    low: 0,
    high: 1_000_000,
    integer: false,
    initial: null,
    words: [],
    slider: [0, 500],
    logarithmic: false,
  },
  {
    kind: "number",
    key: "moderation",
    label: "Interrupt moderation",
    hint: "least time between two receive interrupts; the fitted value when not given",
    at: ["hardware", "moderationUs"],
    unit: "µs",
    low: 0,
    high: 1_000,
    integer: false,
    initial: null,
    words: [],
    slider: [0, 100],
    logarithmic: false,
  },
  {
    kind: "number",
    key: "ring",
    label: "Receive ring",
    hint: "descriptors of the NIC's receive ring: igb has 512, ixgbe 1,024",
    at: ["hardware", "ringFrames"],
    unit: "frames",
    low: 64,
    high: 8_192,
    integer: true,
    initial: null,
    words: [],
    slider: [256, 4_096],
    logarithmic: true,
  },
  {
    kind: "number",
    key: "vcpus",
    label: "vCPUs",
    hint: "of each guest",
    at: ["limits", "vcpus"],
    unit: "vCPUs",
    low: 1,
    high: 64,
    integer: true,
    initial: 1,
    words: [],
    slider: [1, 8],
    logarithmic: false,
  },
  {
    kind: "number",
    key: "cap",
    label: "CPU cap",
    hint: "CPUs that the tenant may use on average; the word none lifts it; the technology's own when not given",
    at: ["limits", "cap"],
    unit: "CPUs",
    low: 0.05,
    high: 512,
    integer: false,
    initial: null,
    words: ["none"],
    slider: [0.25, 8],
    logarithmic: false,
  },
  {
    kind: "choice",
    key: "cap-release",
    label: "Cap release",
    hint: "threads released a tick: one before OS-1405 (25 July 2012), 10 to 160 after",
    at: ["options", "capRelease"],
    choices: [
      { id: "after", name: "after July 2012: ten or more a tick" },
      { id: "before", name: "before July 2012: one a tick" },
    ],
    initial: "after",
  },
  {
    kind: "choice",
    key: "cap-batching",
    label: "Batching under the cap",
    hint: "a parked thread finds its acknowledgements gathered (a fitted mechanism)",
    at: ["options", "capBatching"],
    choices: onOff,
    initial: "on",
  },
  {
    kind: "choice",
    key: "cap-loss",
    label: "Loss after the cap's silences",
    hint: "threads released together overrun the receive ring and wait for a retransmit timer",
    at: ["options", "capLoss"],
    choices: onOff,
    initial: "on",
  },
  {
    kind: "number",
    key: "tx-timer",
    label: "Transmit timer",
    hint: "virtio-net mitigation in qemu; 0 is the bottom half",
    at: ["options", "txTimerUs"],
    unit: "µs",
    low: 0,
    high: 10_000,
    integer: false,
    initial: shownUs("qemu.txtimer"),
    words: [],
    slider: [0, 500],
    logarithmic: false,
  },
  {
    kind: "number",
    key: "tx-burst",
    label: "Transmit burst",
    hint: "frames that one timer flush sends at most",
    at: ["options", "txBurst"],
    unit: "frames",
    low: 1,
    high: 256,
    integer: true,
    initial: publishedValues["qemu.txburst"],
    words: [],
    slider: [1, 256],
    logarithmic: false,
  },
  {
    kind: "choice",
    key: "offload",
    label: "Offloads to the tenant's stack",
    hint: "segmentation offload and receive aggregation; as the technology has it by default",
    at: ["options", "offload"],
    choices: [{ id: "default", name: "as the technology has it" }, ...onOff],
    initial: "default",
  },
  {
    kind: "choice",
    key: "self-copy",
    label: "Promiscuous self-copy",
    hint: "each transmitted frame copied back to qemu (until March 2014)",
    at: ["options", "selfCopy"],
    choices: onOff,
    initial: "on",
  },
  {
    kind: "choice",
    key: "firewall",
    label: "Packet filter",
    hint: "in the tenant's stack",
    at: ["options", "firewall"],
    choices: onOff,
    initial: "off",
  },
  {
    kind: "number",
    key: "window",
    label: "TCP window",
    hint: "bytes that one connection keeps in flight; the stack's own when not given",
    at: ["options", "windowBytes"],
    unit: "B",
    low: 1_448,
    high: 67_108_864,
    integer: true,
    initial: null,
    words: [],
    slider: [4_096, 4_194_304],
    logarithmic: true,
  },
  {
    kind: "number",
    key: "seed",
    label: "Seed",
    hint: "kept in links for the simulator to come; the solver has no randomness",
    at: ["seed"],
    unit: "",
    low: 0,
    high: 4_294_967_295,
    integer: true,
    initial: 1,
    words: [],
    slider: [0, 100],
    logarithmic: false,
  },
] as const satisfies readonly Field[];

export const fieldByKey: ReadonlyMap<string, Field> = new Map(
  fields.map((each) => [each.key, each]),
);

/** Keys that the link format reserves for labs to come: said, not silently dropped. */
export const reservedKeys: ReadonlySet<string> = new Set([
  "depth",
  "disk",
  "page-tables",
  "scheduler",
  "neighbours",
  "shares",
  "bursting",
  "baseline.rate",
  "baseline.threads",
]);
