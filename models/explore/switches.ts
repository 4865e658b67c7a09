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
  readonly states: readonly SwitchState[];
  /** A sentence on what else is not the same; null when nothing is. */
  readonly beside: string | null;
}

/** @param names  what each technology is called where the reader chooses among them */
const between = (
  key: string,
  label: string,
  names: Readonly<Record<string, string>>,
  beside: string | null = null,
): Switch => ({
  key,
  label,
  states: Object.entries(names).map(([technology, name]) => ({
    technology,
    name,
  })),
  beside,
});

export const switches: readonly Switch[] = [
  between(
    "doorbell",
    "Doorbell",
    { "kvm-qemu-2012": "exit to qemu", "kvm-qemu": "ioeventfd" },
    "ioeventfd came with a Linux host, a tap and a bridge",
  ),
  between("ring", "Ring served by", {
    "kvm-qemu": "qemu",
    "kvm-vhost": "vhost",
    "kvm-vhost-user": "a switch that polls",
  }),
  between("interrupts", "Interrupts", {
    "kvm-sriov": "through the host",
    "kvm-sriov-posted": "posted",
  }),
  between("backend", "Back end in", {
    "xen-pv": "dom0",
    "xen-driver-domain": "driver domain",
  }),
  between("device-model", "qemu in", {
    "xen-hvm": "dom0",
    "xen-stub-domain": "stub domain",
  }),
  between("network", "Network", {
    "container-host": "the host’s",
    "container-macvlan": "macvlan",
    "container-bridge": "bridge",
    "container-nat": "bridge and NAT",
  }),
  between("stack", "Network stack", {
    jail: "the host’s",
    "jail-vnet": "its own, by an epair",
  }),
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
