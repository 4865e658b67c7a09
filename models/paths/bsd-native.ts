/**
 * FreeBSD on bare hardware: the stack that jails share or own.
 *
 * IDEA   A writer goes down to the driver in its own context. On the way in an interrupt thread runs
 *        the whole stack up to the socket, with receive aggregation.
 * FAILS  The stack was not re-read for this model (mechanism notes 3.4), nor measured: each step is
 *        taken to cost what Linux's does, and its function names are from general knowledge.
 */
import { linuxServers } from "./linux-native.ts";
import type { Server, ServerId, Step } from "./step.ts";
import { moderatedInterrupt } from "./wire.ts";

const notRead = {
  cite: "mechanisms",
  where: "3.4: the rest of the FreeBSD stack was not re-read",
} as const;

export const bsdServers: Partial<Record<ServerId, Server>> = {
  ...linuxServers,
  softirq: {
    name: "interrupt thread of the receive queue",
    capacity: "serial",
    category: "CPU",
    capped: false,
  },
};

export const bsdTransmit: readonly Step[] = [
  {
    id: "write",
    place: "guest-user",
    kind: "syscall",
    label: "write system call",
    functions: ["sys_write", "dofilewrite", "soo_write"],
    server: "thread",
    costs: [{ parameter: "syscall", per: "message" }],
    ...notRead,
  },
  {
    id: "tcp-output",
    place: "host-kernel",
    kind: "copy",
    label: "the socket copies in; TCP and IP build and send",
    functions: ["sosend", "tcp_usr_send", "tcp_output", "ip_output"],
    server: "thread",
    costs: [
      { parameter: "linux.pkt", per: "packet" },
      { parameter: "linux.pkt", per: "ack", times: 0.5 },
      { parameter: "linux.byte", per: "byte" },
    ],
    ...notRead,
  },
];

export const bsdDriverTransmit: Step = {
  id: "driver-tx",
  place: "host-kernel",
  kind: "call",
  label: "Ethernet output and driver",
  functions: ["ether_output", "ether_output_frame", "iflib_if_transmit"],
  server: "thread",
  costs: [
    { parameter: "softirq", per: "packet" },
    { parameter: "softirq", per: "ack" },
  ],
  ...notRead,
};

export const bsdInterrupt: readonly Step[] = [
  moderatedInterrupt,
  {
    id: "irq",
    place: "host-kernel",
    kind: "irq",
    label: "interrupt switches to its thread",
    functions: ["intr_event_handle", "ithread_loop"],
    server: "softirq",
    costs: [
      { parameter: "irq.native", per: "batch" },
      { parameter: "softirq", per: "batch" },
    ],
    ...notRead,
  },
  {
    id: "lro",
    place: "host-kernel",
    kind: "call",
    label: "driver polls the ring; frames are merged",
    functions: ["iflib_rxeof", "tcp_lro_rx", "ether_input"],
    server: "softirq",
    costs: [
      { parameter: "linux.frame", per: "frame" },
      { parameter: "linux.frame", per: "ack" },
    ],
    ...notRead,
  },
];

export const bsdInput: readonly Step[] = [
  {
    id: "tcp-input",
    place: "host-kernel",
    kind: "call",
    label: "IP and TCP input",
    functions: ["netisr_dispatch", "ip_input", "tcp_input", "tcp_do_segment"],
    server: "softirq",
    costs: [
      { parameter: "linux.pkt", per: "packet" },
      { parameter: "linux.pkt", per: "ack", times: 0.5 },
    ],
    ...notRead,
  },
  {
    id: "wake-reader",
    place: "host-kernel",
    kind: "wake",
    label: "wake the sleeping reader",
    functions: ["sorwakeup"],
    server: "none",
    costs: [
      { parameter: "wake.idle", per: "message" },
      { parameter: "linux.cold", per: "message" },
    ],
    unlessBusy: "thread",
    ...notRead,
  },
  {
    id: "read",
    place: "guest-user",
    kind: "copy",
    label: "read system call copies out",
    functions: ["sys_read", "soreceive", "uiomove"],
    server: "thread",
    costs: [
      { parameter: "syscall", per: "message" },
      { parameter: "ctxsw.cpu", per: "message" },
      { parameter: "linux.byte", per: "byte" },
    ],
    ...notRead,
  },
];
