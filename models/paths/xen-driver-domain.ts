/**
 * Xen with a driver domain: the back ends run in a domain of their own, which owns the device.
 *
 * IDEA   The path of a PV guest, with another domain where dom0 was. A fault of the driver stays in it;
 *        dom0 is on nobody's way. The domain sleeps when nothing comes and must be scheduled, and
 *        the device reaches memory through the IOMMU.
 *        A guest's pages that its back end maps must be in the IOMMU's table as well, and Xen puts
 *        them there and takes them out one by one.
 * HOLDS  The driver domain has CPUs of its own, and is a PV domain, as dom0 is: one with page tables
 *        in hardware shares them with the IOMMU. Back ends that map are those since 2014.
 * FAILS  The second domain's share of the caches.
 */
import { xenDisk } from "./disk-xen.ts";
import {
  stepOf,
  type DiskPath,
  type Server,
  type Step,
  type Technology,
} from "./step.ts";
import { wire } from "./wire.ts";
import { backEndMapsBody } from "./xen-net.ts";
import { xenPv } from "./xen-pv.ts";

/** A server of dom0, in another domain. */
const named = (name: string, server: Server | undefined): Server => {
  if (!server) throw new Error(`dom0 has nothing that is ${name} elsewhere`);
  return { ...server, name };
};

const inDriverDomain = (step: Step): Step => ({
  ...step,
  label: step.label.replace("dom0", "the driver domain"),
});

/** A step with which the driver domain wakes, and so must be scheduled first. */
const schedules = (step: Step): Step => ({
  ...inDriverDomain(step),
  costs: [
    ...step.costs,
    { parameter: "dom.switch", per: step.costs[0]?.per ?? "batch" },
  ],
});

/** Where Xen maps and unmaps a guest's pages for a domain with a device, it tells the IOMMU. */
const tellsIommu = (step: Step): Step =>
  step.costs.some(({ parameter }) => parameter === "grant.map")
    ? {
        ...step,
        costs: [
          ...step.costs,
          { parameter: "iommu.grant", per: "page", times: 0.5 },
        ],
        cite: "xenSource",
        where:
          "common/grant_table.c, gnttab_need_iommu_mapping: the IOMMU’s table changes with each map and unmap, its TLB is flushed for each",
      }
    : step;

const dmaRemap: Step = {
  id: "dma-remap",
  place: "nic",
  kind: "dma",
  label: "IOMMU translates what the driver domain’s device reads",
  functions: [],
  server: "none",
  costs: [
    { parameter: "iommu.dma", per: "packet" },
    { parameter: "iommu.dma", per: "ack" },
  ],
  cite: "mechanisms",
  where: "3.9.2, driver domain",
};

/** Xen passes the device's interrupt to a domain that may be asleep. */
const domainSwitch = (
  per: "batch" | "message",
  server: "netback" | "blkback",
): Step => ({
  id: "domain-switch",
  place: "hypervisor",
  kind: "ctxsw",
  label: "Xen schedules the driver domain for its device’s interrupt",
  functions: ["send_guest_pirq", "vcpu_wake", "schedule"],
  server: "none",
  costs: [{ parameter: "dom.switch", per }],
  unlessBusy: server,
  cite: "xenSource",
  where: "mechanism notes 3.9.2, driver domain; 2.4 dom.switch",
});

const disk: DiskPath = {
  ...xenDisk,
  servers: {
    ...xenDisk.servers,
    blkback: named(
      "blkback thread in the driver domain",
      xenDisk.servers.blkback,
    ),
    softirq: named(
      "the driver domain’s handler of the disk’s interrupt",
      xenDisk.servers.softirq,
    ),
  },
  issue: xenDisk.issue.map((step) =>
    step.id === "blkback-wake"
      ? schedules(step)
      : tellsIommu(inDriverDomain(step)),
  ),
  complete: [
    domainSwitch("message", "blkback"),
    ...xenDisk.complete.map((step) => tellsIommu(inDriverDomain(step))),
  ],
};

export const xenDriverDomain: Technology = {
  ...xenPv,
  id: "xen-driver-domain",
  name: "Xen, driver domain",
  description:
    "Xen PV guest whose back ends run in a driver domain of their own, with dom0 off the path.",
  after: "xen-pvhvm",
  places: { "dom0-kernel": "driver domain kernel" },
  tracers: { "dom0-kernel": "perf, eBPF inside the driver domain" },
  servers: {
    ...xenPv.servers,
    netback: named(
      "netback thread in the driver domain",
      xenPv.servers.netback,
    ),
    softirq: named("softirq of the driver domain", xenPv.servers.softirq),
  },
  transmit: [
    ...xenPv.transmit.slice(0, -wire.length).flatMap((step) => {
      if (step.id === "dom0-wake") return [schedules(step)];
      const steps = step.id === "netback-tx-map" ? backEndMapsBody : [step];
      return steps.map((each) => tellsIommu(inDriverDomain(each)));
    }),
    dmaRemap,
    ...wire,
  ],
  receive: [
    stepOf(xenPv.receive, "moderation"),
    domainSwitch("batch", "netback"),
    ...xenPv.receive.slice(1).map(inDriverDomain),
  ],
  disk,
};
