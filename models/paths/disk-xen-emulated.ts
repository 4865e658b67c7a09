/**
 * An emulated IDE disk under Xen: each register a trip to qemu, one command at a time.
 *
 * IDEA   Twelve registers a command at the price of a trip to another domain: on a fast disk they
 *        take longer than the disk. In a stub domain the data then takes one PV hop more.
 */
import { device, deviceServer, deviceWait } from "./device.ts";
import { ideComplete, ideIssue } from "./disk-emulated.ts";
import { xenDisk } from "./disk-xen.ts";
import { stepOf, type DiskPath, type Step } from "./step.ts";
import { raiseInterrupt } from "./xen-interrupt.ts";

const commandSubmit: Step = {
  id: "command-submit",
  place: "qemu",
  kind: "call",
  label: "qemu parses the command and submits it",
  functions: ["cpu_handle_ioreq", "ide_exec_cmd", "bdrv_aio_readv"],
  server: "io",
  costs: [{ parameter: "qemu.blk", per: "message", times: 0.5 }],
  cite: "qemuXen",
  where: "hw/ide; mechanism notes 4.3, emulated IDE",
};

const commandDone: Step = {
  id: "command-done",
  place: "qemu",
  kind: "copy",
  label: "qemu copies to the guest and ends the command",
  functions: ["ide_dma_cb", "ide_set_irq"],
  server: "io",
  costs: [
    { parameter: "qemu.blk", per: "message", times: 0.5 },
    { parameter: "copy.byte", per: "byte" },
  ],
  cite: "qemuXen",
  where: "hw/ide; mechanism notes 4.3, emulated IDE",
};

const shared = {
  slots: { parameter: "ide.requests", name: "commands of the IDE channel" },
  writeBehind: false,
  caches: 2,
} as const;

/** qemu in dom0, whose block layer it uses. */
export const xenEmulatedDisk: DiskPath = {
  ...shared,
  servers: deviceServer,
  issue: [
    ...ideIssue(["xen.ioemu"]),
    commandSubmit,
    {
      id: "dom0-submit",
      place: "dom0-kernel",
      kind: "call",
      label: "dom0’s block layer and driver",
      functions: ["io_submit", "submit_bio"],
      server: "io",
      costs: [{ parameter: "linux.blk", per: "message", times: 0.5 }],
      cite: "mechanisms",
      where: "parameter list P38",
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
      functions: ["xen_evtchn_do_upcall", "bio_endio", "aio_complete"],
      server: "io",
      costs: [
        { parameter: "irq.native", per: "message" },
        { parameter: "evtchn.send", per: "message" },
        { parameter: "linux.blk", per: "message", times: 0.5 },
      ],
      cite: "xenSource",
      where: "mechanism notes 4.3; charged to qemu’s CPU",
    },
    {
      id: "qemu-wake",
      place: "qemu",
      kind: "wake",
      label: "select returns in qemu",
      functions: ["main_loop_wait"],
      server: "none",
      costs: [{ parameter: "pollwake", per: "message" }],
      unlessBusy: "io",
      cite: "qemuXen",
      where: "main loop; mechanism notes 2.1 pollwake",
    },
    commandDone,
    ...raiseInterrupt("message"),
    ...ideComplete(["xen.ioemu"]),
  ],
  requestBytes: null,
};

/** qemu in a stub domain, whose disk is blkfront's. */
export const xenStubDisk: DiskPath = {
  ...shared,
  servers: xenDisk.servers,
  issue: [
    ...ideIssue(["xen.ioemu.stub"]),
    commandSubmit,
    {
      ...stepOf(xenDisk.issue, "blk-grant"),
      place: "qemu",
      label: "the stub domain’s blkfront grants every page",
      server: "io",
    },
    { ...stepOf(xenDisk.issue, "blk-evtchn"), server: "io" },
    stepOf(xenDisk.issue, "blkback-wake"),
    stepOf(xenDisk.issue, "blkback-map"),
    deviceWait,
    device,
  ],
  complete: [
    stepOf(xenDisk.complete, "dom0-io-irq"),
    stepOf(xenDisk.complete, "blkback-unmap"),
    {
      id: "stub-wake",
      place: "hypervisor",
      kind: "wake",
      label: "event to the stub domain; its vCPU is scheduled",
      functions: ["evtchn_send", "vcpu_kick", "blkfront_handler"],
      server: "none",
      costs: [
        { parameter: "evtchn.oneway", per: "message" },
        { parameter: "dom.switch", per: "message" },
      ],
      unlessBusy: "io",
      cite: "xenStubdom",
      where: "mechanism notes 3.9.2, stub domain",
    },
    commandDone,
    ...raiseInterrupt("message"),
    ...ideComplete(["xen.ioemu.stub"]),
  ],
  requestBytes: "blkif.bytes",
};
