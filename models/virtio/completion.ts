/**
 * Part 2, which the post does not print: from the wake-up of a back end to the guest's interrupt.
 *
 * IDEA   C5 to C9 happen for every frame of a flush; C10 to C14 only while the guest has unmasked
 *        the interrupt, which it does when its queue has stopped.
 * FAILS  Reconstructed from source: the original drawing of part 2 was not found.
 * LENGTH A table, one record a step.
 */
import { kvmQemu2012 } from "../paths/kvm-qemu-2012.ts";
import { kvmVhost } from "../paths/kvm-vhost.ts";
import { stepOf } from "../paths/step.ts";
import type { RingStep } from "./step.ts";

const { transmit, receive } = kvmQemu2012;
const expiry = stepOf(transmit, "timer-expiry");
const bottomHalf = stepOf(transmit, "bottom-half");
const flush = stepOf(transmit, "flush");
const put = stepOf(transmit, "putmsg");
const selfCopy = stepOf(transmit, "self-copy");
const inject = stepOf(receive, "inject");
const wake = stepOf(receive, "vcpu-wake");
const interrupt = stepOf(receive, "guest-irq");
const vhostWake = stepOf(kvmVhost.transmit, "vhost-wake");
const vhostSend = stepOf(kvmVhost.transmit, "vhost-tx");
const vhostSignal = stepOf(kvmVhost.receive, "vhost-rx");

const device = { cite: "smartosQemu", where: "hw/virtio-net.c" } as const;
const loop = { cite: "smartosQemu", where: "vl.c, qemu-timer.c" } as const;
const illumos = {
  cite: "illumos2012",
  where: "mechanism notes 3.5.3",
} as const;
const rescue = { cite: "hvm750", where: "hw/virtio-net.c" } as const;
const vhost = { cite: "linuxVhost", where: "drivers/vhost/net.c" } as const;

export const timerWakes: readonly RingStep[] = [
  {
    id: "C1",
    actor: "host",
    kind: "timer-wait",
    label: "the timer runs out: a signal to qemu",
    functions: ["host_alarm_handler"],
    changes: null,
    of: expiry,
    ...loop,
  },
  {
    id: "C2",
    actor: "io-thread",
    kind: "wake",
    label: "select returns; the I/O thread takes the mutex",
    functions: ["qemu_notify_event", "main_loop_wait"],
    changes: null,
    of: expiry,
    ...loop,
  },
];

export const bottomHalfWakes: RingStep = {
  id: "C2b",
  actor: "io-thread",
  kind: "wake",
  label: "woken through its event pipe; takes the mutex",
  functions: ["main_loop_wait"],
  changes: null,
  of: bottomHalf,
  ...loop,
};

export const ownFrames: RingStep = {
  id: "C3",
  actor: "io-thread",
  kind: "copy",
  label: "reads the frames that came back from its own sending, and drops them",
  functions: ["dls_rx_promisc", "strrput", "getmsg", "receive_filter"],
  changes: null,
  of: selfCopy,
  ...illumos,
};

export const timerUnmasks: RingStep = {
  id: "C4",
  actor: "io-thread",
  kind: "notify",
  label: "the timer’s handler allows kicks again, and flushes",
  functions: ["virtio_net_tx_timer", "virtio_net_flush_tx"],
  changes: "NO_NOTIFY cleared",
  of: expiry,
  ...device,
};

export const bottomHalfRuns: RingStep = {
  id: "C4b",
  actor: "io-thread",
  kind: "call",
  label: "the bottom half flushes, kicks still masked",
  functions: ["virtio_net_tx_bh", "virtio_net_flush_tx"],
  changes: null,
  of: bottomHalf,
  ...device,
};

/** One frame through qemu. */
export const qemuSends: readonly RingStep[] = [
  {
    id: "C5",
    actor: "io-thread",
    kind: "copy",
    label: "pops a slot, skips the header, copies the frame",
    functions: [
      "virtio_net_flush_tx",
      "virtqueue_pop",
      "qemu_sendv_packet_async",
      "vc_sendv_compat",
      "vnic_receive",
      "vnic_write_packet",
    ],
    changes: "one slot is in qemu’s hands",
    of: flush,
    cite: "smartosQemu",
    where: "hw/virtio-net.c, net/vnic.c",
  },
  {
    id: "C6",
    actor: "host",
    kind: "syscall",
    label: "putmsg copies it in; STREAMS, MAC",
    functions: [
      "putmsg",
      "strputmsg",
      "strput",
      "putnext",
      "dld_wput",
      "str_mdata_raw_put",
      "mac_tx",
    ],
    changes: null,
    of: put,
    ...illumos,
  },
  {
    id: "C7",
    actor: "host",
    kind: "copy",
    label: "the promiscuous sender gets a copy of its own frame",
    functions: ["mac_promisc_dispatch", "copymsg"],
    changes: null,
    of: selfCopy,
    ...illumos,
  },
  {
    id: "C8",
    actor: "host",
    kind: "dma",
    label: "driver and card: the frame is sent",
    functions: ["igb_tx_ring_send", "igb_tx"],
    changes: null,
    of: put,
    ...illumos,
  },
  {
    id: "C9",
    actor: "io-thread",
    kind: "notify",
    label: "gives the slot back, then asks: is the interrupt masked?",
    functions: ["virtqueue_push", "virtio_notify"],
    changes: "used index + 1",
    of: inject,
    ...device,
  },
  {
    id: "C10",
    actor: "io-thread",
    kind: "inject",
    label: "not masked: an ioctl routes the interrupt",
    functions: ["msix_notify", "kvm_set_irq", "kvm_set_msi", "kvm_vcpu_kick"],
    changes: null,
    of: inject,
    cite: "illumosKvm",
    where: "kvm_x86.c",
  },
];

