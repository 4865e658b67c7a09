/**
 * Nitro: network and storage on cards, posted interrupts, and no domain or qemu on any path.
 *
 * IDEA   The card is the back end. The network card appears as a function of its own with a queue pair
 *        a CPU, the storage card as an NVMe disk; both interrupt the guest directly.
 * HOLDS  The card's segmentation and checksums; the scenario's disk behind the storage card.
 * FAILS  Internals are not published: what the cards take is assumed, and that its host polls as the
 *        Linux of its age does. Adaptive moderation is taken as the scenario's.
 */
import {
  assignedGuest,
  assignedReceive,
  assignedTransmit,
  postedInterrupt,
} from "./assigned-nic.ts";
import { nvmeDisk } from "./disk-nvme.ts";
import type { Step, Technology } from "./step.ts";

const ena = {
  transmit: "ena_start_xmit",
  interrupt: "ena_intr_msix_io",
  queues: "vcpus",
} as const;

const card: Step = {
  id: "card",
  place: "nic",
  kind: "dma",
  label: "the card encapsulates and forwards, where a bridge would",
  functions: [],
  server: "none",
  costs: [
    { parameter: "nitro.card.net", per: "packet" },
    { parameter: "nitro.card.net", per: "ack" },
  ],
  cite: "enaDriver",
  where: "README; mechanism notes 3.10: the device’s own latency",
};

const transmit = assignedTransmit(ena);

export const nitro: Technology = {
  ...assignedGuest,
  id: "nitro",
  name: "Nitro",
  family: "nitro",
  description:
    "AWS Nitro of 2017: network and storage on cards, posted interrupts, nothing in software between.",
  after: null,
  transmit: [...transmit.slice(0, -3), card, ...transmit.slice(-3)],
  receive: assignedReceive(ena, postedInterrupt, false),
  disk: nvmeDisk,
  host: "linux-4.3",
};
