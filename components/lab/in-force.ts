/** What of a scenario's fields acts, and what is refused, in words for their controls. */
import {
  refusalOf,
  technologyById,
  whyFieldIsIdle,
  type ChoiceField,
  type Scenario,
  type WorkloadKind,
} from "../../models/index.ts";

export { valueInForce as openValue } from "../../models/index.ts";

export interface Applies {
  /** Why it changes none of the curves; null when it changes one. */
  readonly reason: string | null;
  /** Names of the technologies that it changes, where it is not all that are drawn. */
  readonly only: readonly string[];
}

/** The reason given is that of the technology described. */
export function appliesTo(
  scenario: Scenario,
  compared: readonly string[],
  key: string,
): Applies {
  const acted = compared.filter(
    (id) => whyFieldIsIdle(scenario, key, id) === null,
  );
  if (acted.length === 0)
    return { reason: whyFieldIsIdle(scenario, key), only: [] };
  return {
    reason: null,
    only:
      acted.length === compared.length
        ? []
        : acted.map((id) => technologyById.get(id)?.name ?? id),
  };
}

/** Choices that make no sense together with the rest, by the sentence that says why. */
export type Refusals = ReadonlyMap<
  string,
  readonly ChoiceField["choices"][number][]
>;

/**
 * A technology refuses some workloads, so a workload is refused by some technologies.
 *
 * @param ids  the technologies that a workload must suit
 */
export function refusalsOf(
  { key, choices }: ChoiceField,
  { workload }: Scenario,
  ids: readonly string[],
): Refusals {
  const why = (choice: string): string | null => {
    if (key === "technology") return refusalOf(choice, workload.kind);
    if (key !== "workload") return null;
    const sentences = ids.map((id) => refusalOf(id, choice as WorkloadKind));
    return sentences.find((sentence) => sentence !== null) ?? null;
  };
  const refusals = new Map<string, ChoiceField["choices"][number][]>();
  for (const choice of choices) {
    const sentence = why(choice.id);
    if (sentence !== null)
      refusals.set(sentence, [...(refusals.get(sentence) ?? []), choice]);
  }
  return refusals;
}
