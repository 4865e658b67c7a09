import type { Row } from "../shape.ts";

export const ioThroughput: Row = {
  id: "io-throughput",
  name: "I/O throughput",
  asks: "How much data moves when all is busy?",
  figure: {
    shows: "rate",
    what: "four connections over 10 GbE, without a cap; a guest has one vCPU",
  },
  cells: {
    zone: {
      level: "high",
      because: "no intrinsic overhead",
      basis: "quoted",
      why: "A Zone’s packets take the host’s own path: the data link layer hands it the client of the card below, so its VNIC is not on the way. What limits it is the cap that its owner bought.",
      sources: [
        { cite: "gregg2013", at: "table; Network I/O, Zones" },
        { cite: "illumos2012", at: "io/mac/mac_client.c" },
      ],
      evidence: [
        {
          label: "four connections, no cap",
          shows: "rate",
          query: "technology=zone&threads=4&cap=none",
        },
        {
          label: "the same under the package’s cap",
          shows: "rate",
          query: "technology=zone&threads=4",
        },
        {
          label: "published, under its cap",
          shows: "row",
          row: "throughput/zone/4",
        },
      ],
      shown: {
        page: "measuring/throughput-results/",
        at: "throughput",
        query: "workload=tcp-stream&technology=zone&threads=4",
        what: "the post’s throughput rows, and why they rise and fall",
      },
    },
    jail: {
      level: "high",
      because: "no intrinsic overhead",
      basis: "derived",
      why: "A jail that shares the host’s network stack adds no step. One with a stack of its own usually ends in an epair, where each batch of frames changes threads.",
      sources: [
        { cite: "freebsdEpair", at: "sys/net/if_epair.c" },
        { cite: "mechanisms", at: "3.4" },
      ],
      evidence: [
        {
          label: "four connections, shared stack",
          shows: "rate",
          query: "technology=jail&threads=4",
        },
        {
          label: "four connections, own stack through an epair",
          shows: "rate",
          query: "technology=jail-vnet&threads=4",
        },
      ],
      shown: {
        page: "technologies/zones/",
        at: "jail-stacks",
        query:
          "jail-stacks.workload=tcp-stream&jail-stacks.threads=4&jail-stacks.technology=jail",
        what: "jails: a shared stack, and an epair",
      },
    },
    container: {
      level: "high",
      because: "paid once for a large unit",
      basis: "derived",
      why: "A veth pair and a bridge are one more pass through the device layer and one more softirq. Segmentation offload crosses them, so bulk data pays once for a large unit and small messages pay in full.",
      sources: [
        { cite: "linux318", at: "drivers/net/veth.c, net/bridge" },
        { cite: "mechanisms", at: "3.3" },
      ],
      evidence: [
        {
          label: "four connections, through a bridge",
          shows: "rate",
          query: "technology=container-bridge&threads=4",
        },
        {
          label: "in the host’s own network",
          shows: "rate",
          query: "technology=container-host&threads=4",
        },
        {
          label: "behind a bridge and address translation",
          shows: "rate",
          query: "technology=container-nat&threads=4",
        },
      ],
      shown: {
        page: "technologies/containers/",
        at: "ways",
        query: "workload=tcp-stream&technology=container-bridge&threads=4",
        what: "the four networks of a container",
      },
    },
    xen: {
      level: "low or medium",
      because: "with paravirt",
      basis: "quoted",
      why: "With PV drivers the guest grants pages through a ring, and a thread of dom0 copies each unit out and sends it. Without them each register of an emulated card is a visit to qemu in dom0. What the model charges for Xen is assumed, and nobody measured it on these hosts.",
      sources: [
        { cite: "gregg2013", at: "table; I/O path" },
        { cite: "linux32", at: "drivers/net/xen-netfront.c, xen-netback" },
        { cite: "hyperbench2019", at: "table 3" },
      ],
      evidence: [
        {
          label: "four connections, PV drivers",
          shows: "rate",
          query: "technology=xen-pv&threads=4",
        },
        {
          label: "four connections, emulated card",
          shows: "rate",
          query: "technology=xen-hvm&threads=4",
        },
      ],
      shown: {
        page: "technologies/xen/",
        at: "arrangements",
        query: "workload=tcp-stream&technology=xen-pv&threads=4",
        what: "six arrangements of Xen",
      },
    },
    kvm: {
      level: "low or medium",
      because: "with paravirt",
      basis: "quoted",
      why: "One thread of qemu carries every frame, and under SmartOS it also read back each frame that it had sent. No segmentation offload reached the guest, so the unit of work was the frame.",
      sources: [
        { cite: "gregg2013", at: "table; Network I/O, KVM" },
        { cite: "smartosQemu", at: "hw/virtio-net.c, net/vnic.c" },
        { cite: "illumos2012", at: "io/mac, io/dls" },
      ],
      evidence: [
        {
          label: "four connections, qemu of 2012",
          shows: "rate",
          query: "technology=kvm-qemu-2012&threads=4",
        },
        {
          label: "published",
          shows: "row",
          row: "throughput/kvm-qemu-2012/4",
        },
        {
          label: "four connections, vhost on Linux",
          shows: "rate",
          query: "technology=kvm-vhost&threads=4",
        },
      ],
      shown: {
        page: "technologies/kvm/",
        at: "generations",
        query: "workload=tcp-stream&technology=kvm-qemu-2012&threads=4",
        what: "KVM’s versions, by throughput",
      },
    },
    nitro: {
      level: "high",
      because: "no proxy in software",
      basis: "derived",
      why: "The guest’s driver writes to the card, and the card does what a back end did. The guest’s own stack on its vCPU is what fills up.",
      sources: [
        { cite: "enaDriver", at: "README.rst" },
        { cite: "gregg2017", at: "Nitro" },
      ],
      evidence: [
        {
          label: "four connections",
          shows: "rate",
          query: "technology=nitro&threads=4",
        },
      ],
      shown: {
        page: "technologies/nitro/",
        at: "eras",
        query: "workload=tcp-stream&technology=nitro&threads=4",
        what: "the eras of EC2, by throughput",
      },
    },
  },
};
