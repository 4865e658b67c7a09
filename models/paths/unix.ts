/**
 * Traditional Unix: the illumos global zone, the same as a bare-metal install.
 *
 * IDEA   One stack. A lone message climbs inline and serially from ring to socket; chains of a bulk
 *        transfer fan out to soft rings, one context a connection (assumed). The order of functions
 *        is that of the post's stack trace, read from bottom to top for transmit. Everything
 *        between the system call and the NIC runs in the caller's context, serialised by the squeue
 *        of the connection group.
 * FAILS  With several receive rings per client the serial context splits; the model keeps one.
 */
import { zfsDisk } from "./disk-zfs.ts";
import type { Server, ServerId, Step, Technology } from "./step.ts";
import { moderatedInterrupt, wire } from "./wire.ts";

const illumosServers: Partial<Record<ServerId, Server>> = {
  thread: {
    name: "application thread",
    capacity: "threads",
    category: "CPU",
    capped: true,
  },
  stack: {
    name: "network stack (ring, soft ring, squeue)",
    capacity: "serial",
    category: "CPU",
    capped: true,
  },
};

const illumosTransmit: readonly Step[] = [
  {
    id: "write",
    place: "guest-user",
    kind: "syscall",
    label: "write system call",
    functions: ["write32", "write"],
    server: "thread",
    costs: [{ parameter: "syscall", per: "message" }],
    cite: "gregg2013",
    where: "Network I/O, Zones: stack trace",
  },
  {
    id: "sockfs",
    place: "host-kernel",
    kind: "copy",
    label: "socket layer copies user data into message blocks",
    functions: [
      "fop_write",
      "socket_vop_write",
      "socket_sendmsg",
      "so_sendmsg",
    ],
    server: "thread",
    costs: [
      { parameter: "tcp.byte", per: "byte" },
      { parameter: "tcp.pkt", per: "message", times: 0.02 },
    ],
    cite: "gregg2013",
    where: "Network I/O, Zones: stack trace",
  },
  {
    id: "tcp-output",
    place: "host-kernel",
    kind: "call",
    label: "TCP and IP output, serialised by the squeue",
    functions: [
      "tcp_sendmsg",
      "squeue_enter",
      "tcp_output",
      "tcp_send_data",
      "conn_ip_output",
      "ire_send_wire_v4",
      "ip_xmit",
    ],
    server: "stack",
    costs: [{ parameter: "tcp.pkt", per: "packet", times: 0.38 }],
    cite: "gregg2013",
    where: "Network I/O, Zones: stack trace",
  },
  {
    id: "ack-output",
    place: "host-kernel",
    kind: "call",
    label: "TCP builds the acknowledgement in the connection’s own context",
    functions: ["tcp_ack_mp", "tcp_send_data"],
    server: "thread",
    costs: [{ parameter: "tcp.ack", per: "ack" }],
    cite: "illumos2012",
    where: "inet/tcp/tcp_input.c",
  },
  {
    id: "firewall-out",
    place: "host-kernel",
    kind: "call",
    label: "packet filter, physical-out hook",
    functions: ["ipf_hook4_out"],
    server: "stack",
    costs: [
      { parameter: "firewall.pkt", per: "packet" },
      { parameter: "firewall.pkt", per: "ack" },
    ],
    when: { option: "firewall", is: true },
    cite: "illumos2012",
    where: "mechanism notes 3.1 step 5a",
  },
  {
    id: "mac-tx",
    place: "host-kernel",
    kind: "call",
    label: "data link, MAC layer and driver",
    functions: [
      "str_mdata_fastpath_put",
      "mac_tx",
      "igb_tx_ring_send",
      "igb_tx",
    ],
    server: "stack",
    costs: [{ parameter: "tcp.pkt", per: "packet", times: 0.1 }],
    cite: "gregg2013",
    where: "Network I/O, Zones: stack trace",
  },
  ...wire,
];

