/**
 * KVM with a virtual function of the NIC, its interrupts taken by the host first.
 *
 * IDEA   Data never meets the host. The interrupt does: it exits the guest, an eventfd raises the
 *        guest's own, and its end exits again. The disk stays virtio-blk.
 * FAILS  Migration and memory that cannot be swapped are the price, and no cost here.
 */
import {
  assignedGuest,
  assignedReceive,
  assignedTransmit,
} from "./assigned-nic.ts";
import { qemuDisk, qemuDiskOptions } from "./disk-qemu.ts";
import { wakeVcpu } from "./idle-vcpu.ts";
import type { Step, Technology } from "./step.ts";

export const virtualFunction = {
  transmit: "ixgbevf_xmit_frame",
  interrupt: "ixgbevf_msix_clean_rings",
  // ixgbevf_set_num_queues of Linux 3.2: one, without virtual traffic classes.
  queues: "one",
} as const;

/** By way of the host. */
const hostInterrupt: readonly Step[] = [
  {
    id: "device-interrupt",
    place: "hypervisor",
    kind: "irq",
    label: "the device’s interrupt exits the guest and raises its own",
    functions: [
      "handle_external_interrupt",
      "vfio_msihandler",
      "eventfd_signal",
      "irqfd_wakeup",
      "kvm_set_msi",
    ],
    server: "vcpu",
    costs: [
      { parameter: "exit.extint", per: "batch" },
      { parameter: "inject.ioctl", per: "batch", times: 0.5 },
    ],
    cite: "linuxExtint",
    where: "drivers/vfio/pci/vfio_pci_intrs.c; mechanism notes 3.6 row 7",
  },
  ...wakeVcpu("batch"),
];

export const kvmSriov: Technology = {
  ...assignedGuest,
  id: "kvm-sriov",
  name: "KVM, SR-IOV",
  family: "kvm",
  description:
    "Linux KVM guest with a virtual function of the NIC: no back end, interrupts through the host.",
  after: "kvm-vhost-user",
  transmit: assignedTransmit(virtualFunction),
  receive: assignedReceive(virtualFunction, hostInterrupt, true),
  disk: qemuDisk,
  options: [...assignedGuest.options, ...qemuDiskOptions],
};
