/**
 * The post's two tables: 19 rows, each with its suspected limiter in the post's own words.
 *
 * IDEA   Quoted data. `words` is the citation; `categories` is our reading of those words, from the
 *        five that the post uses: thread count, latency, CPU, CPU cap, scheduler latency (its LAT
 *        column is time spent waiting for a CPU, the wait for a cap included).
 * SOURCE gregg2013, "Network Throughput Results".
 */
import type { LimiterCategory } from "../limiter.ts";

export interface CpuStatement {
  readonly words: string;
  /** Whose CPU use it is: a thread's, or the tenant's, at which end. */
  readonly of: "client-thread" | "dest-tenant" | "both-tenant";
  readonly share: number;
}

export interface PublishedRow {
  readonly id: string;
  readonly table: "throughput" | "packet-rate";
  readonly technology: "zone" | "kvm-qemu-2012";
  readonly workload: "tcp-stream" | "packets";
  readonly threads: number;
  readonly value: number;
  readonly unit: "bit/s" | "packets/s";
  readonly words: string;
  readonly categories: readonly LimiterCategory[];
  readonly cpu?: CpuStatement;
}

const stream = (
  technology: PublishedRow["technology"],
  threads: number,
  gbit: number,
  words: string,
  categories: readonly LimiterCategory[],
  cpu?: CpuStatement,
): PublishedRow => ({
  id: `throughput/${technology}/${String(threads)}`,
  table: "throughput",
  technology,
  workload: "tcp-stream",
  threads,
  value: gbit * 1e9,
  unit: "bit/s",
  words,
  categories,
  ...(cpu ? { cpu } : {}),
});

const packets = (
  technology: PublishedRow["technology"],
  threads: number,
  value: number,
  words: string,
  categories: readonly LimiterCategory[],
  cpu?: CpuStatement,
): PublishedRow => ({
  id: `packet-rate/${technology}/${String(threads)}`,
  table: "packet-rate",
  technology,
  workload: "packets",
  threads,
  value,
  unit: "packets/s",
  words,
  categories,
  ...(cpu ? { cpu } : {}),
});

const dest60: CpuStatement = {
  words: "dest 60% of the 1 VCPU",
  of: "dest-tenant",
  share: 0.6,
};
const kvmLatency = "network/KVM latency (dest 60% of the 1 VCPU)";

export const postRows: readonly PublishedRow[] = [
  stream(
    "zone",
    1,
    2.75,
    "client iperf @80% CPU, and network latency",
    ["CPU", "latency"],
    {
      words: "client iperf @80% CPU",
      of: "client-thread",
      share: 0.8,
    },
  ),
  stream("zone", 2, 3.32, "dest iperf up to 19% LAT, and network latency", [
    "scheduler latency",
    "latency",
  ]),
  stream("zone", 4, 4.54, "client iperf over 10% LAT, hitting CPU caps", [
    "scheduler latency",
    "CPU cap",
  ]),
  stream("zone", 8, 1.96, "client iperf LAT, hitting CPU caps", [
    "scheduler latency",
    "CPU cap",
  ]),
  stream("kvm-qemu-2012", 1, 0.4, kvmLatency, ["latency"], dest60),
  stream("kvm-qemu-2012", 2, 0.394, kvmLatency, ["latency"], dest60),
  stream("kvm-qemu-2012", 4, 0.388, kvmLatency, ["latency"], dest60),
  stream(
    "kvm-qemu-2012",
    8,
    0.389,
    "network/KVM latency (dest 70% of the 1 VCPU)",
    ["latency"],
    {
      words: "dest 70% of the 1 VCPU",
      of: "dest-tenant",
      share: 0.7,
    },
  ),
  packets(
    "zone",
    1,
    14_000,
    "client/dest thread count (each thread about 18% CPU total)",
    ["thread count"],
    {
      words: "each thread about 18% CPU total",
      of: "client-thread",
      share: 0.18,
    },
  ),
  packets("zone", 2, 23_000, "client/dest thread count", ["thread count"]),
  packets("zone", 4, 36_000, "client/dest thread count", ["thread count"]),
  packets("zone", 8, 60_000, "client/dest thread count", ["thread count"]),
  packets("zone", 16, 78_000, "both client & dest CPU cap", ["CPU cap"]),
  packets(
    "kvm-qemu-2012",
    1,
    1_180,
    "network/KVM latency, thread count (client thread about 10% CPU)",
    ["latency", "thread count"],
    { words: "client thread about 10% CPU", of: "client-thread", share: 0.1 },
  ),
  packets("kvm-qemu-2012", 2, 2_300, "network/KVM latency, thread count", [
    "latency",
    "thread count",
  ]),
  packets("kvm-qemu-2012", 4, 4_400, "network/KVM latency, thread count", [
    "latency",
    "thread count",
  ]),
  packets(
    "kvm-qemu-2012",
    8,
    7_900,
    "network/KVM latency, thread count (threads now using about 30% CPU each; plenty idle)",
    ["latency", "thread count"],
  ),
  packets(
    "kvm-qemu-2012",
    16,
    13_500,
    "network/KVM latency, thread count (~50% idle on both)",
    ["latency", "thread count"],
    { words: "~50% idle on both", of: "both-tenant", share: 0.5 },
  ),
  packets(
    "kvm-qemu-2012",
    32,
    18_000,
    "CPU (dest >90% of the 1 VCPU)",
    ["CPU"],
    {
      words: "dest >90% of the 1 VCPU",
      of: "dest-tenant",
      share: 0.9,
    },
  ),
];
