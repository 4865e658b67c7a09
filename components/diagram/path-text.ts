/**
 * A technology's path in words: places, counts, the one-sentence description and the text twin.
 *
 * IDEA   A diagram, its description and its twin number the same steps and count the same things, so
 *        all three take their words from here.
 * READS  models/paths, through the steps that the options leave in force.
 */
import { defaultScenario, underTechnology } from "../../models/index.ts";
import { inForce, stepsInForce } from "../../models/options-in-force.ts";
import { publishedValues } from "../../models/parameters/published-values.ts";
import { eventsOf } from "../../models/paths/events.ts";
import type {
  Family,
  Place,
  Step,
  StepKind,
  StepOption,
  Technology,
} from "../../models/paths/step.ts";

export type Direction = "transmit" | "receive" | "both";
/** Consecutive steps in one place. */
export interface Visit {
  readonly place: string;
  /** The tenant's own side of the boundary, which a family of shared kernels draws at user space. */
  readonly tenant: boolean;
  readonly steps: readonly Step[];
}

const sharedKernel: readonly Family[] = ["unix", "zone", "container"];

const placeNames: Record<Place, string> = {
  "guest-user": "guest user",
  "guest-kernel": "guest kernel",
  hypervisor: "hypervisor",
  qemu: "qemu",
  "dom0-kernel": "dom0 kernel",
  "host-kernel": "host kernel",
  nic: "NIC",
  wire: "NIC and wire",
  device: "device",
};

const sharedKernelNames: Partial<
  Record<Family, Partial<Record<Place, string>>>
> = {
  unix: {
    "guest-user": "process",
    "guest-kernel": "kernel",
    "host-kernel": "kernel",
  },
  zone: {
    "guest-user": "process in the zone",
    "guest-kernel": "kernel, shared",
    "host-kernel": "kernel, shared",
  },
  container: {
    "guest-user": "process in the container",
    "guest-kernel": "kernel, container’s namespace",
    "host-kernel": "kernel, host’s namespace",
  },
};

/** What a page calls each kind of step, and the plural that counts use. */
export const kindNames: Record<StepKind, readonly [one: string, many: string]> =
  {
    syscall: ["syscall", "syscalls"],
    call: ["call", "calls"],
    copy: ["copy", "copies"],
    exit: ["exit", "exits"],
    hypercall: ["hypercall", "hypercalls"],
    inject: ["injection", "injections"],
    irq: ["interrupt", "interrupts"],
    softirq: ["softirq", "softirqs"],
    wake: ["wake-up", "wake-ups"],
    ctxsw: ["context switch", "context switches"],
    notify: ["doorbell", "doorbells"],
    "timer-wait": ["timer wait", "timer waits"],
    "grant-op": ["grant operation", "grant operations"],
    dma: ["DMA", "DMA"],
  };

/** The kinds that an overview counts, in the order in which it prints them. */
const counted = [
  "exit",
  "hypercall",
  "timer-wait",
  "wake",
  "irq",
  "inject",
  "grant-op",
  "ctxsw",
  "copy",
] as const satisfies readonly StepKind[];
export const placeName = (place: Place, family: Family): string =>
  sharedKernelNames[family]?.[place] ?? placeNames[place];

export const copies = (step: Step): boolean => eventsOf(step).has("copy");

const onlyAcknowledges = (step: Step): boolean =>
  step.costs.length > 0 && step.costs.every((cost) => cost.per === "ack");

/** Work that a data packet does not wait for. */
export const isAside = (step: Step): boolean =>
  step.deferred === true || onlyAcknowledges(step);

export const asideName = (step: Step): string =>
  step.deferred ? "off the packet’s way" : "acknowledgements only";

/** The step's line, in a book's apostrophes. */
export const labelOf = (step: Step): string => step.label.replaceAll("'", "’");

/** What a step is, for its tag: its kind, and the other events that it stands for. */
export const marks = (step: Step): readonly string[] => [
  kindNames[step.kind][0],
  ...[...eventsOf(step).keys()]
    .filter((kind) => kind !== step.kind)
    .map((kind) => kindNames[kind][0]),
];

/** The steps of a path that exist under the options, transmit before receive. */
export function pathSteps(
  technology: Technology,
  direction: Direction,
  on: ReadonlySet<StepOption> = inForce(
    underTechnology(defaultScenario, technology.id),
    publishedValues,
  ).on,
): readonly Step[] {
  const path =
    direction === "both"
      ? [...technology.transmit, ...technology.receive]
      : technology[direction];
  return stepsInForce(path, on);
}

/** Gathers consecutive steps of one place. */
export function visitsOf(
  steps: readonly Step[],
  family: Family,
): readonly Visit[] {
  const visits: (Visit & { steps: Step[] })[] = [];
  for (const step of steps) {
    const place = placeName(step.place, family);
    const last = visits.at(-1);
    if (last?.place === place) last.steps.push(step);
    else
      visits.push({
        place,
        tenant:
          step.place === "guest-user" ||
          (step.place === "guest-kernel" && !sharedKernel.includes(family)),
        steps: [step],
      });
  }
  return visits;
}

/**
 * "1 exit, 2 copies": what the steps cost, in counts. Empty when they cost nothing counted.
 *
 * @param named  a kind of which one is named elsewhere
 */
export function countsOf(
  steps: readonly Step[],
  named?: StepKind,
): readonly string[] {
  const amount = (many: number, [one, more]: readonly [string, string]) =>
    many === 0 ? [] : [`${many} ${many === 1 ? one : more}`];
  const events = steps.map(eventsOf);
  return counted.flatMap((kind) =>
    amount(
      events.reduce(
        (sum, each) => sum + (each.get(kind) ?? 0),
        kind === named ? -1 : 0,
      ),
      kindNames[kind],
    ),
  );
}

export const listed = (items: readonly string[]): string =>
  items.length < 2
    ? items.join("")
    : `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;

const directionNames: Record<Direction, string> = {
  transmit: "transmit",
  receive: "receive",
  both: "transmit and receive",
};

export const pathTitle = (
  technology: Technology,
  direction: Direction,
): string => `${technology.name}: network ${directionNames[direction]}`;

/** One sentence: what the steps count up to, and the steps in order. */
export function pathDescription(
  technology: Technology,
  direction: Direction,
  on?: ReadonlySet<StepOption>,
): string {
  const steps = pathSteps(technology, direction, on);
  const named = steps.map(
    (step, index) =>
      `${index + 1} ${labelOf(step)} (${placeName(step.place, technology.family)}${isAside(step) ? `, ${asideName(step)}` : ""})`,
  );
  return `${steps.length} steps, with ${listed(countsOf(steps))}: ${named.join(", ")}.`;
}

/** The path as a plain list, for readers and programs that see no picture. */
export function pathOutline(
  technology: Technology,
  direction: Direction,
): string {
  const steps = pathSteps(technology, direction);
  const lines = [
    pathTitle(technology, direction),
    `  ${listed(countsOf(steps))}`,
  ];
  let number = 0;
  for (const visit of visitsOf(steps, technology.family)) {
    lines.push(visit.place);
    for (const step of visit.steps) {
      number += 1;
      const notes = [
        ...marks(step),
        ...(isAside(step) ? [asideName(step)] : []),
      ];
      lines.push(
        `  ${String(number).padStart(2)}  ${labelOf(step)} (${notes.join(", ")})`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}
