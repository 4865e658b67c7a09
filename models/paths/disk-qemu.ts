/**
 * virtio-blk in a recent qemu on Linux: a light exit, one I/O thread, a pool or asynchronous host I/O.
 *
 * IDEA   The kick signals an eventfd; the I/O thread parses, and completes without a global mutex. It
 *        remains one thread. By qemu's default it hands each block to a pool, a thread of which waits
 *        for the disk; told so, it submits to the host's block layer itself and goes on (neither
 *        option on). A monitor of microVMs may have it wait for each block: `sync-device`; it has
 *        none to gather. One that goes on, in a qemu of 2017 or younger, polls ring and disk before it
 *        sleeps, and is then not kicked (`io-polls`): where the disk answers sooner than it gives up.
 *        What it does once for all that it finds, its loop, a system call for several blocks, one
 *        interrupt, is taken to be three quarters of its work for a block alone. Before disks had a
 *        thread of their own qemu's main loop did it, and nothing once for several: `main-loop`.
 * FAILS  A polling thread keeps a CPU busy, which is on nobody's account; with many blocks in flight
 *        one polls on slower disks too. Several I/O threads or queues; the pool's bound of 64; a pool thread that finds the next block
 *        waiting and need not be woken. The quarter is assumed, from what full threads of two
 *        published guests leave for a block. The host's page cache, which qemu's default cache mode
 *        passes through, is missed and costs nothing.
 */
import { device, deviceHeld, deviceServer, deviceWait } from "./device.ts";
import { guestDiskComplete, guestDiskIssue } from "./disk-guest.ts";
import { wakeVcpu } from "./idle-vcpu.ts";
import { poolComplete, poolIssue, poolServer } from "./disk-qemu-2012.ts";
import { stepOf, type Cost, type DiskPath } from "./step.ts";

/** Of qemu's work for a block alone, `times`: a quarter a block, the rest once for all that it finds. */
const qemuBlock = (times: number): readonly Cost[] => [
  { parameter: "qemu.blk", per: "message", times: times / 4 },
  { parameter: "qemu.blk", per: "batch", times: (times * 3) / 4 },
];

const submits = { option: "sync-device", is: false } as const;
const waits = { option: "sync-device", is: true } as const;
const polls = { option: "io-polls", is: true } as const;
const isKicked = { option: "io-polls", is: false } as const;
const sleeps = { option: "io-sleeps", is: true } as const;
const pooled = { option: "pool", is: true } as const;
const itself = { option: "pool", is: false } as const;
const inBatches = { option: "gathers-blocks", is: true } as const;
const oneByOne = { option: "main-loop", is: true } as const;

/** The host's block layer, `half` of its work each way: whoever submits it pays. */
const halfOfHost: Cost = { parameter: "linux.blk", per: "message", times: 0.5 };

const interrupts = {
  place: "host-kernel",
  kind: "irq",
  label: "the disk interrupts; the host’s block layer completes",
  functions: ["blk_done_softirq", "bio_endio", "aio_complete"],
  costs: [{ parameter: "irq.native", per: "batch" }, halfOfHost],
  cite: "mechanisms",
} as const;

const parses = {
  id: "blk-parse",
  place: "qemu",
  kind: "call",
  label: "qemu parses the request",
  functions: ["virtio_blk_handle_output", "virtio_blk_handle_request"],
  server: "io",
  cite: "mechanisms",
  where: "parameter list P38",
} as const;

const completes = {
  id: "blk-complete",
  place: "qemu",
  kind: "inject",
  label: "qemu completes the request; an irqfd raises the interrupt",
  functions: ["virtio_blk_req_complete", "irqfd_wakeup", "kvm_set_msi"],
  server: "io",
  cite: "mechanisms",
  where: "parameter list P38",
} as const;

const polling = {
  cite: "qemuIothread",
  where: "iothread.c, util/aio-posix.c",
} as const;

/** What a technology lists among its options when its path has these steps. */
export const qemuDiskOptions = [
  "sync-device",
  "pool",
  "main-loop",
  "gathers-blocks",
  "io-polls",
  "io-sleeps",
] as const;

