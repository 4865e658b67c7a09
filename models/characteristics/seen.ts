/**
 * How much of a packet's way can be probed, from the host and from the tenant.
 *
 * IDEA   A step says where it happens, and who may trace there is known for each family. So what can
 *        be seen is a count of functions on the path, out and in, and not an opinion.
 * HOLDS  A tracer that its owner may use: DTrace, perf or eBPF in a kernel of one's own; the system
 *        calls of one's own processes elsewhere.
 * FAILS  Counters, trace records and statistics are not functions: xentop, kstats, steal time and the
 *        host's totals are not counted. All functions weigh the same.
 * SOURCE mechanism notes 7.1.
 */
import { inForce, stepsInForce } from "../options-in-force.ts";
import { publishedValues } from "../parameters/published-values.ts";
import { eventsOf } from "../paths/events.ts";
import type { Family, Place, Technology } from "../paths/step.ts";
import { defaultScenario } from "../scenario.ts";
import { underTechnology } from "../solve.ts";
import type { Vantage } from "./shape.ts";

/** The places where one may probe, or the system calls alone: a call counts as one function. */
type Probed = readonly Place[] | "system calls";

const oneKernel = {
  host: ["guest-user", "host-kernel"],
  guest: "system calls",
} as const;

const probed: Readonly<Record<Family, Readonly<Record<Vantage, Probed>>>> = {
  unix: oneKernel,
  zone: oneKernel,
  container: oneKernel,
  // KVM's own code is a module of the host's kernel.
  kvm: {
    host: ["hypervisor", "qemu", "host-kernel"],
    guest: ["guest-user", "guest-kernel"],
  },
  // Xen itself leaves trace records, and takes no probe.
  xen: {
    host: ["dom0-kernel", "qemu"],
    guest: ["guest-user", "guest-kernel"],
  },
  // The host is the provider's.
  nitro: { host: [], guest: ["guest-user", "guest-kernel"] },
};

/** Functions on a packet's way out and in that `from` can probe, of all that the path names. */
export function seenOf(
  technology: Technology,
  from: Vantage,
): { readonly seen: number; readonly all: number } {
  const scenario = underTechnology(defaultScenario, technology.id);
  const places = probed[technology.family][from];
  const steps = stepsInForce(
    [...technology.transmit, ...technology.receive],
    inForce(scenario, publishedValues).on,
  );
  const count = (chosen: typeof steps) =>
    chosen.reduce((sum, { functions }) => sum + functions.length, 0);
  return {
    seen:
      places === "system calls"
        ? steps.reduce(
            (sum, step) => sum + (eventsOf(step).get("syscall") ?? 0),
            0,
          )
        : count(steps.filter(({ place }) => places.includes(place))),
    all: count(steps),
  };
}
