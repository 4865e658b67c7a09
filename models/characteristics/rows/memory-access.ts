import type { Row } from "../shape.ts";

export const memoryAccess: Row = {
  id: "memory-access",
  name: "Memory access overhead",
  asks: "What does it cost to reach memory that is not in the processor’s caches?",
  figure: {
    shows: "memory",
    what: "one load within a gigabyte of small pages; a Xen guest is paravirtual",
  },
  cells: {
    zone: {
      level: "none",
      basis: "quoted",
      why: "One kernel, one set of page tables: an address is translated once, as on the bare machine.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "mechanisms", at: "6" },
      ],
      evidence: [
        {
          label: "a load within a gigabyte, small pages",
          shows: "memory",
          query: "technology=zone",
          quantity: "load",
        },
        {
          label: "more than on bare metal",
          shows: "memory",
          query: "technology=zone",
          quantity: "overhead",
        },
        {
          label: "loads of one page walk, on average, native",
          shows: "parameter",
          id: "walk.loads.native",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=zone",
        what: "a load of a Zone, beside the others’",
      },
    },
    jail: {
      level: "none",
      basis: "assumed",
      why: "One kernel, one set of page tables. A jail has nothing that would translate a second time.",
      sources: [{ cite: "mechanisms", at: "6" }],
      evidence: [
        {
          label: "a load within a gigabyte, small pages",
          shows: "memory",
          query: "technology=jail",
          quantity: "load",
        },
        {
          label: "more than on bare metal",
          shows: "memory",
          query: "technology=jail",
          quantity: "overhead",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=jail",
        what: "a load of a jail, beside the others’",
      },
    },
    container: {
      level: "none",
      basis: "assumed",
      why: "One kernel, one set of page tables. A container has nothing that would translate a second time.",
      sources: [{ cite: "mechanisms", at: "6" }],
      evidence: [
        {
          label: "a load within a gigabyte, small pages",
          shows: "memory",
          query: "technology=container",
          quantity: "load",
        },
        {
          label: "more than on bare metal",
          shows: "memory",
          query: "technology=container",
          quantity: "overhead",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=container",
        what: "a load of a container, beside the others’",
      },
    },
    xen: {
      level: "some",
      because: "EPT/NPT or shadow page tables",
      basis: "quoted",
      why: "With nested tables the processor walks the guest’s table and Xen’s for each miss of its TLB. With shadow page tables the walk is short, and each change of the guest’s tables is an exit; a PV guest asks Xen to make the change.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "hyperbench2019", at: "tables 3 and 4" },
        { cite: "mechanisms", at: "6" },
      ],
      evidence: [
        {
          label: "a load within a gigabyte, small pages",
          shows: "memory",
          query: "technology=xen-pv",
          quantity: "load",
        },
        {
          label: "more than on bare metal",
          shows: "memory",
          query: "technology=xen-pv",
          quantity: "overhead",
        },
        {
          label: "what shadow tables add to a switch of address space",
          shows: "parameter",
          id: "shadow.cr3",
        },
        {
          label: "an access that misses the TLB: native, nested, shadow",
          shows: "stated",
          text: "834, 1150 and 11 245 cycles",
          cite: "hyperbench2019",
          at: "tables 3 and 4",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=xen-pv",
        what: "a load of a PV guest of Xen, beside the others’",
      },
    },
    kvm: {
      level: "some",
      because: "EPT/NPT or shadow page tables",
      basis: "quoted",
      why: "The same two ways. The port to illumos takes EPT only; large pages in guest and host shorten the second walk.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "illumosKvm", at: "kvm_vmx.c, kvm_mmu.c" },
        { cite: "mechanisms", at: "2.7, 6" },
      ],
      evidence: [
        {
          label: "a load within a gigabyte, small pages",
          shows: "memory",
          query: "technology=kvm-2012",
          quantity: "load",
        },
        {
          label: "more than on bare metal",
          shows: "memory",
          query: "technology=kvm-2012",
          quantity: "overhead",
        },
        {
          label: "loads of one page walk, on average, nested",
          shows: "parameter",
          id: "walk.loads.nested",
        },
        {
          label: "what shadow tables add to an exit",
          shows: "parameter",
          id: "shadow.exit",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=kvm-2012",
        what: "a load of a guest of SmartOS, beside the others’",
      },
    },
    nitro: {
      level: "some",
      because: "EPT, and an IOMMU for the cards",
      basis: "cited",
      why: "Nested tables remain, and a card reaches the guest’s memory through tables of its own, the IOMMU’s. Neither has an exit in it.",
      sources: [{ cite: "mechanisms", at: "3.10, 6" }],
      evidence: [
        {
          label: "a load within a gigabyte, small pages",
          shows: "memory",
          query: "technology=nitro",
          quantity: "load",
        },
        {
          label: "more than on bare metal",
          shows: "memory",
          query: "technology=nitro",
          quantity: "overhead",
        },
        {
          label: "translation of one unit’s DMA",
          shows: "parameter",
          id: "iommu.dma",
        },
      ],
      shown: {
        page: "cpu-and-memory/memory/",
        at: "memory",
        query: "technology=nitro",
        what: "a load of an instance, beside the others’",
      },
    },
  },
};
