/**
 * KVM with vhost-net: a kernel thread empties the ring, and the kick is absorbed in the kernel.
 *
 * IDEA   The heavy exit becomes a light one, qemu's wake-up a kernel thread's; segmentation offload
 *        crosses the tap, so bulk TCP moves in 64 KB units.
 * FAILS  The post did not test it: every figure here is a prediction on the post's hardware.
 */
import { qemuDisk, qemuDiskOptions } from "./disk-qemu.ts";
import { halts, idleOptions, wakeVcpu } from "./idle-vcpu.ts";
import {
  apart,
  guestReceiveMerged,
  guestTransmit,
  vcpuServer,
} from "./linux-guest.ts";
import { acrossVcpus } from "./other-vcpu.ts";
import { perUnit, type Technology } from "./step.ts";
import { moderatedInterrupt, wire } from "./wire.ts";

export const kvmVhost: Technology = {
  id: "kvm-vhost",
  name: "KVM, vhost-net",
  family: "kvm",
  description:
    "Linux KVM with vhost-net: in-kernel back end, ioeventfd kicks, offloads through the tap.",
  after: "kvm-qemu",
  prediction: true,
  host: "linux-3.18",
  servers: {
    vcpu: vcpuServer,
    vhost: {
      name: "vhost thread",
      capacity: "queues",
      category: "latency",
      capped: false,
    },
  },
  transmit: [
    ...apart(guestTransmit),
    {
      id: "kick",
      place: "hypervisor",
      kind: "exit",
      label: "kick: light exit signals an eventfd",
      functions: [
        "vp_notify",
        "kernel_pio",
        "ioeventfd_write",
        "eventfd_signal",
      ],
      server: "vcpu",
      costs: [{ parameter: "exit.light", per: "batch" }],
      cite: "linux318",
      where: "virt/kvm/eventfd.c; mechanism notes 3.6",
    },
    {
      id: "shadow-exit",
      place: "hypervisor",
      kind: "call",
      label: "shadow page tables: the exit is slower",
      functions: ["vmx_handle_exit"],
      server: "vcpu",
      costs: [{ parameter: "shadow.exit", per: "batch" }],
      when: { option: "shadow", is: true },
      cite: "hyperbench2019",
      where: "tables 3 and 4",
    },
    {
      id: "vhost-wake",
      place: "host-kernel",
      kind: "wake",
      label: "vhost worker wakes",
      functions: ["vhost_poll_wakeup", "vhost_worker", "handle_tx_kick"],
      server: "none",
      costs: [{ parameter: "vhost.wake", per: "batch" }],
      unlessBusy: "vhost",
      cite: "linuxVhost",
      where: "drivers/vhost",
    },
    {
      id: "vhost-tx",
      place: "host-kernel",
      kind: "copy",
      label: "vhost copies the unit to the tap; bridge and driver send it",
      functions: [
        "handle_tx",
        "tun_sendmsg",
        "tun_get_user",
        "netif_rx_ni",
        "br_handle_frame",
        "dev_queue_xmit",
      ],
      server: "vhost",
      costs: [
        ...perUnit("vhost.pkt"),
        ...perUnit("tap.bridge"),
        { parameter: "copy.byte", per: "byte" },
      ],
      cite: "linuxVhost",
      where: "mechanism notes 7.3 D",
    },
    ...wire,
  ],
  receive: [
    moderatedInterrupt,
    {
      id: "host-rx",
      place: "host-kernel",
      kind: "softirq",
      label: "host interrupt, frames merged, bridge to tap",
      functions: [
        "net_rx_action",
        "napi_gro_receive",
        "br_handle_frame",
        "tun_net_xmit",
      ],
      server: "vhost",
      costs: [
        { parameter: "irq.native", per: "batch" },
        { parameter: "linux.frame", per: "frame" },
        { parameter: "linux.frame", per: "ack" },
        ...perUnit("tap.bridge"),
      ],
      cite: "linux318",
      where: "mechanism notes 3.6 row 5; charged to the vhost thread’s CPU",
    },
    {
      id: "vhost-wake-rx",
      place: "host-kernel",
      kind: "wake",
      label: "vhost worker wakes",
      functions: ["vhost_poll_wakeup", "handle_rx_net"],
      server: "none",
      costs: [{ parameter: "vhost.wake", per: "batch" }],
      unlessBusy: "vhost",
      cite: "linuxVhost",
      where: "drivers/vhost",
    },
    {
      id: "vhost-rx",
      place: "host-kernel",
      kind: "copy",
      label: "vhost copies the unit into the guest’s ring and signals",
      functions: [
        "handle_rx",
        "tun_recvmsg",
        "vhost_signal",
        "irqfd_wakeup",
        "kvm_set_msi",
      ],
      server: "vhost",
      costs: [
        ...perUnit("vhost.pkt"),
        { parameter: "copy.byte", per: "byte" },
        { parameter: "inject.ioctl", per: "batch", times: 0.5 },
      ],
      cite: "linuxVhost",
      where: "mechanism notes 3.6 rows 4 and 7",
    },
    ...wakeVcpu("batch"),
    ...acrossVcpus(apart(guestReceiveMerged, halts), "guest-wake"),
    {
      id: "shadow-switch",
      place: "hypervisor",
      kind: "exit",
      label: "shadow page tables: the guest’s switch to its process exits",
      functions: ["handle_cr", "kvm_set_cr3"],
      server: "vcpu",
      costs: [{ parameter: "shadow.cr3", per: "message" }],
      when: { option: "shadow", is: true },
      cite: "hyperbench2019",
      where: "tables 3 and 4",
    },
  ],
  disk: qemuDisk,
  application: "vcpu",
  scheduler: "cfs",
  native: "container-host",
  window: "window.linux",
  readerBuffer: "window.linux",
  offload: true,
  aggregates: true,
  options: ["offload", "shadow", ...idleOptions, ...qemuDiskOptions],
  limit: "vcpus",
};
