import type { Row } from "../shape.ts";

export const memoryAccess: Row = {
  id: "memory-access",
  name: "Memory access overhead",
  asks: "What does it cost to reach memory that is not in the processor’s caches?",
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
          label: "loads of one page walk, on average, native",
          shows: "stated",
          text: "1.5",
          cite: "mechanisms",
          at: "2.7, from a simulated page-walk study of 2022",
        },
      ],
      shown: {
        page: "technologies/zones/",
        at: "two-stacks",
        what: "one kernel, in two stacks",
      },
    },
    jail: {
      level: "none",
      basis: "assumed",
      why: "One kernel, one set of page tables. A jail has nothing that would translate a second time.",
      sources: [{ cite: "mechanisms", at: "6" }],
      shown: {
        page: "technologies/zones/",
        at: "jails",
        what: "jails and their paths",
      },
    },
    container: {
      level: "none",
      basis: "assumed",
      why: "One kernel, one set of page tables. A container has nothing that would translate a second time.",
      sources: [{ cite: "mechanisms", at: "6" }],
      shown: {
        page: "technologies/containers/",
        at: "a-container-is-a-set-of-views",
        what: "a container is a set of views",
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
          label: "what shadow tables add to a switch of address space",
          shows: "parameter",
          id: "shadow.cr3",
        },
        {
          label: "an access that misses the TLB: native, nested, shadow",
          shows: "stated",
          text: "834, 1150 and 11,245 cycles",
          cite: "hyperbench2019",
          at: "tables 3 and 4",
        },
      ],
      shown: {
        page: "reference/parameters/",
        at: "shadow.cr3",
        what: "the parameter, with its range and source",
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
          label: "loads of one page walk, on average: nested against native",
          shows: "stated",
          text: "4.4 against 1.5",
          cite: "mechanisms",
          at: "2.7, from a simulated page-walk study of 2022",
        },
        {
          label: "what shadow tables add to an exit",
          shows: "parameter",
          id: "shadow.exit",
        },
      ],
      shown: {
        page: "reference/parameters/",
        at: "shadow.exit",
        what: "the parameter, with its range and source",
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
          label: "translation of one unit’s DMA",
          shows: "parameter",
          id: "iommu.dma",
        },
      ],
      shown: {
        page: "technologies/kvm/",
        at: "a-piece-of-the-card",
        what: "a piece of the card, and its IOMMU",
      },
    },
  },
};
