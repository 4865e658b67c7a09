/**
 * A Linux container behind address translation: Docker's default, by its rules alone.
 *
 * IDEA   The bridge is no longer joined to the NIC: every packet is routed by the host too, meets
 *        connection tracking, and has an address rewritten, both ways. A lone packet pays more than
 *        the work: round trips published for single requests exceed it by far (`nat.lone`).
 * HOLDS  Connections that exist; no user-space proxy on the way.
 * FAILS  New connections, for each of which Linux before 3.15 took one lock of the tracking table; a
 *        packet of one that exists finds its entry without. Rule lists of many services.
 */
import {
  containerBridge,
  vethBridgeIn,
  vethBridgeOut,
  vethQueueIn,
  vethQueueOut,
} from "./container-bridge.ts";
import {
  linuxDriverTransmit,
  linuxInput,
  linuxInterrupt,
  linuxTransmit,
} from "./linux-native.ts";
import { perUnit, type Step, type Technology } from "./step.ts";
import { wire } from "./wire.ts";

/** What a packet meets that comes after a pause. */
const loneForward = (id: string): Step => ({
  id,
  place: "host-kernel",
  kind: "softirq",
  label: "a lone packet finds the forwarding path idle and cold",
  functions: ["ip_forward", "nf_conntrack_in"],
  server: "none",
  costs: [{ parameter: "nat.lone", per: "packet" }],
  unlessBusy: "softirq",
  cite: "felter2014",
  where: "round trips under Docker’s translation; mechanism assumed",
});

export const containerNat: Technology = {
  ...containerBridge,
  id: "container-nat",
  name: "Linux container, NAT",
  description:
    "Linux container behind a bridge and address translation, as Docker sets up by default.",
  after: "container-bridge",
  transmit: [
    ...linuxTransmit,
    vethQueueOut,
    {
      ...vethBridgeOut,
      label: "veth pair, backlog softirq, bridge to the host’s own stack",
      functions: [
        "veth_xmit",
        "dev_forward_skb",
        "process_backlog",
        "br_handle_frame",
        "br_pass_frame_up",
      ],
    },
    {
      id: "nat-out",
      place: "host-kernel",
      kind: "softirq",
      label: "host routes the packet; connection tracking rewrites its source",
      functions: [
        "ip_rcv",
        "ipv4_conntrack_in",
        "nf_conntrack_in",
        "ip_forward",
        "iptable_nat_ipv4_out",
        "ip_output",
      ],
      server: "thread",
      costs: perUnit("nat.hop"),
      cite: "linux318",
      where: "net/netfilter, net/ipv4/netfilter; mechanism notes 3.3, NAT",
    },
    loneForward("nat-out-lone"),
    linuxDriverTransmit,
    ...wire,
  ],
  receive: [
    ...linuxInterrupt,
    {
      id: "nat-in",
      place: "host-kernel",
      kind: "softirq",
      label:
        "connection tracking rewrites the destination; host routes the packet",
      functions: [
        "ip_rcv",
        "ipv4_conntrack_in",
        "nf_conntrack_in",
        "iptable_nat_ipv4_in",
        "ip_forward",
      ],
      server: "softirq",
      costs: perUnit("nat.hop"),
      cite: "linux318",
      where: "net/netfilter, net/ipv4/netfilter; mechanism notes 3.3, NAT",
    },
    loneForward("nat-in-lone"),
    vethQueueIn,
    {
      ...vethBridgeIn,
      label: "bridge, veth pair, backlog softirq",
      functions: ["br_dev_xmit", "br_forward", "veth_xmit", "process_backlog"],
    },
    ...linuxInput,
  ],
};
