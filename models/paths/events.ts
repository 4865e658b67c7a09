/**
 * The events that a step stands for: what its kind says, and what its costs pay for beside it.
 *
 * IDEA   A step is one line of a table, and often more than one event: a handler that reads three
 *        registers exits three times, a guest's interrupt pays for the exit that ends it, a read is a
 *        system call and a copy. What a parameter pays for is said here once, so diagrams, tables and
 *        counters agree.
 * HOLDS  One message: what acknowledgements or chains alone pay for stands in steps of its own.
 *        A wake-up is one event with the switch that follows it.
 * FAILS  Events whose time no parameter names, such as the exit with which an idle vCPU halted before
 *        the message came.
 */
import type { ParameterId } from "../parameters/catalogue.ts";
import type { Step, StepKind } from "./step.ts";

/** The kinds that are counted, in the order in which they are printed. */
export const countedKinds = [
  "syscall",
  "copy",
  "exit",
  "hypercall",
  "inject",
  "irq",
  "wake",
  "ctxsw",
  "timer-wait",
  "notify",
  "grant-op",
] as const satisfies readonly StepKind[];
export type CountedKind = (typeof countedKinds)[number];

/** A trapped register of an emulated device under Xen: to another domain and back (notes 3.9.2). */
const domainTrip: readonly CountedKind[] = ["exit", "wake", "ctxsw", "ctxsw"];

/** What each parameter pays for once, where it is an event of its own. */
const paidFor: Partial<Record<ParameterId, readonly CountedKind[]>> = {
  syscall: ["syscall"],
  "guest.message": ["syscall"],
  "dlpi.put": ["syscall"],
  "dlpi.get": ["syscall"],
  "exit.light": ["exit"],
  "exit.heavy": ["exit"],
  "exit.extint": ["exit"],
  "eoi.exit": ["exit"],
  "shadow.cr3": ["exit"],
  "xen.ioemu": domainTrip,
  "xen.ioemu.stub": domainTrip,
  "irq.native": ["irq"],
  "inject.ioctl": ["inject"],
  "wake.idle": ["wake"],
  pollwake: ["wake"],
  "qemu.bh": ["wake"],
  "device.wake": ["wake"],
  "qemu.jitter": ["wake"],
  "hlt.wake": ["wake"],
  "hlt.wake.linux": ["wake"],
  "vhost.wake": ["wake"],
  "evtchn.oneway": ["wake"],
  "netback.wake": ["wake"],
  "blkback.wake": ["wake"],
  "dom.switch": ["ctxsw"],
  "poll.hit": ["wake"],
  "hypercall.pv": ["hypercall"],
  "grant.copy": ["grant-op"],
  "grant.map": ["grant-op"],
  "grant.flip": ["grant-op"],
};

/** How often a step copies: each byte that it pays for is one pass over the message. */
function copiesOf({ kind, costs }: Step): number {
  const passes = costs.reduce(
    (sum, { per, times = 1 }) => sum + (per === "byte" ? times : 0),
    0,
  );
  return Math.max(kind === "copy" ? 1 : 0, Math.round(passes));
}

/** How often each parameter is paid by one message; a half is a half of one event. */
export function timesOf({ costs }: Step): ReadonlyMap<ParameterId, number> {
  const times = new Map<ParameterId, number>();
  for (const { parameter, times: each = 1 } of costs)
    times.set(
      parameter,
      Math.max(times.get(parameter) ?? 0, 1, Math.round(each)),
    );
  return times;
}

/** Events by kind; kinds that do not happen are left out. */
export function eventsOf(step: Step): ReadonlyMap<CountedKind, number> {
  const events = new Map<CountedKind, number>();
  for (const [parameter, times] of timesOf(step))
    for (const kind of paidFor[parameter] ?? [])
      events.set(kind, (events.get(kind) ?? 0) + times);
  const own = countedKinds.find((kind) => kind === step.kind);
  if (own) events.set(own, Math.max(1, events.get(own) ?? 0));
  const copies = copiesOf(step);
  if (copies > 0) events.set("copy", copies);
  return events;
}
