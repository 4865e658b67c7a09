/**
 * The form of a field: what a table of choices says of each.
 *
 * UNITS  Values are kept in the unit that the reader types.
 */

export type WorkloadKind =
  | "tcp-stream"
  | "packets"
  | "request-response"
  | "disk"
  | "cpu"
  | "sched-latency"
  | "proc-scan";

export type FieldUnit =
  | ""
  | "µs"
  | "ms"
  | "s"
  | "Hz"
  | "B"
  | "MiB"
  | "GiB"
  | "%"
  | "CPUs"
  | "threads"
  | "vCPUs"
  | "cores"
  | "frames"
  | "events/s"
  | "blocks/s"
  | "packets"
  | "slots"
  | "packets/s"
  | "/s";

interface FieldBase {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  /** What it is called under one workload, where that is plainer. */
  readonly called?: Partial<Readonly<Record<WorkloadKind, string>>>;
  /** The workloads on which it acts; all when not given. */
  readonly workloads?: readonly WorkloadKind[];
  /** Path in the scenario object. */
  readonly at: readonly [group: string, name: string] | readonly [name: string];
}

export interface NumberField extends FieldBase {
  readonly kind: "number";
  readonly unit: FieldUnit;
  readonly low: number;
  readonly high: number;
  readonly integer: boolean;
  /** `null` means: whatever the technology, workload or published value says. */
  readonly initial: number | null;
  /** Words that stand beside numbers, such as `none` for no cap. */
  readonly words: readonly string[];
  /** What 0 means, where it is not a size: another mechanism, or none. */
  readonly zero?: string;
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
