/**
 * Published rates of servers that many clients ask: a key-value server, a database, a web server.
 *
 * IDEA   What the server computes is set from bare metal, whose CPUs it fills; the rows beside it then
 *        say which server a tenant's path fills instead, and how soon.
 * LENGTH A table, one record a figure.
 */
import {
  anyLab,
  free,
  given,
  pollingHost,
  type Asked,
  type PublishedFigure,
} from "../figure.ts";
import { mysql, redis } from "./ibm-2014.ts";

const redisQuery = (clients: number): string =>
  `workload=request-response&bytes=60&reply=60&server-us=6.85&workers=1&client-workers=1&peer=native&cpu=sandybridge-2012&baseline.rate=16421&threads=${String(clients)}`;
const redisDiffers =
  "what the server computes is what bare metal’s fifty clients leave for it, if the server fills first; the clients’ own work is not known and left out";
const ofRedis = { kind: "sibling", of: "redis-native" } as const;
const redisGuest = (
  clients: number,
  standing: Asked["standing"] = ofRedis,
): Asked => ({
  query: `technology=kvm-vhost&vcpus=1&${redisQuery(clients)}`,
  standing,
  differs: redisDiffers,
  lab: anyLab,
});

/* A database on the same hosts: sixteen queries a transaction, each a message. */
const ofMysql = { kind: "sibling", of: "mysql-native" } as const;
const mysqlAsked = (technology: string, clients: number): Asked => ({
  query: `technology=${technology}&workload=request-response&bytes=60&reply=2600&server-us=140.5&peer=native&cpu=sandybridge-2012&cores=32&threads=${String(clients)}`,
  standing: ofMysql,
  differs:
    "a query costs ours the same each time; theirs are of seven kinds, and two threads share each of their sixteen cores",
  lab: anyLab,
});
const mysqlNat: Asked = {
  ...mysqlAsked("container-nat&veth-queue=one", 170),
  differs:
    "that this is the container behind address translation is inferred from its directory’s name and its rate; its files are in layers besides",
};

/* Servers of one thread in a guest, asked from its own host. */
const unikraft = {
  on: "i7-9700K without hyper-threads, Linux 4.19; guest of one pinned vCPU, virtio in qemu’s user space; 30 connections from its own host",
  cite: "unikraftData",
} as const;
const local = (technology: string, server: string): string =>
  `technology=${technology}&workload=request-response&threads=30&workers=1&${server}&peer=native&rtt=0&moderation=0&nic=100g&cpu=skylake-2017&cores=8&${pollingHost}`;
const nginx = "bytes=60&reply=850&server-us=4.05";
const pipelined = "bytes=500&reply=160&server-us=5";
const localDiffers =
  "no wire is between client and server: it is set to nothing; bare, they meet in the loopback device, ours through a card without interrupts’ silence";

/* Two complaints about Docker's networks. */
const hustcat = {
  on: "Docker of 2014, machine not named; netperf of 1 B, many at once, sum of their rates",
  cite: "moby7857",
  where: "issue, opening table",
} as const;
const crowd =
  "workload=request-response&bytes=1&reply=1&threads=64&cores=24&cpu=sandybridge-2012";
const crowdOf = (technology: string, standing: Asked["standing"]): Asked => ({
  query: `technology=${technology}&veth-queue=one&${crowd}`,
  over: `technology=container-host&${crowd}`,
  standing,
  differs:
    "how many ran at once, and on how many CPUs, is not told: 64 on 24 are ours, and come to their bare rate; that all crossed one pair at each end is inferred",
  lab: anyLab,
});
const remoteRedis =
  "workload=request-response&bytes=60&reply=60&workers=1&peer=native&cpu=sandybridge-2012&threads=50&baseline.rate=80703.47&baseline.threads=50";
const akin = {
  on: "redis behind Docker’s published port, machine not named; SET by 50 clients on another host",
  cite: "moby11911",
  where: "issue, second comment",
} as const;

