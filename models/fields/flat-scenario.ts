/**
 * Scenarios that are one flat object, a field a key: how they are written, read and begun.
 *
 * IDEA   A model by itself (a transmit ring, memory) has fields of its own and no technology's. What
 *        all of them do with a reader's input is here: it never throws, and each key counts once.
 * UNITS  Fields keep the unit that the reader types.
 */
import { printable } from "../errors.ts";
import type { Notice } from "../scenario.ts";
import type { Field } from "./field.ts";
import { readField, type FieldValue } from "./read-field.ts";

/** A scenario with a change made, and what of it was not taken as given. */
export interface Changed<Scenario> {
  readonly scenario: Scenario;
  readonly notice: Notice | null;
}

const mostNotices = 20;

export const flatScenario = <Scenario extends object>(
  fields: readonly Field[],
) => {
  const byKey = new Map(fields.map((field) => [field.key, field]));

  const put = (
    scenario: Scenario,
    key: string,
    value: FieldValue,
  ): Scenario => {
    const name = byKey.get(key)?.at[0];
    return name === undefined ? scenario : { ...scenario, [name]: value };
  };

  const valueOf = (scenario: Scenario, key: string): FieldValue => {
    const name = byKey.get(key)?.at[0];
    return name === undefined
      ? null
      : (scenario[name as keyof Scenario] as FieldValue);
  };

  /** `scenario` with one field as the reader gave it; never throws. */
  const withField = (
    scenario: Scenario,
    key: string,
    raw: unknown,
  ): Changed<Scenario> => {
    const field = byKey.get(key);
    if (!field) return { scenario, notice: null };
    const { value, notice } = readField(field, raw, valueOf(scenario, key));
    return {
      scenario: put(scenario, key, value),
      notice: notice && { key, ...notice },
    };
  };

  const initial = fields.reduce(
    (scenario, field) => put(scenario, field.key, field.initial),
    {} as Scenario,
  );

  return { put, valueOf, withField, initial };
};

/**
 * A scenario from pairs of key and text, over another one. An empty text lifts what stood.
 *
 * @param whose   whose keys these are, for what is said of an unknown one: "the ring"
 * @param change  makes one change
 * @returns       the scenario, and what was not taken as given; never throws
 */
export const readPairs = <Scenario>(
  given: Iterable<readonly [string, string]>,
  from: Scenario,
  byKey: ReadonlyMap<string, Field>,
  whose: string,
  change: (
    scenario: Scenario,
    key: string,
    raw: FieldValue,
  ) => Changed<Scenario>,
): { scenario: Scenario; notices: readonly Notice[] } => {
  let scenario = from;
  const notices: Notice[] = [];
  const seen = new Set<string>();
  const ignore = (key: string, why: string): void => {
    if (notices.length < mostNotices)
      notices.push({
        key: printable(key),
        kind: "ignored",
        text: `“${printable(key)}” ${why}.`,
      });
  };
  for (const [key, text] of given) {
    const field = byKey.get(key);
    if (!field) ignore(key, `is not a key of ${whose}: ignored`);
    else if (seen.has(key)) ignore(key, "is given twice: the first stands");
    else {
      const read = change(scenario, key, text === "" ? field.initial : text);
      scenario = read.scenario;
      if (read.notice) notices.push(read.notice);
    }
    seen.add(key);
  }
  return { scenario, notices };
};