export const qemuDisk: DiskPath = {
  servers: {
    io: {
      name: "qemu I/O thread",
      capacity: "serial",
      category: "latency",
      capped: false,
    },
    ...poolServer,
    ...deviceServer,
  },
  issue: [
    guestDiskIssue,
    {
      id: "blk-kick",
      place: "hypervisor",
      kind: "exit",
      label: "kick: light exit signals an eventfd",
      functions: ["vp_notify", "ioeventfd_write", "eventfd_signal"],
      server: "vcpu",
      costs: [{ parameter: "exit.light", per: "batch" }],
      when: isKicked,
      cite: "linux318",
      where: "virt/kvm/eventfd.c; mechanism notes 4.3",
    },
    {
      id: "io-wake",
      place: "qemu",
      kind: "wake",
      label: "the I/O thread wakes",
      functions: ["aio_poll", "virtio_queue_host_notifier_read"],
      server: "none",
      costs: [{ parameter: "device.wake", per: "message" }],
      unlessBusy: "io",
      when: isKicked,
      cite: "mechanisms",
      where: "4.3, virtio-blk with a dedicated thread",
    },
    {
      id: "io-polled",
      place: "qemu",
      kind: "notify",
      label: "the I/O thread looks at the ring, and was not told",
      functions: ["run_poll_handlers", "virtio_queue_host_notifier_aio_poll"],
      server: "none",
      costs: [{ parameter: "switch.poll", per: "message" }],
      when: polls,
      unlessBusy: "io",
      ...polling,
    },
    { ...parses, costs: qemuBlock(0.5), when: inBatches },
    {
      ...parses,
      id: "blk-parse-alone",
      costs: [{ parameter: "qemu.blk", per: "message", times: 0.5 }],
      when: waits,
    },
    {
      id: "blk-parse-each",
      place: "qemu",
      kind: "call",
      label:
        "the main loop, under the mutex, parses one request and submits it",
      functions: ["main_loop_wait", "virtio_blk_handle_request", "laio_submit"],
      server: "io",
      costs: [
        { parameter: "qemu.lock", per: "batch" },
        { parameter: "qemu.blk", per: "message", times: 0.5 },
        { parameter: "syscall", per: "message" },
      ],
      when: oneByOne,
      cite: "qemuPlug",
      where: "commit message: before it, a system call for each request",
    },
    {
      id: "pool-signal",
      place: "qemu",
      kind: "syscall",
      label: "the I/O thread wakes a thread of its pool",
      functions: ["thread_pool_submit_aio", "qemu_sem_post", "futex"],
      server: "io",
      costs: [
        { parameter: "syscall", per: "message" },
        { parameter: "ctxsw.cpu", per: "message", times: 0.5 },
      ],
      when: pooled,
      cite: "mechanisms",
      where: "4.2 row 3; the waker’s half of a switch, assumed",
    },
    {
      id: "blk-submit",
      place: "host-kernel",
      kind: "syscall",
      label: "the I/O thread submits it to the host’s block layer",
      functions: ["io_submit", "blkdev_read_iter", "submit_bio"],
      server: "io",
      costs: [halfOfHost],
      when: itself,
      cite: "mechanisms",
      where: "parameter list P38",
    },
    { ...stepOf(poolIssue, "pool-wake"), when: pooled },
    {
      id: "pool-io",
      place: "host-kernel",
      kind: "syscall",
      label: "the pool thread reads or writes through the host’s block layer",
      functions: ["worker_thread", "preadv", "submit_bio"],
      server: "aio",
      costs: [
        { parameter: "ctxsw.cpu", per: "message" },
        { parameter: "syscall", per: "message" },
        halfOfHost,
      ],
      when: pooled,
      cite: "mechanisms",
      where: "4.2 row 3; parameter list P38",
    },
    { ...deviceWait, when: submits },
    { ...device, when: submits },
    deviceHeld,
  ],
  complete: [
    {
      ...interrupts,
      id: "host-io-done",
      server: "io",
      when: itself,
      where: "parameter list P38; charged to the I/O thread’s CPU",
    },
    {
      ...interrupts,
      id: "pool-io-done",
      server: "aio",
      when: pooled,
      where: "parameter list P38; charged to the pool thread’s CPU",
    },
    {
      ...stepOf(poolComplete, "pool-done"),
      label:
        "the pool thread runs again and writes to the I/O thread’s eventfd",
      functions: ["worker_thread", "qemu_bh_schedule", "event_notifier_set"],
      when: pooled,
      cite: "mechanisms",
    },
    {
      id: "io-wake-done",
      place: "qemu",
      kind: "wake",
      label: "the I/O thread wakes",
      functions: ["eventfd_signal", "aio_poll"],
      server: "none",
      costs: [{ parameter: "device.wake", per: "message" }],
      when: sleeps,
      unlessBusy: "io",
      cite: "mechanisms",
      where: "4.3, virtio-blk with a dedicated thread",
    },
    {
      id: "io-polled-done",
      place: "qemu",
      kind: "notify",
      label: "the I/O thread looks for completed blocks",
      functions: ["run_poll_handlers", "qemu_laio_poll_cb"],
      server: "none",
      costs: [{ parameter: "switch.poll", per: "message" }],
      when: polls,
      unlessBusy: "io",
      ...polling,
    },
    {
      id: "thread-returns",
      place: "qemu",
      kind: "ctxsw",
      label: "the device thread runs again: its read or write returns",
      functions: ["wake_up_process", "schedule"],
      server: "io",
      costs: [{ parameter: "ctxsw.cpu", per: "message" }],
      when: waits,
      cite: "mechanisms",
      where: "4.3: microVM, synchronous device thread",
    },
    {
      ...completes,
      costs: [
        ...qemuBlock(0.5),
        { parameter: "inject.ioctl", per: "batch", times: 0.5 },
      ],
      when: inBatches,
    },
    {
      ...completes,
      id: "blk-complete-alone",
      costs: [
        { parameter: "qemu.blk", per: "message", times: 0.5 },
        { parameter: "inject.ioctl", per: "message", times: 0.5 },
      ],
      when: waits,
    },
    {
      id: "blk-complete-each",
      place: "qemu",
      kind: "inject",
      label: "the main loop completes one request and raises the interrupt",
      functions: [
        "qemu_laio_completion_cb",
        "virtio_blk_req_complete",
        "virtio_notify",
      ],
      server: "io",
      costs: [
        { parameter: "qemu.blk", per: "message", times: 0.5 },
        { parameter: "inject.ioctl", per: "message", times: 0.5 },
      ],
      when: oneByOne,
      cite: "mechanisms",
      where: "4.2 row 5; parameter list P38",
    },
    ...wakeVcpu("message"),
    ...guestDiskComplete,
  ],
  slots: null,
  requestBytes: null,
  writeBehind: false,
  caches: 2,
};