export const servers: readonly PublishedFigure[] = [
  {
    ...redis,
    id: "redis-native",
    what: "requests a second of one server thread, 50 clients, bare Linux",
    value: 109_366,
    unit: "requests/s",
    where: "redis/results, GET",
    asked: {
      query: `technology=container-host&${redisQuery(50)}`,
      standing: given,
      differs:
        "nothing: the server’s own 6.85 µs are set so that its thread is full here",
      lab: anyLab,
    },
  },
  {
    ...redis,
    id: "redis-native-1",
    what: "the same, one client",
    value: 16_421,
    unit: "requests/s",
    where: "redis/results, GET",
    asked: {
      query: `technology=container-host&${redisQuery(1)}`,
      standing: given,
      differs: "nothing: this is the baseline of these rows",
      lab: anyLab,
    },
  },
  {
    ...redis,
    id: "redis-native-5",
    what: "the same, 5 clients",
    value: 95_966,
    unit: "requests/s",
    where: "redis/results, GET",
    asked: {
      query: `technology=container-host&${redisQuery(5)}`,
      standing: ofRedis,
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
    where: "redis/results, GET",
    asked: {
      query: `technology=container-nat&veth-queue=one&${redisQuery(50)}`,
      standing: ofRedis,
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
    where: "redis/results, GET",
    asked: {
      query: `technology=container-nat&veth-queue=one&${redisQuery(5)}`,
      standing: ofRedis,
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
    where: "redis/results, GET",
    asked: redisGuest(50, { kind: "source", of: ["linux.pkt"] }),
  },
  {
    ...redis,
    id: "redis-kvm-5",
    what: "the same, 5 clients",
    value: 33_256,
    unit: "requests/s",
    where: "redis/results, GET",
    asked: redisGuest(5),
  },
  {
    ...redis,
    id: "redis-kvm-1",
    what: "the same, one client",
    value: 9_390,
    unit: "requests/s",
    where: "redis/results, GET",
    asked: redisGuest(1),
  },
  {
    ...redis,
    id: "redis-nat-1",
    what: "the same behind NAT, one client",
    value: 12_767,
    unit: "requests/s",
    where: "redis/results, GET",
    asked: {
      query: `technology=container-nat&veth-queue=one&${redisQuery(1)}`,
      standing: ofRedis,
      differs: redisDiffers,
      lab: anyLab,
    },
  },
  {
    ...redis,
    id: "redis-kvm-20",
    what: "the same in that guest, 20 clients",
    value: 73_993,
    unit: "requests/s",
    where: "redis/results, GET",
    asked: redisGuest(20),
  },
  {
    ...redis,
    id: "redis-kvm-100",
    what: "the same in that guest, 100 clients",
    value: 98_676,
    unit: "requests/s",
    where: "redis/results, GET",
    asked: redisGuest(100),
  },
  {
    ...mysql,
    id: "mysql-native",
    what: "queries a second, 170 clients, bare Linux",
    value: 213_968,
    unit: "requests/s",
    asked: {
      ...mysqlAsked("container-host", 170),
      standing: given,
      differs:
        "nothing: a query’s 140.5 µs are set so that 32 threads are full here",
    },
  },
  {
    ...mysql,
    id: "mysql-native-10",
    what: "the same, 10 clients",
    value: 54_312,
    unit: "requests/s",
    asked: mysqlAsked("container-host", 10),
  },
  {
    ...mysql,
    id: "mysql-nat",
    what: "the same in a Docker container, 170 clients",
    value: 180_650,
    unit: "requests/s",
    asked: mysqlNat,
  },
  {
    ...mysql,
    id: "mysql-kvm",
    what: "the same in a KVM guest with 32 vCPUs, 170 clients",
    value: 83_026,
    unit: "requests/s",
    asked: mysqlAsked("kvm-vhost&vcpus=32", 170),
  },
  {
    ...mysql,
    id: "mysql-kvm-30",
    what: "the same, 30 clients",
    value: 60_288,
    unit: "requests/s",
    asked: mysqlAsked("kvm-vhost&vcpus=32", 30),
  },
  {
    ...mysql,
    id: "mysql-kvm-10",
    what: "the same, 10 clients",
    value: 32_523,
    unit: "requests/s",
    asked: mysqlAsked("kvm-vhost&vcpus=32", 10),
  },
  {
    ...unikraft,
    id: "nginx-native",
    what: "pages of 612 B a second by one thread of nginx, bare Linux",
    value: 175_556,
    unit: "requests/s",
    where: "fig_13_nginx-perf/paperresults, mean of five",
    asked: {
      query: local("container-host", nginx),
      standing: given,
      differs:
        "nothing: a page’s 4.05 µs are set so that its thread is full here",
      lab: anyLab,
    },
  },
  {
    ...unikraft,
    id: "nginx-qemu",
    what: "the same in a KVM guest",
    value: 104_455,
    unit: "requests/s",
    where: "fig_13_nginx-perf/paperresults, mean of five",
    asked: {
      query: local("kvm-qemu&vcpus=1", nginx),
      standing: { kind: "sibling", of: "nginx-native" },
      differs: localDiffers,
      lab: anyLab,
    },
  },
  {
    ...unikraft,
    id: "pipelined-native",
    what: "pipelines of 16 gets a second by one thread of redis, bare Linux",
    value: 152_439,
    unit: "requests/s",
    where: "fig_12_redis-perf/paperresults, GET by 16",
    asked: {
      query: local("container-host", pipelined),
      standing: given,
      differs:
        "nothing: a pipeline’s 5 µs are set so that its thread is full here",
      lab: anyLab,
    },
  },
  {
    ...unikraft,
    id: "pipelined-qemu",
    what: "the same in a KVM guest",
    value: 96_214,
    unit: "requests/s",
    where: "fig_12_redis-perf/paperresults, GET by 16",
    asked: {
      query: local("kvm-qemu&vcpus=1", pipelined),
      standing: { kind: "sibling", of: "pipelined-native" },
      differs: localDiffers,
      lab: anyLab,
    },
  },
  {
    ...hustcat,
    id: "crowd-bridge",
    what: "rate of many requests at once from containers on a bridge",
    value: 432_079 / 742_020,
    unit: "share of bare metal",
    asked: crowdOf("container-bridge", {
      kind: "source",
      of: ["veth.queue"],
    }),
  },
  {
    ...hustcat,
    id: "crowd-nat",
    what: "the same behind NAT",
    value: 213_721 / 742_020,
    unit: "share of bare metal",
    asked: crowdOf("container-nat", free),
  },
  {
    ...akin,
    id: "port-host",
    what: "requests a second, bare Linux",
    value: 80_703.47,
    unit: "requests/s",
    asked: {
      query: `technology=container-host&${remoteRedis}`,
      standing: given,
      differs: "nothing: this is the baseline of the next row",
      lab: anyLab,
    },
  },
  {
    ...akin,
    id: "port-nat",
    what: "the same through the published port",
    value: 79_326.52,
    unit: "requests/s",
    asked: {
      query: `technology=container-nat&${remoteRedis}`,
      standing: free,
      differs:
        "what filled their bare server is not told; a line of 1 Gbit/s may have",
      lab: anyLab,
    },
  },
  {
    id: "port-proxy",
    what: "transactions a second through a published port from the server’s own host",
    on: "Xeon E5-2643 v2, Docker 1.9.1, Percona Server 5.6; sysbench with 16 threads",
    value: 2_200 / 7_100,
    unit: "share of bare metal",
    cite: "tkachenko2016",
    where: "text",
    asked:
      "what comes from the server’s own host goes through a process of Docker’s, which no path here has",
  },
  {
    id: "apache-guest-smp",
    what: "pages a second of a web server whose clients are in the same guest of two vCPUs",
    on: "an x86 server of 2013, Linux 3.10; Apache and ab with 100 connections",
    value: 9_124.566 / 16_986.202,
    unit: "share of bare metal",
    cite: "kvmperf2013",
    where: "results/asplos-v3.10, kvmtest-smp and kvmtest-vm-smp",
    asked:
      "nothing leaves the guest, so that no path has a part in it; with one vCPU and one CPU the share was 0.95, and what is lost with two is their waking each other",
  },
];
