/**
 * A scenario of memory: what the reader chose, read from anything, and what acts in it.
 *
 * IDEA   One flat object, one field a key (fields.ts). Reader input never throws.
 * UNITS  Fields keep the unit that the reader types; a name that needs one ends in it.
 */
import { flatScenario, readPairs } from "../fields/flat-scenario.ts";
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

const flat = flatScenario<MemoryScenario>(memoryFields);

export const memoryValue = flat.valueOf;
export const defaultMemory = flat.initial;

/** `scenario` with one field as the reader gave it, and what was not taken as given; never throws. */
export const withMemory = flat.withField;

/** A scenario from pairs of key and text, over another one: as `readPairs` has it. */
export const parseMemory = (
  given: Iterable<readonly [string, string]>,
  from: MemoryScenario = defaultMemory,
): { scenario: MemoryScenario; notices: readonly Notice[] } =>
  readPairs(given, from, memoryFieldByKey, "the memory lab", withMemory);

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
