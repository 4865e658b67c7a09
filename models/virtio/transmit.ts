/**
 * Part 1: the 23 steps of the post's diagram, from the driver's entry to its return.
 *
 * IDEA   1 to 4 and 13 happen for every frame; 5 to 12 when the kick is not masked; 14 to 18 when
 *        few slots are free; 19 to 23 only when the host got far ahead in between.
 * SOURCE The post's Figure II; read in Linux 3.2.7 and in qemu as SmartOS shipped it.
 * LENGTH A table, one record a step.
 */
import { kvmQemu2012 } from "../paths/kvm-qemu-2012.ts";
import { kvmVhost } from "../paths/kvm-vhost.ts";
import { stepOf } from "../paths/step.ts";
import type { RingStep } from "./step.ts";

const stack = stepOf(kvmQemu2012.transmit, "guest-tcp-output");
const kick = stepOf(kvmQemu2012.transmit, "kick");
const timer = stepOf(kvmQemu2012.transmit, "tx-timer");
const bottomHalf = stepOf(kvmQemu2012.transmit, "bottom-half");
const lightKick = stepOf(kvmVhost.transmit, "kick");

const driver = {
  cite: "linuxVirtio",
  where: "drivers/net/virtio_net.c",
} as const;
const ring = {
  cite: "linuxVirtio",
  where: "drivers/virtio/virtio_ring.c",
} as const;
const device = { cite: "smartosQemu", where: "hw/virtio-net.c" } as const;

/** Every frame: hand it to the ring. */
export const handOver: readonly RingStep[] = [
  {
    id: "1",
    actor: "guest",
    kind: "call",
    label: "the stack calls the driver with one frame",
    functions: ["dev_hard_start_xmit", "start_xmit"],
    changes: null,
    of: stack,
    ...driver,
  },
  {
    id: "2",
    actor: "guest",
    kind: "call",
    label: "takes back what the host has finished",
    functions: ["free_old_xmit_skbs", "virtqueue_get_buf"],
    changes: "all used slots are free again",
    of: null,
    ...driver,
  },
  {
    id: "3",
    actor: "guest",
    kind: "call",
    label: "puts header and frame into a slot",
    functions: ["xmit_skb", "virtqueue_add_buf_gfp"],
    changes: "one slot fewer is free",
    of: stack,
    ...ring,
  },
  {
    id: "4",
    actor: "guest",
    kind: "notify",
    label: "publishes the slot, then asks: is the kick masked?",
    functions: ["virtqueue_kick"],
    changes: "available index + 1",
    of: null,
    ...ring,
  },
];

const portWrite: RingStep = {
  id: "5",
  actor: "guest",
  kind: "notify",
  label: "not masked: writes the queue’s number to a port",
  functions: ["vp_notify", "iowrite16"],
  changes: null,
  of: kick,
  cite: "linuxVirtio",
  where: "drivers/virtio/virtio_pci.c",
};

/** The kick, out to qemu's vCPU thread. */
export const heavyKick: readonly RingStep[] = [
  portWrite,
  {
    id: "6",
    actor: "hypervisor",
    kind: "exit",
    label:
      "the port is in the device’s legacy I/O BAR: the processor leaves the guest",
    functions: ["handle_io"],
    changes: null,
    of: kick,
    cite: "illumosKvm",
    where: "kvm_vmx.c",
  },
  {
    id: "7",
    actor: "hypervisor",
    kind: "exit",
    label: "no device in the kernel claims it: the run ioctl returns to qemu",
    functions: ["kvm_emulate_pio"],
    changes: null,
    of: kick,
    cite: "illumosKvm",
    where: "kvm_x86.c",
  },
  {
    id: "8",
    actor: "vcpu-thread",
    kind: "syscall",
    label: "takes qemu’s mutex and finds the queue’s handler",
    functions: [
      "kvm_run",
      "kvm_handle_io",
      "cpu_outw",
      "virtio_ioport_write",
      "virtio_queue_notify",
    ],
    changes: null,
    of: kick,
    cite: "smartosQemu",
    where: "kvm-all.c, hw/virtio-pci.c",
  },
];

/** The handler with a timer. */
export const armTimer: readonly RingStep[] = [
  {
    id: "9",
    actor: "vcpu-thread",
    kind: "call",
    label: "the handler of the timer mode",
    functions: ["virtio_net_handle_tx_timer"],
    changes: null,
    of: kick,
    ...device,
  },
  {
    id: "10",
    actor: "vcpu-thread",
    kind: "syscall",
    label: "arms the transmit timer",
    functions: ["qemu_mod_timer"],
    changes: null,
    of: kick,
    ...device,
  },
];

