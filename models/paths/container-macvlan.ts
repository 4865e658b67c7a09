/**
 * A Linux container on macvlan: an address of its own on the host's NIC, and no bridge.
 *
 * IDEA   On the way out one call to the lower device; on the way in a look-up by address, after which
 *        the frame is re-labelled and run again in the same softirq. No queue, no further softirq.
 * FAILS  Containers of one host that talk to each other: bridge mode delivers directly.
 */
import { containerHost } from "./container-host.ts";
import {
  linuxDriverTransmit,
  linuxInput,
  linuxInterrupt,
  linuxTransmit,
} from "./linux-native.ts";
import { perUnit, type Technology } from "./step.ts";
import { wire } from "./wire.ts";

export const containerMacvlan: Technology = {
  ...containerHost,
  id: "container-macvlan",
  name: "Linux container, macvlan",
  description:
    "Linux container with its own address on the host’s NIC, through macvlan and without a bridge.",
  after: "container-host",
  transmit: [
    ...linuxTransmit,
    {
      id: "macvlan-out",
      place: "host-kernel",
      kind: "call",
      label: "macvlan hands the frame to the lower device",
      functions: ["macvlan_start_xmit", "macvlan_queue_xmit"],
      server: "thread",
      costs: perUnit("macvlan.hop"),
      cite: "linux318",
      where: "drivers/net/macvlan.c; mechanism notes 3.3",
    },
    linuxDriverTransmit,
    ...wire,
  ],
  receive: [
    ...linuxInterrupt,
    {
      id: "macvlan-in",
      place: "host-kernel",
      kind: "call",
      label: "macvlan finds the container by address and runs the frame again",
      functions: ["macvlan_handle_frame"],
      server: "softirq",
      costs: perUnit("macvlan.hop"),
      cite: "linux318",
      where: "drivers/net/macvlan.c; mechanism notes 3.3",
    },
    ...linuxInput,
  ],
};
