/**
 * Published round trips of lone requests: netperf, qperf, sockperf and ping.
 *
 * IDEA   A lone request shows what a path costs when nothing is shared.
 */
import { anyLab, free, given, type PublishedFigure } from "../figure.ts";
import { felter } from "./ibm-2014.ts";
import { pair, pairMachine, virtink, virtinkMachine } from "./pairs.ts";

const felterNetwork = "workload=request-response&bytes=100&reply=200&threads=1";
const felterMachine = "cpu=sandybridge-2012&baseline.rate=26608.44";

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

const pairQuery = `workload=request-response&bytes=64&reply=64&threads=1&${pairMachine}`;
const pairDiffers =
  "theirs are datagrams; their CPU is of 2019, ours of 2017, and the baseline makes the rest good";

const virtinkQuery = `workload=request-response&bytes=64&reply=64&threads=1&${virtinkMachine}&baseline.rate=38461.5`;

export const requests: readonly PublishedFigure[] = [
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
    ...pair,
    id: "pair-native",
    what: "round trip of a request, bare Linux",
    value: 65.734e-6,
    unit: "s",
    where: "bm-bm.md, twice the mean of sockperf: 15 202/s",
    asked: {
      query: `technology=container-host&${pairQuery}`,
      standing: given,
      differs: "nothing: this is the baseline of the next three rows",
      lab: anyLab,
    },
  },
  {
    ...pair,
    id: "pair-vhost",
    what: "the same between two KVM guests with vhost",
    value: 96.888e-6,
    unit: "s",
    where: "kvm-kvm-vhost.md, twice the mean of sockperf",
    asked: {
      query: `technology=kvm-vhost&vcpus=2&${pairQuery}`,
      standing: free,
      differs: pairDiffers,
      lab: anyLab,
    },
  },
  {
    ...pair,
    id: "pair-qemu",
    what: "the same between two KVM guests without vhost",
    value: 130.65e-6,
    unit: "s",
    where: "kvm-kvm.md, twice the mean of sockperf",
    asked: {
      query: `technology=kvm-qemu&vcpus=2&${pairQuery}`,
      standing: { kind: "source", of: ["device.wake"] },
      differs: pairDiffers,
      lab: anyLab,
    },
  },
  {
    ...pair,
    id: "pair-firecracker",
    what: "the same between two guests of Firecracker",
    value: 177.224e-6,
    unit: "s",
    where: "comparison.md, twice the mean of sockperf",
    asked: {
      query: `technology=kvm-qemu&vcpus=1&${pairQuery}`,
      standing: free,
      differs:
        "their device is Firecracker’s, ours qemu’s; both are one thread in user space behind a tap",
      lab: anyLab,
    },
  },
  {
    ...virtink,
    id: "virtink-native",
    what: "one-way latency of a message, bare Linux",
    value: 13e-6,
    unit: "s",
    where: "baseline",
    asked: {
      query: `technology=container-host&${virtinkQuery}`,
      oneWay: true,
      standing: given,
      differs: "nothing: this is the baseline of the next two rows",
      lab: anyLab,
    },
  },
  {
    ...virtink,
    id: "virtink-vhost-user",
    what: "the same between two guests behind a switch that polls",
    value: 15.6e-6,
    unit: "s",
    where: "vhost-user, TCP across hosts, 64B",
    asked: {
      query: `technology=kvm-vhost-user&vcpus=1&${virtinkQuery}`,
      oneWay: true,
      standing: free,
      differs:
        "whether the bare hosts’ messages were as long is not told; their CPU is not named",
      lab: anyLab,
    },
  },
  {
    ...virtink,
    id: "virtink-tap",
    what: "the same between two guests behind a tap on a bridge",
    value: 48.5e-6,
    unit: "s",
    where: "bridge, TCP across hosts, 64B",
    asked: {
      query: `technology=kvm-qemu&vcpus=1&${virtinkQuery}`,
      oneWay: true,
      standing: free,
      differs:
        "their device is Cloud Hypervisor’s, ours qemu’s; both are a thread in user space",
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
];