/** The handler with a bottom half. */
export const scheduleBottomHalf: readonly RingStep[] = [
  {
    id: "9b",
    actor: "vcpu-thread",
    kind: "call",
    label: "the handler of the bottom-half mode",
    functions: ["virtio_net_handle_tx_bh"],
    changes: null,
    of: bottomHalf,
    ...device,
  },
  {
    id: "10b",
    actor: "vcpu-thread",
    kind: "wake",
    label: "schedules the bottom half and wakes the I/O thread",
    functions: ["qemu_bh_schedule", "qemu_notify_event"],
    changes: null,
    of: bottomHalf,
    ...device,
  },
];

/** Either handler masks further kicks. */
export const maskKicks: readonly RingStep[] = [
  {
    id: "11",
    actor: "vcpu-thread",
    kind: "call",
    label: "masks further kicks",
    functions: ["virtio_queue_set_notification"],
    changes: null,
    of: timer,
    ...device,
  },
  {
    id: "12",
    actor: "ring",
    kind: "notify",
    label: "until the flush, no frame of the guest exits",
    functions: [],
    changes: "NO_NOTIFY set",
    of: null,
    cite: "smartosQemu",
    where: "hw/virtio.c",
  },
];

/** vhost's kick ends in the host's kernel; its handler runs in the worker. */
export const eventfdKick: readonly RingStep[] = [
  portWrite,
  {
    id: "6v",
    actor: "hypervisor",
    kind: "exit",
    label: "the port is tied to an eventfd: a light exit",
    functions: ["kernel_pio", "ioeventfd_write", "eventfd_signal"],
    changes: null,
    of: lightKick,
    cite: "linux318",
    where: "virt/kvm/eventfd.c",
  },
];

/** Back in the driver: is there room for the next frame? */
export const room: readonly RingStep[] = [
  {
    id: "13",
    actor: "guest",
    kind: "call",
    label: "asks: were 20 slots left after step 3, so that it can return?",
    functions: ["start_xmit"],
    changes: null,
    of: null,
    ...driver,
  },
  {
    id: "14",
    actor: "guest",
    kind: "call",
    label: "no: stops the queue, so that the stack keeps its frames",
    functions: ["netif_stop_queue"],
    changes: null,
    of: null,
    ...driver,
  },
  {
    id: "15",
    actor: "guest",
    kind: "call",
    label: "wants to be told when most is done",
    functions: ["virtqueue_enable_cb_delayed"],
    changes: null,
    of: null,
    ...ring,
  },
  {
    id: "16",
    actor: "ring",
    kind: "notify",
    label: "unmasks the host’s interrupt",
    functions: [],
    changes: "NO_INTERRUPT cleared",
    of: null,
    ...ring,
  },
  {
    id: "17",
    actor: "guest",
    kind: "call",
    label: "asks: has the host done more than ¾ of what was outstanding?",
    functions: ["virtqueue_enable_cb_delayed"],
    changes: null,
    of: null,
    ...ring,
  },
  {
    id: "18",
    actor: "guest",
    kind: "timer-wait",
    label: "no: returns, and waits for the interrupt",
    functions: ["start_xmit"],
    changes: null,
    of: null,
    ...driver,
  },
  {
    id: "19",
    actor: "guest",
    kind: "call",
    label: "yes: takes back what the host has finished",
    functions: ["free_old_xmit_skbs"],
    changes: "all used slots are free again",
    of: null,
    ...driver,
  },
  {
    id: "20",
    actor: "guest",
    kind: "call",
    label: "asks: are there 20 now?",
    functions: ["start_xmit"],
    changes: null,
    of: null,
    ...driver,
  },
  {
    id: "21",
    actor: "guest",
    kind: "call",
    label: "yes: starts the queue",
    functions: ["netif_start_queue"],
    changes: null,
    of: null,
    ...driver,
  },
  {
    id: "22",
    actor: "guest",
    kind: "call",
    label: "needs no interrupt any more",
    functions: ["virtqueue_disable_cb"],
    changes: null,
    of: null,
    ...ring,
  },
  {
    id: "23",
    actor: "ring",
    kind: "notify",
    label: "masks the host’s interrupt",
    functions: [],
    changes: "NO_INTERRUPT set",
    of: null,
    ...ring,
  },
];
