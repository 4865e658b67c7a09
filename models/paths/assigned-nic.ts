/**
 * A guest that owns a NIC's function: native Linux's stack on a vCPU, and the device's own rings.
 *
 * IDEA   No back end: the driver writes the device's register and the device reads guest memory
 *        through the IOMMU. What remains of virtualisation is how the interrupt reaches the guest.
 * HOLDS  The guest's stack costs what Linux's does on bare hardware. `guest.message`, fitted to the
 *        guests of 2012, holds their idle exits and cold caches, and is not used here.
 * FAILS  One that halted pays for being woken and not `guest.idle`, as virtio's guests do: nobody
 *        measured it with such a card. If it did, a lone message by SR-IOV through the host would take
 *        what it takes under vhost-user, and the step from virtio to the card would be half as long.
 * SOURCE mechanism notes 3.6; drivers/vfio of Linux 3.18, posted_intr.c.
 */
import { idleOptions, wakeVcpu } from "./idle-vcpu.ts";
import { vcpuServer } from "./linux-guest.ts";
import {
  linuxDriverTransmit,
  linuxInput,
  linuxInterrupt,
  linuxTransmit,
} from "./linux-native.ts";
import { acrossVcpus } from "./other-vcpu.ts";
import { perUnit, type Step, type Technology } from "./step.ts";
import { moderatedInterrupt, wire } from "./wire.ts";

/** What the guest's driver is called where the device's driver is on bare hardware. */
export interface AssignedDriver {
  readonly transmit: string;
  readonly interrupt: string;
  /** Receive queues of the function: one, or one for each vCPU. */
  readonly queues: "one" | "vcpus";
}

/** A step of the host's kernel, run by the guest's. */
const inGuest = (step: Step): Step => ({
  ...step,
  place: step.place === "host-kernel" ? "guest-kernel" : step.place,
  server:
    step.server === "thread" || step.server === "softirq"
      ? "vcpu"
      : step.server,
  ...(step.unlessBusy ? { unlessBusy: "vcpu" as const } : {}),
});

export const assignedTransmit = (driver: AssignedDriver): readonly Step[] => [
  ...linuxTransmit.map(inGuest),
  {
    ...inGuest(linuxDriverTransmit),
    functions: [...linuxDriverTransmit.functions, driver.transmit],
  },
  {
    id: "doorbell",
    place: "guest-kernel",
    kind: "notify",
    label: "driver writes the device’s register: no exit",
    functions: [driver.transmit],
    server: "vcpu",
    costs: perUnit("doorbell.mmio"),
    cite: "mechanisms",
    where: "3.6 row 2",
  },
  {
    id: "dma-remap",
    place: "nic",
    kind: "dma",
    label: "IOMMU translates the device’s reads of guest memory",
    functions: [],
    server: "none",
    costs: perUnit("iommu.dma"),
    cite: "mechanisms",
    where: "3.6 row 4; 3.10",
  },
  ...wire,
];

/**
 * From the device to the reader.
 *
 * @param bring  the steps by which the device's interrupt reaches the guest
 * @param eoi    the end of the interrupt takes an exit
 */
export const assignedReceive = (
  driver: AssignedDriver,
  bring: readonly Step[],
  eoi: boolean,
): readonly Step[] => {
  const [, irq, ...rest] = linuxInterrupt;
  if (!irq) throw new Error("an interrupt has two steps");
  const guestIrq = inGuest(irq);
  return [
    driver.queues === "vcpus"
      ? { ...moderatedInterrupt, perQueue: "vcpus" }
      : moderatedInterrupt,
    ...bring,
    {
      ...guestIrq,
      label: eoi
        ? "guest interrupt schedules NAPI; its end takes an exit"
        : "guest interrupt schedules NAPI; no exit to end it",
      functions: [driver.interrupt, "napi_schedule"],
      costs: eoi
        ? [...guestIrq.costs, { parameter: "eoi.exit", per: "batch" }]
        : guestIrq.costs,
    },
    ...rest.map(inGuest),
    ...acrossVcpus(linuxInput.map(inGuest), "wake-reader", eoi),
  ];
};

/** What every guest with an assigned NIC shares. */
export const assignedGuest = {
  prediction: true,
  host: "linux-3.18",
  servers: { vcpu: vcpuServer },
  application: "vcpu",
  scheduler: "cfs",
  native: "container-host",
  window: "window.linux",
  readerBuffer: "window.linux",
  offload: true,
  aggregates: true,
  options: ["offload", ...idleOptions],
  limit: "vcpus",
} as const satisfies Partial<Technology>;

/** Posted: the hardware delivers to a running vCPU; one that waits is brought back as its host does. */
export const postedInterrupt: readonly Step[] = [
  {
    id: "posted-interrupt",
    place: "hypervisor",
    kind: "inject",
    label: "IOMMU posts the interrupt; the vCPU takes it without an exit",
    functions: ["vmx_deliver_posted_interrupt", "pi_wakeup_handler"],
    server: "vcpu",
    costs: [{ parameter: "posted.notify", per: "batch" }],
    cite: "linuxPosted",
    where: "arch/x86/kvm/vmx/posted_intr.c",
  },
  ...wakeVcpu("batch", true),
];
