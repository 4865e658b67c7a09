/**
 * Every technology, in the order in which pages list them: by family, then as each says what it
 * comes after. A new one is its data file: models/cli-catalogue.ts lists it.
 */
import type { WorkloadKind } from "../fields/field.ts";
import { everyTechnology } from "./every-technology.ts";
import type { Family, Technology } from "./step.ts";

const families: readonly Family[] = [
  "unix",
  "zone",
  "container",
  "kvm",
  "xen",
  "nitro",
];

/** `after` and its followers, depth first: what follows the same one is in order of id. */
const followersOf = (
  all: readonly Technology[],
  after: string | null,
): Technology[] =>
  all
    .filter((each) => each.after === after)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((each) => [each, ...followersOf(all, each.id)]);

export const technologies: readonly Technology[] = families.flatMap((family) =>
  followersOf(
    everyTechnology.filter((each) => each.family === family),
    null,
  ),
);

export const technologyById = new Map(
  technologies.map((each) => [each.id, each]),
);

/**
 * Why a workload makes no sense for a technology: a sentence, or null when it does.
 *
 * @param id  a technology's id; an unknown one refuses nothing
 */
export const refusalOf = (id: string, workload: WorkloadKind): string | null =>
  technologyById.get(id)?.refuses?.[workload] ?? null;

/** What a prediction says first where its workload is refused. */
export const refusalRemarks = (
  id: string,
  workload: WorkloadKind,
): string[] => {
  const refusal = refusalOf(id, workload);
  return refusal === null ? [] : [`Makes no sense here: ${refusal}`];
};
