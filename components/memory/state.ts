/**
 * What a reader has chosen in the memory lab, and how a link says it.
 *
 * IDEA   The scenario's own fields, and `with`: the arrangements drawn. The one described is drawn.
 */
import type { Notice } from "../../models/index.ts";
import {
  arrangementById,
  arrangements,
} from "../../models/memory/arrangements.ts";
import { memoryFields } from "../../models/memory/fields.ts";
import {
  describedBy,
  memoryValue,
  parseMemory,
  withMemory,
  type MemoryScenario,
} from "../../models/memory/scenario.ts";
import type { FieldsOf } from "../lab/field-entry.ts";
import {
  byKey,
  linkFormOf,
  namesOf,
  valueChanges,
  type Asked,
  type Pair,
} from "../lab/link-form.ts";

export interface MemoryState {
  readonly scenario: MemoryScenario;
  /** Ids of the arrangements drawn, in the order of the list. */
  readonly compared: readonly string[];
}

export interface MemoryPreset {
  /** The scenario's fields, as a link has them. */
  readonly query: string;
}

const drawnAtFirst = ["zone", "xen-pv", "kvm-2012", "kvm-shadow"];

const stateOf = (
  scenario: MemoryScenario,
  compared: readonly string[],
): MemoryState => {
  const drawn = new Set([...compared, describedBy(scenario).id]);
  return {
    scenario,
    compared: arrangements.map(({ id }) => id).filter((id) => drawn.has(id)),
  };
};

/** @throws Error when the preset is not as a link would be */
export const presetState = ({ query }: MemoryPreset): MemoryState => {
  const { scenario, notices } = parseMemory(new URLSearchParams(query));
  if (notices[0])
    throw new Error(`memory preset "${query}": ${notices[0].text}`);
  return stateOf(scenario, drawnAtFirst);
};

/** `state` with one field as the reader chose it. */
export const chosen = (
  { scenario, compared }: MemoryState,
  key: string,
  value: unknown,
): MemoryState => stateOf(withMemory(scenario, key, value).scenario, compared);

export const memoryLabFields: FieldsOf<MemoryState> = {
  chosen,
  noticeOf: ({ scenario }, key, text) => withMemory(scenario, key, text).notice,
};

/** `state` with an arrangement drawn or not; when it was the one described, another is. */
export const compare = (
  { scenario, compared }: MemoryState,
  id: string,
  draw: boolean,
): MemoryState => {
  if (draw) return stateOf(scenario, [...compared, id]);
  const rest = compared.filter((each) => each !== id);
  const described = describedBy(scenario).id;
  const next = described === id ? (rest[0] ?? id) : described;
  return stateOf(withMemory(scenario, "technology", next).scenario, rest);
};

/** The state that a link's pairs ask for. */
function stateFrom(
  given: readonly Pair[],
  preset: MemoryPreset,
): Asked<MemoryState> {
  const base = presetState(preset);
  const notices: Notice[] = [];
  const own: Pair[] = [];
  let { compared } = base;
  for (const pair of given) {
    const [key, value] = pair;
    if (key === "v" || key === "") continue;
    if (key !== "with") own.push(pair);
    else {
      const { known, unknown } = namesOf(value, (id) =>
        arrangementById.has(id),
      );
      if (known.length > 0) compared = known;
      if (unknown !== null)
        notices.push({
          key,
          kind: "ignored",
          text: `with: “${unknown}” names no technology of this lab: ignored.`,
        });
    }
  }
  const read = parseMemory(own, base.scenario);
  return {
    state: stateOf(read.scenario, compared),
    notices: [...read.notices, ...notices],
  };
}

/** What of `state` differs from the preset. */
export function changesFrom(
  preset: MemoryPreset,
  { scenario, compared }: MemoryState,
): Pair[] {
  const base = presetState(preset);
  const changes = valueChanges(
    memoryFields,
    (key) => memoryValue(base.scenario, key),
    (key) => memoryValue(scenario, key),
  );
  // What is described is drawn: a link need not say it.
  if (compared.join() !== stateOf(scenario, base.compared).compared.join())
    changes.push(["with", compared.join(",")]);
  return byKey(changes);
}

export const linkForm = linkFormOf({
  ownKeys: [...memoryFields.map(({ key }) => key), "with"],
  stateFrom,
  changesFrom,
});
