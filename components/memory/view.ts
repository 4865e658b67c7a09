/**
 * What the memory lab shows for a state: an access and a budget of each arrangement, and curves over
 * the working set.
 *
 * IDEA   The model is asked; no arithmetic of its own.
 */
import { accessOf, type Access } from "../../models/memory/access.ts";
import {
  arrangementById,
  type Arrangement,
} from "../../models/memory/arrangements.ts";
import { budgetOf, type Budget } from "../../models/memory/budget.ts";
import {
  describedBy,
  type MemoryScenario,
} from "../../models/memory/scenario.ts";
import { publishedValues } from "../../models/parameters/published-values.ts";
import type { MemoryState } from "./state.ts";

export interface Point {
  readonly workingSetMiB: number;
  readonly seconds: number;
}

export interface Row {
  readonly arrangement: Arrangement;
  readonly access: Access;
  readonly budget: Budget;
  readonly curve: readonly Point[];
}

export interface MemoryView {
  readonly scenario: MemoryScenario;
  /** Of the arrangements drawn. */
  readonly rows: readonly Row[];
  /** The one that the caption speaks of. */
  readonly described: Row;
  /** Working sets of the table: every fourth doubling, and the present one. */
  readonly listed: readonly number[];
}

/** Doublings that a slider spans; a larger set stretches the picture. */
const fewestDoublings = 16;

const threeDigits = (value: number): number => Number(value.toPrecision(3));

const doublingsFor = (workingSetMiB: number): number =>
  Math.max(fewestDoublings, Math.ceil(Math.log2(workingSetMiB)));

/**
 * Quarter doublings, and the present one, so that a knee stands where it is. A click sets the field to
 * one of them: what is no whole doubling has three digits, as from the slider.
 */
const setsFor = (workingSetMiB: number): number[] => {
  const sets = Array.from(
    { length: doublingsFor(workingSetMiB) * 4 + 1 },
    (_, at) => (at % 4 === 0 ? 2 ** (at / 4) : threeDigits(2 ** (at / 4))),
  );
  return [...new Set([...sets, workingSetMiB])].sort((a, b) => a - b);
};

export function viewOf({ scenario, compared }: MemoryState): MemoryView {
  const sets = setsFor(scenario.workingSetMiB);
  const rowOf = (arrangement: Arrangement): Row => ({
    arrangement,
    access: accessOf(publishedValues, arrangement, scenario),
    budget: budgetOf(publishedValues, arrangement, scenario),
    curve: sets.map((workingSetMiB) => ({
      workingSetMiB,
      seconds: accessOf(publishedValues, arrangement, {
        ...scenario,
        workingSetMiB,
      }).seconds,
    })),
  });
  const rows = compared.flatMap((id) => {
    const arrangement = arrangementById.get(id);
    return arrangement ? [rowOf(arrangement)] : [];
  });
  const described = describedBy(scenario);
  const listed = [
    ...sets.filter((set) => Number.isInteger(Math.log2(set) / 4)),
    scenario.workingSetMiB,
  ];
  return {
    scenario,
    rows,
    described:
      rows.find(({ arrangement }) => arrangement === described) ??
      rowOf(described),
    listed: [...new Set(listed)].sort((a, b) => a - b),
  };
}
