/**
 * The mermaid source of a technology's path, generated from its steps.
 *
 * IDEA   A step becomes a node with the step's own id; the steps between two changes of place become
 *        one block. An arrow is the packet's own way; a dotted arrow leads to or from an aside, work
 *        that the packet does not wait for. What a block costs is counted, never typed.
 * READS  models/paths, through path-text.ts.
 * FAILS  Label text must not hold a backtick, an asterisk or a double quote: markup to mermaid.
 */
import type { Step, StepKind, Technology } from "../../models/paths/step.ts";
import {
  asideName,
  copies,
  countsOf,
  isAside,
  kindNames,
  labelOf,
  marks,
  pathDescription,
  pathSteps,
  pathTitle,
  visitsOf,
  type Direction,
  type Visit,
} from "./path-text.ts";

/**
 * `overview`: a block a place, listing its steps. `column`: a node a step, in blocks, one below the
 * other. `lanes`: a node a step, in a lane for each place, for wide pages.
 */
export type Variant = "overview" | "column" | "lanes";

const shapes: Partial<
  Record<StepKind, readonly [open: string, close: string]>
> = {
  exit: ["{{", "}}"],
  hypercall: ["{{", "}}"],
  inject: ["{{", "}}"],
  irq: ["{{", "}}"],
  "timer-wait": ["(", ")"],
  wake: ["(", ")"],
  ctxsw: ["(", ")"],
};
/** A label of several rows. Mermaid draws `**strong**` rows as titles and `*tags*` in the mono face. */
export function quoted(...rows: readonly string[]): string {
  return `"\`${rows.join("\n")}\`"`;
}

/** @throws Error if mermaid would read markup in the text */
function plain(text: string): string {
  if (/[`*"]/.test(text))
    throw new Error(
      `Mermaid would read markup in the label ${JSON.stringify(text)}: reword it.`,
    );
  return text;
}

export const strong = (text: string) => `**${plain(text)}**`;
export const tag = (text: string) => `*${plain(text)}*`;

const entering: readonly StepKind[] = [
  "exit",
  "hypercall",
  "inject",
  "irq",
  "wake",
  "syscall",
  "dma",
];

/** How control enters a block: the step that crosses the boundary, if its kind is a crossing. */
function crossing(from: Visit, to: Visit): StepKind | undefined {
  const first = to.steps.find((step) => !isAside(step));
  const last = from.steps.findLast((step) => !isAside(step));
  if (first && first.place !== "guest-user" && entering.includes(first.kind))
    return first.kind;
  return last?.kind === "syscall" && last.place === "guest-user"
    ? "syscall"
    : undefined;
}

/** What a block costs, without what the arrow that leads to it names already. */
export const countsBeside = (
  visit: Visit,
  before: Visit | undefined,
  steps = visit.steps,
): readonly string[] => countsOf(steps, before && crossing(before, visit));

export const blockArrows = (visits: readonly Visit[]): readonly string[] =>
  visits.slice(1).map((visit, index) => {
    const kind = crossing(visits[index] as Visit, visit);
    return `b${index + 1} -->${kind ? `|"${kindNames[kind][0]}"|` : ""} b${index + 2}`;
  });

function overview(visits: readonly Visit[]): readonly string[] {
  let number = 0;
  const listed = visits.map((visit, index) => {
    const rows = visit.steps.map((step) => {
      number += 1;
      return `${tag(String(number))} ${plain(labelOf(step))}${isAside(step) ? ` (${asideName(step)})` : ""}`;
    });
    const counts = countsBeside(visit, visits[index - 1]);
    const label = quoted(
      strong(visit.place),
      ...rows,
      ...(counts.length > 0 ? [tag(counts.join(" · "))] : []),
    );
    return `b${index + 1}[${label}]:::${visit.tenant ? "tenant" : "host"}`;
  });
  return [...listed, ...blockArrows(visits)];
}

function node(step: Step, number: number): string {
  const [open, close] = copies(step)
    ? ["[[", "]]"]
    : (shapes[step.kind] ?? ["[", "]"]);
  const label = quoted(
    tag(`${number} ${marks(step).join(" · ")}`),
    plain(labelOf(step)),
  );
  const classes = [
    `kind-${step.kind}`,
    ...(step.server === "none" ? ["waiting"] : []),
    ...(isAside(step) ? ["aside"] : []),
  ];
  const classed = classes.map((name) => `class ${step.id} ${name}`);
  return [`${step.id}${open}${label}${close}`, ...classed].join("\n  ");
}

function steps(
  visits: readonly Visit[],
  variant: "column" | "lanes",
): readonly string[] {
  const all = visits.flatMap((visit) => visit.steps);
  const groups =
    variant === "column"
      ? visits
      : [...new Set(visits.map((visit) => visit.place))].map((place) => {
          const same = visits.filter((visit) => visit.place === place);
          return {
            ...(same[0] as Visit),
            steps: same.flatMap((visit) => visit.steps),
          };
        });
  const blocks = groups.flatMap((group, index) => [
    `subgraph place${index + 1}["${group.place}"]`,
    ...group.steps.map((step) => `  ${node(step, all.indexOf(step) + 1)}`),
    "end",
    `class place${index + 1} ${group.tenant ? "tenant" : "host"}`,
  ]);
  const way = all.filter((step) => !isAside(step));
  const arrows = way
    .slice(1)
    .map((step, index) => `${(way[index] as Step).id} --> ${step.id}`);
  const asides = all.filter(isAside).flatMap((step) => {
    const at = all.indexOf(step);
    const before = all.slice(0, at).findLast((other) => !isAside(other));
    const after = all.slice(at).find((other) => !isAside(other));
    if (step.deferred) return before ? [`${before.id} -.-> ${step.id}`] : [];
    return after ? [`${step.id} -.-> ${after.id}`] : [];
  });
  // In a column an aside keeps its place in the order, so that nothing stands beside it.
  const order =
    variant === "column"
      ? all.slice(1).flatMap((step, index) => {
          const before = all[index] as Step;
          return isAside(step) || isAside(before)
            ? [`${before.id} ~~~ ${step.id}`]
            : [];
        })
      : [];
  return [...blocks, ...arrows, ...asides, ...order];
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
  variant: Variant,
): string {
  const visits = visitsOf(pathSteps(technology, direction), technology.family);
  const lines = [
    variant === "lanes" ? "swimlane-beta TB" : "flowchart TB",
    `accTitle: ${pathTitle(technology, direction)}`,
    `accDescr: ${pathDescription(technology, direction)}`,
    ...(variant === "overview" ? overview(visits) : steps(visits, variant)),
  ];
  return `${lines.join("\n")}\n`;
}
