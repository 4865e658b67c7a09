import type { Row } from "../shape.ts";

export const resourceControls: Row = {
  id: "resource-controls",
  name: "Resource controls",
  asks: "Which limits can be set on a tenant?",
  cells: {
    zone: {
      level: "many",
      because: "depends on OS",
      basis: "quoted",
      why: "Shares and caps of CPU, limits of processes and memory, a throttle on disk, rules and bandwidth for a VNIC. Each is one setting of the one kernel that does the work.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "smartosLive", at: "VM.js, properties" },
        { cite: "illumos2012", at: "fs/zfs/zfs_zone.c" },
      ],
      shown: {
        page: "cpu-and-memory/caps-and-bursting/",
        at: "capped-zone",
        query: "threads=8&cores=4&neighbours=4&shares=300&cap=1.5&against=none",
        what: "a Zone with shares and a cap of its own, beside four busy neighbours",
      },
    },
    jail: {
      level: "many",
      because: "depends on OS",
      basis: "assumed",
      why: "FreeBSD accounts for a jail’s processes, memory and CPU, and can limit them. Which of it was there in 2013 was not read for this book.",
      sources: [{ cite: "mechanisms", at: "3.4" }],
      shown: {
        page: "cpu-and-memory/caps-and-bursting/",
        at: "capped-zone",
        query: "technology=jail&threads=8&cap=1&against=none",
        what: "a jail under a limit of CPU, divided as Linux would: that is assumed",
      },
    },
    container: {
      level: "many",
      because: "control groups",
      basis: "cited",
      why: "Control groups divide CPU by weight and limit it by quota, and classes order their network traffic. They limit memory and disk as well, which was not read for this book.",
      sources: [
        { cite: "linux318", at: "Documentation/scheduler/sched-bwc" },
        { cite: "mechanisms", at: "3.3, 5.3" },
      ],
      shown: {
        page: "cpu-and-memory/caps-and-bursting/",
        at: "capped-zone",
        query:
          "technology=container-bridge&threads=8&cores=4&neighbours=4&shares=300&cap=1.5&against=none",
        what: "a container with a weight and a quota of its own, beside four busy neighbours",
      },
    },
    xen: {
      level: "some",
      because: "depends on hypervisor",
      basis: "quoted",
      why: "Xen knows vCPUs and pages: weight, cap, placement, memory. What a domain’s packets cost in dom0 is dom0’s CPU time, and no limit of the domain counts it.",
      sources: [
        { cite: "gregg2013", at: "table of characteristics" },
        { cite: "xenSource", at: "common/sched_credit.c" },
      ],
      shown: {
        page: "cpu-and-memory/caps-and-bursting/",
        at: "capped-zone",
        query:
          "technology=xen-pv&vcpus=4&threads=8&cores=4&neighbours=4&shares=300&cap=1.5&scheduler=credit&against=none",
        what: "a domain with a weight and a cap of Credit, beside four busy neighbours",
      },
    },
    kvm: {
      level: "most",
      because: "OS + hypervisor",
      basis: "quoted",
      why: "A guest is a process, so all limits of the host hold it, and the hypervisor’s come on top. In a Zone one cap covers the vCPUs and the thread that does their I/O.",
      sources: [
        { cite: "gregg2013", at: "table; double-hulled virtualization" },
        { cite: "smartosLive", at: "VM.js" },
      ],
      shown: {
        page: "technologies/kvm-in-zone/",
        at: "double-hull",
        query: "workload=tcp-stream&technology=kvm-in-zone&threads=4&cap=1",
        what: "a guest in a Zone, under its cap",
      },
    },
    nitro: {
      level: "some",
      because: "what the provider sells",
      basis: "assumed",
      why: "The size of an instance fixes vCPUs, memory, and the bandwidth of its cards. Its owner sets none of them one by one; inside, the guest’s kernel has its own.",
      sources: [{ cite: "mechanisms", at: "3.10" }],
      shown: {
        page: "technologies/nitro/",
        at: "eras",
        query: "workload=tcp-stream&technology=nitro&threads=8",
        what: "an instance of one vCPU, whose size is the limit",
      },
    },
  },
};
