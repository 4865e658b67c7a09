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
          label: "above the disk",
          shows: "caches",
          technology: "zone",
        },
      ],
      shown: {
        page: "io-path/disk/",
        at: "two-caches",
        what: "one cache, and two",
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
          label: "above the disk",
          shows: "caches",
          technology: "jail",
        },
      ],
      shown: {
        page: "io-path/disk/",
        at: "zfs-on-the-host",
        what: "ZFS, on the host",
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
          label: "above the disk",
          shows: "caches",
          technology: "container-bridge",
        },
      ],
      shown: {
        page: "io-path/disk/",
        at: "blocks",
        query: "workload=disk&technology=container-host",
        what: "a container’s blocks",
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
          label: "above the disk",
          shows: "caches",
          technology: "xen-pv",
        },
      ],
      shown: {
        page: "io-path/disk/",
        at: "xen-blkfront-and-blkback",
        what: "blkfront and blkback",
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
          label: "above the disk",
          shows: "caches",
          technology: "kvm-qemu-2012",
        },
      ],
      shown: {
        page: "io-path/disk/",
        at: "blocks",
        query: "workload=disk&technology=kvm-qemu-2012",
        what: "a guest’s blocks, and a Zone’s",
      },
    },
    nitro: {
      level: "fixed",
      basis: "assumed",
      why: "An instance’s memory is its own. Its disk is a queue of the storage card, so no host kernel caches the block a second time.",
      sources: [{ cite: "mechanisms", at: "3.10, 4.3" }],
      evidence: [
        {
          label: "above the disk",
          shows: "caches",
          technology: "nitro",
        },
      ],
      shown: {
        page: "io-path/disk/",
        at: "two-caches",
        what: "one cache, and two",
      },
    },
  },
};
