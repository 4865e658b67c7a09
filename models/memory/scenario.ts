/**
 * A scenario of memory: what the reader chose, read from anything, and what acts in it.
 *
 * IDEA   One flat object, one field a key (fields.ts). Reader input never throws.
 * UNITS  Fields keep the unit that the reader types; a name that needs one ends in it.
 */
import { printable } from "../errors.ts";
import { readField, type FieldValue } from "../fields/read-field.ts";
import type { Notice } from "../scenario.ts";
import {
  arrangementById,
  arrangements,
  type Arrangement,
} from "./arrangements.ts";
import { memoryFieldByKey, memoryFields } from "./fields.ts";
import type { PageSize } from "./page-size.ts";

export interface MemoryScenario {
  /** Id of the arrangement described. */
  readonly technology: string;
  readonly workingSetMiB: number;
  readonly page: PageSize;
  readonly hostPage: PageSize;
  readonly changesPerS: number;
  readonly switchesPerS: number;
  readonly freshPercent: number;
  readonly hostGiB: number;
  readonly tenants: number;
  readonly tenantGiB: number;
  readonly usedPercent: number;
  readonly vcpus: number;
  readonly balloonPercent: number;
}

const put = (
  scenario: MemoryScenario,
  key: string,
  value: FieldValue,
): MemoryScenario => {
  const name = memoryFieldByKey.get(key)?.at[0];
  return name === undefined ? scenario : { ...scenario, [name]: value };
};

export const memoryValue = (
  scenario: MemoryScenario,
  key: string,
): FieldValue => {
  const name = memoryFieldByKey.get(key)?.at[0];
  return name === undefined ? null : scenario[name as keyof MemoryScenario];
};

export const defaultMemory = memoryFields.reduce(
  (scenario, { key, initial }) => put(scenario, key, initial),
  {} as MemoryScenario,
);

const mostNotices = 20;

/**
 * `scenario` with one field as the reader gave it.
 *
 * @returns the new scenario, and what was not taken as given; never throws
 */
export const withMemory = (
  scenario: MemoryScenario,
  key: string,
  raw: unknown,
): { scenario: MemoryScenario; notice: Notice | null } => {
  const field = memoryFieldByKey.get(key);
  if (!field) return { scenario, notice: null };
  const { value, notice } = readField(field, raw, memoryValue(scenario, key));
  return {
    scenario: put(scenario, key, value),
    notice: notice && { key, ...notice },
  };
};

/**
 * A scenario from pairs of key and text, over another one. An empty text lifts what stood.
 *
 * @returns the scenario, and what was not taken as given; never throws
 */
export const parseMemory = (
  given: Iterable<readonly [string, string]>,
  from: MemoryScenario = defaultMemory,
): { scenario: MemoryScenario; notices: readonly Notice[] } => {
  let scenario = from;
  const notices: Notice[] = [];
  const seen = new Set<string>();
  const ignore = (key: string, why: string): void => {
    if (notices.length < mostNotices)
      notices.push({
        key: printable(key),
        kind: "ignored",
        text: `"${printable(key)}" ${why}.`,
      });
  };
  for (const [key, text] of given) {
    const field = memoryFieldByKey.get(key);
    if (!field) ignore(key, "is not a key of the memory lab: ignored");
    else if (seen.has(key)) ignore(key, "is given twice: the first stands");
    else {
      const read = withMemory(
        scenario,
        key,
        text === "" ? field.initial : text,
      );
      scenario = read.scenario;
      if (read.notice) notices.push(read.notice);
    }
    seen.add(key);
  }
  return { scenario, notices };
};

/** The arrangement that a scenario describes. */
export const describedBy = ({ technology }: MemoryScenario): Arrangement =>
  arrangementById.get(technology) ?? (arrangements[0] as Arrangement);

/** Whether a field changes anything for an arrangement. */
export const actsOn = (
  { tables, paging, balloon, onTouch }: Arrangement,
  key: string,
): boolean => {
  switch (key) {
    case "host-page":
      return tables === "nested" || tables === "shadow";
    case "changes":
      return tables === "nested" ? onTouch : tables !== "native";
    case "switches":
      return tables !== "native";
    case "fresh":
      return tables === "nested" && onTouch;
    case "vcpus":
      return paging === "pool";
    case "balloon":
      return balloon;
    default:
      return true;
  }
};
