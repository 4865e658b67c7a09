/**
 * What a reader can choose, as one table: key, place in the scenario, kind, unit, range, default.
 *
 * IDEA   Validation, the query codec, the command line's help and the lab's controls all read this
 *        table, so a field is described once. Values are kept in the unit that the reader types.
 *        The rows are in `fields/`, a file for each group.
 */
import type { Field } from "./fields/field.ts";
import { hardwareFields } from "./fields/hardware.ts";
import { limitFields } from "./fields/limits.ts";
import { optionFields } from "./fields/options.ts";
import { surroundingFields } from "./fields/surroundings.ts";
import { workloadFields } from "./fields/workload.ts";
import { technologies } from "./paths/catalogue.ts";

export type {
  ChoiceField,
  Field,
  NumberField,
  WorkloadKind,
} from "./fields/field.ts";

const technologyField = {
  kind: "choice",
  key: "technology",
  label: "Technology",
  hint: "whose I/O path is taken, at both ends",
  at: ["technology"],
  choices: technologies.map(({ id, name }) => ({ id, name })),
  initial: "zone",
} as const satisfies Field;

/** Its choices are the workloads that a scenario can name. */
export const [workloadField] = workloadFields;

export const fields = [
  technologyField,
  ...workloadFields,
  ...hardwareFields,
  ...limitFields,
  ...optionFields,
  ...surroundingFields,
] as const satisfies readonly Field[];

export const fieldByKey: ReadonlyMap<string, Field> = new Map(
  fields.map((each) => [each.key, each]),
);

/**
 * Keys that links could hold before a model used them: a link that gives one where it does not act
 * is told so, as it always was.
 */
export const onceReserved: ReadonlySet<string> = new Set([
  "depth",
  "disk",
  "page-tables",
  "scheduler",
  "neighbours",
  "shares",
  "bursting",
  "baseline.rate",
  "baseline.threads",
]);
