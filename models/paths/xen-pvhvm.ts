/**
 * Xen HVM with PV drivers, as with Linux 3.18 on both sides: netfront and blkfront in hardware's frame.
 *
 * IDEA   The guest runs under nested page tables, so its system calls are its own; the data takes the
 *        PV rings. A hypercall is an exit, and an event comes through a vector callback, which takes an
 *        entry but no end-of-interrupt exit. netback has a queue for each vCPU. It takes what a guest
 *        sends in a softirq, copies headers and maps the rest, and unmaps later; what arrives is
 *        copied by a thread.
 * FAILS  More queues than dom0 has CPUs; flows that share a queue. blkfront's persistent grants.
 */
import { xenDisk } from "./disk-xen.ts";
import { stepOf, type DiskPath, type Step, type Technology } from "./step.ts";
import { wire } from "./wire.ts";
import { netfrontReceive, netfrontTransmit } from "./xen-guest.ts";
import { backEndMapsBody } from "./xen-net.ts";
import { xenPv } from "./xen-pv.ts";

const ofPv = (id: string): Step =>
  stepOf([...xenPv.transmit, ...xenPv.receive], id);

/** Each vCPU's queue is polled where its event arrives: no thread wakes. */
const polled: Step = {
  ...ofPv("dom0-wake"),
  label: "event reaches dom0; netback polls the queue in its softirq",
  functions: ["xen_evtchn_do_upcall", "xenvif_tx_interrupt", "xenvif_poll"],
  costs: [
    { parameter: "evtchn.oneway", per: "batch" },
    { parameter: "softirq", per: "batch" },
  ],
};

const disk: DiskPath = {
  ...xenDisk,
  issue: xenDisk.issue.map((step): Step => ({
    ...step,
    costs:
      step.id === "blk-evtchn"
        ? [...step.costs, { parameter: "exit.light", per: "message" }]
        : step.costs.filter(({ parameter }) => parameter !== "pv.syscall"),
  })),
  complete: xenDisk.complete.map((step): Step =>
    step.id === "guest-io-irq"
      ? {
          ...step,
          label: "vector callback: entry with an event, blkfront’s handler",
          costs: [...step.costs, { parameter: "exit.light", per: "message" }],
          cite: "linux318",
          where: "drivers/xen/platform-pci.c; mechanism notes 3.9.2, PVHVM",
        }
      : step,
  ),
};

export const xenPvhvm: Technology = {
  ...xenPv,
  id: "xen-pvhvm",
  name: "Xen, PVHVM",
  description:
    "Xen HVM guest with PV drivers: nested page tables, events by vector callback, a netback queue for each vCPU.",
  after: "xen-hvm",
  servers: {
    ...xenPv.servers,
    netback: {
      name: "netback threads in dom0",
      capacity: "queues",
      category: "latency",
      capped: false,
    },
  },
  transmit: [
    ...netfrontTransmit,
    ofPv("grant"),
    {
      ...ofPv("evtchn-send"),
      label: "event-channel kick: an exit",
      costs: [
        { parameter: "evtchn.send", per: "batch" },
        { parameter: "exit.light", per: "batch" },
      ],
    },
    polled,
    ofPv("netback-tx"),
    ...backEndMapsBody,
    ...wire,
  ],
  receive: [
    ofPv("moderation"),
    ofPv("dom0-rx"),
    {
      ...ofPv("netback-rx-wake"),
      functions: ["xenvif_kick_thread", "xenvif_kthread_guest_rx"],
      cite: "linux318",
    },
    {
      ...ofPv("netback-rx"),
      functions: ["xenvif_rx_action", "do_grant_table_op", "gnttab_copy"],
      cite: "linux318",
    },
    ofPv("netback-rx-flip"),
    ofPv("event-to-guest"),
    ...netfrontReceive.flatMap((step): readonly Step[] =>
      step.id === "guest-irq"
        ? [
            {
              ...step,
              label: "vector callback: entry with an event, NAPI",
              functions: ["xen_evtchn_do_upcall", ...step.functions],
              costs: [
                { parameter: "irq.native", per: "batch" },
                { parameter: "exit.light", per: "batch" },
                { parameter: "softirq", per: "batch" },
              ],
              cite: "linux318",
              where: "drivers/xen/platform-pci.c; mechanism notes 3.9.2, PVHVM",
            },
            ofPv("rx-grant"),
            ofPv("guest-remap"),
          ]
        : [step],
    ),
  ],
  disk,
  queues: "vcpus",
  grants: "map",
};
