/**
 * Figures that others published for the mechanisms of this model, on their machines.
 *
 * IDEA   A test on what the fit has never seen. Where bare metal was measured on the same machine, the
 *        scenario takes that figure as its baseline; where the disk was measured, it takes the disk.
 * FAILS  None of these machines is the reference CPU, and each test differs from ours in more than
 *        is known: read a residual together with what differs.
 * LENGTH A table, one record a figure.
 */
import type { Asked, PublishedFigure } from "./figure.ts";

const free = { kind: "free" } as const;
const given = { kind: "given" } as const;
const anyLab = { page: "reference/the-model", id: "try-the-model" } as const;
const diskLab = { page: "io-path/disk", id: "blocks" } as const;

/* netperf and nuttcp between two hosts of 2014, IBM. */
const felter = {
  on: "two hosts with Sandy Bridge Xeons and 10 GbE; Linux 3.11; guest of KVM with virtio on a bridge",
  cite: "felterData",
} as const;
const felterNetwork = "workload=request-response&bytes=100&reply=200&threads=1";
const felterMachine = "cpu=sandybridge-2012&baseline.rate=26608.44";
const bulk = "workload=tcp-stream&threads=1&cpu=sandybridge-2012";
const window =
  "the window that their kernel’s autotuning reached is not known; ours is assumed";

/* A key-value server of one thread on the same hosts, asked by a client of one thread. */
const redis = {
  on: "the same two hosts; redis 2.8.13, gets of 50 B by redis-benchmark, mean of 10 to 20 runs",
  cite: "felterData",
} as const;
const redisQuery = (clients: number): string =>
  `workload=request-response&bytes=60&reply=60&server-us=1&workers=1&peer=native&cpu=sandybridge-2012&threads=${String(clients)}`;
const redisDiffers =
  "what the server computes is a guess, 1 µs; their clients share one thread, ours have one each";
const redisGuest = (clients: number): Asked => ({
  query: `technology=kvm-vhost&vcpus=1&${redisQuery(clients)}`,
  standing: free,
  differs: redisDiffers,
  lab: anyLab,
});

/* fio on a flash system behind Fibre Channel, the same hosts. */
const san = {
  on: "the same hosts; IBM FlashSystem 840 by Fibre Channel and multipath; fio, random reads of 4 kB, direct",
  cite: "felterData",
} as const;
const sanQuery = (threads: number): string =>
  `workload=disk&threads=${String(threads)}&depth=16&direction=read&disk=ssd&cpu=sandybridge-2012&cores=32&disk-us=240&disk-iops=84044`;
const sanGuest = (threads: number): Asked => ({
  query: `technology=kvm-qemu&vcpus=32&device-thread=main&${sanQuery(threads)}`,
  standing: free,
  differs:
    "their host’s way to the disk is longer than our block layer; that they had qemu’s main loop is inferred from its age",
  lab: diskLab,
});

/* fio on a flash card under Xen, 2015. */
const rings = {
  on: "Xeon E5-2643 v2, Micron P320h, blkback of Linux 4.0, guest with four vCPUs; fio, eight jobs of 32 sequential reads of 4 kB",
  cite: "granado2015",
} as const;
const ringsAsked = (queues: number): Asked => ({
  query: `technology=xen-pvhvm&workload=disk&threads=8&depth=32&vcpus=4&disk=nvme&cpu=sandybridge-2012&disk-grants=kept&queues=${String(queues)}`,
  standing: free,
  differs:
    "what the card does alone is not told: ours is the NVMe disk of 2017, its blocks at random",
  lab: diskLab,
});

/* Two hosts of a container platform, 2017 and 2023. */
const qperf = {
  on: "two hosts of 2017, CPU not named; qperf tcp_lat, mean of five runs",
  cite: "yangwwei2017",
  where: "table, two different physical machines",
} as const;
const qperfQuery =
  "workload=request-response&bytes=1&threads=1&cpu=skylake-2017&baseline.rate=29239.77";
const pods = {
  on: "two hosts with Xeon E5-2620 at 2.0 GHz; netperf TCP_RR of 1024 B between containers",
  cite: "daocloud2023",
  where: "netperf delay, long connection",
} as const;
const podQuery =
  "workload=request-response&bytes=1024&reply=1024&threads=1&cpu=sandybridge-2012&baseline.rate=8828.46";

