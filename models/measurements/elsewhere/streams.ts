/**
 * Published throughput of bulk streams, and of whole workloads as a share of bare metal.
 *
 * IDEA   Bulk shows who works for a byte, wherever the line is not what limits.
 */
import { anyLab, free, type PublishedFigure } from "../figure.ts";
import { felter } from "./ibm-2014.ts";

const bulk = "workload=tcp-stream&threads=1&cpu=sandybridge-2012";
const window =
  "the window that their kernel’s autotuning reached is not known; ours is assumed";

export const streams: readonly PublishedFigure[] = [
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
