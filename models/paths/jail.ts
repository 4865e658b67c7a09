/**
 * A FreeBSD jail in the host's stack: FreeBSD on bare hardware, step for step.
 *
 * IDEA   The jail's address is checked when a socket is bound or connected, and never again: nothing
 *        of it is on a packet's way. It is what jails with a stack of their own are measured against.
 * FAILS  The cost of the checks, taken as none, was not verified. A CPU limit is an average here;
 *        how FreeBSD enforces one was not read.
 */
import {
  bsdDriverTransmit,
  bsdInput,
  bsdInterrupt,
  bsdServers,
  bsdTransmit,
} from "./bsd-native.ts";
import { zfsDisk } from "./disk-zfs.ts";
import type { DiskPath, Step, Technology } from "./step.ts";
import { wire } from "./wire.ts";

/** ZFS is illumos's code; what it stands on is FreeBSD's. */
const freebsdNames: Readonly<Record<string, readonly string[]>> = {
  "zio-issue": ["zio_nowait", "vdev_geom_io_start", "g_io_request"],
  "zio-sync": ["spa_sync", "zio_nowait", "vdev_geom_io_start"],
  "zio-done": ["biodone", "vdev_geom_io_intr", "zio_interrupt", "zio_done"],
  "io-syscall": ["sys_read", "sys_write"],
  "lofs-forward": ["null_bypass"],
  "zfs-read": ["vn_read", "zfs_freebsd_read", "zfs_read", "arc_read"],
  "zfs-write": ["vn_write", "zfs_freebsd_write", "zfs_write", "dmu_tx_assign"],
  "io-switch": ["mi_switch"],
};

const onFreebsd = (steps: readonly Step[]): readonly Step[] =>
  steps.map((step) => ({
    ...step,
    functions: freebsdNames[step.id] ?? step.functions,
  }));

const freebsdDisk: DiskPath = {
  ...zfsDisk,
  issue: onFreebsd(zfsDisk.issue),
  complete: onFreebsd(zfsDisk.complete),
};

export const jail: Technology = {
  id: "jail",
  name: "FreeBSD jail",
  family: "zone",
  description:
    "FreeBSD jail that shares the host’s network stack: bare FreeBSD, with addresses checked at connect.",
  after: "zone",
  places: { "guest-user": "process in the jail" },
  refuses: {
    "sched-latency":
      "FreeBSD’s scheduler is not modelled: no wait of a woken thread can be given.",
    "proc-scan":
      "How FreeBSD lists processes for a jail was not read: the scan is modelled for illumos and Linux.",
  },
  prediction: true,
  servers: bsdServers,
  transmit: [...bsdTransmit, bsdDriverTransmit, ...wire],
  receive: [...bsdInterrupt, ...bsdInput],
  disk: freebsdDisk,
  application: "thread",
  scheduler: "cfs",
  native: "jail",
  window: "window.bsd",
  readerBuffer: "window.bsd",
  offload: true,
  aggregates: true,
  options: ["offload", "lofs"],
  limit: "none",
};
