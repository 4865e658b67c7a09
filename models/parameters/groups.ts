/**
 * The parameters by subject, as a reader looks for them: one group a file of this folder.
 */
import { backEndParameters } from "./back-ends.ts";
import { parameterIds, type ParameterId } from "./catalogue.ts";
import { diskParameters } from "./disks.ts";
import { hardwareParameters } from "./hardware.ts";
import { hypervisorParameters } from "./hypervisor.ts";
import { kernelParameters } from "./kernel.ts";
import { schedulingParameters } from "./scheduling.ts";
import { storageParameters } from "./storage.ts";
import { virtioParameters } from "./virtio.ts";
import { xenParameters } from "./xen.ts";

export interface ParameterGroup {
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly ParameterId[];
}

const group = (id: string, name: string, of: object): ParameterGroup => ({
  id,
  name,
  parameters: parameterIds.filter((each) => Object.hasOwn(of, each)),
});

export const parameterGroups: readonly ParameterGroup[] = [
  group("kernel", "Kernels, TCP and caps", kernelParameters),
  group("hypervisor", "Guests, exits and qemu", hypervisorParameters),
  group("virtio", "The transmit ring", virtioParameters),
  group("xen", "Xen", xenParameters),
  group("back-ends", "Containers and other back ends", backEndParameters),
  group("storage", "Disk paths", storageParameters),
  group(
    "scheduling",
    "CPU schedulers and the process table",
    schedulingParameters,
  ),
  group("hardware", "CPU, NIC and wire", hardwareParameters),
  group("disks", "Disks", diskParameters),
];
