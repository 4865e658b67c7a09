/**
 * A Linux container on a bridge: one veth pair and one bridge pass more than the host has.
 *
 * IDEA   The veth pair advertises segmentation offload, so bulk TCP crosses it in 64 KB units and
 *        pays once a unit; a small message pays in full. Bulk hardly moves, request rate does. On the
 *        way out the pair's softirq runs before the system call returns, on the sender's own CPU.
 * FAILS  Containers of one host that talk to each other never reach the NIC.
 */
import { linuxDisk } from "./disk-linux.ts";
import {
  linuxDriverTransmit,
  linuxInput,
  linuxInterrupt,
  linuxServers,
  linuxTransmit,
} from "./linux-native.ts";
import { perUnit, type Step, type Technology } from "./step.ts";
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
  servers: linuxServers,
  transmit: [...linuxTransmit, vethBridgeOut, linuxDriverTransmit, ...wire],
  receive: [...linuxInterrupt, vethBridgeIn, ...linuxInput],
  disk: linuxDisk,
  application: "thread",
  scheduler: "cfs",
  native: "container-host",
  window: "window.linux",
  readerBuffer: "window.linux",
  offload: true,
  aggregates: true,
  options: ["offload"],
  limit: "none",
};