/** What the bottom half does when its flush is over. */
export const bottomHalfEnds: readonly RingStep[] = [
  {
    id: "C15b",
    actor: "io-thread",
    kind: "wake",
    label:
      "a full burst: more is likely, so the bottom half is scheduled again",
    functions: ["qemu_bh_schedule"],
    changes: null,
    of: bottomHalf,
    ...device,
  },
  {
    id: "C16b",
    actor: "io-thread",
    kind: "notify",
    label: "less: allows kicks, and flushes once more for what came meanwhile",
    functions: ["virtio_queue_set_notification", "virtio_net_flush_tx"],
    changes: "NO_NOTIFY cleared",
    of: null,
    ...device,
  },
  {
    id: "C17b",
    actor: "io-thread",
    kind: "notify",
    label: "something had come: masks kicks and goes round again",
    functions: ["virtio_queue_set_notification", "qemu_bh_schedule"],
    changes: "NO_NOTIFY set",
    of: null,
    ...device,
  },
];

/** vhost's worker. */
export const vhostSends: readonly RingStep[] = [
  {
    id: "C2v",
    actor: "host",
    kind: "wake",
    label: "the vhost worker wakes",
    functions: ["vhost_poll_wakeup", "vhost_worker", "handle_tx_kick"],
    changes: null,
    of: vhostWake,
    ...vhost,
  },
  {
    id: "C4v",
    actor: "host",
    kind: "notify",
    label: "masks kicks while it works",
    functions: ["handle_tx", "vhost_disable_notify"],
    changes: "NO_NOTIFY set",
    of: vhostSend,
    ...vhost,
  },
  {
    id: "C5v",
    actor: "host",
    kind: "copy",
    label: "copies a frame to the tap; bridge and driver send it",
    functions: [
      "tun_sendmsg",
      "tun_get_user",
      "netif_rx_ni",
      "br_handle_frame",
      "dev_queue_xmit",
    ],
    changes: "one slot is in vhost’s hands",
    of: vhostSend,
    ...vhost,
  },
  {
    id: "C9v",
    actor: "host",
    kind: "notify",
    label: "gives the slot back, then asks: is the interrupt masked?",
    functions: ["vhost_add_used_and_signal", "vhost_signal"],
    changes: "used index + 1",
    of: vhostSignal,
    ...vhost,
  },
  {
    id: "C10v",
    actor: "host",
    kind: "inject",
    label: "not masked: an eventfd routes the interrupt",
    functions: ["irqfd_wakeup", "kvm_set_msi"],
    changes: null,
    of: vhostSignal,
    ...vhost,
  },
  {
    id: "C16v",
    actor: "host",
    kind: "notify",
    label: "the ring is empty: allows kicks, and looks once more",
    functions: ["vhost_enable_notify"],
    changes: "NO_NOTIFY cleared",
    of: null,
    ...vhost,
  },
];

/** The interrupt, in at the guest. */
export const interrupts: readonly RingStep[] = [
  {
    id: "C11",
    actor: "hypervisor",
    kind: "wake",
    label: "a halted vCPU is woken, a running one is made to exit",
    functions: ["kvm_vcpu_block", "kvm_ctx_restore"],
    changes: null,
    of: wake,
    cite: "illumosKvm",
    where: "mechanism notes 3.5.3 row 11",
  },
  {
    id: "C12",
    actor: "hypervisor",
    kind: "inject",
    label: "injects on entry",
    functions: ["vcpu_enter_guest"],
    changes: null,
    of: wake,
    cite: "illumosKvm",
    where: "kvm_x86.c",
  },
  {
    id: "C13",
    actor: "guest",
    kind: "irq",
    label: "masks the interrupt again and starts the queue",
    functions: [
      "vring_interrupt",
      "skb_xmit_done",
      "virtqueue_disable_cb",
      "netif_wake_queue",
    ],
    changes: "NO_INTERRUPT set",
    of: interrupt,
    cite: "linuxVirtio",
    where: "drivers/net/virtio_net.c",
  },
  {
    id: "C14",
    actor: "guest",
    kind: "exit",
    label: "end of interrupt, an exit of its own",
    functions: ["ack_APIC_irq"],
    changes: null,
    of: interrupt,
    cite: "illumosKvm",
    where: "kvm_vmx.c, handle_apic_access",
  },
];

/** SmartOS' repair of September 2012, on a tick of its own. */
export const rescues: readonly RingStep[] = [
  {
    id: "R1",
    actor: "io-thread",
    kind: "timer-wait",
    label: "a tick after a flush without interrupt: is the guest waiting?",
    functions: ["virtio_net_rein_tick", "virtqueue_stalled"],
    changes: null,
    of: null,
    ...rescue,
  },
  {
    id: "R2",
    actor: "io-thread",
    kind: "inject",
    label: "yes, and all is done: injects the interrupt that was missed",
    functions: ["virtio_notify_vector", "msix_notify"],
    changes: null,
    of: inject,
    ...rescue,
  },
  {
    id: "R3",
    actor: "io-thread",
    kind: "call",
    label: "yes, and slots were left: as if kicked, arms the timer",
    functions: ["virtio_net_handle_tx_timer"],
    changes: "NO_NOTIFY set",
    of: null,
    ...rescue,
  },
];
