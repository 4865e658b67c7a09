/**
 * virtio-blk of 2012: a heavy exit into qemu, a pool thread that reads a zvol, a signal back.
 *
 * IDEA   The vCPU itself hands the request to qemu's pool, under the mutex; one of at most 64 pool
 *        threads waits in the host's ZFS; the I/O thread is signalled and injects. No timer here.
 *        The zvol is opened to write through, so every write waits for the intent log.
 */
import { device, deviceServer, deviceWait } from "./device.ts";
import { guestDiskComplete, guestDiskIssue } from "./disk-guest.ts";
import { zioDone, zioIssue, zioServer } from "./disk-zfs.ts";
import type { DiskPath, Step } from "./step.ts";

/** Threads that wait for the disk in qemu's place. */
export const poolServer: DiskPath["servers"] = {
  aio: {
    name: "qemu pool threads",
    capacity: "cores",
    category: "latency",
    capped: false,
  },
};

/** qemu's pool and what it works on, whatever device the guest sees. */
export const poolServers: DiskPath["servers"] = {
  ...poolServer,
  zio: zioServer,
  ...deviceServer,
};

/** From qemu's queue to the disk. */
export const poolIssue: readonly Step[] = [
  {
    id: "pool-wake",
    place: "qemu",
    kind: "wake",
    label: "a pool thread wakes",
    functions: ["pthread_cond_signal", "aio_thread"],
    server: "none",
    costs: [{ parameter: "wake.idle", per: "message" }],
    cite: "smartosQemu",
    where: "mechanism notes 4.2 row 3",
  },
  {
    id: "pool-io",
    place: "host-kernel",
    kind: "syscall",
    label: "the pool thread reads or writes the zvol",
    functions: ["pread", "pwrite", "zvol_read", "zvol_write"],
    server: "aio",
    costs: [
      { parameter: "ctxsw.cpu", per: "message" },
      { parameter: "syscall", per: "message" },
      { parameter: "zfs.read", per: "message" },
      { parameter: "copy.byte", per: "byte" },
    ],
    cite: "smartosQemu",
    where: "mechanism notes 4.2 row 4",
  },
  {
    id: "zvol-log",
    place: "host-kernel",
    kind: "call",
    label: "every write waits for the intent log: the zvol writes through",
    functions: ["zvol_log_write", "zil_commit"],
    server: "aio",
    costs: [{ parameter: "zil.commit", per: "message" }],
    when: { option: "read", is: false },
    cite: "smartosQemu",
    where: "mechanism notes 4.2, cache mode",
  },
  zioIssue,
  deviceWait,
  device,
];

/** From the disk to the I/O thread. */
export const poolComplete: readonly Step[] = [
  zioDone,
  {
    id: "pool-done",
    place: "qemu",
    kind: "ctxsw",
    label: "the pool thread runs again and signals the I/O thread",
    functions: ["aio_thread", "kill"],
    server: "aio",
    costs: [
      { parameter: "ctxsw.cpu", per: "message" },
      { parameter: "syscall", per: "message" },
    ],
    cite: "smartosQemu",
    where: "mechanism notes 4.2 row 5",
  },
  {
    id: "io-signal",
    place: "qemu",
    kind: "wake",
    label: "SIGUSR2: select returns, the I/O thread takes the mutex",
    functions: ["aio_signal_handler", "main_loop_wait"],
    server: "none",
    costs: [
      { parameter: "pollwake", per: "message" },
      { parameter: "qemu.lock", per: "message" },
    ],
    unlessBusy: "io",
    cite: "smartosQemu",
    where: "mechanism notes 4.2 row 5",
  },
];

export const qemu2012Disk: DiskPath = {
  servers: poolServers,
  issue: [
    guestDiskIssue,
    {
      id: "blk-kick",
      place: "hypervisor",
      kind: "exit",
      label: "kick: heavy exit to qemu, which takes the mutex",
      functions: ["vp_notify", "handle_io", "virtio_blk_handle_output"],
      server: "vcpu",
      costs: [
        { parameter: "exit.heavy", per: "batch" },
        { parameter: "qemu.lock", per: "batch" },
      ],
      cite: "smartosQemu",
      where: "mechanism notes 4.2 row 2",
    },
    {
      id: "paio-submit",
      place: "qemu",
      kind: "call",
      label: "qemu parses the request and queues it for its pool",
      functions: ["bdrv_aio_readv", "paio_submit"],
      server: "vcpu",
      costs: [{ parameter: "qemu.blk", per: "message", times: 0.5 }],
      cite: "smartosQemu",
      where: "mechanism notes 4.2 rows 2–3",
    },
    ...poolIssue,
  ],
  complete: [
    ...poolComplete,
    {
      id: "blk-complete",
      place: "qemu",
      kind: "inject",
      label: "qemu completes the request and raises the interrupt",
      functions: ["virtio_blk_req_complete", "virtio_notify", "kvm_set_irq"],
      server: "io",
      costs: [
        { parameter: "qemu.blk", per: "message", times: 0.5 },
        { parameter: "inject.ioctl", per: "batch" },
      ],
      cite: "smartosQemu",
      where: "mechanism notes 4.2 rows 5–6",
    },
    {
      id: "vcpu-wake",
      place: "hypervisor",
      kind: "wake",
      label: "halted vCPU: dispatch, context restore, entry, injection",
      functions: ["kvm_vcpu_block", "kvm_ctx_restore", "vcpu_enter_guest"],
      server: "none",
      costs: [{ parameter: "hlt.wake", per: "message" }],
      unlessBusy: "vcpu",
      cite: "illumosKvm",
      where: "mechanism notes 4.2 row 6",
    },
    ...guestDiskComplete,
  ],
  slots: { parameter: "qemu.aio.threads", name: "places in qemu’s pool" },
  requestBytes: null,
  writeBehind: false,
  caches: 2,
};
