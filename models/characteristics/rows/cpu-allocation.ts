import type { Row } from "../shape.ts";

export const cpuAllocation: Row = {
  id: "cpu-allocation",
  name: "CPU allocation",
  asks: "How much CPU may a tenant use, and who decides?",
  figure: {
    shows: "cpus",
    what: "CPUs that eight busy threads use on an idle host, without a cap; a guest has one vCPU",
  },
  cells: {
    zone: {
      level: "flexible",
      because: "FSS + “bursting”",
      basis: "quoted",
      why: "Threads of a Zone may use every CPU that is idle. Shares divide the CPUs when they are not, a cap bounds the average, and bursting sets the cap above what was promised.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "illumos2012", at: "disp/fss.c" },
        { cite: "smartosLive", at: "brand code, OS-164" },
      ],
      evidence: [
        {
          label: "eight busy threads, no cap",
          shows: "cpus",
          query: "workload=cpu&technology=zone&threads=8&cap=none",
        },
        {
          label: "the same under a cap of one CPU",
          shows: "cpus",
          query: "workload=cpu&technology=zone&threads=8&cap=1",
        },
      ],
      shown: {
        page: "cpu-and-memory/caps-and-bursting/",
        at: "capped-zone",
        query: "workload=cpu&threads=8&cap=1",
        what: "eight busy threads under a cap of one CPU",
      },
    },
    jail: {
      level: "flexible",
      because: "limits by the kernel’s resource accounting",
      basis: "assumed",
      why: "Threads of a jail may use idle CPUs as the host’s own do. FreeBSD can limit a jail’s CPU; that code was not read for this book.",
      sources: [{ cite: "mechanisms", at: "3.4, 5.5" }],
      evidence: [
        {
          label: "eight busy threads, no limit",
          shows: "cpus",
          query: "workload=cpu&technology=jail&threads=8&cap=none",
        },
      ],
      shown: {
        page: "technologies/zones/",
        at: "jails",
        what: "jails and their paths",
      },
    },
    container: {
      level: "flexible",
      because: "weights, and a quota by the period",
      basis: "cited",
      why: "Weights divide the CPUs under contention. A quota is handed out once a period, and stops the whole group when it is spent.",
      sources: [
        {
          cite: "linux318",
          at: "Documentation/scheduler/sched-bwc; kernel/sched/fair.c",
        },
      ],
      evidence: [
        {
          label: "eight busy threads, no quota",
          shows: "cpus",
          query: "workload=cpu&technology=container-bridge&threads=8&cap=none",
        },
        {
          label: "the same under a quota of one CPU",
          shows: "cpus",
          query: "workload=cpu&technology=container-bridge&threads=8&cap=1",
        },
      ],
      shown: {
        page: "cpu-and-memory/caps-and-bursting/",
        at: "quota",
        what: "a service that meets the end of its quota",
      },
    },
    xen: {
      level: "fixed to VCPU limit",
      basis: "quoted",
      why: "A domain computes on the vCPUs that it was given, whatever is idle beside them. Weights divide a busy machine; a cap parks a vCPU, and with it everything that ran on it.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "xenSource", at: "common/sched_credit.c" },
      ],
      evidence: [
        {
          label: "eight busy threads on one vCPU",
          shows: "cpus",
          query: "workload=cpu&technology=xen-pv&threads=8&cap=none",
        },
      ],
      shown: {
        page: "measuring/neighbours/",
        at: "wake-up",
        query:
          "workload=sched-latency&technology=xen-pv&scheduler=credit&cores=1&neighbours=4",
        what: "a domain woken beside busy ones, under Credit",
      },
    },
    kvm: {
      level: "fixed to VCPU limit",
      basis: "quoted",
      why: "A guest computes on its vCPUs and on nothing else; each is a thread of the host, which shares and caps can slow but not widen. In a Zone of SmartOS one cap holds the vCPUs and the I/O thread together.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "illumosKvm", at: "kvm_vmx.c" },
        { cite: "smartosLive", at: "VM.js" },
      ],
      evidence: [
        {
          label: "eight busy threads on one vCPU",
          shows: "cpus",
          query: "workload=cpu&technology=kvm-qemu-2012&threads=8&cap=none",
        },
      ],
      shown: {
        page: "technologies/kvm-in-zone/",
        at: "who-is-stopped",
        what: "a guest in a Zone: who is stopped by the cap",
      },
    },
    nitro: {
      level: "fixed to VCPU limit",
      basis: "assumed",
      why: "An instance is sold with a number of vCPUs and computes on those. How the provider places them was not read for this book.",
      sources: [{ cite: "mechanisms", at: "3.10" }],
      evidence: [
        {
          label: "eight busy threads on one vCPU",
          shows: "cpus",
          query: "workload=cpu&technology=nitro&threads=8&cap=none",
        },
      ],
      shown: {
        page: "cpu-and-memory/two-schedulers/",
        at: "a-slice-is-a-long-time",
        what: "what a second scheduler does to a guest",
      },
    },
  },
};
