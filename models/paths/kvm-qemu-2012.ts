/**
 * KVM as SmartOS ran it in 2012: virtio-net served by qemu in user space, behind a transmit timer.
 *
 * IDEA   The first kick arms a timer of 200 µs and masks further kicks; at expiry the I/O thread
 *        flushes whatever has gathered, at most 128 frames. One thread per guest does receive,
 *        transmit and timers under one mutex, and a vCPU's kick waits while it drains a batch.
 * FAILS  Guests with more than one queue pair; rings kept full for long (the missed-interrupt hole).
 */
import { qemu2012Disk } from "./disk-qemu-2012.ts";
import { guestReceive, guestTransmit, vcpuServer } from "./linux-guest.ts";
import {
  getmsg,
  hostInterrupt,
  hostReceive,
  injectByIoctl,
  pollWake,
  putmsg,
  qemuThread,
  selfCopy,
  vcpuWake,
} from "./qemu-vnic.ts";
import { perFrame, perUnit, type Technology } from "./step.ts";
import { moderatedInterrupt, wire } from "./wire.ts";

export const kvmQemu2012: Technology = {
  id: "kvm-qemu-2012",
  name: "KVM, qemu 2012",
  family: "kvm",
  description:
    "SmartOS KVM of 2012: user-space virtio-net with a transmit timer; the post’s second technology.",
  after: null,
  prediction: false,
  servers: {
    vcpu: vcpuServer,
    io: qemuThread,
  },
  transmit: [
    ...guestTransmit,
    {
      id: "kick",
      place: "hypervisor",
      kind: "exit",
      label: "kick: a port write exits to qemu",
      functions: ["vp_notify", "handle_io", "kvm_emulate_pio"],
      server: "vcpu",
      costs: [
        { parameter: "exit.heavy", per: "batch" },
        { parameter: "qemu.lock", per: "batch" },
      ],
      cite: "smartosQemu",
      where: "hw/virtio-net.c; mechanism notes 3.5.2, steps 4–7",
    },
    {
      id: "kick-handler",
      place: "qemu",
      kind: "call",
      label:
        "its vCPU thread takes the mutex and arms the timer; the exit holds the time",
      functions: [
        "virtio_ioport_write",
        "virtio_net_handle_tx_timer",
        "qemu_mod_timer",
      ],
      server: "none",
      costs: [],
      when: { option: "timer", is: true },
      cite: "smartosQemu",
      where: "hw/virtio-net.c; mechanism notes 3.5.2, steps 8–12",
    },
    {
      id: "tx-timer",
      place: "qemu",
      kind: "timer-wait",
      label: "transmit timer runs; further kicks are masked",
      functions: ["virtio_queue_set_notification"],
      server: "none",
      costs: [{ parameter: "qemu.txtimer", per: "batch" }],
      gathers: "timer",
      when: { option: "timer", is: true },
      cite: "smartosLive",
      where: "VM.js; commit b00d7e7a",
    },
    {
      id: "timer-expiry",
      place: "qemu",
      kind: "wake",
      label: "SIGALRM, select returns, I/O thread takes the mutex",
      functions: [
        "host_alarm_handler",
        "qemu_notify_event",
        "main_loop_wait",
        "virtio_net_tx_timer",
      ],
      server: "none",
      costs: [
        { parameter: "qemu.jitter", per: "batch" },
        { parameter: "qemu.lock", per: "batch" },
      ],
      when: { option: "timer", is: true },
      cite: "smartosQemu",
      where: "vl.c, qemu-timer.c; mechanism notes 3.5.3",
    },
    {
      id: "bottom-half",
      place: "qemu",
      kind: "wake",
      label: "bottom half: the I/O thread is woken through its event pipe",
      functions: [
        "virtio_net_handle_tx_bh",
        "qemu_bh_schedule",
        "main_loop_wait",
      ],
      server: "none",
      costs: [
        { parameter: "qemu.bh", per: "batch" },
        { parameter: "qemu.lock", per: "batch" },
      ],
      when: { option: "timer", is: false },
      unlessBusy: "io",
      cite: "smartosQemu",
      where: "hw/virtio-net.c, virtio_net_handle_tx_bh",
    },
    {
      id: "flush",
      place: "qemu",
      kind: "copy",
      label: "I/O thread pops the ring and copies the frame",
      functions: [
        "virtio_net_flush_tx",
        "virtqueue_pop",
        "qemu_sendv_packet_async",
        "vc_sendv_compat",
        "vnic_receive",
        "vnic_write_packet",
      ],
      server: "io",
      costs: [...perUnit("qemu.pkt"), { parameter: "copy.byte", per: "byte" }],
      cite: "smartosQemu",
      where: "hw/virtio-net.c, net/vnic.c",
    },
    putmsg,

    selfCopy,

    ...wire,
  ],
  receive: [
    moderatedInterrupt,
    hostInterrupt,
    hostReceive,

    pollWake,

    getmsg,

    {
      id: "ring-fill",
      place: "qemu",
      kind: "copy",
      label: "qemu copies the frame into the guest’s ring",
      functions: [
        "virtio_net_receive",
        "receive_filter",
        "virtqueue_fill",
        "virtqueue_flush",
      ],
      server: "io",
      costs: [...perFrame("qemu.pkt"), { parameter: "copy.byte", per: "byte" }],
      cite: "smartosQemu",
      where: "hw/virtio-net.c; mechanism notes 3.5.5 row 5",
    },
    injectByIoctl,

    vcpuWake,

    ...guestReceive,
  ],
  disk: qemu2012Disk,
  application: "vcpu",
  scheduler: "fss",
  native: "unix",
  window: "window.linux",
  readerBuffer: "window.linux",
  offload: false,
  aggregates: true,
  options: ["timer", "offload", "self-copy"],
  limit: "vcpus",
};
