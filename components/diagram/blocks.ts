/**
 * A technology's arrangement: the places that a lone message meets, as blocks with what each costs in
 * counts. The least that can be drawn of a path, so that several stand beside each other.
 *
 * READS  models/explore: the walk of the explorer, so that picture and explorer count alike.
 */
import { walkOf } from "../../models/explore/walk.ts";
import { defaultScenario } from "../../models/index.ts";
import type { Step, Technology } from "../../models/paths/step.ts";
import {
  blockArrows,
  countsBeside,
  quoted,
  strong,
  tag,
} from "./path-source.ts";
import {
  countsOf,
  isAside,
  listed,
  pathTitle,
  placeName,
  visitsOf,
  type Visit,
} from "./path-text.ts";

export type BlockWay = "transmit" | "receive";

/**
 * The places that a lone message meets, one after the other, with the steps that it takes or causes
 * there. Work beside its way stays in the block before it, wherever it is done. A NIC that would hold
 * the interrupt back is a block without steps; so is the process, where its read ends in the kernel.
 */
function loneVisits(technology: Technology, way: BlockWay): readonly Visit[] {
  const { family } = technology;
  const visits: (Visit & { steps: Step[] })[] = [];
  for (const { step, taken } of walkOf(defaultScenario, technology.id, way)
    .steps) {
    const [visit] = visitsOf([step], family);
    if (!visit || (taken === "not" && !step.gathers)) continue;
    const last = visits.at(-1);
    if (last && (isAside(step) || last.place === visit.place))
      last.steps.push(step);
    else visits.push({ ...visit, steps: taken === "not" ? [] : [step] });
  }
  if (way === "receive" && visits.at(-1)?.tenant === false)
    visits.push({
      place: placeName("guest-user", family),
      tenant: true,
      steps: [],
    });
  return visits;
}

/** One sentence: the blocks in order, each with its counts. */
export const blocksDescription = (
  technology: Technology,
  way: BlockWay,
): string => {
  const named = loneVisits(technology, way).map(({ place, steps }) => {
    const counts = countsOf(steps);
    return counts.length === 0 ? place : `${place} (${listed(counts)})`;
  });
  return `A lone message through ${named.length} places: ${named.join(", ")}.`;
};

/** The same as a list, one block a line. */
export const blocksOutline = (technology: Technology, way: BlockWay): string =>
  [
    pathTitle(technology, way),
    ...loneVisits(technology, way).map(({ place, steps }) => {
      const counts = [
        ...countsOf(steps.filter((step) => !isAside(step))),
        ...countsOf(steps.filter(isAside)).map((each) => `beside: ${each}`),
      ];
      return `  ${place}${counts.length === 0 ? "" : `: ${counts.join(", ")}`}`;
    }),
    "",
  ].join("\n");

/** Mermaid source; the blocks are b1, b2, … in order. */
export function blocksSource(technology: Technology, way: BlockWay): string {
  const visits = loneVisits(technology, way);
  const boxes = visits.map((visit, index) => {
    const rows = [
      ...countsBeside(
        visit,
        visits[index - 1],
        visit.steps.filter((step) => !isAside(step)),
      ),
      ...countsOf(visit.steps.filter(isAside)).map((each) => `beside: ${each}`),
    ];
    return `b${index + 1}[${quoted(strong(visit.place), ...rows.map(tag))}]:::${visit.tenant ? "tenant" : "host"}`;
  });
  return `${[
    "flowchart TB",
    `accTitle: ${pathTitle(technology, way)}`,
    `accDescr: ${blocksDescription(technology, way)}`,
    ...boxes,
    ...blockArrows(visits),
  ].join("\n")}\n`;
}
