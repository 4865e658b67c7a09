/**
 * Linux 3.2 on bare hardware: the stack that containers and guests build on.
 *
 * HOLDS  The card spreads connections evenly over a receive queue a core, by a hash; each queue has
 *        an interrupt, and a moderation, of its own.
 * FAILS  Its absolute costs are assumed (no row of the post measured Linux without a hypervisor).
 *        Threads and softirqs need the same cores: neither takes any from the other here. A hash
 *        that puts two of few connections in one queue.
 */
import type { Server, ServerId, Step } from "./step.ts";
import { moderatedInterrupt } from "./wire.ts";

export const linuxServers: Partial<Record<ServerId, Server>> = {
  thread: {
    name: "application thread",
    capacity: "threads",
    category: "CPU",
    capped: true,
  },
  softirq: {
    name: "softirq of the receive queues",
    capacity: "flows",
    category: "CPU",
    capped: false,
  },
};

export const linuxTransmit: readonly Step[] = [
  {
    id: "write",
    place: "guest-user",
    kind: "syscall",
    label: "write system call",
    functions: [
      "sys_write",
      "vfs_write",
      "do_sync_write",
      "sock_aio_write",
      "inet_sendmsg",
    ],
    server: "thread",
    costs: [{ parameter: "syscall", per: "message" }],
    cite: "linux32",
    where: "mechanism notes 3.3",
  },
  {
    id: "tcp-output",
    place: "host-kernel",
    kind: "copy",
    label: "TCP copies in, builds and sends",
    functions: [
      "tcp_sendmsg",
      "tcp_write_xmit",
      "tcp_transmit_skb",
      "ip_queue_xmit",
      "ip_local_out",
      "ip_output",
      "ip_finish_output",
    ],
    server: "thread",
    costs: [
      { parameter: "linux.pkt", per: "packet" },
      { parameter: "linux.pkt", per: "ack", times: 0.5 },
      { parameter: "linux.byte", per: "byte" },
    ],
    cite: "linux32",
    where: "mechanism notes 3.3",
  },
];

export const linuxDriverTransmit: Step = {
  id: "driver-tx",
  place: "host-kernel",
  kind: "call",
  label: "queueing discipline and driver",
  functions: ["dev_queue_xmit", "sch_direct_xmit", "dev_hard_start_xmit"],
  server: "thread",
  costs: [
    { parameter: "softirq", per: "packet" },
    { parameter: "softirq", per: "ack" },
  ],
  cite: "linux32",
  where: "mechanism notes 3.3",
};

export const linuxInterrupt: readonly Step[] = [
  { ...moderatedInterrupt, perQueue: "cores" },
  {
    id: "irq",
    place: "host-kernel",
    kind: "irq",
    label: "interrupt schedules NAPI",
    functions: ["ixgbe_msix_clean_rings", "napi_schedule"],
    server: "softirq",
    costs: [
      { parameter: "irq.native", per: "batch" },
      { parameter: "softirq", per: "batch" },
    ],
    cite: "linux32",
    where: "mechanism notes 3.3",
  },
  {
    id: "gro",
    place: "host-kernel",
    kind: "softirq",
    label: "driver polls the ring; frames are merged",
    functions: ["net_rx_action", "napi_gro_receive", "netif_receive_skb"],
    server: "softirq",
    costs: [
      { parameter: "linux.frame", per: "frame" },
      { parameter: "linux.frame", per: "ack" },
    ],
    cite: "linux32",
    where: "mechanism notes 3.3",
  },
];

export const linuxInput: readonly Step[] = [
  {
    id: "tcp-input",
    place: "host-kernel",
    kind: "softirq",
    label: "IP and TCP input",
    functions: [
      "ip_rcv",
      "ip_local_deliver",
      "tcp_v4_rcv",
      "tcp_rcv_established",
    ],
    server: "softirq",
    costs: [
      { parameter: "linux.pkt", per: "packet" },
      { parameter: "linux.pkt", per: "ack", times: 0.5 },
    ],
    cite: "linux32",
    where: "mechanism notes 3.3",
  },
  {
    id: "wake-reader",
    place: "host-kernel",
    kind: "wake",
    label: "wake the sleeping reader",
    functions: ["sock_def_readable"],
    server: "none",
    costs: [
      { parameter: "wake.idle", per: "message" },
      { parameter: "linux.cold", per: "message" },
    ],
    unlessBusy: "thread",
    cite: "linux32",
    where: "mechanism notes 3.3",
  },
  {
    id: "read",
    place: "guest-user",
    kind: "copy",
    label: "read system call copies out",
    functions: ["sys_read", "tcp_recvmsg", "skb_copy_datagram_iovec"],
    server: "thread",
    costs: [
      { parameter: "syscall", per: "message" },
      { parameter: "ctxsw.cpu", per: "message" },
      { parameter: "linux.byte", per: "byte" },
    ],
    cite: "linux32",
    where: "mechanism notes 3.3",
  },
];
