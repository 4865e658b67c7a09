/**
 * Xen with a paravirtualised guest and its back end in dom0, as with Linux 3.2 on both sides.
 *
 * IDEA   The guest grants pages and kicks an event channel; netback in dom0 copies by grant and
 *        sends through the bridge. dom0 has its own CPUs here, so its vCPU need not be scheduled.
 *        `flip` puts the page exchange of the first Xen in place of the copy on receive.
 * FAILS  The post did not test Xen: every figure is a prediction. dom0 sharing the guest's CPU adds
 *        scheduling delay that the simulator's chapter treats, not this solver. A flip is priced
 *        like a mapping and a zeroed page: nothing of it was measured here, nor was the guest's part,
 *        which must give a page back for each it gets.
 */
import { xenDisk } from "./disk-xen.ts";
import {
  guestReceive,
  guestTransmit,
  netfront,
  vcpuServer,
  withDriver,
} from "./linux-guest.ts";
import { perFrame, perUnit, type Step, type Technology } from "./step.ts";
import { moderatedInterrupt, wire } from "./wire.ts";

const transmit = withDriver(guestTransmit, netfront);

/** An event channel has no end of interrupt that exits. */
const receive = withDriver(guestReceive, netfront).map((step): Step =>
  step.id === "guest-irq"
    ? {
        ...step,
        label: "upcall with an event, NAPI",
        costs: step.costs.filter(({ parameter }) => parameter !== "eoi.exit"),
        where: "drivers/net/xen-netfront.c; mechanism notes 3.9.1, receive",
      }
    : step,
);

export const netbackCopy: Step = {
  id: "netback-rx",
  place: "dom0-kernel",
  kind: "grant-op",
  label: "netback copies into the guest's granted pages",
  functions: ["xen_netbk_rx_action", "GNTTABOP_copy"],
  server: "netback",
  costs: [...perUnit("grant.copy"), { parameter: "copy.byte", per: "byte" }],
  cite: "linux32",
  where: "mechanism notes 3.9.1, receive",
};

const pageBytes = 4096;

/** As netfront and netback did until receive copy took its place. */
const netbackFlip: Step = {
  id: "netback-flip",
  place: "dom0-kernel",
  kind: "grant-op",
  label: "netback gives the frame's page away for an empty, zeroed one",
  functions: ["GNTTABOP_transfer"],
  server: "netback",
  costs: [...perFrame("grant.map"), ...perFrame("copy.byte", pageBytes)],
  when: { option: "flip", is: true },
  cite: "mechanisms",
  where: "3.9.1, copy, map or flip: a hypercall, a zeroed page, TLB work",
};

