/**
 * Xen's way of a packet between a guest and the domain that has the card: grants, events, netback.
 *
 * IDEA   The guest grants pages and kicks an event channel. netback, in the other domain, reaches the
 *        pages in one of three ways: it asks Xen to copy, maps them, or, until 2006, exchanged pages
 *        with the guest for what arrives. The card's interrupt is a softirq of that domain, apart
 *        from netback's thread.
 * HOLDS  That domain has CPUs of its own. A frame that arrives lies in a page of its own.
 * FAILS  Grants that are kept mapped and used again (later back ends); netback's rate limits.
 * SOURCE drivers/net/xen-netback of Linux 3.2 and 3.18; mechanism notes 3.9.1.
 */
import { pageBytes } from "../page-bytes.ts";
import { perFrame, perUnit, type Cost, type Step } from "./step.ts";

/** Paid for every page that a unit fills, and for the one that it begins. */
const perPage = (parameter: Cost["parameter"]): readonly Cost[] => [
  ...perUnit(parameter),
  { parameter, per: "byte", times: 1 / pageBytes },
];

const copied = { option: "grant-map", is: false } as const;
const mapped = { option: "grant-map", is: true } as const;

export const grant: Step = {
  id: "grant",
  place: "guest-kernel",
  kind: "grant-op",
  label: "netfront grants every page and puts the request in the ring",
  functions: [
    "xennet_start_xmit",
    "gnttab_grant_foreign_access_ref",
    "notify_remote_via_irq",
  ],
  server: "vcpu",
  costs: perPage("grant.entry"),
  cite: "linux32",
  where: "drivers/net/xen-netfront.c",
};

export const eventSend: Step = {
  id: "evtchn-send",
  place: "hypervisor",
  kind: "hypercall",
  label: "event-channel kick",
  functions: ["evtchn_send", "vcpu_mark_events_pending", "vcpu_kick"],
  server: "vcpu",
  costs: [{ parameter: "evtchn.send", per: "batch" }],
  cite: "xenSource",
  where: "common/event_channel.c",
};

export const backEndWake: Step = {
  id: "dom0-wake",
  place: "dom0-kernel",
  kind: "wake",
  label: "event reaches dom0; netback’s thread wakes",
  functions: ["xen_evtchn_do_upcall", "xen_netbk_kthread"],
  server: "none",
  costs: [
    { parameter: "evtchn.oneway", per: "batch" },
    { parameter: "netback.wake", per: "batch" },
  ],
  unlessBusy: "netback",
  cite: "dall2016",
  where: "mechanism notes 3.9.1 rows 6–7",
};

const onwards = [
  "netif_receive_skb",
  "br_handle_frame",
  "dev_queue_xmit",
] as const;

/** netback takes what the guest sends, by copy or by map. */
export const backEndTransmit: readonly Step[] = [
  {
    id: "netback-tx",
    place: "dom0-kernel",
    kind: "grant-op",
    label: "netback has Xen copy the pages; bridge and driver send",
    functions: [
      "xen_netbk_tx_action",
      "do_grant_table_op",
      "gnttab_copy",
      "xen_netbk_tx_submit",
      ...onwards,
    ],
    server: "netback",
    costs: [
      { parameter: "hypercall.pv", per: "batch" },
      ...perPage("grant.copy"),
      ...perUnit("netback.pkt"),
      { parameter: "copy.byte", per: "byte" },
    ],
    when: copied,
    cite: "linux32",
    where: "drivers/net/xen-netback; mechanism notes 3.9.1 rows 8–9",
  },
  {
    id: "netback-tx-map",
    place: "dom0-kernel",
    kind: "grant-op",
    label: "netback maps the pages; bridge and driver send; unmapped after",
    functions: [
      "net_tx_action",
      "do_grant_table_op",
      "gnttab_map_grant_ref",
      ...onwards,
      "gnttab_unmap_grant_ref",
    ],
    server: "netback",
    costs: [
      { parameter: "hypercall.pv", per: "batch", times: 2 },
      ...perPage("grant.map"),
      ...perUnit("netback.pkt"),
    ],
    when: mapped,
    cite: "santos2008",
    where: "mechanism notes 3.9.1, copy, map or flip",
  },
];

/**
 * A back end since 2014: it maps as the classic one did, but not a header, and unmaps behind the
 * packet's back.
 */
