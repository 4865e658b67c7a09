/**
 * Xen with a paravirtualised guest and its back end in dom0, as with Linux 3.2 on both sides.
 *
 * IDEA   The guest's packets go through a ring to netback, a thread of dom0, which has Xen copy them.
 *        One thread serves one guest's card. dom0 has its own CPUs here, so its vCPU need not be
 *        scheduled.
 * FAILS  The post did not test Xen: every figure is a prediction. dom0 sharing the guest's CPU adds
 *        scheduling delay that the simulator's chapter treats, not this solver.
 */
import { xenDisk } from "./disk-xen.ts";
import { vcpuServer } from "./linux-guest.ts";
import type { Server, Technology } from "./step.ts";
import { moderatedInterrupt, wire } from "./wire.ts";
import { pvReceive, pvTransmit } from "./xen-guest.ts";
import {
  backEndReceive,
  backEndTransmit,
  backEndWake,
  cardInterrupt,
  eventSend,
  eventToGuest,
  flippedIn,
  grant,
  receiveGrants,
  receiveWake,
} from "./xen-net.ts";

export const dom0Softirq: Server = {
  name: "softirq of dom0",
  capacity: "flows",
  category: "latency",
  capped: false,
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
      capacity: "queues",
      category: "latency",
      capped: false,
    },
    softirq: dom0Softirq,
  },
  transmit: [
    ...pvTransmit,
    grant,
    eventSend,
    backEndWake,
    ...backEndTransmit,
    ...wire,
  ],
  receive: [
    moderatedInterrupt,
    cardInterrupt,
    receiveWake,
    ...backEndReceive,
    eventToGuest,
    ...pvReceive.slice(0, 1),
    receiveGrants,
    flippedIn,
    ...pvReceive.slice(1),
  ],
  disk: xenDisk,
  application: "vcpu",
  scheduler: "credit",
  native: "container-host",
  window: "window.linux",
  readerBuffer: "window.linux",
  offload: true,
  aggregates: true,
  options: ["offload", "grant-map", "grant-flip", "grants-kept"],
  limit: "vcpus",
};
