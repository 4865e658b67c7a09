import type { Row } from "../shape.ts";

export const complexity: Row = {
  id: "complexity",
  name: "Hypervisor complexity",
  asks: "How much is there to understand when something is slow?",
  figure: {
    shows: "places",
    what: "places in software that a packet’s way leads through, out and in",
  },
  cells: {
    zone: {
      level: "low",
      because: "OS partitions",
      basis: "quoted",
      why: "There is no hypervisor: the kernel marks whose a process is, and checks it. One network stack is left to study and to tune.",
      sources: [
        { cite: "gregg2013", at: "table; Network I/O, KVM" },
        { cite: "mechanisms", at: "3.2" },
      ],
      evidence: [
        {
          label: "a packet’s way leads through",
          shows: "places",
          technology: "zone",
        },
      ],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=unix,zone",
        what: "the one stack, of the host and of a Zone",
      },
    },
    jail: {
      level: "low",
      because: "OS partitions",
      basis: "assumed",
      why: "As with Zones, which are of the same shape and younger. An epair and a bridge are the host’s ordinary devices.",
      sources: [{ cite: "mechanisms", at: "3.4" }],
      evidence: [
        {
          label: "a packet’s way leads through",
          shows: "places",
          technology: "jail",
        },
      ],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=jail,jail-vnet",
        what: "two jails: the shared stack, and one behind an epair",
      },
    },
    container: {
      level: "low",
      because: "namespaces and control groups",
      basis: "derived",
      why: "A container is put together from namespaces, control groups and virtual devices, each of which can be had alone. How the network is put together decides how long the way is.",
      sources: [
        { cite: "linux318", at: "net/bridge, drivers/net/veth.c" },
        { cite: "mechanisms", at: "3.3" },
      ],
      evidence: [
        {
          label: "a packet’s way leads through, behind a bridge",
          shows: "places",
          technology: "container-bridge",
        },
        {
          label: "in the host’s own network",
          shows: "places",
          technology: "container-host",
        },
      ],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=container-host,container-bridge",
        what: "two of a container’s networks: the host’s own, and a bridge",
      },
    },
    xen: {
      level: "high",
      because: "complex hypervisor",
      basis: "quoted",
      why: "A hypervisor with its own scheduler and memory, a privileged domain with a whole kernel for the devices, qemu for whatever is emulated, and a guest kernel above. Each schedules, and none sees the others whole.",
      sources: [
        { cite: "gregg2013", at: "table; I/O path" },
        { cite: "mechanisms", at: "3.9" },
      ],
      evidence: [
        {
          label: "a packet’s way leads through",
          shows: "places",
          technology: "xen-pv",
        },
        {
          label: "with an emulated card",
          shows: "places",
          technology: "xen-hvm",
        },
      ],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=xen-pv,xen-hvm",
        what: "a PV guest’s way, and that of an emulated card",
      },
    },
    kvm: {
      level: "medium",
      basis: "quoted",
      why: "A kernel module and a process, both under the host’s own scheduler. But a packet meets two network stacks and what lies between them, and the post counts that as the larger trouble.",
      sources: [
        { cite: "gregg2013", at: "table; Network I/O, KVM" },
        { cite: "mechanisms", at: "3.5" },
      ],
      evidence: [
        {
          label: "a packet’s way leads through, qemu of 2012",
          shows: "places",
          technology: "kvm-qemu-2012",
        },
        {
          label: "with vhost",
          shows: "places",
          technology: "kvm-vhost",
        },
      ],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=kvm-qemu-2012,kvm-vhost",
        what: "two stacks and what lies between them, with qemu and with vhost",
      },
    },
    nitro: {
      level: "not published",
      because: "thin in software, the rest on cards",
      basis: "cited",
      why: "The hypervisor comes from KVM without a general-purpose system beside it. What it no longer does, the cards do, and nobody outside can read those.",
      sources: [
        { cite: "gregg2017", at: "Nitro" },
        { cite: "mechanisms", at: "3.10" },
      ],
      evidence: [
        {
          label: "a packet’s way leads through, as far as it is known",
          shows: "places",
          technology: "nitro",
        },
      ],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=nitro",
        what: "what is known of a packet’s way to the card",
      },
    },
  },
};