export const backEndMapsBody: readonly Step[] = [
  {
    id: "netback-tx-map",
    place: "dom0-kernel",
    kind: "grant-op",
    label: "netback copies the header and maps the rest; bridge, driver send",
    functions: [
      "xenvif_tx_action",
      "xenvif_tx_build_gops",
      "gnttab_map_refs",
      "xenvif_tx_submit",
      ...onwards,
    ],
    server: "netback",
    costs: [
      { parameter: "hypercall.pv", per: "batch" },
      ...perUnit("grant.copy"),
      ...perUnit("netback.pkt"),
      { parameter: "grant.map", per: "page", times: 0.5 },
    ],
    when: mapped,
    cite: "linux318",
    where: "drivers/net/xen-netback; mechanism notes 3.9.1 row 8",
  },
  {
    id: "netback-unmap",
    place: "dom0-kernel",
    kind: "grant-op",
    label: "a thread unmaps what has left",
    functions: ["xenvif_dealloc_kthread", "xenvif_tx_dealloc_action"],
    server: "netback",
    costs: [{ parameter: "grant.map", per: "page", times: 0.5 }],
    when: mapped,
    deferred: true,
    cite: "linux318",
    where: "drivers/net/xen-netback; charged to netback’s CPU",
  },
];

export const cardInterrupt: Step = {
  id: "dom0-rx",
  place: "dom0-kernel",
  kind: "irq",
  label:
    "Xen passes the interrupt to dom0; driver merges frames, bridge, netback’s queue",
  functions: [
    "net_rx_action",
    "napi_gro_receive",
    "br_handle_frame",
    "xenvif_start_xmit",
  ],
  server: "softirq",
  costs: [
    { parameter: "irq.native", per: "batch" },
    { parameter: "evtchn.send", per: "batch" },
    ...perFrame("linux.frame"),
    ...perUnit("netback.pkt", 0.5),
  ],
  cite: "linux32",
  where: "mechanism notes 3.9.1, receive",
};

export const receiveWake: Step = {
  id: "netback-rx-wake",
  place: "dom0-kernel",
  kind: "wake",
  label: "netback’s thread wakes",
  functions: ["xen_netbk_kthread"],
  server: "none",
  costs: [{ parameter: "netback.wake", per: "batch" }],
  unlessBusy: "netback",
  cite: "linux32",
  where: "drivers/net/xen-netback",
};

/** netback gives the guest what arrives, by copy or by exchange. */
export const backEndReceive: readonly Step[] = [
  {
    id: "netback-rx",
    place: "dom0-kernel",
    kind: "grant-op",
    label: "netback has Xen copy into pages that the guest granted",
    functions: ["xen_netbk_rx_action", "do_grant_table_op", "gnttab_copy"],
    server: "netback",
    costs: [
      { parameter: "hypercall.pv", per: "batch" },
      ...perFrame("grant.copy"),
      ...perUnit("netback.pkt", 0.5),
      { parameter: "copy.byte", per: "byte" },
    ],
    when: { option: "grant-flip", is: false },
    cite: "linux32",
    where: "mechanism notes 3.9.1, receive",
  },
  {
    id: "netback-rx-flip",
    place: "dom0-kernel",
    kind: "grant-op",
    label: "netback gives the frame’s page away and takes another, zeroed",
    functions: ["net_rx_action", "do_grant_table_op", "gnttab_transfer"],
    server: "netback",
    costs: [
      { parameter: "hypercall.pv", per: "batch" },
      ...perFrame("grant.flip", 0.5),
      ...perUnit("netback.pkt", 0.5),
    ],
    when: { option: "grant-flip", is: true },
    cite: "menon2006",
    where: "mechanism notes 3.9.1, copy, map or flip",
  },
];

export const eventToGuest: Step = {
  id: "event-to-guest",
  place: "hypervisor",
  kind: "wake",
  label: "event to the guest; its vCPU is scheduled",
  functions: ["evtchn_send", "vcpu_kick", "xennet_interrupt"],
  server: "none",
  costs: [{ parameter: "evtchn.oneway", per: "batch" }],
  unlessBusy: "vcpu",
  cite: "dall2016",
  where: "10 050 cycles at 2.1 GHz",
};

/** The ring of pages in which the guest receives is granted page by page, each for one frame. */
export const receiveGrants: Step = {
  id: "rx-grant",
  place: "guest-kernel",
  kind: "grant-op",
  label: "netfront takes back the pages that were filled and grants empty ones",
  functions: [
    "xennet_get_responses",
    "gnttab_end_foreign_access_ref",
    "xennet_alloc_rx_buffers",
  ],
  server: "vcpu",
  costs: perFrame("grant.entry", 2),
  when: { option: "grant-flip", is: false },
  cite: "linux32",
  where: "drivers/net/xen-netfront.c",
};

/** A page that was flipped in has to be put where the guest's kernel expects it. */
export const flippedIn: Step = {
  id: "guest-remap",
  place: "guest-kernel",
  kind: "hypercall",
  label: "netfront maps the page that came, by hypercall",
  functions: ["netif_poll", "do_update_va_mapping", "do_mmu_update"],
  server: "vcpu",
  costs: perFrame("grant.flip", 0.5),
  when: { option: "grant-flip", is: true },
  cite: "santos2008",
  where: "mechanism notes 3.9.1, copy, map or flip",
};
