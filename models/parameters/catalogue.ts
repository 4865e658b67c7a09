/**
 * Every parameter of the model under one name each, and how a scenario's fit may replace values.
 */
import type { Parameter } from "../source.ts";
import { backEndParameters } from "./back-ends.ts";
import { diskParameters } from "./disks.ts";
import { hardwareParameters } from "./hardware.ts";
import { hypervisorParameters } from "./hypervisor.ts";
import { kernelParameters } from "./kernel.ts";
import { schedulingParameters } from "./scheduling.ts";
import { storageParameters } from "./storage.ts";
import { virtioParameters } from "./virtio.ts";
import { xenParameters } from "./xen.ts";

export const parameters = {
  ...kernelParameters,
  ...hypervisorParameters,
  ...xenParameters,
  ...backEndParameters,
  ...virtioParameters,
  ...storageParameters,
  ...schedulingParameters,
  ...hardwareParameters,
  ...diskParameters,
} as const;

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
