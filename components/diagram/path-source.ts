/**
 * The mermaid source of a technology's path, generated from its steps.
 *
 * IDEA   A step becomes a node with the step's own id; the steps between two changes of place become
 *        one block. An arrow is the packet's own way; a dotted arrow leads to or from an aside, work
 *        that the packet does not wait for. What a block costs is counted, never typed.
 * READS  models/paths, through the steps that the options leave in force.
 * FAILS  Label text must not hold a backtick or an asterisk: mermaid would read it as markup.
 */
import { defaultScenario, underTechnology } from "../../models/index.ts";
import { inForce, stepsInForce } from "../../models/options-in-force.ts";
import { publishedValues } from "../../models/parameters/catalogue.ts";
import type {
  Family,
  Place,
  Step,
  StepKind,
  StepOption,
  Technology,
} from "../../models/paths/step.ts";

export type Direction = "transmit" | "receive" | "both";

/**
 * `overview`: a block a place, listing its steps. `column`: a node a step, in blocks, one below the
 * other. `lanes`: a node a step, in a lane for each place, for wide pages.
 */
export type Variant = "overview" | "column" | "lanes";

interface PathOptions {
  readonly variant?: Variant;
  /** The options that are on; those of the default scenario if left out. */
  readonly on?: ReadonlySet<StepOption>;
}

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
};

