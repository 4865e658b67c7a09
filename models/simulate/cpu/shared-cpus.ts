/**
 * CPUs and who shares them, as a reader says it, made into a machine.
 *
 * IDEA   A group is a zone, a container's cgroup or a domain: threads of the host, or a guest whose
 *        vCPUs are threads of the host. One scheduler for all. A cap becomes what the scheduler's
 *        kernel has for it: CPU caps, a quota, Credit's parking or Credit2's budget.
 * UNITS  Seconds and CPUs; constants from parameters/scheduling.ts.
 * FAILS  BVT and SEDF have no cap: a cap given to them is ignored, and a remark says so.
 */
import { publishedValues } from "../../parameters/published-values.ts";
import type { SchedulingValues } from "../../parameters/scheduling.ts";
import type { Sink } from "../event-log.ts";
import { BusyEvents, type BusyEventSpec } from "./busy-events.ts";
import { EventSource, type SourceSpec } from "./event-source.ts";
import { Guest, type GuestThread } from "./guest.ts";
import { Machine, type GuestTaker, type TaskProgram } from "./machine.ts";
import { nsOf, schedulerOf, throttleOf } from "./scheduler-choice.ts";
import { Membership } from "./scheduler.ts";
import type { LockKind } from "./spin-lock.ts";

export const schedulerNames = [
  "fss",
  "cfs",
  "bvt",
  "sedf",
  "credit",
  "credit2",
] as const;
export type SchedulerName = (typeof schedulerNames)[number];

/** What one thread does. `source` is the index of an event source that feeds it. */
export type ThreadSpec =
  | { readonly name: string; readonly kind: "busy" }
  | { readonly name: string; readonly kind: "worker"; readonly source: number };

/** Threads of a guest may also contend for its one spin lock. */
export type GuestThreadSpec =
  | ThreadSpec
  | {
      readonly name: string;
      readonly kind: "locker";
      readonly outsideS: number;
      readonly insideS: number;
    };

export interface GuestSpec {
  readonly vcpus: number;
  readonly threads: readonly GuestThreadSpec[];
  readonly lock?: LockKind;
  /** How the host answers a guest that spins: not at all, by counting exits, or by a yield. */
  readonly pauseLoop?: "off" | "exit" | "directed-yield";
  /** What a vCPU does that has nothing to do: it halts at once if not given. */
  readonly idle?: "halts" | "host-polls" | "guest-polls";
  /** Seconds to bring a halted vCPU back; under a Linux host if not given. */
  readonly wakeS?: number;
}

export interface GroupSpec {
  readonly name: string;
  /** Shares or weight relative to the other groups; 1 if not given. */
  readonly shares?: number;
  readonly threads?: readonly ThreadSpec[];
  readonly guest?: GuestSpec;
  /** CPUs; none if not given. */
  readonly capCpus?: number;
  /** illumos only: CPUs that it may always use, and seconds that it may be above. */
  readonly baselineCpus?: number;
  readonly burstS?: number;
  /** BVT only: seconds that it counts as earlier than it is. */
  readonly warpS?: number;
}

export interface SharedCpusSpec {
  readonly cpus: number;
  readonly scheduler: SchedulerName;
  readonly groups: readonly GroupSpec[];
  readonly sources?: readonly SourceSpec[];
  /** Into what the first group's busy threads cut their time; not counted if not given. */
  readonly busyEvent?: BusyEventSpec | undefined;
  /** illumos caps: threads let go before or after OS-1405. */
  readonly capRelease?: "before" | "after";
  /** Linux: whether a CPU keeps what it has left of a quota when its period ends. */
  readonly quotaSlices?: "kept" | "expire";
  /** illumos: seconds between two ticks of the clock; at hz = 100 if not given. */
  readonly tickS?: number;
  readonly seed?: number;
  readonly sink?: Sink | undefined;
  readonly values?: Partial<SchedulingValues>;
}

export interface SharedCpus {
  readonly machine: Machine;
  readonly sources: readonly EventSource[];
  readonly busyEvents: BusyEvents | null;
  /** By group: its guest, or null. */
  readonly guests: readonly (Guest | null)[];
  /** By group: its tasks on the host. */
  readonly tasksOf: readonly (readonly number[])[];
  readonly remarks: readonly string[];
}

