/**
 * virtio-blk in a recent qemu on Linux: a light exit, one I/O thread, asynchronous host I/O.
 *
 * IDEA   The kick signals an eventfd; the I/O thread submits to the host's block layer without a
 *        pool, and completes without a global mutex. It remains one thread. A monitor of microVMs may
 *        have that thread wait for each block: `sync-device`.
 *        What it does once for all that it finds, its loop, a system call for several blocks, one
 *        interrupt, is taken to be half of its work for a block alone.
 * FAILS  Several I/O threads or queues. The half is assumed.
 */
import { device, deviceHeld, deviceServer, deviceWait } from "./device.ts";
import { guestDiskComplete, guestDiskIssue } from "./disk-guest.ts";
import { wakeVcpu } from "./idle-vcpu.ts";
import type { Cost, DiskPath } from "./step.ts";

/** Of qemu's work for a block alone, `times`: half a block, half once for all that it finds. */
const qemuBlock = (times: number): readonly Cost[] => [
  { parameter: "qemu.blk", per: "message", times: times / 2 },
  { parameter: "qemu.blk", per: "batch", times: times / 2 },
];

const submits = { option: "sync-device", is: false } as const;
const waits = { option: "sync-device", is: true } as const;

export const qemuDisk: DiskPath = {
  servers: {
    io: {
      name: "qemu I/O thread",
      capacity: "serial",
      category: "latency",
      capped: false,
    },
    ...deviceServer,
  },
  issue: [
    guestDiskIssue,
    {
      id: "blk-kick",
      place: "hypervisor",
      kind: "exit",
      label: "kick: light exit signals an eventfd",
      functions: ["vp_notify", "ioeventfd_write", "eventfd_signal"],
      server: "vcpu",
      costs: [{ parameter: "exit.light", per: "batch" }],
      cite: "linux318",
      where: "virt/kvm/eventfd.c; mechanism notes 4.3",
    },
    {
      id: "io-wake",
      place: "qemu",
      kind: "wake",
      label: "the I/O thread wakes",
      functions: ["aio_poll", "virtio_queue_host_notifier_read"],
      server: "none",
      costs: [{ parameter: "qemu.bh", per: "message" }],
      unlessBusy: "io",
      cite: "mechanisms",
      where: "4.3, virtio-blk with a dedicated thread",
    },
    {
      id: "blk-submit",
      place: "qemu",
      kind: "call",
      label: "qemu parses the request and submits it to the host",
      functions: ["virtio_blk_handle_output", "bdrv_aio_readv", "io_submit"],
      server: "io",
      costs: [
        ...qemuBlock(0.5),
        { parameter: "linux.blk", per: "message", times: 0.5 },
      ],
      cite: "mechanisms",
      where: "parameter list P38",
    },
    { ...deviceWait, when: submits },
    { ...device, when: submits },
    deviceHeld,
  ],
  complete: [
    {
      id: "host-io-done",
      place: "host-kernel",
      kind: "irq",
      label: "the disk interrupts; the host's block layer completes",
      functions: ["blk_done_softirq", "bio_endio", "aio_complete"],
      server: "io",
      costs: [
        { parameter: "irq.native", per: "batch" },
        { parameter: "linux.blk", per: "message", times: 0.5 },
      ],
      cite: "mechanisms",
      where: "parameter list P38; charged to the I/O thread's CPU",
    },
    {
      id: "io-wake-done",
      place: "qemu",
      kind: "wake",
      label: "the I/O thread wakes",
      functions: ["eventfd_signal", "aio_poll"],
      server: "none",
      costs: [{ parameter: "qemu.bh", per: "message", times: 0.5 }],
      when: submits,
      unlessBusy: "io",
      cite: "mechanisms",
      where: "4.3; half, the loop's scan being done once",
    },
    {
      id: "thread-returns",
      place: "qemu",
      kind: "ctxsw",
      label: "the device thread runs again: its read or write returns",
      functions: ["wake_up_process", "schedule"],
      server: "io",
      costs: [{ parameter: "ctxsw.cpu", per: "message" }],
      when: waits,
      cite: "mechanisms",
      where: "4.3: microVM, synchronous device thread",
    },
    {
      id: "blk-complete",
      place: "qemu",
      kind: "inject",
      label: "qemu completes the request; an irqfd raises the interrupt",
      functions: ["virtio_blk_req_complete", "irqfd_wakeup", "kvm_set_msi"],
      server: "io",
      costs: [
        ...qemuBlock(0.5),
        { parameter: "inject.ioctl", per: "batch", times: 0.5 },
      ],
      cite: "mechanisms",
      where: "parameter list P38",
    },
    ...wakeVcpu("message"),
    ...guestDiskComplete,
  ],
  slots: null,
  requestBytes: null,
  writeBehind: false,
  caches: 2,
};