export const xenPv: Technology = {
  id: "xen-pv",
  name: "Xen, PV",
  family: "xen",
  description:
    "Xen PV guest, netfront to netback in dom0, grants copied; not tested by the post.",
  after: null,
  prediction: true,
  servers: {
    vcpu: vcpuServer,
    netback: {
      name: "netback thread in dom0",
      capacity: "serial",
      category: "latency",
      capped: false,
    },
  },
  transmit: [
    ...transmit.slice(0, 1),
    {
      id: "pv-syscall-write",
      place: "hypervisor",
      kind: "hypercall",
      label: "the system call enters Xen first",
      functions: ["syscall_enter", "create_bounce_frame"],
      server: "vcpu",
      costs: [{ parameter: "pv.syscall", per: "message" }],
      cite: "xenSource",
      where: "mechanism notes 3.9.1 row 1",
    },
    ...transmit.slice(1),
    {
      id: "grant",
      place: "guest-kernel",
      kind: "grant-op",
      label: "netfront grants the page and puts the request in the ring",
      functions: [
        "xennet_start_xmit",
        "gnttab_grant_foreign_access_ref",
        "notify_remote_via_irq",
      ],
      server: "vcpu",
      costs: perUnit("grant.entry"),
      cite: "linux32",
      where: "drivers/net/xen-netfront.c",
    },
    {
      id: "evtchn-send",
      place: "hypervisor",
      kind: "hypercall",
      label: "event-channel kick",
      functions: ["evtchn_send", "vcpu_mark_events_pending", "vcpu_kick"],
      server: "vcpu",
      costs: [{ parameter: "evtchn.send", per: "batch" }],
      cite: "xenSource",
      where: "common/event_channel.c",
    },
    {
      id: "dom0-wake",
      place: "dom0-kernel",
      kind: "wake",
      label: "event reaches dom0; netback's thread wakes",
      functions: ["xen_evtchn_do_upcall", "xen_netbk_kthread"],
      server: "none",
      costs: [
        { parameter: "evtchn.oneway", per: "batch" },
        { parameter: "netback.wake", per: "batch" },
      ],
      unlessBusy: "netback",
      cite: "dall2016",
      where: "mechanism notes 3.9.1 rows 6–7",
    },
    {
      id: "netback-tx",
      place: "dom0-kernel",
      kind: "grant-op",
      label: "netback copies by grant; bridge and driver send",
      functions: [
        "xen_netbk_tx_action",
        "xen_netbk_tx_submit",
        "netif_receive_skb",
        "br_handle_frame",
        "dev_queue_xmit",
      ],
      server: "netback",
      costs: [
        ...perUnit("grant.copy"),
        ...perUnit("netback.pkt"),
        { parameter: "copy.byte", per: "byte" },
      ],
      cite: "linux32",
      where: "drivers/net/xen-netback; mechanism notes 3.9.1 rows 8–9",
    },
    ...wire,
  ],
  receive: [
    moderatedInterrupt,
    {
      id: "dom0-rx",
      place: "dom0-kernel",
      kind: "irq",
      label: "Xen passes the interrupt to dom0; driver, bridge, netback queue",
      functions: ["net_rx_action", "br_handle_frame", "xenvif_start_xmit"],
      server: "netback",
      costs: [
        { parameter: "irq.native", per: "batch" },
        { parameter: "evtchn.send", per: "batch" },
        ...perUnit("netback.pkt"),
      ],
      cite: "linux32",
      where: "mechanism notes 3.9.1, receive",
    },
    {
      id: "netback-rx-wake",
      place: "dom0-kernel",
      kind: "wake",
      label: "netback's thread wakes",
      functions: ["xen_netbk_kthread"],
      server: "none",
      costs: [{ parameter: "netback.wake", per: "batch" }],
      unlessBusy: "netback",
      cite: "linux32",
      where: "drivers/net/xen-netback",
    },
    { ...netbackCopy, when: { option: "flip", is: false } },
    netbackFlip,
    {
      id: "event-to-guest",
      place: "hypervisor",
      kind: "wake",
      label: "event to the guest; its vCPU is scheduled",
      functions: ["evtchn_send", "vcpu_kick"],
      server: "none",
      costs: [{ parameter: "evtchn.oneway", per: "batch" }],
      unlessBusy: "vcpu",
      cite: "dall2016",
      where: "10,050 cycles at 2.1 GHz",
    },
    ...receive.slice(0, -1),
    {
      id: "pv-syscall-read",
      place: "hypervisor",
      kind: "hypercall",
      label: "the system call enters Xen first",
      functions: ["syscall_enter", "create_bounce_frame"],
      server: "vcpu",
      costs: [{ parameter: "pv.syscall", per: "message" }],
      cite: "xenSource",
      where: "mechanism notes 3.9.1 row 1",
    },
    ...receive.slice(-1),
  ],
  disk: xenDisk,
  application: "vcpu",
  scheduler: "credit",
  native: "container-host",
  window: "window.linux",
  readerBuffer: "window.linux",
  offload: true,
  aggregates: true,
  options: ["offload", "flip"],
  limit: "vcpus",
};
