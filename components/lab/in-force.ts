/** What of a scenario's fields acts, and what is refused, in words for their controls. */
import {
  refusalOf,
  technologyById,
  whyFieldIsIdle,
  type ChoiceField,
  type Scenario,
  type WorkloadKind,
} from "../../models/index.ts";

export interface Applies {
  /** Why it changes none of the curves; null when it changes one. */
  readonly reason: string | null;
  /**
   * Which technologies it changes, in words, where it is not all that are drawn; and whose value
   * stands in it, where that is not the parameters'.
   */
  readonly scope: string | null;
}

export const appliesEverywhere: Applies = { reason: null, scope: null };

/** Where it acts, of names: said of those that it leaves alone where they are fewer. */
export function scopeOf(
  acts: readonly string[],
  rests: readonly string[],
): string | null {
  if (rests.length === 0) return null;
  return rests.length < acts.length
    ? `acts on all but ${rests.join("; ")}`
    : `acts on ${acts.join("; ")}`;
}

const namesOf = (ids: readonly string[]): readonly string[] =>
  ids.map((id) => technologyById.get(id)?.name ?? id);

/** The reason given is that of the technology described. */
export function appliesTo(
  scenario: Scenario,
  compared: readonly string[],
  key: string,
): Applies {
  const acts = compared.filter(
    (id) => whyFieldIsIdle(scenario, key, id) === null,
  );
  if (acts.length === 0)
    return { reason: whyFieldIsIdle(scenario, key), scope: null };
  const rests = compared.filter((id) => !acts.includes(id));
  return { reason: null, scope: scopeOf(namesOf(acts), namesOf(rests)) };
}

/** Of a field left open, whose value the reader's measured machine scales. */
export const onMeasuredMachine = ({ reason, scope }: Applies): Applies => ({
  reason,
  scope: ["scaled to the machine that was measured", scope]
    .filter((each) => each !== null)
    .join("; "),
});

/** Choices that make no sense together with the rest, by the sentence that says why. */
export type Refusals = ReadonlyMap<
  string,
  readonly ChoiceField["choices"][number][]
>;

export const noRefusals: Refusals = new Map();

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