const sharedKernelNames: Partial<Record<Family, Partial<Record<Place, string>>>> = {
  unix: { "guest-user": "process", "guest-kernel": "kernel", "host-kernel": "kernel" },
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
const kindNames: Record<StepKind, readonly [one: string, many: string]> = {
  syscall: ["system call", "system calls"],
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
const counted: readonly StepKind[] = [
  "exit",
  "hypercall",
  "timer-wait",
  "wake",
  "irq",
  "inject",
  "grant-op",
  "ctxsw",
];

const shapes: Partial<Record<StepKind, readonly [open: string, close: string]>> = {
  exit: ["{{", "}}"],
  hypercall: ["{{", "}}"],
  inject: ["{{", "}}"],
  irq: ["{{", "}}"],
  "timer-wait": ["(", ")"],
  wake: ["(", ")"],
  ctxsw: ["(", ")"],
};

export const placeName = (place: Place, family: Family): string =>
  sharedKernelNames[family]?.[place] ?? placeNames[place];

/** A step copies if that is its kind or if it pays for every byte. */
export const copies = (step: Step): boolean =>
  step.kind === "copy" || step.costs.some((cost) => cost.per === "byte");

const onlyAcknowledges = (step: Step): boolean =>
  step.costs.length > 0 && step.costs.every((cost) => cost.per === "ack");

/** Work that a data packet does not wait for. */
export const isAside = (step: Step): boolean => step.deferred === true || onlyAcknowledges(step);

const asideName = (step: Step): string =>
  step.deferred ? "off the packet’s way" : "acknowledgements only";

/** What a step is, for its tag: its kind, and that it copies where the kind does not say so. */
export const marks = (step: Step): readonly string[] => [
  kindNames[step.kind][0],
  ...(copies(step) && step.kind !== "copy" ? ["copy"] : []),
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
    direction === "both" ? [...technology.transmit, ...technology.receive] : technology[direction];
  return stepsInForce(path, on);
}

/** Gathers consecutive steps of one place. */
export function visitsOf(steps: readonly Step[], family: Family): readonly Visit[] {
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

/** "1 exit, 2 copies": what the steps cost, in counts. Empty when they cost nothing counted. */
export function countsOf(steps: readonly Step[]): readonly string[] {
  const amount = (many: number, [one, more]: readonly [string, string]) =>
    many === 0 ? [] : [`${many} ${many === 1 ? one : more}`];
  return [
    ...counted.flatMap((kind) =>
      amount(steps.filter((step) => step.kind === kind).length, kindNames[kind]),
    ),
    ...amount(steps.filter(copies).length, kindNames.copy),
  ];
}

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;

const directionNames: Record<Direction, string> = {
  transmit: "transmit",
  receive: "receive",
  both: "transmit and receive",
};

export const pathTitle = (technology: Technology, direction: Direction): string =>
  `${technology.name}: network ${directionNames[direction]}`;

/** One sentence: the steps in order, and what they count up to. */
export function pathDescription(
  technology: Technology,
  direction: Direction,
  on?: ReadonlySet<StepOption>,
): string {
  const steps = pathSteps(technology, direction, on);
  const counts = countsOf(steps);
  const names = visitsOf(steps, technology.family).map(
    ({ place, steps: visit }) => `${place}: ${visit.map((step) => step.label).join("; ")}`,
  );
  return `${steps.length} steps with ${listed(counts)}. In order, ${names.join(". Then ")}.`.replaceAll(
    "..",
    ".",
  );
}

/** The path as a plain list, for readers and programs that see no picture. */
export function pathOutline(
  technology: Technology,
  direction: Direction,
  on?: ReadonlySet<StepOption>,
): string {
  const steps = pathSteps(technology, direction, on);
  const lines = [pathTitle(technology, direction), `  ${listed(countsOf(steps))}`];
  let number = 0;
  for (const visit of visitsOf(steps, technology.family)) {
    lines.push(visit.place);
    for (const step of visit.steps) {
      number += 1;
      const notes = [...marks(step), ...(isAside(step) ? [asideName(step)] : [])];
      lines.push(`  ${String(number).padStart(2)}  ${step.label} (${notes.join(", ")})`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function quoted(...rows: readonly string[]): string {
  const text = rows.join("\n");
  if (/[`]|\*(?!\*)(?<!\*\*)/.test(text))
    throw new Error(`Mermaid would read markup in the label ${JSON.stringify(text)}.`);
  return `"\`${text.replaceAll('"', "#quot;")}\`"`;
}

const strong = (text: string) => `**${text}**`;

/** How control enters a block: the step that crosses the boundary, if its kind is a crossing. */
function crossing(from: Visit, to: Visit): string | undefined {
  const entering: readonly StepKind[] = ["exit", "hypercall", "inject", "irq", "wake", "dma", "syscall"];
  const first = to.steps.find((step) => !isAside(step));
  const last = from.steps.findLast((step) => !isAside(step));
  if (last?.kind === "syscall" && last.place === "guest-user") return kindNames.syscall[0];
  return first && entering.includes(first.kind) ? kindNames[first.kind][0] : undefined;
}

function overview(visits: readonly Visit[]): readonly string[] {
  let number = 0;
  const blocks = visits.map((visit, index) => {
    const rows = visit.steps.map((step) => {
      number += 1;
      return `${number}. ${step.label}${isAside(step) ? ` (${asideName(step)})` : ""}`;
    });
    const counts = countsOf(visit.steps);
    return `b${index + 1}[${quoted(strong(visit.place), ...rows, ...(counts.length > 0 ? [`__${counts.join(" · ")}__`] : []))}]:::${visit.tenant ? "tenant" : "host"}`;
  });
  const arrows = visits.slice(1).map((visit, index) => {
    const name = crossing(visits[index] as Visit, visit);
    return `b${index + 1} -->${name ? `|"${name}"|` : ""} b${index + 2}`;
  });
  return [...blocks, ...arrows];
}

function node(step: Step, number: number): string {
  const [open, close] = copies(step) ? ["[[", "]]"] : (shapes[step.kind] ?? ["[", "]"]);
  const label = quoted(strong(`${number} ${marks(step).join(" · ")}`), step.label);
  const classes = [`kind-${step.kind}`, ...(step.server === "none" ? ["waiting"] : []), ...(isAside(step) ? ["aside"] : [])];
  return `${step.id}${open}${label}${close}:::${classes.join(" ")}`;
}

function steps(visits: readonly Visit[], variant: "column" | "lanes"): readonly string[] {
  const all = visits.flatMap((visit) => visit.steps);
  const groups =
    variant === "column"
      ? visits
      : [...new Set(visits.map((visit) => visit.place))].map((place) => {
          const same = visits.filter((visit) => visit.place === place);
          return { ...(same[0] as Visit), steps: same.flatMap((visit) => visit.steps) };
        });
  const blocks = groups.flatMap((group, index) => [
    `subgraph place${index + 1}["${group.place}"]`,
    ...group.steps.map((step) => `  ${node(step, all.indexOf(step) + 1)}`),
    "end",
    `class place${index + 1} ${group.tenant ? "tenant" : "host"}`,
  ]);
  const way = all.filter((step) => !isAside(step));
  const arrows = way.slice(1).map((step, index) => `${(way[index] as Step).id} --> ${step.id}`);
  const asides = all.filter(isAside).flatMap((step) => {
    const at = all.indexOf(step);
    const before = all.slice(0, at).findLast((other) => !isAside(other));
    const after = all.slice(at).find((other) => !isAside(other));
    if (step.deferred) return before ? [`${before.id} -.-> ${step.id}`] : [];
    return after ? [`${step.id} -.-> ${after.id}`] : [];
  });
  return [...blocks, ...arrows, ...asides];
}

/**
 * Mermaid source for one technology's path in one direction.
 *
 * @returns text that ends in a newline; node ids are the step ids, except in an `overview`, whose
 *          blocks are b1, b2, … in order
 */
export function pathDiagramSource(
  technology: Technology,
  direction: Direction,
  { variant = "overview", on }: PathOptions = {},
): string {
  const visits = visitsOf(pathSteps(technology, direction, on), technology.family);
  const lines = [
    variant === "lanes" ? "swimlane-beta TB" : "flowchart TB",
    `accTitle: ${pathTitle(technology, direction)}`,
    `accDescr: ${pathDescription(technology, direction, on)}`,
    ...(variant === "overview" ? overview(visits) : steps(visits, variant)),
  ];
  return `${lines.join("\n")}\n`;
}
