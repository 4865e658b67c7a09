/**
 * What a Linux guest of Xen does with its PV drivers, and where it differs as a PV guest.
 *
 * IDEA   netfront takes virtio-net's place. An event is a bit in shared memory and an upcall, so a PV
 *        guest has no interrupt controller to tell that it is done. Its system calls, and its switches
 *        to another process, go through Xen.
 * FAILS  What an idle guest pays is that of guests of KVM (linux-guest.ts).
 */
import {
  apart,
  guestReceiveMerged,
  guestTransmit,
  netfront,
  withDriver,
} from "./linux-guest.ts";
import type { Step } from "./step.ts";

export const netfrontTransmit = apart(withDriver(guestTransmit, netfront));
export const netfrontReceive = apart(withDriver(guestReceiveMerged, netfront));

const trap = (id: string): Step => ({
  id,
  place: "hypervisor",
  kind: "hypercall",
  label: "the system call enters Xen first",
  functions: ["syscall_enter", "create_bounce_frame"],
  server: "vcpu",
  costs: [{ parameter: "pv.syscall", per: "message" }],
  cite: "xenSource",
  where: "mechanism notes 3.9.1 row 1",
});

/** From the system call to netfront. */
export const pvTransmit: readonly Step[] = [
  ...netfrontTransmit.slice(0, 1),
  trap("pv-syscall-write"),
  ...netfrontTransmit.slice(1),
];

/** From the event to the reader. */
export const pvReceive: readonly Step[] = [
  ...netfrontReceive.slice(0, -1).map((step): Step =>
    step.id === "guest-irq"
      ? {
          ...step,
          label: "upcall: the event’s handler, NAPI",
          functions: ["xen_evtchn_do_upcall", ...netfront.interrupt],
          costs: [
            { parameter: "irq.native", per: "batch" },
            { parameter: "softirq", per: "batch" },
          ],
          where: "drivers/xen/events.c, drivers/net/xen-netfront.c",
        }
      : step,
  ),
  {
    id: "pv-switch",
    place: "hypervisor",
    kind: "hypercall",
    label: "the switch to the reader sets stack and page tables through Xen",
    functions: ["xen_load_sp0", "xen_write_cr3", "do_stack_switch"],
    server: "vcpu",
    costs: [{ parameter: "pv.switch", per: "message" }],
    cite: "barham2003",
    where: "tables 3 to 5; arch/x86/xen of Linux 3.2",
  },
  trap("pv-syscall-read"),
  ...netfrontReceive.slice(-1),
];
