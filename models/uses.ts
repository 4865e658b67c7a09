/**
 * Where a parameter and a work are used: read off the paths, so that nobody lists it by hand.
 *
 * IDEA   The steps of all technologies, each id once with the technologies that take it. What is
 *        not a cost of a step may be a property of a technology: its window, its queue.
 * FAILS  To see what the solver or a scheduler reads by name: those parameters come out unused.
 */
import { cells, type NamedCell } from "./characteristics/catalogue.ts";
import type { CiteKey } from "./cites.ts";
import {
  parameterIds,
  parameterRecord,
  type ParameterId,
} from "./parameters/catalogue.ts";
import { technologies } from "./paths/catalogue.ts";
import type { Step, Technology } from "./paths/step.ts";

/** All steps of a technology: to and from the network, to and from the disk. */
export const everyStep = ({
  transmit,
  receive,
  disk,
}: Technology): readonly Step[] => [
  ...transmit,
  ...receive,
  ...disk.issue,
  ...disk.complete,
];

export interface Use {
  /** What uses it: a step's id, or a property of a technology. */
  readonly by: string;
  /** Ids of the technologies, in the order of the catalogue. */
  readonly technologies: readonly string[];
}

type Named = readonly [by: string, uses: boolean];

const propertiesOf = (
  { window, readerBuffer, disk }: Technology,
  id: ParameterId,
): readonly Named[] => [
  ["window of a connection", window === id],
  ["buffer of a parked reader", readerBuffer === id],
  ["places of the disk queue", disk.slots?.parameter === id],
  ["size of a disk request", disk.requestBytes === id],
];

const stepsOf = (technology: Technology, id: ParameterId): readonly Named[] =>
  everyStep(technology).map((step) => [
    step.id,
    step.costs.some(({ parameter }) => parameter === id),
  ]);

/** Steps and properties that name a parameter. */
export function usesOf(id: ParameterId): readonly Use[] {
  const users = new Map<string, Set<string>>();
  for (const technology of technologies)
    for (const [by, uses] of [
      ...stepsOf(technology, id),
      ...propertiesOf(technology, id),
    ])
      if (uses) users.set(by, (users.get(by) ?? new Set()).add(technology.id));
  return [...users].map(([by, ids]) => ({ by, technologies: [...ids] }));
}

export interface Citing {
  readonly parameters: readonly ParameterId[];
  readonly steps: readonly Use[];
  /** Of the table of characteristics. */
  readonly cells: readonly NamedCell[];
}

/** The parameters, steps and cells whose source a work is. */
export function citing(work: CiteKey): Citing {
  const steps = new Map<string, Set<string>>();
  for (const technology of technologies)
    for (const step of everyStep(technology))
      if (step.cite === work)
        steps.set(
          step.id,
          (steps.get(step.id) ?? new Set()).add(technology.id),
        );
  return {
    parameters: parameterIds.filter((id) => parameterRecord(id).cite === work),
    steps: [...steps].map(([by, ids]) => ({ by, technologies: [...ids] })),
    cells: cells.filter(({ cell }) =>
      cell.sources.some(({ cite }) => cite === work),
    ),
  };
}
