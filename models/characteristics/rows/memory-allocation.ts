import type { Row } from "../shape.ts";

export const memoryAllocation: Row = {
  id: "memory-allocation",
  name: "Memory allocation",
  asks: "Who has the memory that a tenant does not use?",
  figure: {
    shows: "caches",
    what: "caches that may hold the same block",
  },
  cells: {
    zone: {
      level: "flexible",
      because: "unused guest memory used for file system cache",
      basis: "quoted",
      why: "What no Zone’s processes use is the ARC’s, and serves every Zone’s files. A block is cached once.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "illumos2012", at: "fs/zfs/arc.c" },
      ],
      evidence: [
        {
          label: "file cache for all, with twelve tenants on a host",
          shows: "memory",
          query: "technology=zone",
          quantity: "shared-cache",
        },
        {
          label: "above the disk",
          shows: "caches",
          technology: "zone",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=zone",
        what: "one cache for twelve Zones",
      },
    },
    jail: {
      level: "flexible",
      because: "one file system cache for all",
      basis: "assumed",
      why: "Unused memory is the host’s, and caches files for every jail. Limits of a jail’s memory were not read for this book.",
      sources: [{ cite: "mechanisms", at: "4.1, 4.3" }],
      evidence: [
        {
          label: "file cache for all, with twelve tenants on a host",
          shows: "memory",
          query: "technology=jail",
          quantity: "shared-cache",
        },
        {
          label: "above the disk",
          shows: "caches",
          technology: "jail",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=jail",
        what: "one cache for twelve jails",
      },
    },
    container: {
      level: "flexible",
      because: "the host’s page cache",
      basis: "derived",
      why: "Files are cached by the one kernel, as on the bare host. How a memory limit counts that cache was not read for this book.",
      sources: [{ cite: "mechanisms", at: "4.3, 6" }],
      evidence: [
        {
          label: "file cache for all, with twelve tenants on a host",
          shows: "memory",
          query: "technology=container",
          quantity: "shared-cache",
        },
        {
          label: "above the disk",
          shows: "caches",
          technology: "container-bridge",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=container",
        what: "one cache for twelve containers",
      },
    },
    xen: {
      level: "fixed",
      because: "and possible double-caching",
      basis: "quoted",
      why: "A domain’s memory is its own, used or not. A balloon driver can give pages back, slowly and only if the guest helps; a block may be cached in the guest and again in dom0.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "mechanisms", at: "4.4, 6" },
      ],
      evidence: [
        {
          label: "file cache within twelve guests, each for itself",
          shows: "memory",
          query: "technology=xen-pv&balloon=50",
          quantity: "own-cache",
        },
        {
          label: "above the disk",
          shows: "caches",
          technology: "xen-pv",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=xen-pv&balloon=50",
        what: "a cache in each domain, and half of it given back",
      },
    },
    kvm: {
      level: "fixed",
      because: "and possible double-caching",
      basis: "quoted",
      why: "SmartOS locks a guest’s memory and never pages it. The guest’s cache and the host’s may hold the same block: the one has what the other missed.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "smartosLive", at: "VM.js, max_locked_memory" },
        { cite: "mechanisms", at: "4.4" },
      ],
      evidence: [
        {
          label: "file cache within twelve guests, each for itself",
          shows: "memory",
          query: "technology=kvm-2012",
          quantity: "own-cache",
        },
        {
          label: "of the host’s cache, second copies at worst",
          shows: "memory",
          query: "technology=kvm-2012",
          quantity: "twice",
        },
        {
          label: "above the disk",
          shows: "caches",
          technology: "kvm-qemu-2012",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=kvm-2012",
        what: "a cache in each guest, and the host’s",
      },
    },
    nitro: {
      level: "fixed",
      basis: "assumed",
      why: "An instance’s memory is its own. Its disk is a queue of the storage card, so no host kernel caches the block a second time.",
      sources: [{ cite: "mechanisms", at: "3.10, 4.3" }],
      evidence: [
        {
          label: "file cache within twelve guests, each for itself",
          shows: "memory",
          query: "technology=nitro",
          quantity: "own-cache",
        },
        {
          label: "above the disk",
          shows: "caches",
          technology: "nitro",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=nitro",
        what: "a cache in each instance",
      },
    },
  },
};
