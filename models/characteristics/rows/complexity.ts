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
        page: "technologies/zones/",
        at: "the-card-that-is-not-there",
        what: "the card that is not there",
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
        page: "technologies/zones/",
        at: "jails",
        what: "jails: a shared stack, and an epair",
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
        page: "technologies/containers/",
        at: "ways",
        query: "workload=packets&technology=container-bridge&threads=1",
        what: "the four networks of a container",
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
        at: "four-arrangements",
        what: "the post’s four arrangements, counted",
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
        page: "io-path/virtio/",
        at: "part-1-from-the-driver-to-its-return",
        what: "the post’s twenty-three steps",
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
        page: "technologies/nitro/",
        at: "what-went-where",
        what: "what went where",
      },
    },
  },
};
