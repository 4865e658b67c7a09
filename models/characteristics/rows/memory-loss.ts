import type { Row } from "../shape.ts";

export const memoryLoss: Row = {
  id: "memory-loss",
  name: "Memory loss",
  asks: "How much memory goes to the sharing itself?",
  figure: {
    shows: "memory",
    what: "share of a host lost, with twelve tenants on it",
  },
  cells: {
    zone: {
      level: "none",
      basis: "quoted",
      why: "One kernel serves everyone: another Zone is some more processes and a few records.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "mechanisms", at: "6" },
      ],
      evidence: [
        {
          label: "share of a host lost, with twelve tenants on it",
          shows: "memory",
          query: "technology=zone",
          quantity: "lost-share",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=zone",
        what: "twelve Zones on one host",
      },
    },
    jail: {
      level: "none",
      basis: "assumed",
      why: "One kernel serves everyone. A jail with its own network stack has a second set of that stack’s state.",
      sources: [
        { cite: "mechanisms", at: "3.4" },
        { cite: "freebsdEpair", at: "sys/net/if_epair.c" },
      ],
      evidence: [
        {
          label: "share of a host lost, with twelve tenants on it",
          shows: "memory",
          query: "technology=jail",
          quantity: "lost-share",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=jail",
        what: "twelve jails on one host",
      },
    },
    container: {
      level: "none",
      basis: "assumed",
      why: "One kernel serves everyone. Images that containers do not share are loaded once for each of them.",
      sources: [{ cite: "mechanisms", at: "6" }],
      evidence: [
        {
          label: "share of a host lost, with twelve tenants on it",
          shows: "memory",
          query: "technology=container",
          quantity: "lost-share",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=container",
        what: "twelve containers on one host",
      },
    },
    xen: {
      level: "some",
      because: "extra kernels; page tables",
      basis: "quoted",
      why: "Each domain loads a kernel with its buffers, and dom0 holds memory for all. Page tables exist twice: the guest’s, and Xen’s or a shadow of the guest’s.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "mechanisms", at: "6" },
      ],
      evidence: [
        {
          label: "share of a host lost, with twelve tenants on it",
          shows: "memory",
          query: "technology=xen-pv",
          quantity: "lost-share",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=xen-pv",
        what: "twelve domains on one host",
      },
    },
    kvm: {
      level: "some",
      because: "extra kernels; page tables",
      basis: "quoted",
      why: "Each guest loads a kernel with its buffers, and a qemu stands beside it. SmartOS set memory aside for that process beyond what the guest was sold.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "smartosLive", at: "src/vm/node_modules/proptable.js" },
      ],
      evidence: [
        {
          label: "share of a host lost, with twelve tenants on it",
          shows: "memory",
          query: "technology=kvm-2012",
          quantity: "lost-share",
        },
        {
          label: "set aside beyond the guest’s memory, by default",
          shows: "parameter",
          id: "smartos.reserve",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=kvm-2012",
        what: "twelve guests on one host",
      },
    },
    nitro: {
      level: "some",
      because: "a kernel each; page tables",
      basis: "assumed",
      why: "Each instance has its own kernel and nested tables. There is no dom0 and no qemu to hold memory; what the hypervisor keeps is not published.",
      sources: [
        { cite: "gregg2017", at: "Nitro" },
        { cite: "mechanisms", at: "3.10" },
      ],
      evidence: [
        {
          label: "share of a host lost, with twelve tenants on it",
          shows: "memory",
          query: "technology=nitro",
          quantity: "lost-share",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=nitro",
        what: "twelve instances on one host",
      },
    },
  },
};
