import type { Row } from "../shape.ts";

export const otherSystems: Row = {
  id: "other-systems",
  name: "Different OS guests",
  asks: "Can a tenant bring an operating system of its own?",
  cells: {
    zone: {
      level: "usually no",
      because: "sometimes possible with syscall translation",
      basis: "quoted",
      why: "There is one kernel, illumos. A branded Zone translates another system’s calls into its own, as far as somebody has written them.",
      sources: [{ cite: "gregg2013", at: "table; conclusion" }],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=zone",
        what: "a process above the one kernel",
      },
    },
    jail: {
      level: "usually no",
      because: "sometimes possible with syscall translation",
      basis: "assumed",
      why: "There is one kernel, FreeBSD, which can translate the system calls of Linux. That was not read for this book.",
      sources: [{ cite: "mechanisms", at: "8.4" }],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=jail",
        what: "a process above the one kernel",
      },
    },
    container: {
      level: "usually no",
      because: "any distribution, one kernel",
      basis: "assumed",
      why: "A container brings the files of its distribution and runs them on the host’s Linux. Another kernel version, or another system, needs a guest.",
      sources: [
        { cite: "mechanisms", at: "8.4" },
        { cite: "gregg2013", at: "I/O path, Linux containers" },
      ],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=container-host",
        what: "a process above the one kernel",
      },
    },
    xen: {
      level: "yes",
      basis: "quoted",
      why: "An HVM guest runs unchanged. A PV guest needs a kernel that was written to be one.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "mechanisms", at: "3.9.2" },
      ],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=xen-pv,xen-hvm",
        what: "a kernel of the guest’s own, which knows Xen or does not",
      },
    },
    kvm: {
      level: "yes",
      basis: "quoted",
      why: "Any system that runs on the processor runs as a guest. It was the reason for which the post’s author would take one: a certain version of Linux, or Windows.",
      sources: [{ cite: "gregg2013", at: "table; I/O path" }],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=kvm-e1000",
        what: "a kernel of the guest’s own, with a driver for an old real card",
      },
    },
    nitro: {
      level: "yes",
      because: "with drivers for its cards",
      basis: "cited",
      why: "A guest needs a driver for the network card and one for NVMe, and is otherwise unchanged.",
      sources: [
        { cite: "enaDriver", at: "README.rst" },
        { cite: "mechanisms", at: "3.10" },
      ],
      shown: {
        page: "io-path/network-transmit/",
        at: "out",
        query: "with=nitro",
        what: "a kernel of the guest’s own, with a driver for the card",
      },
    },
  },
};
