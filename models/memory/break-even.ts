/**
 * From how many changes a second on nested page tables cost less than shadow tables.
 *
 * IDEA   Nested tables pay for each walk, shadow tables for each change. Both are shares of the
 *        program's time on bare metal, and the second grows in proportion to the changes.
 * UNITS  changes a second.
 */
import type { ParameterValues } from "../parameters/catalogue.ts";
import { accessOf } from "./access.ts";
import { arrangementById, type Arrangement } from "./arrangements.ts";
import type { MemoryScenario } from "./scenario.ts";

const named = (id: string): Arrangement => {
  const found = arrangementById.get(id);
  if (!found) throw new Error(`no arrangement "${id}"`);
  return found;
};

/** @returns 0 where nested tables cost no more at any rate; changes that touch nothing new */
export function breakEvenChanges(
  values: ParameterValues,
  scenario: MemoryScenario,
): number {
  const of = (id: string, changesPerS: number) =>
    accessOf(values, named(id), { ...scenario, freshPercent: 0, changesPerS })
      .overhead;
  const dearer = of("kvm", 0) - of("kvm-shadow", 0);
  const each = of("kvm-shadow", 1) - of("kvm-shadow", 0);
  return Math.max(0, dearer / each);
}
