/**
 * The two hosts of IBM Research whose network, key-value server and disk were measured in 2014.
 *
 * IDEA   One study, four tests, of which each kind of figure has its part: netperf and nuttcp between
 *        the hosts; a server of one thread, asked by a client of one thread; a database of many; and
 *        fio on a flash system behind Fibre Channel.
 */
export const felter = {
  on: "two hosts with Sandy Bridge Xeons and 10 GbE; Linux 3.11; guest of KVM with virtio on a bridge",
  cite: "felterData",
} as const;

export const redis = {
  on: "the same two hosts; redis 2.8.13, gets of 50 B by redis-benchmark, mean of 10 to 20 runs",
  cite: "felterData",
} as const;

export const san = {
  on: "the two hosts with Sandy Bridge Xeons; IBM FlashSystem 840 by Fibre Channel and multipath; fio, blocks of 4 kB but where told, direct",
  cite: "felterData",
} as const;

export const mysql = {
  on: "the same two hosts, 32 hardware threads; MySQL and sysbench, transactions of 16 queries that read, the database in memory",
  cite: "felterData",
  where:
    "mysql/results/performance-governor, transactions times 16, mean of ten runs",
} as const;
