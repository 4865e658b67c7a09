/**
 * Linux on bare hardware to its block device, past the page cache: what a container does too.
 *
 * FAILS  Overlay file systems change look-up and copy-up, not block I/O (not verified).
 */
import { device, deviceServer, deviceWait } from "./device.ts";
import type { DiskPath } from "./step.ts";

export const linuxDisk: DiskPath = {
  servers: deviceServer,
  issue: [
    {
      id: "io-syscall",
      place: "guest-user",
      kind: "syscall",
      label: "read or write system call",
      functions: ["sys_pread64", "sys_pwrite64"],
      server: "thread",
      costs: [{ parameter: "syscall", per: "message" }],
      cite: "linux32",
      where: "mechanism notes 4.3, container row",
    },
    {
      id: "block-layer",
      place: "host-kernel",
      kind: "call",
      label: "direct I/O, block layer and driver",
      functions: ["blkdev_direct_IO", "submit_bio", "generic_make_request"],
      server: "thread",
      costs: [{ parameter: "linux.blk", per: "message", times: 0.5 }],
      cite: "mechanisms",
      where: "parameter list P38",
    },
    deviceWait,
    device,
  ],
  complete: [
    {
      id: "block-done",
      place: "host-kernel",
      kind: "irq",
      label: "the disk interrupts; block softirq",
      functions: ["blk_done_softirq", "bio_endio"],
      server: "thread",
      costs: [
        { parameter: "irq.native", per: "batch" },
        { parameter: "linux.blk", per: "message", times: 0.5 },
      ],
      cite: "mechanisms",
      where: "parameter list P38; charged to the caller’s CPU",
    },
    {
      id: "wake-caller",
      place: "host-kernel",
      kind: "wake",
      label: "wake the sleeping caller",
      functions: ["wake_up_process"],
      server: "none",
      costs: [{ parameter: "wake.idle", per: "message" }],
      unlessBusy: "thread",
      cite: "linux32",
      where: "mechanism notes 4.3, container row",
    },
    {
      id: "io-switch",
      place: "guest-user",
      kind: "ctxsw",
      label: "the caller runs again",
      functions: ["schedule"],
      server: "thread",
      costs: [{ parameter: "ctxsw.cpu", per: "batch" }],
      cite: "linux32",
      where: "mechanism notes 4.3, container row",
    },
  ],
  slots: null,
  requestBytes: null,
  writeBehind: false,
  caches: 1,
};
