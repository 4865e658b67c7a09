import type { Row } from "../shape.ts";

export const memoryLoss: Row = {
  id: "memory-loss",
  name: "Memory loss",
  asks: "How much memory goes to the sharing itself?",
  cells: {
    zone: {
      level: "none",
      basis: "quoted",
      why: "One kernel serves everyone: another Zone is some more processes and a few records.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "mechanisms", at: "6" },
      ],
      shown: {
        page: "io-path/proc/",
        at: "the-loop",
        what: "the one table that all Zones share",
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
      shown: {
        page: "technologies/zones/",
        at: "jails",
        what: "jails: a shared stack, and their own",
      },
    },
    container: {
      level: "none",
      basis: "assumed",
      why: "One kernel serves everyone. Images that containers do not share are loaded once for each of them.",
      sources: [{ cite: "mechanisms", at: "6" }],
      shown: {
        page: "technologies/containers/",
        at: "a-container-is-a-set-of-views",
        what: "a container is a set of views",
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
      shown: {
        page: "technologies/xen/",
        at: "domains",
        what: "domains",
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
          label: "set aside beyond the guest’s memory, by default",
          shows: "stated",
          text: "1024 MB",
          cite: "smartosLive",
          at: "src/vm/node_modules/proptable.js",
        },
      ],
      shown: {
        page: "technologies/kvm/",
        at: "a-guest-is-a-process",
        what: "a guest is a process",
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
      shown: {
        page: "start/since-2013/",
        at: "what-did-not-change",
        what: "what did not change",
      },
    },
  },
};
