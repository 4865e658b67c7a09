/**
 * KVM with a virtual function of the NIC, and interrupts that the hardware posts to the guest.
 *
 * IDEA   The last exits go: the IOMMU writes the interrupt where the vCPU finds it, and its end is the
 *        guest's own affair. A vCPU that waits is polled for by its host for a while (halt polling).
 * FAILS  Packets so rare that the host's polling has ended: the vCPU is then woken as without.
 */
import {
  assignedGuest,
  assignedReceive,
  assignedTransmit,
  postedInterrupt,
} from "./assigned-nic.ts";
import { qemuDisk, qemuDiskOptions } from "./disk-qemu.ts";
import { virtualFunction } from "./kvm-sriov.ts";
import type { Technology } from "./step.ts";

export const kvmSriovPosted: Technology = {
  ...assignedGuest,
  id: "kvm-sriov-posted",
  name: "KVM, SR-IOV, posted",
  family: "kvm",
  description:
    "Linux KVM guest with a virtual function and posted interrupts: no exit on a packet’s way.",
  after: "kvm-sriov",
  transmit: assignedTransmit(virtualFunction),
  receive: assignedReceive(virtualFunction, postedInterrupt, false),
  disk: qemuDisk,
  options: [...assignedGuest.options, ...qemuDiskOptions],
  host: "linux-4.3",
};
