import type { Row } from "../shape.ts";

export const cpuPerformance: Row = {
  id: "cpu-performance",
  name: "CPU performance",
  asks: "Does a program’s own code run as fast as on the bare machine?",
  cells: {
    zone: {
      level: "high",
      basis: "quoted",
      why: "A Zone’s threads are threads of the host, and nothing lies between their code and the processor. A cap or a busy neighbour takes time from them, and leaves their speed alone.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "illumos2012", at: "disp/fss.c, disp/cpucaps.c" },
      ],
      shown: {
        page: "cpu-and-memory/caps-and-bursting/",
        at: "capped-zone",
        query: "workload=cpu&threads=4&cap=2",
        what: "four busy threads under a cap of two CPUs",
      },
    },
    jail: {
      level: "high",
      basis: "assumed",
      why: "A jail’s threads are threads of the host’s kernel, as a Zone’s are. FreeBSD’s scheduler was not read for this book.",
      sources: [{ cite: "mechanisms", at: "3.4" }],
      shown: {
        page: "cpu-and-memory/two-schedulers/",
        at: "two-layers",
        query:
          "technology=jail&threads=4&cores=4&neighbours=0&rate=&idle=&against=none",
        what: "four busy threads of a jail, which nothing stops",
      },
    },
    container: {
      level: "high",
      basis: "cited",
      why: "A container’s threads are threads of the host. Measured beside KVM, containers did as well or better in almost every case.",
      sources: [
        { cite: "felter2014", at: "abstract" },
        { cite: "linux318", at: "kernel/sched/fair.c" },
      ],
      shown: {
        page: "cpu-and-memory/two-schedulers/",
        at: "two-layers",
        query:
          "technology=container-bridge&threads=4&cores=4&neighbours=0&rate=&idle=&against=none",
        what: "four busy threads of a container, which nothing stops",
      },
    },
    xen: {
      level: "high",
      because: "with CPU support",
      basis: "quoted",
      why: "With the processor’s support a guest’s code runs on it directly, until something needs Xen. A PV guest does without that support, and each of its system calls in 64 bits enters Xen first.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "mechanisms", at: "2.4, 5.5" },
      ],
      evidence: [
        {
          label: "extra for a system call of a 64-bit PV guest",
          shows: "parameter",
          id: "pv.syscall",
        },
      ],
      shown: {
        page: "cpu-and-memory/two-schedulers/",
        at: "two-layers",
        query:
          "technology=xen-pvhvm&vcpus=4&threads=4&cores=4&neighbours=0&rate=&idle=",
        what: "four busy threads on the four vCPUs of a Xen guest, beside a container’s",
      },
    },
    kvm: {
      level: "high",
      because: "with CPU support",
      basis: "quoted",
      why: "KVM exists only where the processor helps, and a guest’s code then runs on it directly. What is left are exits: timers, interrupts, an idle vCPU, and the caches that they leave cold.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "agesen2012", at: "table 1" },
        { cite: "illumosKvm", at: "kvm_vmx.c" },
      ],
      evidence: [
        {
          label: "an exit that the kernel handles, there and back",
          shows: "parameter",
          id: "exit.light",
        },
      ],
      shown: {
        page: "cpu-and-memory/two-schedulers/",
        at: "two-layers",
        query:
          "technology=kvm-qemu-2012&vcpus=4&threads=4&cores=4&neighbours=0&rate=&idle=",
        what: "four busy threads on the four vCPUs of a KVM guest, beside a container’s",
      },
    },
    nitro: {
      level: "high",
      because: "with CPU support",
      basis: "cited",
      why: "The same support of the processor under a thinner hypervisor, and interrupts that need no exit. What remains is rare: timers, and interrupts between vCPUs.",
      sources: [
        { cite: "gregg2017", at: "stages; Nitro" },
        { cite: "mechanisms", at: "3.10" },
      ],
      evidence: [
        {
          label: "overhead that Gregg expects of virtualisation in hardware",
          shows: "stated",
          text: "0.1 % to 1.5 %",
          cite: "gregg2017",
          at: "stages",
        },
      ],
      shown: {
        page: "cpu-and-memory/two-schedulers/",
        at: "two-layers",
        query:
          "technology=nitro&vcpus=4&threads=4&cores=4&neighbours=0&rate=&idle=",
        what: "four busy threads on the four vCPUs of an instance, beside a container’s",
      },
    },
  },
};
