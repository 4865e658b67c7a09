/**
 * Two hosts of a testbed on which requests, their tails and bulk were measured in 2026.
 *
 * IDEA   Both ends are guests of one kind, or both are bare: one machine, three subjects.
 */
export const pair = {
  on: "two c6525-25g of CloudLab: EPYC 7302P with 16 cores, 25 GbE; guests of two vCPUs, at both ends; sockperf with 64 B, iperf3",
  cite: "bookpanda2026",
} as const;

/** The hosts, with the rate that bare Linux had of a lone request. */
export const pairMachine =
  "nic=25g&cpu=skylake-2017&cores=16&baseline.rate=15202";
