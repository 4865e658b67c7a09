/**
 * An NVMe disk that a card presents to the guest: queues shared with hardware, posted interrupts.
 *
 * IDEA   The guest's block layer writes the device's queue and rings its doorbell; the card answers.
 *        No kick exits, no thread of the host wakes: the work is that of a host with its own disk.
 * FAILS  A volume across the network: the scenario's disk says what it takes.
 */
import { device, deviceServer, deviceWait } from "./device.ts";
import { guestDiskComplete, guestDiskIssue } from "./disk-guest.ts";
import { wakeVcpu } from "./idle-vcpu.ts";
import type { Cost, DiskPath } from "./step.ts";

const [, guestDone] = guestDiskComplete;
if (!guestDone) throw new Error("a guest completes in two steps");

/** One way through the block layer and the driver of a disk that is the kernel's own. */
const blockLayer: Cost = {
  parameter: "linux.blk",
  per: "message",
  times: 0.5,
};

export const nvmeDisk: DiskPath = {
  servers: deviceServer,
  issue: [
    {
      ...guestDiskIssue,
      label: "guest’s system call, block layer; command into the queue",
      functions: ["sys_pread64", "submit_bio", "nvme_queue_rq"],
      costs: [{ parameter: "syscall", per: "message" }, blockLayer],
    },
    {
      id: "nvme-doorbell",
      place: "guest-kernel",
      kind: "notify",
      label: "driver rings the queue’s doorbell: no exit",
      functions: ["nvme_queue_rq"],
      server: "vcpu",
      costs: [{ parameter: "doorbell.mmio", per: "message" }],
      cite: "gregg2017",
      where: "mechanism notes 3.10, storage; 4.3, NVMe",
    },
    {
      id: "card",
      place: "device",
      kind: "dma",
      label: "the card takes the command and moves the data, both ways",
      functions: [],
      server: "none",
      costs: [
        { parameter: "nitro.card.blk", per: "message" },
        { parameter: "iommu.dma", per: "message" },
      ],
      cite: "gregg2017",
      where: "mechanism notes 3.10, storage",
    },
    deviceWait,
    device,
  ],
  complete: [
    {
      id: "posted-interrupt",
      place: "guest-kernel",
      kind: "irq",
      label: "posted interrupt: the guest takes it without an exit",
      functions: ["nvme_irq", "nvme_process_cq"],
      server: "vcpu",
      costs: [
        { parameter: "posted.notify", per: "batch" },
        { parameter: "irq.native", per: "batch" },
      ],
      cite: "linuxPosted",
      where: "arch/x86/kvm/vmx/posted_intr.c",
    },
    ...wakeVcpu("message", true),
    {
      ...guestDone,
      costs: guestDone.costs.map((cost) =>
        cost.parameter === "guest.blk" ? blockLayer : cost,
      ),
    },
  ],
  slots: null,
  requestBytes: null,
  writeBehind: false,
  caches: 1,
};
