import type { Row } from "../shape.ts";

export const ioLatency: Row = {
  id: "io-latency",
  name: "I/O latency",
  asks: "How long does one small message take when nothing else is there?",
  figure: {
    shows: "loop",
    what: "one lone message and its answer, between two hosts",
  },
  cells: {
    zone: {
      level: "low",
      because: "no intrinsic overhead",
      basis: "quoted",
      why: "The Zone’s path is the host’s, function for function: no exit, no proxy, no timer. Most of the time is wire, wake-up and protocol.",
      sources: [
        { cite: "gregg2013", at: "table; Network I/O, Zones" },
        { cite: "illumos2012", at: "io/mac/mac_client.c" },
      ],
      evidence: [
        {
          label: "a lone message and its answer",
          shows: "loop",
          query: "technology=zone&workload=packets",
        },
        {
          label: "published: one thread, by its rate",
          shows: "row-loop",
          row: "packet-rate/zone/1",
        },
        {
          label: "on the way out and in",
          shows: "crossings",
          technology: "zone",
        },
      ],
      shown: {
        page: "technologies/zones/",
        at: "zone-and-host",
        query: "workload=packets&technology=zone&threads=1",
        what: "a Zone and its host, one message at a time",
      },
    },
    jail: {
      level: "low",
      because: "no intrinsic overhead",
      basis: "derived",
      why: "With the host’s stack nothing is added. An epair adds a hand-over to another thread at each end, each way.",
      sources: [
        { cite: "freebsdEpair", at: "sys/net/if_epair.c" },
        { cite: "mechanisms", at: "3.4" },
      ],
      evidence: [
        {
          label: "a lone message and its answer, shared stack",
          shows: "loop",
          query: "technology=jail&workload=packets",
        },
        {
          label: "the same through an epair",
          shows: "loop",
          query: "technology=jail-vnet&workload=packets",
        },
        {
          label: "on the way out and in",
          shows: "crossings",
          technology: "jail",
        },
      ],
      shown: {
        page: "technologies/zones/",
        at: "jail-stacks",
        query: "jail-stacks.technology=jail",
        what: "jails: a shared stack, and an epair",
      },
    },
    container: {
      level: "low",
      because: "a softirq for the bridge, more for NAT",
      basis: "derived",
      why: "In the host’s network nothing is added. A veth pair and a bridge add a softirq each way, and address translation a second pass of IP.",
      sources: [
        { cite: "linux318", at: "drivers/net/veth.c, net/bridge" },
        { cite: "yangwwei2017", at: "measured latencies" },
      ],
      evidence: [
        {
          label: "a lone message and its answer, through a bridge",
          shows: "loop",
          query: "technology=container-bridge&workload=packets",
        },
        {
          label: "in the host’s own network",
          shows: "loop",
          query: "technology=container-host&workload=packets",
        },
        {
          label: "on the way out and in",
          shows: "crossings",
          technology: "container-bridge",
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
      level: "some",
      because: "I/O proxy overhead",
      basis: "quoted",
      why: "Each packet wakes another domain: an event through Xen, a thread in dom0 that copies it, and the same back. If dom0’s CPU is busy, its scheduler adds to that.",
      sources: [
        { cite: "gregg2013", at: "table; I/O path" },
        { cite: "dall2016", at: "event between guest and dom0" },
        { cite: "xenSource", at: "common/event_channel.c, grant_table.c" },
      ],
      evidence: [
        {
          label: "a lone message and its answer, PV",
          shows: "loop",
          query: "technology=xen-pv&workload=packets",
        },
        {
          label: "on the way out and in",
          shows: "crossings",
          technology: "xen-pv",
        },
      ],
      shown: {
        page: "technologies/xen/",
        at: "arrangements",
        query: "workload=packets&technology=xen-pv&threads=1",
        what: "six arrangements of Xen",
      },
    },
    kvm: {
      level: "some",
      because: "I/O proxy overhead",
      basis: "quoted",
      why: "The kick is an exit to qemu, which waits for a transmit timer that SmartOS had set, and the answer must wake a halted vCPU. The timer was a choice of configuration; later versions have none.",
      sources: [
        { cite: "gregg2013", at: "table; Network I/O, KVM" },
        { cite: "smartosLive", at: "VM.js, VIRTIO_TXTIMER_DEFAULT" },
        { cite: "smartosQemu", at: "hw/virtio-net.c" },
      ],
      evidence: [
        {
          label: "a lone message and its answer, qemu of 2012",
          shows: "loop",
          query: "technology=kvm-qemu-2012&workload=packets",
        },
        {
          label: "published: one thread, by its rate",
          shows: "row-loop",
          row: "packet-rate/kvm-qemu-2012/1",
        },
        {
          label: "the same without the timer",
          shows: "loop",
          query: "technology=kvm-qemu-2012&workload=packets&tx-timer=0",
        },
        {
          label: "on the way out and in",
          shows: "crossings",
          technology: "kvm-qemu-2012",
        },
      ],
      shown: {
        page: "io-path/virtio/",
        at: "ring",
        what: "the ring, its flags and the timer, played",
      },
    },
    nitro: {
      level: "low",
      because: "no proxy in software",
      basis: "derived",
      why: "A write to the card needs no exit, and the card’s interrupt reaches a running vCPU without one. The card’s own forwarding is left, and what it takes is assumed.",
      sources: [
        { cite: "linuxPosted", at: "posted_intr.c" },
        { cite: "enaDriver", at: "README.rst" },
      ],
      evidence: [
        {
          label: "a lone message and its answer",
          shows: "loop",
          query: "technology=nitro&workload=packets",
        },
        {
          label: "on the way out and in",
          shows: "crossings",
          technology: "nitro",
        },
      ],
      shown: {
        page: "technologies/nitro/",
        at: "eras",
        query: "workload=packets&technology=nitro&threads=1",
        what: "the eras of EC2, one lone message",
      },
    },
  },
};
