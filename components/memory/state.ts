/**
 * What a reader has chosen in the memory lab, and how a link says it.
 *
 * IDEA   The scenario's own fields, and `with`: the arrangements drawn. The one described is drawn.
 */
import type { Notice } from "../../models/index.ts";
import { arrangements } from "../../models/memory/arrangements.ts";
import { memoryFields } from "../../models/memory/fields.ts";
import {
  describedBy,
  memoryValue,
  parseMemory,
  withMemory,
  type MemoryScenario,
} from "../../models/memory/scenario.ts";
import { keysOf, searchWith, shorten } from "../lab/state.ts";
import type { LinkForm } from "../lab/use-address.ts";

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

const ownKeys = [...memoryFields.map(({ key }) => key), "with"];

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

/** The state that a page's address asks for. Never throws, whatever the address holds. */
export function stateFromSearch(
  search: string,
  preset: MemoryPreset,
  prefix: string,
  others: readonly string[],
): { state: MemoryState; notices: readonly Notice[] } {
  const base = presetState(preset);
  const notices: Notice[] = [];
  const own: [string, string][] = [];
  let { compared } = base;
  for (const [key, value] of keysOf(search, prefix, others)) {
    if (key === "v" || key === "") continue;
    if (key !== "with") own.push([key, value]);
    else {
      const ids = value.split(",").slice(0, 64);
      const known = arrangements.filter(({ id }) => ids.includes(id));
      const unknown = ids.filter((id) => !known.some((each) => each.id === id));
      if (known.length > 0) compared = known.map(({ id }) => id);
      if (unknown.length > 0)
        notices.push({
          key,
          kind: "ignored",
          text: `with: "${shorten(unknown.join(","))}" names no technology of this lab: ignored.`,
        });
    }
  }
  const read = parseMemory(own, base.scenario);
  return {
    state: stateOf(read.scenario, compared),
    notices: [...read.notices, ...notices],
  };
}

/** What of `state` differs from the preset, as pairs of key and text. */
export function changesFrom(
  preset: MemoryPreset,
  { scenario, compared }: MemoryState,
): [string, string][] {
  const base = presetState(preset);
  const changes = memoryFields.flatMap(({ key }): [string, string][] => {
    const value = memoryValue(scenario, key);
    return value === memoryValue(base.scenario, key)
      ? []
      : [[key, value === null ? "" : String(value)]];
  });
  // What is described is drawn: a link need not say it.
  if (compared.join() !== stateOf(scenario, base.compared).compared.join())
    changes.push(["with", compared.join(",")]);
  return changes.sort(([a], [b]) => (a < b ? -1 : 1));
}

export const linkForm = (preset: MemoryPreset): LinkForm<MemoryState> => ({
  read: (search, prefix, others) =>
    stateFromSearch(search, preset, prefix, others),
  write: (search, prefix, state) =>
    searchWith(search, prefix, ownKeys, changesFrom(preset, state)),
});
