/**
 * What one generation of a technology has that the next has not: crossings counted from their steps.
 *
 * IDEA   The gap between a guest and its host closed by kinds of step, not by faster steps. So two
 *        paths are compared by how often they cross, wait, wake and copy, for one packet out and in.
 * HOLDS  An exit is whatever pays for one, in a step of its own or inside another, such as the end of an
 *        interrupt. Heavy ones go on to a process: qemu on the host, or in dom0.
 * FAILS  A wake-up that a busy thread would not need is counted; what each crossing costs is not asked.
 *        A guest's own system calls and wake-ups are its own, and not counted.
 *        Steps that only acknowledgements pay for are counted as if the packet met them.
 */
import { inForce, stepsInForce } from "../options-in-force.ts";
import type { ParameterId } from "../parameters/catalogue.ts";
import { eventsOf, timesOf, type CountedKind } from "../paths/events.ts";
import { publishedValues } from "../parameters/published-values.ts";
import type { Place, Step, Technology } from "../paths/step.ts";
import type { Scenario } from "../scenario.ts";

/** In the order of a table's columns. */
const crossingKinds = [
  "heavy exit",
  "light exit",
  "hypercall",
  "timer wait",
  "wake-up of a process",
  "wake-up of a kernel thread",
  "wake-up of a vCPU",
  "system call of a process",
  "copy",
] as const;
export type CrossingKind = (typeof crossingKinds)[number];
export type Crossings = Readonly<Record<CrossingKind, number>>;

const heavyExits: readonly ParameterId[] = [
  "exit.heavy",
  "xen.ioemu",
  "xen.ioemu.stub",
];
/** How often a step goes on to qemu. */
const heavyOf = (step: Step): number => {
  const times = timesOf(step);
  return heavyExits.reduce((sum, id) => sum + (times.get(id) ?? 0), 0);
};

/** Kernels that work for a guest from outside it. */
const outside: readonly Place[] = ["host-kernel", "dom0-kernel"];

const countOf = (step: Step, kind: CrossingKind, hasGuest: boolean): number => {
  const many = (event: CountedKind) => eventsOf(step).get(event) ?? 0;
  const isOutside = hasGuest && outside.includes(step.place);
  switch (kind) {
    case "heavy exit":
      return heavyOf(step);
    case "light exit":
      return many("exit") - heavyOf(step);
    case "hypercall":
      return many("hypercall");
    case "timer wait":
      // The card's own moderation is nobody's generation.
      return step.gathers === "timer" ? 1 : 0;
    case "wake-up of a process":
      return step.place === "qemu" ? many("wake") : 0;
    case "wake-up of a kernel thread":
      return isOutside ? many("wake") : 0;
    case "wake-up of a vCPU":
      return step.place === "hypervisor" ? many("wake") : 0;
    case "system call of a process":
      return isOutside || step.place === "qemu" ? many("syscall") : 0;
    case "copy":
      return many("copy");
  }
};

/** One packet out of `technology` and one in, under the options of `scenario`. */
export function crossingsOf(
  technology: Technology,
  scenario: Scenario,
): Crossings {
  const { on } = inForce(scenario, publishedValues);
  const steps = stepsInForce(
    [...technology.transmit, ...technology.receive],
    on,
  );
  const hasGuest = technology.application === "vcpu";
  return Object.fromEntries(
    crossingKinds.map((kind) => [
      kind,
      steps.reduce((sum, step) => sum + countOf(step, kind, hasGuest), 0),
    ]),
  ) as Record<CrossingKind, number>;
}

export interface Change {
  readonly kind: CrossingKind;
  /** How many fewer, or with a minus how many more. */
  readonly gone: number;
}

/** What the later of two paths no longer has, and what it has more of. */
export const changesBetween = (
  earlier: Crossings,
  later: Crossings,
): readonly Change[] =>
  crossingKinds
    .map((kind) => ({ kind, gone: earlier[kind] - later[kind] }))
    .filter(({ gone }) => gone !== 0);
