import type { Row } from "../shape.ts";

export const seenFromHost: Row = {
  id: "seen-from-host",
  name: "Observability: from the host",
  asks: "What can the operator see of a tenant’s work?",
  figure: {
    shows: "seen",
    what: "functions on a packet’s way, out and in, that the host’s tracer can probe",
  },
  cells: {
    zone: {
      level: "highest",
      because: "see everything",
      basis: "quoted",
      why: "The tenant’s processes are processes of the host: their system calls, their stacks and the kernel beneath them can all be probed, and told apart by Zone.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "mechanisms", at: "7.1" },
      ],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "zone",
          from: "host",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=zone&from=host",
        what: "a Zone’s packet, seen from the global zone",
      },
    },
    jail: {
      level: "highest",
      because: "see everything",
      basis: "assumed",
      why: "As with Zones: the host’s DTrace reaches every process and the one kernel.",
      sources: [{ cite: "mechanisms", at: "7.1" }],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "jail",
          from: "host",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=jail&from=host",
        what: "a jail’s packet, seen from the host",
      },
    },
    container: {
      level: "highest",
      because: "see everything",
      basis: "cited",
      why: "perf and eBPF on the host reach every process and the one kernel, and control groups account for each container.",
      sources: [{ cite: "mechanisms", at: "7.1" }],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "container-bridge",
          from: "host",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=container-bridge&from=host",
        what: "a container’s packet, seen from the host",
      },
    },
    xen: {
      level: "low",
      because: "resource usage, hypervisor statistics",
      basis: "quoted",
      why: "dom0’s tools see dom0: the back ends, and not the guest. Xen itself runs beneath them; it has counters and trace records, which xentrace writes for later.",
      sources: [
        { cite: "gregg2013", at: "table; I/O path, xentrace" },
        { cite: "mechanisms", at: "7.1" },
      ],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "xen-pv",
          from: "host",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=xen-pv&from=host",
        what: "a guest’s packet, seen from dom0",
      },
    },
    kvm: {
      level: "medium",
      because:
        "resource usage, hypervisor statistics, OS inspection of hypervisor",
      basis: "quoted",
      why: "KVM is a module of the host’s kernel and qemu a process of it, so both can be probed, with exits by reason. Of the guest there is only the address at which it left.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "illumosKvm", at: "SDT probes, kstats" },
        { cite: "mechanisms", at: "7.1" },
      ],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "kvm-qemu-2012",
          from: "host",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=kvm-qemu-2012&from=host",
        what: "a guest’s packet, seen from the host",
      },
    },
    nitro: {
      level: "none",
      because: "the host is the provider’s",
      basis: "cited",
      why: "A customer has no host to look from. What the provider can see is not published.",
      sources: [{ cite: "mechanisms", at: "7.1" }],
      evidence: [
        {
          label: "on a packet’s way, out and in",
          shows: "seen",
          technology: "nitro",
          from: "host",
        },
      ],
      shown: {
        page: "measuring/what-can-be-seen/",
        at: "sight",
        query: "with=nitro&from=host",
        what: "an instance’s packet, for a customer who has no host",
      },
    },
  },
};