/* fio on a flash device of an EC2 host, 2019. */
const fio = {
  on: "m5d.metal: Xeon Platinum 8175M at 2.5 GHz, local NVMe; fio, random reads of 4 kB, direct",
  cite: "firecrackerData",
} as const;
const fioQuery =
  "workload=disk&threads=1&direction=read&disk=nvme&cpu=skylake-2017&disk-us=54&disk-iops=301182";
const qemuDefaults =
  "their qemu 4.2 ran with its defaults, a pool of threads over the host’s cache; the path has the pool and not the cache";

/* A proxy of one process under a quota of two CPUs. */
const proxy = {
  on: "a load balancer in Go under a quota of two CPUs, CPU not named; as many threads as GOMAXPROCS says",
  cite: "automaxprocs",
  where: "README, table of GOMAXPROCS",
} as const;
const proxyQuery = (workers: number): string =>
  `technology=container-host&workload=request-response&threads=42&workers=${String(workers)}&cap=2&server-us=40&peer=native&cores=24`;
const proxySibling = { kind: "sibling", of: "quota-rate-2" } as const;
const capLab = {
  page: "cpu-and-memory/caps-and-bursting",
  id: "capped-zone",
} as const;
const streamLab = {
  page: "cpu-and-memory/caps-and-bursting",
  id: "capped-stream",
  further: true,
} as const;
const proxyTail = (workers: number, differs: string): Asked => ({
  query: proxyQuery(workers),
  percentile: 0.999,
  standing: proxySibling,
  differs,
  lab: streamLab,
});

/* A server that answers one client under Credit, and redis’ test of its own pauses. */
const credit = {
  on: "Xen with Credit, two guests on one CPU, one of which runs “yes”; CPU not named",
  cite: "paluri2020",
} as const;
const creditQuery = (cap: string): string =>
  `technology=xen-pvhvm&workload=cpu&threads=1&vcpus=1&cores=1&think=200&event-us=23200&service=deterministic&cap=${cap}`;
const creditAsked = (cap: string, percentile: number): Asked => ({
  query: creditQuery(cap),
  percentile,
  standing: { kind: "matched" },
  differs:
    "that a cap made the share is inferred from pauses of whole accounting periods, and the neighbour is left out; an event’s own time is the quickest one measured",
  lab: capLab,
});
const pauseAsked = (cap: string): Asked => ({
  query: `technology=xen-pvhvm&workload=cpu&threads=1&vcpus=1&cores=1&event-us=100&service=deterministic&cap=${cap}`,
  percentile: 1,
  standing: free,
  differs:
    "the share is taken for a cap; ours pauses until its credits are made good, and why theirs took two or three times as long we do not know",
  lab: capLab,
});

const atOnce = (query: string, differs: string): Asked => ({
  query,
  standing: free,
  differs,
  lab: diskLab,
});

