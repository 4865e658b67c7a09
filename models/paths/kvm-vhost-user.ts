/**
 * KVM with vhost-user: a switch in user space polls the guest's rings and the NIC.
 *
 * IDEA   A core is spent so that nobody sleeps: no kick, no wake-up of a back end, no interrupt of the
 *        NIC, and one copy. Only the guest may sleep, and is then woken by an interrupt as before.
 * HOLDS  The guest is interrupted once for each unit that it merges, and that is what one turn of the
 *        switch brought. One polling core for all rings; the guest's memory shared with the switch.
 * FAILS  Segmentation offload through the switch is taken to be on; switch it off for one without.
 *        Where clients are on bare metal, interrupt moderation is theirs and acts at both ends.
 */
import { qemuDiskOptions } from "./disk-qemu.ts";
import { kvmVhost } from "./kvm-vhost.ts";
import { halts, idleOptions, wakeVcpu } from "./idle-vcpu.ts";
import {
  apart,
  guestReceive,
  guestTransmit,
  vcpuServer,
} from "./linux-guest.ts";
import { acrossVcpus } from "./other-vcpu.ts";
import { perFrame, perUnit, type Step, type Technology } from "./step.ts";
import { wire } from "./wire.ts";

const pollDelay = (
  id: string,
  label: string,
  per: "packet" | "frame",
): Step => ({
  id,
  place: "host-kernel",
  kind: "notify",
  label,
  functions: ["rte_eth_rx_burst", "rte_vhost_dequeue_burst"],
  server: "none",
  costs: [
    { parameter: "switch.poll", per },
    { parameter: "switch.poll", per: "ack" },
  ],
  unlessBusy: "switch",
  cite: "dpdk",
  where: "vhost library guide; mechanism notes 3.6 row 3",
});

export const kvmVhostUser: Technology = {
  ...kvmVhost,
  id: "kvm-vhost-user",
  name: "KVM, vhost-user",
  description:
    "Linux KVM with a polling user-space switch: no kicks, no wake-ups but the guest’s own, a core spent.",
  after: "kvm-vhost",
  places: { "host-kernel": "user-space switch" },
  tracers: { "host-kernel": "perf, eBPF: uprobes in the switch" },
  servers: {
    vcpu: vcpuServer,
    switch: {
      name: "polling core of the switch",
      capacity: "serial",
      category: "latency",
      capped: false,
      polls: true,
    },
  },
  transmit: [
    ...apart(guestTransmit),
    {
      id: "no-kick",
      place: "guest-kernel",
      kind: "notify",
      label: "flag test: the switch polls, so the guest does not kick",
      functions: ["virtqueue_kick_prepare"],
      server: "vcpu",
      costs: [],
      cite: "dpdk",
      where: "mechanism notes 3.6 row 2",
    },
    pollDelay(
      "poll-ring",
      "the polling core comes round to the ring",
      "packet",
    ),
    {
      id: "switch-tx",
      place: "host-kernel",
      kind: "copy",
      label: "switch copies from the ring, looks up and sends",
      functions: [
        "rte_vhost_dequeue_burst",
        "rte_hash_lookup_bulk",
        "rte_eth_tx_burst",
      ],
      server: "switch",
      costs: [
        ...perUnit("vhostuser.pkt"),
        ...perUnit("switch.pkt"),
        { parameter: "copy.byte", per: "byte" },
      ],
      cite: "dpdk",
      where: "vhost library guide; mechanism notes 3.6 rows 4–5",
    },
    ...wire,
  ],
  receive: [
    pollDelay("poll-nic", "the polling core comes round to the NIC", "packet"),
    {
      id: "switch-rx",
      place: "host-kernel",
      kind: "copy",
      label: "switch looks up and copies the frame into the guest’s ring",
      functions: [
        "rte_eth_rx_burst",
        "rte_hash_lookup_bulk",
        "rte_vhost_enqueue_burst",
      ],
      server: "switch",
      costs: [
        ...perFrame("vhostuser.pkt"),
        ...perFrame("switch.pkt"),
        { parameter: "copy.byte", per: "byte" },
      ],
      cite: "dpdk",
      where: "vhost library guide; mechanism notes 3.6 rows 4–5",
    },
    {
      id: "call-guest",
      place: "hypervisor",
      kind: "inject",
      label: "guest asleep: an eventfd raises its interrupt",
      functions: ["rte_vhost_vring_call", "eventfd_signal", "irqfd_wakeup"],
      server: "switch",
      costs: perUnit("inject.ioctl", 0.5),
      cite: "dpdk",
      where: "mechanism notes 3.6 row 7",
    },
    ...[
      ...wakeVcpu("batch"),
      ...acrossVcpus(apart(guestReceive, halts), "guest-wake"),
    ].map((step) =>
      step.id === "guest-irq" || step.id === "polling-exit"
        ? {
            ...step,
            costs: step.costs.flatMap(({ parameter }) => perUnit(parameter)),
          }
        : step,
    ),
  ],
  options: ["offload", ...idleOptions, ...qemuDiskOptions],
};