/** @returns a machine at time 0 whose time has begun */
export const buildSharedCpus = (spec: SharedCpusSpec): SharedCpus => {
  const values = { ...publishedValues, ...spec.values };
  const sources = (spec.sources ?? []).map(
    (source, at) =>
      new EventSource(source, workersOf(spec, at), spec.seed ?? 1),
  );
  const seed = spec.seed ?? 1;
  const busyEvents = spec.busyEvent
    ? new BusyEvents(spec.busyEvent, threadsOfFirst(spec), seed)
    : null;
  const takers: (GuestTaker | null)[] = sources.map(() => null);
  const groupOf: number[] = [];
  const tasks: TaskProgram[] = [];
  const tasksOf: number[][] = [];
  const guests = spec.groups.map((group, at) => {
    const own: number[] = [];
    tasksOf.push(own);
    const add = (task: TaskProgram) => {
      own.push(tasks.length);
      tasks.push(task);
      groupOf.push(at);
    };
    for (const thread of group.threads ?? [])
      add({ name: thread.name, runs: thread });
    if (!group.guest) return null;
    const guest = guestOf(
      group.name,
      group.guest,
      sources,
      values,
      seed,
      at === 0 ? busyEvents : null,
    );
    group.guest.threads.forEach((thread) => {
      if (thread.kind === "worker") takers[thread.source] = guest;
    });
    for (let vcpu = 0; vcpu < group.guest.vcpus; vcpu++)
      add({ name: `vCPU ${vcpu}`, runs: { kind: "vcpu", guest, vcpu } });
    return guest;
  });
  const membership = new Membership(
    spec.cpus,
    groupOf,
    spec.groups.map(({ shares }) => shares ?? 1),
  );
  const machine = new Machine({
    membership,
    scheduler: schedulerOf(spec, membership, values),
    throttle: throttleOf(spec, membership, values),
    tasks,
    groupNames: spec.groups.map(({ name }) => name),
    sources,
    takers,
    busyEvents,
    sink: spec.sink,
  });
  guests.forEach((guest, at) => {
    const first = tasksOf[at]!.length - (spec.groups[at]!.guest?.vcpus ?? 0);
    guest?.attach(machine, tasksOf[at]!.slice(first));
  });
  machine.begin();
  return {
    machine,
    sources,
    busyEvents,
    guests,
    tasksOf,
    remarks: remarksOf(spec),
  };
};

const threadsOfFirst = ({ groups: [first] }: SharedCpusSpec): number =>
  (first?.threads ?? first?.guest?.threads ?? []).length;

const workersOf = (spec: SharedCpusSpec, source: number): number => {
  const feeds = (thread: GuestThreadSpec) =>
    thread.kind === "worker" && thread.source === source;
  return spec.groups.reduce(
    (sum, { threads, guest }) =>
      sum +
      (threads ?? []).filter(feeds).length +
      (guest?.threads ?? []).filter(feeds).length,
    0,
  );
};

const guestOf = (
  name: string,
  spec: GuestSpec,
  sources: readonly EventSource[],
  values: SchedulingValues,
  seed: number,
  busyEvents: BusyEvents | null,
): Guest => {
  const { pauseLoop = "exit", idle = "halts" } = spec;
  const threads = spec.threads.map((thread): GuestThread =>
    thread.kind === "locker"
      ? {
          name: thread.name,
          kind: "locker",
          outsideNs: Math.max(1, nsOf(thread.outsideS)),
          insideNs: Math.max(1, nsOf(thread.insideS)),
        }
      : thread,
  );
  return new Guest(
    name,
    spec.vcpus,
    threads,
    sources,
    {
      turnNs: nsOf(values["guest.turn"]),
      lock: spec.lock ?? "ticket",
      pauseWindowNs:
        pauseLoop === "off" ? Infinity : nsOf(values["ple.window"]),
      exitNs: nsOf(publishedValues["exit.light"]),
      directedYield: pauseLoop === "directed-yield",
      pollLimitNs: idle === "halts" ? 0 : nsOf(values["poll.limit"]),
      pollStartNs: nsOf(values["poll.start"]),
      wakeNs: nsOf(spec.wakeS ?? publishedValues["hlt.wake.linux"]),
      pollHitNs: nsOf(
        values[idle === "guest-polls" ? "poll.guest" : "poll.hit"],
      ),
      pollsInGuest: idle === "guest-polls",
    },
    seed,
    busyEvents,
  );
};

const remarksOf = (spec: SharedCpusSpec): string[] => {
  const remarks: string[] = [];
  const { scheduler } = spec;
  const capped = spec.groups.some(({ capCpus }) => capCpus !== undefined);
  if (capped && (scheduler === "bvt" || scheduler === "sedf"))
    remarks.push(
      `${scheduler.toUpperCase()} has no cap: the cap that was given does nothing.`,
    );
  const based = spec.groups.some(
    ({ baselineCpus }) => baselineCpus !== undefined,
  );
  if (based && scheduler !== "fss")
    remarks.push(
      "Baseline and burst time are illumos’s: here they do nothing.",
    );
  return remarks;
};
