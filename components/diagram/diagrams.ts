/**
 * The catalogue of diagrams: what exists, and the mermaid source of each.
 *
 * IDEA   A diagram that shows a path is generated from the model. The one that shows the model itself
 *        shows no path, so its source is written here.
 */
import {
  technologies,
  type Family,
  type Technology,
} from "../../models/index.ts";
import { pathDiagramSource, type Variant } from "./path-source.ts";
import {
  blocksDescription,
  blocksOutline,
  blocksSource,
  type BlockWay,
} from "./blocks.ts";
import {
  pathDescription,
  pathOutline,
  pathSteps,
  pathTitle,
  type Direction,
} from "./path-text.ts";

/**
 * How a source is laid out and drawn; `blocks` is a narrow column, `flow` a free graph, left to right
 * or top to bottom.
 */
export type Form = Variant | "blocks" | "flow";

/** One drawing of a diagram: `narrow` fits 320 px, `wide` stands beside a page's sidebar. */
export interface Rendering {
  readonly name: "narrow" | "wide";
  readonly form: Form;
  readonly source: string;
}

export interface Diagram {
  readonly id: string;
  /** Whose hue it takes; null for ink. */
  readonly family: Family | null;
  readonly title: string;
  /** What a reader who does not see the picture is told: one sentence. */
  readonly description: string;
  /** The text twin. */
  readonly outline: string;
  /** Narrow, and wide where a wide one says more. */
  readonly renderings: readonly [Rendering, ...Rendering[]];
  /** The steps that it draws a node each for. */
  readonly stepIds: readonly string[];
}

function knownTechnology(technologyId: string): Technology {
  const technology = technologies.find(({ id }) => id === technologyId);
  if (!technology)
    throw new Error(
      `No technology ${technologyId} in models/paths/catalogue.ts.`,
    );
  return technology;
}

function pathDiagram(
  technologyId: string,
  direction: Direction,
  show: "overview" | "steps",
): Diagram {
  const technology = knownTechnology(technologyId);
  const rendering = (name: Rendering["name"], variant: Variant): Rendering => ({
    name,
    form: variant,
    source: pathDiagramSource(technology, direction, variant),
  });
  return {
    id: `${technology.id}-${direction}${show === "steps" ? "-steps" : ""}`,
    family: technology.family,
    title: pathTitle(technology, direction),
    description: pathDescription(technology, direction),
    outline: pathOutline(technology, direction),
    renderings:
      show === "overview"
        ? [rendering("narrow", "overview")]
        : [rendering("narrow", "column"), rendering("wide", "lanes")],
    stepIds:
      show === "steps"
        ? pathSteps(technology, direction).map(({ id }) => id)
        : [],
  };
}

/** The post's four arrangements of the I/O path, in its order: Unix, Zones, Xen, KVM. */
export const arrangements = [
  "unix",
  "zone",
  "xen-pv",
  "kvm-qemu-2012",
] as const;

export const arrangementId = (
  technology: (typeof arrangements)[number],
  way: BlockWay,
): string => `${technology}-${way}-blocks`;

const arrangementDiagram = (
  id: (typeof arrangements)[number],
  way: BlockWay,
): Diagram => {
  const technology = knownTechnology(id);
  return {
    id: arrangementId(id, way),
    family: technology.family,
    title: pathTitle(technology, way),
    description: blocksDescription(technology, way),
    outline: blocksOutline(technology, way),
    renderings: [
      {
        name: "narrow",
        form: "blocks",
        source: blocksSource(technology, way),
      },
    ],
    stepIds: [],
  };
};

const flow = {
  title: "The model: from a scenario to what limits it",
  description:
    "A scenario selects a path and the options in force, its steps and parameters add up to the demand on each station of a network, the network is solved analytically, and the limiter is read from the solution.",
  outline: `The model: from a scenario to what limits it
scenario
  technology, hardware, limits, workload, options
path
  the steps that exist under the options in force
network
  stations, and the demand of a packet on each
solution
  mean values by analysis, then the CPU cap
limiter
  what limits, by how much, and what comes next
`,
};

const flowSource = (direction: "TB" | "LR") => `flowchart ${direction}
accTitle: ${flow.title}
accDescr: ${flow.description}
scenario["\`**scenario**
technology, hardware, limits, workload, options\`"]
path["\`**path**
the steps that exist under the options in force\`"]
network["\`**network**
stations, and the demand of a packet on each\`"]
solution["\`**solution**
mean values by analysis, then the CPU cap\`"]
limiter["\`**limiter**
what limits, by how much, and what comes next\`"]
scenario --> path --> network --> solution --> limiter
`;

const modelFlow: Diagram = {
  id: "model-flow",
  family: null,
  ...flow,
  renderings: [
    { name: "narrow", form: "overview", source: flowSource("TB") },
    { name: "wide", form: "flow", source: flowSource("LR") },
  ],
  stepIds: [],
};

export const diagrams: readonly Diagram[] = [
  ...[
    "unix",
    "zone",
    "container-bridge",
    "container-nat",
    "kvm-qemu-2012",
    "kvm-vhost",
    "xen-pv",
    "xen-hvm",
    "nitro",
  ].map((id) => pathDiagram(id, "transmit", "overview")),
  pathDiagram("kvm-qemu-2012", "transmit", "steps"),
  pathDiagram("kvm-qemu-2012", "receive", "steps"),
  ...(["transmit", "receive"] as const).flatMap((way) =>
    arrangements.map((id) => arrangementDiagram(id, way)),
  ),
  modelFlow,
];

export const diagramById = new Map(
  diagrams.map((diagram) => [diagram.id, diagram]),
);
