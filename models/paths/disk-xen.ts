/**
 * Xen's block path: blkfront grants each page, blkback in dom0 maps it and submits.
 *
 * IDEA   A request carries at most eleven pages and the ring holds 32 requests. Mapping and the
 *        flush at unmapping are paid for every page. blkback's thread is one, and submits; what comes
 *        back is unmapped and answered where the disk's interrupt ends.
 * HOLDS  A PV guest, whose interrupts are events: nothing exits to end them.
 *        Since 2013 grants may be kept mapped, and the guest copies; since 2016 a disk may have several
 *        rings, each with a thread and places of its own.
 * FAILS  Indirect descriptors and rings of several pages. The flush at unmapping interrupts every CPU
 *        of dom0, which one guest alone does not feel; kept grants were made for many.
 */
import { pageBytes } from "../page-bytes.ts";
import { device, deviceServer, deviceWait } from "./device.ts";
import { guestDiskComplete, guestDiskIssue } from "./disk-guest.ts";
import type { Cost, DiskPath, Step } from "./step.ts";

const mapped = { option: "grants-kept", is: false } as const;
const kept = { option: "grants-kept", is: true } as const;

/** A cost of every page of the block. */
const perPage = (parameter: Cost["parameter"], times = 1): Cost => ({
  parameter,
  per: "byte",
  times: times / pageBytes,
});

/** The guest's half of the way back: an upcall where a hardware guest has an interrupt. */
const pvComplete: readonly Step[] = guestDiskComplete.map((step) =>
  step.id === "guest-io-irq"
    ? {
        ...step,
        label: "upcall: blkfront’s handler takes the answer",
        functions: ["xen_evtchn_do_upcall", "blkif_interrupt"],
        costs: [{ parameter: "irq.native", per: "batch" }],
        cite: "linux32",
        where: "drivers/xen/events.c, drivers/block/xen-blkfront.c",
      }
    : step,
);

export const xenDisk: DiskPath = {
  servers: {
    blkback: {
      name: "blkback thread in dom0",
      capacity: "queues",
      category: "latency",
      capped: false,
    },
    softirq: {
      name: "dom0’s handler of the disk’s interrupt",
      capacity: "queues",
      category: "latency",
      capped: false,
    },
    ...deviceServer,
  },
  issue: [
    {
      ...guestDiskIssue,
      functions: ["sys_pread64", "submit_bio", "do_blkif_request"],
      costs: [
        ...guestDiskIssue.costs,
        { parameter: "pv.syscall", per: "message" },
      ],
    },
    {
      id: "blk-grant",
      place: "guest-kernel",
      kind: "grant-op",
      label: "blkfront grants every page and fills the ring",
      functions: ["blkif_queue_request", "gnttab_grant_foreign_access_ref"],
      server: "vcpu",
      costs: [perPage("grant.entry")],
      when: mapped,
      cite: "linux32",
      where: "drivers/block/xen-blkfront.c",
    },
    {
      id: "blk-copy",
      place: "guest-kernel",
      kind: "copy",
      label:
        "blkfront copies the block between its pages and those granted once",
      functions: ["blkif_queue_request", "blkif_completion"],
      server: "vcpu",
      costs: [{ parameter: "copy.byte", per: "byte" }],
      when: kept,
      cite: "persistentGrants",
      where: "how the protocol works",
    },
    {
      id: "blk-evtchn",
      place: "hypervisor",
      kind: "hypercall",
      label: "event-channel kick",
      functions: ["notify_remote_via_irq", "evtchn_send"],
      server: "vcpu",
      costs: [{ parameter: "evtchn.send", per: "batch" }],
      cite: "xenSource",
      where: "common/event_channel.c",
    },
    {
      id: "blkback-wake",
      place: "dom0-kernel",
      kind: "wake",
      label: "event reaches dom0; blkback’s thread wakes",
      functions: ["xen_blkif_be_int", "xen_blkif_schedule"],
      server: "none",
      costs: [
        { parameter: "evtchn.oneway", per: "message" },
        { parameter: "blkback.wake", per: "message" },
      ],
      unlessBusy: "blkback",
      cite: "linux32",
      where: "mechanism notes 4.3",
    },
    {
      id: "blkback-map",
      place: "dom0-kernel",
      kind: "grant-op",
      label: "blkback maps the pages and submits to the block layer",
      functions: ["dispatch_rw_block_io", "xen_blkbk_map", "submit_bio"],
      server: "blkback",
      costs: [
        { parameter: "blkback.request", per: "packet", times: 0.5 },
        perPage("grant.map", 0.5),
        { parameter: "linux.blk", per: "packet", times: 0.5 },
      ],
      when: mapped,
      cite: "linux32",
      where: "drivers/block/xen-blkback/blkback.c",
    },
    {
      id: "blkback-kept",
      place: "dom0-kernel",
      kind: "call",
      label: "blkback finds the pages mapped and submits to the block layer",
      functions: ["dispatch_rw_block_io", "get_persistent_gnt", "submit_bio"],
      server: "blkback",
      costs: [
        { parameter: "blkback.request", per: "packet", times: 0.5 },
        { parameter: "linux.blk", per: "packet", times: 0.5 },
      ],
      when: kept,
      cite: "persistentGrants",
      where: "how the protocol works",
    },
    deviceWait,
    device,
  ],
  complete: [
    {
      id: "dom0-io-irq",
      place: "dom0-kernel",
      kind: "irq",
      label: "Xen passes the disk’s interrupt to dom0; block layer completes",
      functions: ["xen_evtchn_do_upcall", "bio_endio", "end_block_io_op"],
      server: "softirq",
      costs: [
        { parameter: "irq.native", per: "batch" },
        { parameter: "evtchn.send", per: "batch" },
        { parameter: "linux.blk", per: "packet", times: 0.5 },
      ],
      cite: "xenSource",
      where: "mechanism notes 4.3",
    },
    {
      id: "blkback-unmap",
      place: "dom0-kernel",
      kind: "grant-op",
      label: "the handler unmaps, with a TLB flush, and answers",
      functions: ["xen_blkbk_unmap", "make_response"],
      server: "softirq",
      costs: [
        { parameter: "blkback.request", per: "packet", times: 0.5 },
        perPage("grant.map", 0.5),
      ],
      when: mapped,
      cite: "linux32",
      where: "drivers/block/xen-blkback/blkback.c",
    },
    {
      id: "blkback-answer",
      place: "dom0-kernel",
      kind: "call",
      label: "the handler answers, and keeps the pages mapped",
      functions: ["__end_block_io_op", "make_response"],
      server: "softirq",
      costs: [{ parameter: "blkback.request", per: "packet", times: 0.5 }],
      when: kept,
      cite: "persistentGrants",
      where: "how the protocol works",
    },
    {
      id: "event-to-guest",
      place: "hypervisor",
      kind: "wake",
      label: "event to the guest; its vCPU is scheduled",
      functions: ["evtchn_send", "vcpu_kick", "vcpu_wake"],
      server: "none",
      costs: [{ parameter: "evtchn.oneway", per: "message" }],
      unlessBusy: "vcpu",
      cite: "dall2016",
      where: "10 050 cycles at 2.1 GHz",
    },
    ...pvComplete,
  ],
  slots: { parameter: "blkif.requests", name: "requests in blkfront’s ring" },
  requestBytes: "blkif.bytes",
  writeBehind: false,
  caches: 2,
};
