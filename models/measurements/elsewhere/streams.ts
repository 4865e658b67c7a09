/**
 * Published throughput of bulk streams, and of whole workloads as a share of bare metal.
 *
 * IDEA   Bulk shows who works for a byte, wherever the line is not what limits.
 */
import { anyLab, free, pollingHost, type PublishedFigure } from "../figure.ts";
import { felter } from "./ibm-2014.ts";
import { pair, virtink, virtinkMachine } from "./pairs.ts";

const bulk = "workload=tcp-stream&threads=1&cpu=sandybridge-2012";
const window =
  "the window that their kernel’s autotuning reached is not known; ours is assumed";

const pairBulk = `workload=tcp-stream&threads=4&nic=25g&cpu=skylake-2017&cores=16&${pollingHost}`;
const virtinkBulk = `workload=tcp-stream&threads=1&${virtinkMachine}`;

/* An application's guest behind one that owns the card. */
const qubes = {
  on: "Qubes 3.2, PV guests, 10 GbE, CPU not named; iperf from the guest to another host",
  cite: "qubes3510",
  where: "issue, opening text",
} as const;
const qubesBulk =
  "technology=xen-driver-domain&grants=map&workload=tcp-stream&threads=1&cpu=sandybridge-2012";
const qubesDiffers =
  "both ends are such guests here, one was theirs; their guest’s own vCPUs are not told";

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
      query: `technology=container-nat&veth-queue=one&${bulk}`,
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
    ...pair,
    id: "pair-bulk-native",
    what: "bulk throughput of four connections, bare Linux",
    value: 23.5e9,
    unit: "bit/s",
    where: "bm-bm.md, sum",
    asked: {
      query: `technology=container-host&${pairBulk}`,
      standing: free,
      differs: window,
      lab: anyLab,
    },
  },
  {
    ...pair,
    id: "pair-bulk-vhost",
    what: "the same between two KVM guests with vhost",
    value: 13.2e9,
    unit: "bit/s",
    where: "kvm-kvm-vhost.md, sum",
    asked: {
      query: `technology=kvm-vhost&vcpus=2&${pairBulk}`,
      standing: free,
      differs: window,
      lab: anyLab,
    },
  },
  {
    ...pair,
    id: "pair-bulk-qemu",
    what: "the same between two KVM guests without vhost",
    value: 9.6e9,
    unit: "bit/s",
    where: "kvm-kvm.md, sum",
    asked: {
      query: `technology=kvm-qemu&vcpus=2&${pairBulk}`,
      standing: { kind: "source", of: ["qemu.buffer"] },
      differs: window,
      lab: anyLab,
    },
  },
  {
    ...virtink,
    id: "virtink-bulk-vhost-user",
    what: "bulk throughput of one connection between two guests behind a switch that polls",
    value: 10.4e9,
    unit: "bit/s",
    where: "vhost-user, simulation across hosts, 2 VMs",
    asked: {
      query: `technology=kvm-vhost-user&vcpus=1&${virtinkBulk}`,
      standing: free,
      differs: window,
      lab: anyLab,
    },
  },
  {
    ...virtink,
    id: "virtink-bulk-tap",
    what: "the same between two guests behind a tap on a bridge",
    value: 10.6e9,
    unit: "bit/s",
    where: "bridge, simulation across hosts, 2 VMs",
    asked: {
      query: `technology=kvm-qemu&vcpus=1&${virtinkBulk}`,
      standing: free,
      differs: `their device is Cloud Hypervisor’s, ours qemu’s; ${window}`,
      lab: anyLab,
    },
  },
  {
    id: "yunion",
    what: "bulk throughput of one connection between two KVM guests",
    on: "two hosts with Xeon E5-2678 v3 and 10 GbE, which have 7.82 Gbit/s bare; iperf",
    value: 7.04 / 7.82,
    unit: "share of bare metal",
    cite: "yunion2021",
    where: "network test, last table",
    asked: {
      query: `technology=kvm-vhost&${bulk}&vcpus=8&${pollingHost}`,
      over: `technology=container-host&${bulk}`,
      standing: free,
      differs: `their guests are behind Open vSwitch; bare, ours fill the line and theirs did not; ${window}`,
      lab: anyLab,
    },
  },
  {
    ...qubes,
    id: "driver-domain-bulk",
    what: "bulk throughput of one connection from a guest behind a driver domain",
    value: 4e9,
    unit: "bit/s",
    asked: {
      query: qubesBulk,
      standing: { kind: "source", of: ["iommu.grant"] },
      differs: `they say four and more; ${qubesDiffers}`,
      lab: anyLab,
    },
  },
  {
    ...qubes,
    id: "driver-domain-frames",
    what: "the same without scatter and gather, frame by frame",
    value: 1.43e9,
    unit: "bit/s",
    asked: {
      query: `${qubesBulk}&offload=off`,
      standing: free,
      differs: `ours fills the guest’s vCPU first, whose work for a frame was measured under KVM in 2012; ${qubesDiffers}`,
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
