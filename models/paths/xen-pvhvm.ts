/**
 * Xen HVM with PV drivers, as with Linux 3.18 on both sides: netfront and blkfront in hardware's frame.
 *
 * IDEA   The guest runs under nested page tables, so its system calls are its own; the data takes the
 *        PV rings. Events come through a vector callback, which takes an entry but no end-of-interrupt
 *        exit. netback has a queue and a thread for each vCPU; it copies headers and maps the rest.
 * FAILS  More queues than dom0 has CPUs; flows that share a queue. blkfront's persistent grants.
 */
import { xenDisk } from "./disk-xen.ts";
import {
  guestReceive,
  guestTransmit,
  netfront,
  withDriver,
} from "./linux-guest.ts";
import {
  perUnit,
  stepOf,
  type DiskPath,
  type Step,
  type Technology,
} from "./step.ts";
import { moderatedInterrupt, wire } from "./wire.ts";
import { netbackCopy, xenPv } from "./xen-pv.ts";

const pageBytes = 4096;

const ofPv = (id: string): Step =>
  stepOf([...xenPv.transmit, ...xenPv.receive], id);

const withoutTrap: DiskPath = {
  ...xenDisk,
  issue: xenDisk.issue.map((step) => ({
    ...step,
    costs: step.costs.filter(({ parameter }) => parameter !== "pv.syscall"),
  })),
};

export const xenPvhvm: Technology = {
  ...xenPv,
  id: "xen-pvhvm",
  name: "Xen, PVHVM",
  description:
    "Xen HVM guest with PV drivers: nested page tables, events by vector callback, a netback thread for each vCPU.",
  after: "xen-hvm",
  servers: {
    ...xenPv.servers,
    netback: {
      name: "netback threads in dom0, one a queue",
      capacity: "vcpus",
      category: "latency",
      capped: false,
    },
  },
  transmit: [
    ...withDriver(guestTransmit, netfront),
    ofPv("grant"),
    ofPv("evtchn-send"),
    {
      ...ofPv("dom0-wake"),
      functions: ["xen_evtchn_do_upcall", "xenvif_interrupt", "xenvif_poll"],
    },
    {
      ...ofPv("netback-tx"),
      label:
        "netback copies the header and maps the rest; bridge and driver send",
      functions: [
        "xenvif_tx_action",
        "xenvif_tx_build_gops",
        "xenvif_tx_submit",
        "netif_receive_skb",
        "br_handle_frame",
        "dev_queue_xmit",
      ],
      costs: [
        ...perUnit("grant.copy"),
        ...perUnit("netback.pkt"),
        { parameter: "grant.map", per: "byte", times: 1 / pageBytes },
      ],
      cite: "linux318",
      where: "drivers/net/xen-netback; mechanism notes 3.9.1 row 8",
    },
    ...wire,
  ],
  receive: [
    moderatedInterrupt,
    ofPv("dom0-rx"),
    {
      ...ofPv("netback-rx-wake"),
      functions: ["xenvif_kick_thread", "xenvif_kthread_guest_rx"],
      cite: "linux318",
    },
    {
      ...netbackCopy,
      functions: ["xenvif_rx_action", "GNTTABOP_copy"],
      cite: "linux318",
    },
    ofPv("event-to-guest"),
    ...withDriver(guestReceive, netfront).map((step): Step =>
      step.id === "guest-irq"
        ? {
            ...step,
            label: "vector callback: entry with an event, NAPI",
            costs: [
              { parameter: "irq.native", per: "batch" },
              { parameter: "exit.light", per: "batch" },
              { parameter: "softirq", per: "batch" },
            ],
            cite: "linux318",
            where: "drivers/xen/platform-pci.c; mechanism notes 3.9.2, PVHVM",
          }
        : step,
    ),
  ],
  disk: withoutTrap,
  options: ["offload"],
};
