/**
 * How qemu under Xen interrupts its guest: the same for a card and for a disk.
 */
import type { Step } from "./step.ts";

/** qemu raises the guest's interrupt line and the vCPU runs. */
export const raiseInterrupt = (per: "batch" | "message"): readonly Step[] => [
  {
    id: "raise-interrupt",
    place: "qemu",
    kind: "inject",
    label: "qemu raises the interrupt by hypercall",
    functions: ["xen_hvm_set_pci_intx_level", "hvm_pci_intx_assert"],
    server: "io",
    costs: [{ parameter: "evtchn.send", per }],
    cite: "qemuXen",
    where: "xen-hvm.c; mechanism notes 3.9.2, HVM",
  },
  {
    id: "event-to-guest",
    place: "hypervisor",
    kind: "wake",
    label: "halted vCPU: Xen schedules it and injects",
    functions: ["vcpu_kick", "hvm_vcpu_has_pending_irq", "vmx_intr_assist"],
    server: "none",
    costs: [{ parameter: "evtchn.oneway", per }],
    unlessBusy: "vcpu",
    cite: "dall2016",
    where: "10 050 cycles at 2.1 GHz",
  },
];
