/**
 * A Linux container on a bridge: one veth pair and one bridge pass more than the host has.
 *
 * IDEA   The veth pair advertises segmentation offload, so bulk TCP crosses it in 64 KB units and
 *        pays once a unit; a small message pays in full. Bulk hardly moves, request rate does. On the
 *        way out the pair's softirq runs before the system call returns, on the sender's own CPU.
 *        Each end of the pair had a transmit queue with one lock, which all CPUs of a container had to
 *        take, until Docker (2014) and Linux (4.3) did without.
 * FAILS  Where it is there, a lone packet pays for the queue what one pays that others wait with, and
 *        who waits for its lock spins, which is nobody's CPU time here. Containers of one host that
 *        talk to each other never reach the NIC.
 */
import { linuxDisk } from "./disk-linux.ts";
import {
  linuxDriverTransmit,
  linuxInput,
  linuxInterrupt,
  linuxServers,
  linuxTransmit,
} from "./linux-native.ts";
import { perUnit, type Server, type Step, type Technology } from "./step.ts";
import { wire } from "./wire.ts";

/** From the container to the host: the pair, a softirq, the bridge. */
export const vethBridgeOut: Step = {
  id: "veth-bridge-out",
  place: "host-kernel",
  kind: "softirq",
  label: "veth pair, backlog softirq, bridge",
  functions: [
    "veth_xmit",
    "dev_forward_skb",
    "process_backlog",
    "br_handle_frame",
    "br_forward",
    "br_dev_queue_push_xmit",
  ],
  server: "thread",
  costs: perUnit("veth.bridge"),
  cite: "linux318",
  where: "mechanism notes 3.3, veth and bridge",
};

const oneQueue = { option: "veth-queue", is: true } as const;

const queueOf = {
  place: "host-kernel",
  kind: "call",
  functions: ["dev_queue_xmit", "__qdisc_run", "sch_direct_xmit"],
  costs: perUnit("veth.queue"),
  when: oneQueue,
  cite: "libcontainer193",
  where: "profile; net/core/dev.c, __dev_xmit_skb",
} as const;

/** What the container sends waits for the one queue of its end. */
export const vethQueueOut: Step = {
  ...queueOf,
  id: "veth-queue-out",
  label: "the one transmit queue of the pair’s end in the container",
  server: "veth",
};

/** What arrives waits for that of the other end. */
export const vethQueueIn: Step = {
  ...queueOf,
  id: "veth-queue-in",
  label: "the one transmit queue of the pair’s end on the bridge",
  server: "vethPeer",
};

const queueServer = (name: string): Server => ({
  name,
  capacity: "serial",
  category: "latency",
  capped: false,
});

/** The way back. */
export const vethBridgeIn: Step = {
  id: "veth-bridge-in",
  place: "host-kernel",
  kind: "softirq",
  label: "bridge, veth pair, backlog softirq",
  functions: ["br_handle_frame", "br_forward", "veth_xmit", "process_backlog"],
  server: "softirq",
  costs: perUnit("veth.bridge"),
  cite: "linux318",
  where: "mechanism notes 3.3, veth and bridge",
};

export const containerBridge: Technology = {
  id: "container-bridge",
  name: "Linux container, bridge",
  family: "container",
  description:
    "Linux container behind a veth pair and a bridge, on bare hardware.",
  after: "container-macvlan",
  prediction: true,
  servers: {
    ...linuxServers,
    veth: queueServer("transmit queue of the container’s veth"),
    vethPeer: queueServer("transmit queue of the host’s veth"),
  },
  transmit: [
    ...linuxTransmit,
    vethQueueOut,
    vethBridgeOut,
    linuxDriverTransmit,
    ...wire,
  ],
  receive: [...linuxInterrupt, vethQueueIn, vethBridgeIn, ...linuxInput],
  disk: linuxDisk,
  application: "thread",
  scheduler: "cfs",
  native: "container-host",
  window: "window.linux",
  readerBuffer: "window.linux",
  offload: true,
  aggregates: true,
  options: ["offload", "veth-queue"],
  limit: "none",
};
