/**
 * Xen HVM with qemu in dom0: an emulated card and disk, each register a trip to another domain.
 *
 * IDEA   A trapped register becomes a request on a shared page and an event to dom0, where qemu is
 *        scheduled, works and sends an event back; the vCPU waits. A packet needs several.
 * HOLDS  dom0 has CPUs of its own.
 * FAILS  The vCPU also waits while qemu sends the frame: here it goes on. A vCPU that waits is counted
 *        as busy, though its CPU is free. dom0 on the guest's CPU is far slower.
 */
import { xenEmulatedDisk } from "./disk-xen-emulated.ts";
import {
  e1000Doorbell,
  e1000Receive,
  e1000Sent,
  e1000Transmit,
  type Register,
} from "./emulated-nic.ts";
import { apart, vcpuServer } from "./linux-guest.ts";
import { tapRead, tapWrite } from "./qemu-tap.ts";
import { perFrame, perUnit, type Step, type Technology } from "./step.ts";
import { moderatedInterrupt, wire } from "./wire.ts";
import { raiseInterrupt } from "./xen-interrupt.ts";
import { dom0Softirq, xenPv } from "./xen-pv.ts";

const register: Register = ["xen.ioemu"];

const trapFunctions = [
  "hvmemul_do_io",
  "hvm_send_assist_req",
  "wait_on_xen_event_channel",
] as const;
const requestFunction = "cpu_handle_ioreq";

/** What a trapped register runs, from the exit to qemu. */
export const ioreqFunctions = [...trapFunctions, requestFunction] as const;

export const deviceReceive: Step = {
  id: "device-receive",
  place: "qemu",
  kind: "copy",
  label: "qemu copies the frame into the guest’s descriptors",
  functions: ["e1000_receive", "cpu_physical_memory_write"],
  server: "io",
  costs: [...perFrame("qemu.pkt"), { parameter: "copy.byte", per: "byte" }],
  cite: "qemuXen",
  where: "hw/net/e1000.c",
};

/** An emulated card has no offloads: what crosses is a frame. */
const tap = {
  place: "dom0-kernel",
  unit: "frame",
  write: {
    functions: [
      "tap_receive",
      "tun_get_user",
      "br_handle_frame",
      "dev_queue_xmit",
    ],
    cite: "qemuXen",
    where: "net/tap.c; mechanism notes 3.9.2, HVM",
  },
  wake: {
    functions: ["sock_def_readable", "select", "main_loop_wait"],
    cite: "qemuXen",
    where: "main loop; mechanism notes 2.1 pollwake",
  },
  read: { cite: "qemuXen", where: "net/tap.c" },
} as const;

export const xenHvm: Technology = {
  ...xenPv,
  id: "xen-hvm",
  name: "Xen, HVM",
  description:
    "Xen HVM guest with an emulated card and disk, each register served by qemu in dom0.",
  after: "xen-pv",
  servers: {
    vcpu: vcpuServer,
    io: {
      name: "qemu in dom0",
      capacity: "serial",
      category: "latency",
      capped: false,
    },
    softirq: dom0Softirq,
  },
  transmit: [
    ...apart(e1000Transmit),
    e1000Doorbell(register, trapFunctions),
    {
      id: "ioreq",
      place: "dom0-kernel",
      kind: "call",
      label: "event to dom0, which runs its qemu; the trap holds the time",
      functions: ["xen_evtchn_do_upcall", requestFunction],
      server: "none",
      costs: [],
      cite: "qemuXen",
      where: "xen-hvm.c; mechanism notes 3.9.2, HVM",
    },
    {
      id: "device-xmit",
      place: "qemu",
      kind: "copy",
      label: "qemu copies the frame from the guest",
      functions: ["start_xmit", "cpu_physical_memory_read", "xmit_seg"],
      server: "io",
      costs: [...perUnit("qemu.pkt"), { parameter: "copy.byte", per: "byte" }],
      cite: "qemuXen",
      where: "hw/net/e1000.c; mechanism notes 3.7 row 2, 3.9.2",
    },
    tapWrite(tap),
    e1000Sent(register),
    ...wire,
  ],
  receive: [
    moderatedInterrupt,
    {
      id: "dom0-rx",
      place: "dom0-kernel",
      kind: "irq",
      label: "Xen passes the interrupt to dom0; driver, bridge, tap",
      functions: ["net_rx_action", "br_handle_frame", "tun_net_xmit"],
      server: "softirq",
      costs: [
        { parameter: "irq.native", per: "batch" },
        { parameter: "evtchn.send", per: "batch" },
        ...perFrame("linux.frame"),
        ...perUnit("tap.bridge"),
      ],
      cite: "linux32",
      where: "mechanism notes 3.9.1, receive; 3.9.2, HVM",
    },
    ...tapRead(tap),
    deviceReceive,
    ...raiseInterrupt("batch"),
    ...apart(e1000Receive(register)),
  ],
  disk: xenEmulatedDisk,
  offload: false,
  options: ["offload"],
};
