/**
 * ZFS on the host: the way to a disk of traditional Unix and of Zones, and below every zvol.
 *
 * IDEA   A read that misses the cache goes through the zio pipeline and waits. A write is answered
 *        from the cache and streamed later; only a durable one waits, for the intent log.
 * HOLDS  Every read misses; record size as the block; one tenant, so the I/O throttle adds nothing.
 * FAILS  The periodic sync that delays reads: a mean hides it.
 */
import { device, deviceBehind, deviceServer, deviceWait } from "./device.ts";
import type { DiskPath, Server, Step } from "./step.ts";

export const zioServer: Server = {
  name: "zio threads",
  capacity: "cores",
  category: "CPU",
  capped: false,
};

export const zioIssue: Step = {
  id: "zio-issue",
  place: "host-kernel",
  kind: "call",
  label: "zio pipeline and driver start the I/O",
  functions: ["zio_nowait", "vdev_disk_io_start", "ldi_strategy"],
  server: "zio",
  costs: [{ parameter: "zio.issue", per: "packet" }],
  when: { option: "write-behind", is: false },
  cite: "illumos2012",
  where: "mechanism notes 4.1 row 4",
};

export const zioDone: Step = {
  id: "zio-done",
  place: "host-kernel",
  kind: "irq",
  label: "the disk interrupts; zio threads finish the I/O",
  functions: ["biodone", "vdev_disk_io_intr", "zio_interrupt", "zio_done"],
  server: "zio",
  costs: [
    { parameter: "irq.native", per: "batch" },
    { parameter: "zio.done", per: "packet" },
  ],
  when: { option: "write-behind", is: false },
  cite: "illumos2012",
  where: "mechanism notes 4.1 row 4",
};

export const zfsDisk: DiskPath = {
  servers: { zio: zioServer, ...deviceServer },
  issue: [
    {
      id: "io-syscall",
      place: "guest-user",
      kind: "syscall",
      label: "read or write system call",
      functions: ["read", "write"],
      server: "thread",
      costs: [{ parameter: "syscall", per: "message" }],
      cite: "illumos2012",
      where: "mechanism notes 4.1 row 1",
    },
    {
      id: "lofs-forward",
      place: "host-kernel",
      kind: "call",
      label: "the loopback file system forwards the call to the real one",
      functions: ["lo_read", "lo_write"],
      server: "thread",
      costs: [{ parameter: "lofs.call", per: "message" }],
      when: { option: "lofs", is: true },
      cite: "illumos2012",
      where: "fs/lofs/lofs_vnops.c; mechanism notes 3.2",
    },
    {
      id: "zfs-read",
      place: "host-kernel",
      kind: "call",
      label: "ZFS looks the block up in its cache and misses",
      functions: ["fop_read", "zfs_read", "dmu_read_uio", "arc_read"],
      server: "thread",
      costs: [{ parameter: "zfs.read", per: "message" }],
      when: { option: "read", is: true },
      cite: "illumos2012",
      where: "mechanism notes 4.1 rows 1–3",
    },
    {
      id: "zfs-write",
      place: "host-kernel",
      kind: "copy",
      label: "ZFS joins a transaction and copies into its cache",
      functions: ["fop_write", "zfs_write", "dmu_tx_assign", "dmu_write_uio"],
      server: "thread",
      costs: [
        { parameter: "zfs.write", per: "message" },
        { parameter: "copy.byte", per: "byte" },
      ],
      when: { option: "read", is: false },
      cite: "illumos2012",
      where: "mechanism notes 4.1 row 3",
    },
    {
      id: "zil-commit",
      place: "host-kernel",
      kind: "call",
      label: "the intent log takes the block; the caller waits for it",
      functions: ["zil_commit"],
      server: "thread",
      costs: [{ parameter: "zil.commit", per: "message" }],
      when: { option: "durable", is: true },
      cite: "illumos2012",
      where: "mechanism notes 4.1 row 4",
    },
    zioIssue,
    {
      id: "zio-sync",
      place: "host-kernel",
      kind: "call",
      label: "the transaction group writes the cached block later",
      functions: ["spa_sync", "zio_nowait", "vdev_disk_io_start"],
      server: "zio",
      costs: [
        { parameter: "zio.issue", per: "packet" },
        { parameter: "zio.done", per: "packet" },
      ],
      when: { option: "write-behind", is: true },
      deferred: true,
      cite: "illumos2012",
      where: "mechanism notes 4.1 row 5",
    },
    deviceWait,
    device,
    deviceBehind,
  ],
  complete: [
    zioDone,
    {
      id: "wake-caller",
      place: "host-kernel",
      kind: "wake",
      label: "wake the sleeping caller",
      functions: ["zio_wait", "cv_broadcast"],
      server: "none",
      costs: [{ parameter: "wake.idle", per: "message" }],
      when: { option: "write-behind", is: false },
      unlessBusy: "thread",
      cite: "illumos2012",
      where: "mechanism notes 4.1 row 4",
    },
    {
      id: "io-switch",
      place: "host-kernel",
      kind: "ctxsw",
      label: "the caller runs again",
      functions: ["swtch"],
      server: "thread",
      costs: [{ parameter: "ctxsw.cpu", per: "batch" }],
      when: { option: "write-behind", is: false },
      cite: "illumos2012",
      where: "mechanism notes 4.1 row 4",
    },
    {
      id: "io-copy-out",
      place: "host-kernel",
      kind: "copy",
      label: "the block is copied out",
      functions: ["uiomove"],
      server: "thread",
      costs: [{ parameter: "copy.byte", per: "byte" }],
      when: { option: "read", is: true },
      cite: "illumos2012",
      where: "mechanism notes 4.1 row 6",
    },
  ],
  slots: null,
  requestBytes: null,
  writeBehind: true,
  caches: 1,
};
