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
        at: "burst",
        what: "a Zone that bursts above its baseline, and pays",
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
        page: "cpu-and-memory/two-schedulers/",
        at: "two-layers",
        query:
          "technology=jail&threads=8&cores=8&neighbours=0&rate=&idle=&against=none",
        what: "eight busy threads of a jail, which take the whole machine",
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
        page: "cpu-and-memory/two-schedulers/",
        at: "two-layers",
        query:
          "technology=xen-pv&vcpus=1&threads=8&cores=4&neighbours=0&rate=&idle=",
        what: "eight busy threads on the one vCPU of a Xen guest, beside a container’s",
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
        page: "cpu-and-memory/two-schedulers/",
        at: "two-layers",
        query:
          "technology=kvm-qemu-2012&vcpus=1&threads=8&cores=4&neighbours=0&rate=&idle=",
        what: "eight busy threads on the one vCPU of a KVM guest, beside a container’s",
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
        at: "two-layers",
        query:
          "technology=nitro&vcpus=1&threads=8&cores=4&neighbours=0&rate=&idle=",
        what: "eight busy threads on the one vCPU of an instance, beside a container’s",
      },
    },
  },
};
