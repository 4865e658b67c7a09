/**
 * Two pairs of hosts on which requests, bulk and tails were measured between guests, 2022 and 2026.
 *
 * IDEA   Both ends are guests of one kind, or both are bare: one machine, several subjects.
 */
import { pollingHost } from "../figure.ts";

export const pair = {
  on: "two c6525-25g of CloudLab: EPYC 7302P with 16 cores, 25 GbE; guests of two vCPUs, at both ends; sockperf with 64 B, iperf3",
  cite: "bookpanda2026",
} as const;

/** The hosts, with the rate that bare Linux had of a lone request. */
export const pairMachine = `nic=25g&cpu=skylake-2017&cores=16&${pollingHost}&baseline.rate=15202`;

export const virtink = {
  on: "two hosts with 20 cores, CPU not named, 25 GbE; guests of Cloud Hypervisor with a vCPU on a core of its own, at both ends; qperf, iperf",
  cite: "virtink2022",
} as const;

export const virtinkMachine = `nic=25g&cpu=skylake-2017&cores=20&${pollingHost}`;
