import type { Row } from "../shape.ts";

export const seenFromGuest: Row = {
  id: "seen-from-guest",
  name: "Observability: from the guest",
  asks: "What can a tenant see of the machine it runs on?",
  figure: {
    shows: "seen",
    what: "functions on a packet’s way, out and in, that the tenant’s tracer can probe",
  },
  cells: {
    zone: {
      level: "medium",
      because: "see everything permitted, incl. some physical resource stats",
      basis: "quoted",
      why: "A Zone sees its own processes and the machine’s real totals of CPU, disk and network, so a neighbour’s load can at least be suspected. Kernel functions take no probe of its own: of its packet’s way it traces the system call.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "mechanisms", at: "7.1" },
      ],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "zone",
          from: "guest",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=zone&from=guest",
        what: "a packet’s way out, seen from the Zone that sends it",
      },
    },
    jail: {
      level: "medium",
      because: "own processes, some totals of the host",
      basis: "assumed",
      why: "A jail sees its own processes. DTrace is not offered inside by default; that was not read for this book.",
      sources: [{ cite: "mechanisms", at: "7.1" }],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "jail",
          from: "guest",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=jail&from=guest",
        what: "a packet’s way out, seen from the jail that sends it",
      },
    },
    container: {
      level: "medium",
      because: "own processes, totals of the host",
      basis: "cited",
      why: "A PID namespace shows the container’s own processes, while /proc shows load and memory of the whole host. Tracing of the kernel is normally denied.",
      sources: [{ cite: "mechanisms", at: "7.1" }],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "container-bridge",
          from: "guest",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=container-bridge&from=guest",
        what: "a packet’s way out, seen from the container that sends it",
      },
    },
    xen: {
      level: "low",
      because: "guest only",
      basis: "quoted",
      why: "A guest may probe its own kernel and nothing below it: not Xen, not dom0, not the card. It sees stolen time where Xen reports it. Its own kernel is much of the way, so this count is higher than a Zone’s; the grade speaks of the machine.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "mechanisms", at: "5.5, 7.1" },
      ],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "xen-pv",
          from: "guest",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=xen-pv&from=guest",
        what: "a packet’s way out, seen from the Xen guest that sends it",
      },
    },
    kvm: {
      level: "low",
      because: "guest only",
      basis: "quoted",
      why: "A guest may probe its own kernel and nothing below it. The illumos port did not even report stolen time, so a slow guest could not know that others had its CPU.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "illumosKvm", at: "commit 0b65a01" },
        { cite: "mechanisms", at: "5.5, 7.1" },
      ],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "kvm-qemu-2012",
          from: "guest",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=kvm-qemu-2012&from=guest",
        what: "a packet’s way out, seen from the KVM guest that sends it",
      },
    },
    nitro: {
      level: "low",
      because: "guest only, with the devices’ counters",
      basis: "cited",
      why: "A guest may probe its own kernel, and the cards show it counters of their own. With no software between driver and card, its kernel is nearly the whole way.",
      sources: [
        { cite: "enaDriver", at: "README.rst" },
        { cite: "mechanisms", at: "7.1" },
      ],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "nitro",
          from: "guest",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=nitro&from=guest",
        what: "a packet’s way out, seen from the instance that sends it",
      },
    },
  },
};
