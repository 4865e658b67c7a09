/**
 * Every parameter of the model under one name each, and how a scenario's fit may replace values.
 */
import type { Parameter } from "../source.ts";
import { backEndParameters } from "./back-ends.ts";
import { diskParameters } from "./disks.ts";
import { hardwareParameters } from "./hardware.ts";
import { hypervisorParameters } from "./hypervisor.ts";
import { kernelParameters } from "./kernel.ts";
import { memoryParameters } from "./memory.ts";
import { schedulingParameters } from "./scheduling.ts";
import { storageParameters } from "./storage.ts";
import { virtioParameters } from "./virtio.ts";
import { xenParameters } from "./xen.ts";

/** One set a file of this folder, with the subject that it is found under, in the order of the pages. */
const sets = [
  ["kernel", "Kernels, TCP and caps", kernelParameters],
  ["hypervisor", "Guests, exits and qemu", hypervisorParameters],
  ["xen", "Xen", xenParameters],
  ["back-ends", "Containers and other back ends", backEndParameters],
  ["virtio", "The transmit ring", virtioParameters],
  ["storage", "Disk paths", storageParameters],
  ["scheduling", "CPU schedulers and the process table", schedulingParameters],
  ["memory", "Memory: caches, page tables, losses", memoryParameters],
  ["hardware", "CPU, NIC and wire", hardwareParameters],
  ["disks", "Disks", diskParameters],
] as const;

/** What has the keys of every set, each with its own literal types. */
type All<Sets> = (Sets extends unknown ? (each: Sets) => void : never) extends (
  all: infer Every,
) => void
  ? Every
  : never;

export const parameters = Object.assign(
  {},
  ...sets.map(([, , set]) => set),
) as All<(typeof sets)[number][2]>;

export type ParameterId = keyof typeof parameters;

/** The values in force: SI numbers by parameter. A fit or a sensitivity run passes its own. */
export type ParameterValues = Readonly<Record<ParameterId, number>>;

export const parameterIds = Object.keys(parameters) as readonly ParameterId[];

/** The parameters that were fitted: the model's only degrees of freedom. */
export const fittedIds = parameterIds.filter(
  (id) => parameters[id].status === "fitted",
);

/** The record of one parameter, with the union of its literal types widened. */
export const parameterRecord = (id: ParameterId): Parameter => parameters[id];

export interface ParameterGroup {
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly ParameterId[];
}

/** The same parameters by subject. */
export const parameterGroups: readonly ParameterGroup[] = sets.map(
  ([id, name, set]) => ({
    id,
    name,
    parameters: Object.keys(set) as ParameterId[],
  }),
);
