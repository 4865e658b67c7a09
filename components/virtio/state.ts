/**
 * What a reader has chosen in the ring's lab, and how a link says it.
 *
 * IDEA   The ring's own fields, and `step`: how many steps have been done. Without it the figure
 *        stands where the preset says.
 */
import type { Notice } from "../../models/index.ts";
import { virtioFieldByKey, virtioFields } from "../../models/virtio/fields.ts";
import {
  defaultVirtio,
  virtioValue,
  withVirtio,
  type VirtioScenario,
} from "../../models/virtio/scenario.ts";
import { keysOf, searchWith, shorten } from "../lab/state.ts";
import type { LinkForm } from "../lab/use-address.ts";
import { mostSteps } from "./trace.ts";

export interface VirtioState {
  readonly scenario: VirtioScenario;
  /** Steps done, from 1; null for where the figure stands by itself. */
  readonly at: number | null;
}

export interface VirtioPreset {
  /** The ring's fields, as a link has them. */
  readonly query: string;
}

const ownKeys = [...virtioFields.map(({ key }) => key), "step"];

const withKeys = (
  base: VirtioScenario,
  given: Iterable<readonly [string, string]>,
): { scenario: VirtioScenario; notices: readonly Notice[] } => {
  let scenario = base;
  const notices: Notice[] = [];
  for (const [key, value] of given) {
    const field = virtioFieldByKey.get(key);
    // An empty value lifts a preset's.
    const raw = value === "" && field ? field.initial : value;
    const read = withVirtio(scenario, key, raw);
    scenario = read.scenario;
    if (read.notice) notices.push(read.notice);
  }
  return { scenario, notices };
};

/** @throws Error when the preset is not as a link would be */
export const presetState = ({ query }: VirtioPreset): VirtioState => {
  const given = [...new URLSearchParams(query)];
  const { scenario, notices } = withKeys(defaultVirtio, given);
  const unknown = given.find(([key]) => !virtioFieldByKey.has(key))?.[0];
  const wrong = notices[0]?.text ?? unknown;
  if (wrong !== undefined)
    throw new Error(`virtio preset "${query}": ${wrong}`);
  return { scenario, at: null };
};

/**
 * `state` with one field as the reader chose it: from the first step again.
 *
 * A ring's size goes to the next power of two in the direction in which it was moved.
 */
export const chosen = (
  state: VirtioState,
  key: string,
  value: unknown,
): VirtioState => {
  const { ringSlots } = state.scenario;
  const moved =
    key === "ring" && typeof value === "number"
      ? 2 **
        (value > ringSlots
          ? Math.ceil(Math.log2(value))
          : Math.floor(Math.log2(value)))
      : value;
  return {
    scenario: withVirtio(state.scenario, key, moved).scenario,
    at: null,
  };
};

export function stateFromSearch(
  search: string,
  preset: VirtioPreset,
  prefix: string,
  others: readonly string[],
): { state: VirtioState; notices: readonly Notice[] } {
  const base = presetState(preset);
  const notices: Notice[] = [];
  const own: [string, string][] = [];
  const seen = new Set<string>();
  let { at } = base;
  for (const [key, value] of keysOf(search, prefix, others)) {
    if (key === "v" || key === "") continue;
    const refuse = (kind: Notice["kind"], text: string): void => {
      if (notices.length < 20) notices.push({ key: shorten(key), kind, text });
    };
    if (seen.has(key))
      refuse("ignored", `"${shorten(key)}" is given twice: the first stands.`);
    else if (key === "step") {
      const given = value.trim() === "" ? NaN : Number(value);
      if (!Number.isInteger(given) || given < 1)
        refuse(
          "ignored",
          `step "${shorten(value)}" is no whole number from 1: the figure stands where it begins.`,
        );
      else {
        at = Math.min(given, mostSteps);
        if (at !== given)
          refuse(
            "clamped",
            `step ${given} is beyond ${mostSteps}: taken as ${mostSteps}.`,
          );
      }
    } else if (virtioFieldByKey.has(key)) own.push([key, value]);
    else
      refuse("ignored", `"${shorten(key)}" is not a key of the ring: ignored.`);
    seen.add(key);
  }
  const read = withKeys(base.scenario, own);
  return {
    state: { scenario: read.scenario, at },
    notices: [...read.notices, ...notices],
  };
}

/** What of `state` differs from the preset, as pairs of key and text. */
export function changesFrom(
  preset: VirtioPreset,
  { scenario, at }: VirtioState,
): [string, string][] {
  const base = presetState(preset).scenario;
  const changes = virtioFields.flatMap(({ key }): [string, string][] => {
    const value = virtioValue(scenario, key);
    if (value === virtioValue(base, key)) return [];
    return [[key, value === null ? "" : String(value)]];
  });
  if (at !== null) changes.push(["step", String(at)]);
  return changes.sort(([a], [b]) => (a < b ? -1 : 1));
}

export const linkForm = (preset: VirtioPreset): LinkForm<VirtioState> => ({
  read: (search, prefix, others) =>
    stateFromSearch(search, preset, prefix, others),
  write: (search, prefix, state) =>
    searchWith(search, prefix, ownKeys, changesFrom(preset, state)),
});
