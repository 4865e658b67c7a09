/**
 * Who may trace where, and by what: an observer on the host, and one in the tenant.
 *
 * IDEA   A step says in which place it happens. Whether somebody may put a probe there depends on whose
 *        kernel it is, and that is known for each family; what the probe is called depends on the
 *        host's system. So what can be seen of any path follows from its data.
 * HOLDS  An observer with all rights of its side: root on the host, the owner of the tenant inside.
 * FAILS  A function that the compiler inlined takes no probe. Of a step that has functions of two
 *        places, as the kick of a guest, the place counts.
 * SOURCE mechanism notes 7.1 and 7.2. Jails, and strace in a container, are assumed.
 */
import type { Family, Place, Technology } from "../paths/step.ts";

/** Where somebody stands who looks: on the host as its operator, or in the tenant as its owner. */
export type Vantage = "host" | "guest";

/**
 * What an observer gets of a place. `probed`: its functions take probes. `call`: only the system calls
 * of one's own processes, from outside. `records`: trace records that are read later, and counters.
 */
export interface Tracer {
  readonly gives: "probed" | "call" | "records";
  readonly by: string;
}

type Tools = Partial<Record<Place, string>>;

/** An operator's tools, by the system that a technology's native reference runs. */
const operators: Readonly<Record<Technology["native"], Tools>> = {
  unix: {
    "guest-user": "DTrace: syscall, pid",
    "host-kernel": "DTrace: fbt, ip, tcp, io, sched",
    // KVM's own code is a module of the host's kernel.
    hypervisor: "DTrace: fbt, the module’s kvm- probes; kstats",
    qemu: "DTrace: pid, syscall",
  },
  jail: {
    "guest-user": "DTrace: syscall, pid",
    "host-kernel": "DTrace: fbt",
  },
  "container-host": {
    "guest-user": "perf, eBPF: tracepoints of system calls, uprobes",
    "host-kernel": "perf, eBPF: kprobes, tracepoints",
    "dom0-kernel": "perf, eBPF: kprobes, tracepoints",
    hypervisor: "perf, eBPF: tracepoints kvm:, kprobes",
    qemu: "perf, eBPF: uprobes; qemu’s own trace events",
  },
};

const inOwnKernel: Tools = {
  "guest-user": "perf, eBPF: tracepoints of system calls, uprobes",
  "guest-kernel": "perf, eBPF: kprobes, tracepoints",
};

/** A tenant without a kernel of its own, by the host's system. */
const inSharedKernel: Readonly<Record<Technology["native"], string>> = {
  unix: "DTrace: syscall, of its own processes",
  jail: "truss or ktrace, of its own processes",
  "container-host": "strace, of its own processes",
};

const sharesKernel = (family: Family): boolean =>
  family === "unix" || family === "zone" || family === "container";

/** Where the host's tracer takes probes. The host of Nitro is the provider's. */
const hostPlaces: Readonly<Record<Family, readonly Place[]>> = {
  unix: ["guest-user", "host-kernel"],
  zone: ["guest-user", "host-kernel"],
  container: ["guest-user", "host-kernel"],
  kvm: ["hypervisor", "qemu", "host-kernel"],
  xen: ["dom0-kernel", "qemu"],
  nitro: [],
};

/** What `from` has at a place; null for nothing. Hardware takes no probe from anybody. */
export function tracerAt(
  { family, native, tracers }: Technology,
  place: Place,
  from: Vantage,
): Tracer | null {
  if (from === "host") {
    // Xen itself leaves trace records, and takes no probe.
    if (family === "xen" && place === "hypervisor")
      return { gives: "records", by: "xentrace, xentop" };
    const own = tracers?.[place];
    const by = own === undefined ? operators[native][place] : own;
    return hostPlaces[family].includes(place) && typeof by === "string"
      ? { gives: "probed", by }
      : null;
  }
  if (sharesKernel(family))
    return { gives: "call", by: inSharedKernel[native] };
  const by = inOwnKernel[place];
  return by === undefined ? null : { gives: "probed", by };
}
