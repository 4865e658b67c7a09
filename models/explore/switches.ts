/**
 * Options that are technologies of their own: a doorbell, an interrupt, a domain that could be another.
 *
 * IDEA   Where a mechanism came with another host or another back end, its path is a technology's, not
 *        an option of one. A switch names the mechanism and the technologies that differ by it, so that
 *        a reader changes the step and the path follows. `beside` says what changes with it.
 * HOLDS  On each of its ways a switch changes the steps (switches.test.ts).
 */
import { wholePath, type Way } from "./walk.ts";
import { technologyById } from "../paths/catalogue.ts";

export interface SwitchState {
  readonly technology: string;
  readonly name: string;
}

export interface Switch {
  readonly key: string;
  readonly label: string;
  readonly states: readonly [SwitchState, SwitchState, ...SwitchState[]];
  /** A sentence on what else is not the same; null when nothing is. */
  readonly beside: string | null;
}

export const switches: readonly Switch[] = [
  {
    key: "doorbell",
    label: "Doorbell",
    states: [
      { technology: "kvm-qemu-2012", name: "exit to qemu" },
      { technology: "kvm-qemu", name: "ioeventfd" },
    ],
    beside: "ioeventfd came with a Linux host, a tap and a bridge",
  },
  {
    key: "ring",
    label: "Ring served by",
    states: [
      { technology: "kvm-qemu", name: "qemu" },
      { technology: "kvm-vhost", name: "vhost" },
      { technology: "kvm-vhost-user", name: "a switch that polls" },
    ],
    beside: null,
  },
  {
    key: "interrupts",
    label: "Interrupts",
    states: [
      { technology: "kvm-sriov", name: "through the host" },
      { technology: "kvm-sriov-posted", name: "posted" },
    ],
    beside: null,
  },
  {
    key: "backend",
    label: "Back end in",
    states: [
      { technology: "xen-pv", name: "dom0" },
      { technology: "xen-driver-domain", name: "driver domain" },
    ],
    beside: null,
  },
  {
    key: "device-model",
    label: "qemu in",
    states: [
      { technology: "xen-hvm", name: "dom0" },
      { technology: "xen-stub-domain", name: "stub domain" },
    ],
    beside: null,
  },
  {
    key: "network",
    label: "Network",
    states: [
      { technology: "container-host", name: "the host’s" },
      { technology: "container-macvlan", name: "macvlan" },
      { technology: "container-bridge", name: "bridge" },
      { technology: "container-nat", name: "bridge and NAT" },
    ],
    beside: null,
  },
  {
    key: "stack",
    label: "Network stack",
    states: [
      { technology: "jail", name: "the host’s" },
      { technology: "jail-vnet", name: "its own, by an epair" },
    ],
    beside: null,
  },
];

/** Every step of the way, whatever the options: what a switch can change. */
const pathOf = (id: string, way: Way): string => {
  const technology = technologyById.get(id);
  return technology === undefined
    ? ""
    : wholePath(technology, way)
        .map(({ id: step, place, kind, functions, costs }) =>
          [step, place, kind, functions.join(), JSON.stringify(costs)].join(),
        )
        .join("|");
};

/** The switches of technology `id` that change its steps on this way. */
export const switchesOf = (id: string, way: Way): readonly Switch[] =>
  switches.filter(
    ({ states }) =>
      states.some(({ technology }) => technology === id) &&
      new Set(states.map(({ technology }) => pathOf(technology, way))).size > 1,
  );