export const elsewhere: readonly PublishedFigure[] = [
  {
    ...felter,
    id: "felter-rr-native",
    what: "round trip of a request, bare Linux",
    value: 37.582e-6,
    unit: "s",
    where: "netperf.xlsx, TCP_RR: 26 608/s",
    asked: {
      query: `technology=container-host&${felterNetwork}&${felterMachine}`,
      standing: given,
      differs: "nothing: this is the baseline of the next row",
      lab: anyLab,
    },
  },
  {
    ...felter,
    id: "felter-rr-kvm",
    what: "the same with the server in a KVM guest",
    value: 67.941e-6,
    unit: "s",
    where: "netperf.xlsx, TCP_RR: 14 719/s",
    asked: {
      query: `technology=kvm-vhost&${felterNetwork}&peer=native&${felterMachine}`,
      standing: free,
      differs:
        "vhost is not named in their configuration; it was the default of their platform",
      lab: anyLab,
    },
  },
  {
    ...felter,
    id: "felter-bulk-native",
    what: "bulk throughput of one connection, bare Linux",
    value: 9.348e9,
    unit: "bit/s",
    where: "nuttcp.xlsx, client to server",
    asked: {
      query: `technology=container-host&${bulk}`,
      standing: free,
      differs: window,
      lab: anyLab,
    },
  },
  {
    ...felter,
    id: "felter-bulk-nat",
    what: "the same from a Docker container behind NAT",
    value: 9.33e9,
    unit: "bit/s",
    where: "nuttcp.xlsx, client to server",
    asked: {
      query: `technology=container-nat&${bulk}`,
      standing: free,
      differs: `only one end was a container; ${window}`,
      lab: anyLab,
    },
  },
  {
    ...felter,
    id: "felter-bulk-kvm",
    what: "the same from a KVM guest with four vCPUs",
    value: 9.294e9,
    unit: "bit/s",
    where: "nuttcp.xlsx, client to server",
    asked: {
      query: `technology=kvm-vhost&${bulk}&vcpus=4`,
      standing: free,
      differs: `only one end was a guest; ${window}`,
      lab: anyLab,
    },
  },
  {
    ...redis,
    id: "redis-native",
    what: "requests a second of one server thread, 50 clients, bare Linux",
    value: 109_366,
    unit: "requests/s",
    where: "redis/results/run_native, GET",
    asked:
      "the client’s one thread is full, and the model’s clients have a thread each",
  },
  {
    ...redis,
    id: "redis-native-5",
    what: "the same, 5 clients",
    value: 95_966,
    unit: "requests/s",
    where: "redis/results/run_native, GET",
    asked: {
      query: `technology=container-host&${redisQuery(5)}`,
      standing: free,
      differs: redisDiffers,
      lab: anyLab,
    },
  },
  {
    ...redis,
    id: "redis-nat",
    what: "the same in a Docker container behind NAT, 50 clients",
    value: 78_773,
    unit: "requests/s",
    where: "redis/results/run_dockerbridge, GET",
    asked: {
      query: `technology=container-nat&${redisQuery(50)}`,
      standing: free,
      differs: redisDiffers,
      lab: anyLab,
    },
  },
  {
    ...redis,
    id: "redis-nat-5",
    what: "the same, 5 clients",
    value: 65_485,
    unit: "requests/s",
    where: "redis/results/run_dockerbridge, GET",
    asked: {
      query: `technology=container-nat&${redisQuery(5)}`,
      standing: free,
      differs: redisDiffers,
      lab: anyLab,
    },
  },
  {
    ...redis,
    id: "redis-kvm",
    what: "the same in a KVM guest with one vCPU, 50 clients",
    value: 91_980,
    unit: "requests/s",
    where: "redis/results/run_vm, GET",
    asked: redisGuest(50),
  },
  {
    ...redis,
    id: "redis-kvm-5",
    what: "the same, 5 clients",
    value: 33_256,
    unit: "requests/s",
    where: "redis/results/run_vm, GET",
    asked: redisGuest(5),
  },
  {
    ...redis,
    id: "redis-kvm-1",
    what: "the same, one client",
    value: 9_390,
    unit: "requests/s",
    where: "redis/results/run_vm, GET",
    asked: redisGuest(1),
  },
  {
    ...qperf,
    id: "qperf-physical",
    what: "one-way latency of a message, bare Linux",
    value: 17.1e-6,
    unit: "s",
    asked: {
      query: `technology=container-host&${qperfQuery}`,
      oneWay: true,
      standing: given,
      differs: "nothing: this is the baseline of the next two rows",
      lab: anyLab,
    },
  },
  {
    ...qperf,
    id: "qperf-host",
    what: "the same between containers in the hosts’ network",
    value: 17.5e-6,
    unit: "s",
    asked: {
      query: `technology=container-host&${qperfQuery}`,
      oneWay: true,
      standing: free,
      differs:
        "the model has no difference between a host and such a container",
      lab: anyLab,
    },
  },
  {
    ...qperf,
    id: "qperf-bridge",
    what: "the same between containers on bridges",
    value: 20e-6,
    unit: "s",
    asked: {
      query: `technology=container-bridge&${qperfQuery}`,
      oneWay: true,
      standing: { kind: "source", of: ["veth.bridge"] },
      differs:
        "their bridge is Docker’s, with address translation; the parameter was scaled by an assumed CPU speed",
      lab: anyLab,
    },
  },
  {
    ...pods,
    id: "pods-node",
    what: "round trip of a request between two hosts",
    value: 113.27e-6,
    unit: "s",
    asked: {
      query: `technology=container-host&${podQuery}`,
      standing: given,
      differs: "nothing: this is the baseline of the next two rows",
      lab: anyLab,
    },
  },
  {
    ...pods,
    id: "pods-macvlan",
    what: "the same between containers with macvlan",
    value: 81.74e-6,
    unit: "s",
    asked: {
      query: `technology=container-macvlan&${podQuery}`,
      standing: free,
      differs:
        "they found macvlan faster than the bare hosts, whose packets pass the platform’s filters",
      lab: anyLab,
    },
  },
  {
    ...pods,
    id: "pods-veth",
    what: "the same between containers behind routed veth pairs",
    value: 195.61e-6,
    unit: "s",
    asked: {
      query: `technology=container-bridge&${podQuery}`,
      standing: free,
      differs: "they route with packet filters, the path bridges without",
      lab: anyLab,
    },
  },
  {
    id: "vhost-header",
    what: "requests a second from a guest to its own host, before and after a change of the driver",
    on: "a KVM host with vhost, CPU not named; netperf TCP_RR of 1 B",
    value: 12_931.13,
    high: 14_151.12,
    unit: "requests/s",
    cite: "tsirkin2013",
    where: "commit message",
    asked: {
      query:
        "technology=kvm-vhost&workload=request-response&bytes=1&reply=1&threads=1&peer=native&rtt=0&moderation=0&cpu=sandybridge-2012",
      standing: free,
      differs:
        "no wire and no NIC between them: both are set to nothing, and the CPU is a guess",
      lab: anyLab,
    },
  },
  {
    ...fio,
    id: "fio-metal",
    what: "random reads a second, one at a time, bare Linux",
    value: 16_472.85,
    unit: "blocks/s",
    where: "fio-metal.dat, 4k read (qd1)",
    asked: {
      query: `technology=container-host&${fioQuery}&depth=1`,
      standing: given,
      differs: "nothing: the disk’s latency is set so that this row comes out",
      lab: diskLab,
    },
  },
  {
    ...fio,
    id: "fio-qemu",
    what: "the same in a KVM guest, virtio-blk in qemu",
    value: 7_513.27,
    unit: "blocks/s",
    where: "fio-qemu.dat, 4k read (qd1)",
    asked: atOnce(
      `technology=kvm-qemu&${fioQuery}&depth=1&vcpus=2`,
      qemuDefaults,
    ),
  },
  {
    ...fio,
    id: "fio-metal-32",
    what: "random reads a second, 32 at a time, bare Linux",
    value: 301_182.19,
    unit: "blocks/s",
    where: "fio-metal.dat, 4k read",
    asked: atOnce(
      `technology=container-host&${fioQuery}&depth=32`,
      "the disk’s rate is this figure; the path makes a system call for each block",
    ),
  },
  {
    ...fio,
    id: "fio-qemu-32",
    what: "the same in a KVM guest, virtio-blk in qemu",
    value: 135_109,
    unit: "blocks/s",
    where: "fio-qemu.dat, 4k read",
    asked: atOnce(
      `technology=kvm-qemu&${fioQuery}&depth=32&vcpus=2`,
      `how much of its work qemu does once for several blocks is assumed; ${qemuDefaults}`,
    ),
  },
  {
    ...fio,
    id: "fio-firecracker-32",
    what: "the same in Firecracker",
    value: 12_879.8,
    unit: "blocks/s",
    where: "fio-fc.dat, 4k read",
    asked: atOnce(
      `technology=kvm-qemu&${fioQuery}&depth=32&vcpus=2&device-thread=sync`,
      "their device thread is Firecracker’s, ours qemu’s, which is taken to wait for each block",
    ),
  },
  {
    ...san,
    id: "san-native",
    what: "random reads a second, 16 at a time from one thread, bare Linux",
    value: 58_729,
    unit: "blocks/s",
    where: "fio/results/linux.log, random-read-16",
    asked: {
      query: `technology=container-host&${sanQuery(1)}`,
      standing: given,
      differs:
        "nothing: the disk’s latency is set so that this row comes out, and its rate is what bare Linux reached with 128",
      lab: diskLab,
    },
  },
  {
    ...san,
    id: "san-kvm",
    what: "the same in a KVM guest, virtio-blk with aio=native",
    value: 24_793,
    unit: "blocks/s",
    where: "fio/results/vm.log, random-read-16",
    asked: sanGuest(1),
  },
  {
    ...san,
    id: "san-kvm-128",
    what: "the same, 16 at a time from each of eight threads",
    value: 42_543,
    unit: "blocks/s",
    where: "fio/results/vm.log, random-read-16x8",
    asked: sanGuest(8),
  },
  {
    ...rings,
    id: "xen-one-ring",
    what: "reads a second through blkfront with one ring",
    value: 148_000,
    unit: "blocks/s",
    where: "table, 4K",
    asked: ringsAsked(1),
  },
  {
    ...rings,
    id: "xen-eight-rings",
    what: "the same with eight rings",
    value: 257_000,
    unit: "blocks/s",
    where: "table, 4K",
    asked: ringsAsked(8),
  },
  {
    id: "eli",
    what: "throughput of a guest with an assigned NIC and interrupts without exits",
    on: "a host of 2012, guest and bare metal with one core; several programs",
    value: 0.97,
    high: 1,
    unit: "share of bare metal",
    cite: "gordon2012",
    where: "abstract",
    asked: {
      query:
        "technology=kvm-sriov-posted&workload=tcp-stream&threads=1&vcpus=1&cores=1",
      over: "technology=container-host&workload=tcp-stream&threads=1&cores=1",
      standing: free,
      differs:
        "theirs is a change of the hypervisor for one kind of NIC; both ends are guests here, one was theirs",
      lab: anyLab,
    },
  },
  {
    ...proxy,
    id: "quota-rate-2",
    what: "requests a second by two threads",
    value: 44_715.07,
    unit: "requests/s",
    asked: {
      query: proxyQuery(2),
      standing: given,
      differs:
        "nothing: the work of a request is set so that this row comes out; 42 in flight are the rate times the median of their one thread",
      lab: streamLab,
    },
  },
  {
    ...proxy,
    id: "quota-tail-2",
    what: "p99.9 of a request, two threads",
    value: 26.38e-3,
    unit: "s",
    asked: proxyTail(
      2,
      "two threads never spend the quota here; Go’s runtime has more threads than these and collects garbage, ours does not",
    ),
  },
  {
    ...proxy,
    id: "quota-tail-4",
    what: "the same, four threads",
    value: 42.94e-3,
    unit: "s",
    asked: proxyTail(4, "Go’s runtime, as above"),
  },
  {
    ...proxy,
    id: "quota-tail-8",
    what: "the same, eight threads",
    value: 64.32e-3,
    unit: "s",
    asked: proxyTail(8, "Go’s runtime, as above"),
  },
  {
    ...proxy,
    id: "quota-tail-24",
    what: "the same, twenty-four threads",
    value: 76.19e-3,
    unit: "s",
    asked: proxyTail(24, "Go’s runtime, as above"),
  },
  {
    ...proxy,
    id: "quota-rate-24",
    what: "requests a second by twenty-four threads",
    value: 22_191.4,
    unit: "requests/s",
    asked: {
      query: proxyQuery(24),
      standing: proxySibling,
      differs:
        "a request costs the same CPU here whatever the threads; theirs costs twice as much, in a runtime that looks for work on twenty-four CPUs",
      lab: streamLab,
    },
  },
  {
    id: "quota-stall",
    what: "longest pauses of one busy thread under a quota of 0.08 CPU",
    on: "stress-ng in a control group, seen by a probe on the scheduler; CPU not named",
    value: 87e-3,
    high: 96e-3,
    unit: "s",
    cite: "babrou2023",
    where: "eight lines of the trace",
    asked: {
      query:
        "technology=container-host&workload=cpu&threads=1&cap=0.08&event-us=100&service=deterministic",
      percentile: 1,
      standing: { kind: "source", of: ["quota.tick"] },
      differs:
        "the host’s other work; that pauses lie a tick apart is what the figure gave, their length is the quota’s arithmetic",
      lab: capLab,
    },
  },
  {
    ...credit,
    id: "credit-3-7-p50",
    what: "time of a job of 23 ms, at 3/7 of the CPU, median",
    value: 26.26e-3,
    unit: "s",
    where: "3_7_credit.log, 19 600 jobs",
    asked: creditAsked("0.43", 0.5),
  },
  {
    ...credit,
    id: "credit-3-7-p95",
    what: "the same, p95",
    value: 114.15e-3,
    unit: "s",
    where: "3_7_credit.log, 19 600 jobs",
    asked: creditAsked("0.43", 0.95),
  },
  {
    ...credit,
    id: "credit-4-7-p50",
    what: "the same at 4/7 of the CPU, median",
    value: 24.07e-3,
    unit: "s",
    where: "4_7_credit.log, 9 800 jobs",
    asked: creditAsked("0.57", 0.5),
  },
  {
    ...credit,
    id: "credit-4-7-p95",
    what: "the same, p95",
    value: 85.45e-3,
    unit: "s",
    where: "4_7_credit.log, 9 800 jobs",
    asked: creditAsked("0.57", 0.95),
  },
  {
    ...credit,
    id: "credit-pause-3-7",
    what: "longest pause that a loop saw in 100 s, at 3/7 of the CPU",
    value: 245.087e-3,
    unit: "s",
    where: "spreadsheet, redis --intrinsic-latency, mean of three",
    asked: pauseAsked("0.43"),
  },
  {
    ...credit,
    id: "credit-pause-1-14",
    what: "the same, at 1/14 of the CPU",
    value: 839.9e-3,
    unit: "s",
    where: "spreadsheet, redis --intrinsic-latency, mean of three",
    asked: pauseAsked("0.07"),
  },
  {
    id: "netback-two-queues",
    what: "throughput from a guest to dom0 through two queues",
    on: "Xeon E5-2699 v3; netback that maps what the guest grants; iperf3",
    value: 14.5e9,
    unit: "bit/s",
    cite: "xenGrefsTx",
    where: "commit message",
    asked: {
      query:
        "technology=xen-pvhvm&workload=tcp-stream&threads=2&queues=2&nic=100g&vcpus=4&cores=18&cpu=sandybridge-2012",
      standing: { kind: "source", of: ["grant.map"] },
      differs:
        "their stream ends in dom0, where netback also receives and copies it; ours crosses a card to another guest",
      lab: anyLab,
    },
  },
  {
    id: "netback-queues",
    what: "throughput between guests before and after more queues",
    on: "XenServer 6.5 and 7.0",
    value: 17e9,
    high: 41e9,
    unit: "bit/s",
    cite: "xenserver2016",
    where: "text, as its copy has it",
    asked:
      "how many guests and queues there were stands in a figure that the copy lacks",
  },
  {
    id: "quota-burst",
    what: "p99 of a wake-up under a quota of seven CPUs, no burst allowed",
    on: "schbench, 30 threads; CPU not named",
    value: 933e-6,
    unit: "s",
    cite: "chang2020",
    where: "table of the cover letter",
    asked:
      "its threads sleep and compute in bursts of their own, which no workload here has",
  },
  {
    id: "quota-slices-2017",
    what: "time of 5 ms of work each second under a quota of 20 ms in 100",
    on: "Linux 4.4 to 4.14, CPU not named",
    value: 100e-3,
    unit: "s",
    cite: "babrou2017",
    where: "output of the gist",
    asked:
      "its kernels took a CPU’s slice for expired by a clock that drifted, before 4.18, and here slices expire with their period or never",
  },
  {
    id: "firecracker-ping",
    what: "what Firecracker adds to the round trip of a ping",
    on: "two m5d.metal hosts",
    value: 60e-6,
    unit: "s",
    cite: "firecrackerDocs",
    where:
      "“on average 0.06 ms”; the two means printed there differ by twice as much",
    asked:
      "no process wakes for a ping, and the model’s messages wake one at each end",
  },
  {
    id: "nitro-overhead",
    what: "what a workload is expected to lose to devices with hardware support",
    on: "EC2 instances of 2017",
    value: 0.001,
    high: 0.015,
    unit: "share of bare metal",
    cite: "gregg2017",
    where: "the colour scale of its table",
    asked: "an expectation over whole workloads, not a measurement of a path",
  },
];