const illumosReceive: readonly Step[] = [
  moderatedInterrupt,
  {
    id: "irq",
    place: "host-kernel",
    kind: "irq",
    label: "receive interrupt hands a chain to the MAC layer",
    functions: ["igb_intr_rx", "mac_rx_ring", "mac_rx_common"],
    server: "stack",
    costs: [{ parameter: "irq.native", per: "batch" }],
    cite: "illumos2012",
    where: "mechanism notes 3.1 receive 2–3",
  },
  {
    id: "firewall-in",
    place: "host-kernel",
    kind: "call",
    label: "packet filter, physical-in hook",
    functions: ["ipf_hook4_in"],
    server: "stack",
    costs: [
      { parameter: "firewall.pkt", per: "frame" },
      { parameter: "firewall.pkt", per: "ack" },
    ],
    when: { option: "firewall", is: true },
    cite: "illumos2012",
    where: "mechanism notes 3.1 receive 5a",
  },
  {
    id: "tcp-input",
    place: "host-kernel",
    kind: "call",
    label:
      "ring and soft ring; a lone message goes up inline through IP and TCP",
    functions: [
      "mac_rx_srs_process",
      "mac_rx_srs_drain",
      "ip_input",
      "ire_recv_local_v4",
      "ip_fanout_v4",
      "tcp_input_data",
    ],
    server: "stack",
    costs: [
      { parameter: "mac.frame", per: "frame" },
      { parameter: "tcp.pkt", per: "message", times: 0.48 },
      { parameter: "tcp.ack", per: "ack", times: 0.1 },
    ],
    cite: "illumos2012",
    where: "mechanism notes 3.1 receive 4–6",
  },
  {
    id: "soft-ring-wake",
    place: "host-kernel",
    kind: "wake",
    label:
      "soft-ring worker wakes for the chain; it has slept since the last one",
    functions: ["mac_rx_soft_ring_process", "cv_signal"],
    server: "none",
    costs: [{ parameter: "wake.idle", per: "chain" }],
    cite: "illumos2012",
    where: "mechanism notes 3.1 receive 4",
  },
  {
    id: "chain-input",
    place: "host-kernel",
    kind: "call",
    label:
      "chains fan out to their connection’s soft ring: IP and TCP input, acknowledgement",
    functions: [
      "mac_rx_srs_proto_fanout",
      "mac_rx_soft_ring_process",
      "ip_input",
      "tcp_input_data",
    ],
    server: "thread",
    costs: [{ parameter: "tcp.frame", per: "frame" }],
    cite: "illumos2012",
    where:
      "mechanism notes 3.1 receive 4–6: eight soft rings a protocol on 10 GbE",
  },
  {
    id: "wake-writer",
    place: "host-kernel",
    kind: "ctxsw",
    label:
      "acknowledged bytes leave the send buffer; the blocked writer runs again",
    functions: ["tcp_clrqfull", "so_snd_qnotfull", "cv_signal"],
    server: "thread",
    costs: [{ parameter: "tcp.ack", per: "ack", times: 0.9 }],
    cite: "illumos2012",
    where: "mechanism notes 8.2: 20 % of the time blocked for acknowledgements",
  },
  {
    id: "wake-reader",
    place: "host-kernel",
    kind: "wake",
    label: "wake the sleeping reader",
    functions: ["so_queue_msg"],
    server: "none",
    costs: [{ parameter: "wake.idle", per: "message" }],
    unlessBusy: "stack",
    cite: "illumos2012",
    where: "mechanism notes 3.1 receive 6",
  },
  {
    id: "read",
    place: "host-kernel",
    kind: "copy",
    label: "read system call copies out",
    functions: [
      "read",
      "socket_vop_read",
      "socket_recvmsg",
      "so_recvmsg",
      "so_dequeue_msg",
    ],
    server: "thread",
    costs: [
      { parameter: "syscall", per: "message" },
      { parameter: "tcp.pkt", per: "message", times: 0.02 },
      { parameter: "copy.byte", per: "byte" },
    ],
    cite: "illumos2012",
    where: "mechanism notes 3.1 receive 7",
  },
];

export const unix: Technology = {
  id: "unix",
  name: "Traditional Unix",
  family: "unix",
  description:
    "The global zone: one kernel, no tenant boundary, no limit but the hardware.",
  after: null,
  prediction: true,
  servers: illumosServers,
  transmit: illumosTransmit,
  receive: illumosReceive,
  disk: zfsDisk,
  application: "thread",
  scheduler: "fss",
  native: "unix",
  window: "sndbuf.illumos",
  readerBuffer: "rcvbuf.illumos",
  offload: true,
  aggregates: false,
  options: ["firewall", "lofs"],
  limit: "none",
};
