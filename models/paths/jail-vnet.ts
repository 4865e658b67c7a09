/**
 * A FreeBSD jail with a network stack of its own, on an epair and a bridge.
 *
 * IDEA   The shape of a veth pair, with a thread where Linux has a softirq: epair queues the frame
 *        and schedules a task, whose thread empties the queue into the peer and the bridge. The switch
 *        to that thread is paid once for what one interrupt brought, and for each unit sent.
 * FAILS  Receive-side scaling with several queues; a stack on a dedicated interface, which skips all
 *        this. Offloads are taken to cross the epair as they cross a veth pair (not verified).
 */
import {
  bsdDriverTransmit,
  bsdInput,
  bsdInterrupt,
  bsdServers,
  bsdTransmit,
} from "./bsd-native.ts";
import { jail } from "./jail.ts";
import { perUnit, type Cost, type Step, type Technology } from "./step.ts";
import { wire } from "./wire.ts";

const epairWake = (id: string): Step => ({
  id,
  place: "host-kernel",
  kind: "wake",
  label: "epair queues the frame and wakes its task thread",
  functions: ["epair_transmit", "epair_menq", "taskqueue_enqueue"],
  server: "none",
  costs: [{ parameter: "wake.idle", per: "batch" }],
  unlessBusy: "epair",
  cite: "freebsdEpair",
  where: "epair_menq: a task if none is pending",
});

const epairTask = (
  id: string,
  label: string,
  functions: readonly string[],
  switching: readonly Cost[],
): Step => ({
  id,
  place: "host-kernel",
  kind: "ctxsw",
  label,
  functions,
  server: "epair",
  costs: [...switching, ...perUnit("epair.hop")],
  cite: "freebsdEpair",
  where: "epair_tx_start_deferred; mechanism notes 3.4",
});

export const jailVnet: Technology = {
  ...jail,
  id: "jail-vnet",
  name: "FreeBSD jail, VNET",
  description:
    "FreeBSD jail with its own network stack, through an epair and a bridge on the host.",
  after: "jail",
  servers: {
    ...bsdServers,
    epair: {
      name: "epair task thread",
      capacity: "serial",
      category: "CPU",
      capped: false,
    },
  },
  transmit: [
    ...bsdTransmit,
    epairWake("epair-wake-out"),
    epairTask(
      "epair-out",
      "task thread empties the queue; peer and bridge",
      ["epair_tx_start_deferred", "if_input", "bridge_input", "bridge_forward"],
      perUnit("ctxsw.cpu"),
    ),
    // The task thread goes on: whoever wrote has gone home.
    { ...bsdDriverTransmit, server: "epair" },
    ...wire,
  ],
  receive: [
    ...bsdInterrupt,
    epairWake("epair-wake-in"),
    epairTask(
      "epair-in",
      "bridge; task thread hands the frame to the jail",
      ["bridge_input", "bridge_forward", "epair_tx_start_deferred", "if_input"],
      [{ parameter: "ctxsw.cpu", per: "batch" }],
    ),
    ...bsdInput,
  ],
};
