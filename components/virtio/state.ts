/**
 * What a reader has chosen in the ring's lab, and how a link says it.
 *
 * IDEA   The ring's own fields, and `step`: how many steps have been done. Without it the figure
 *        stands where the preset says.
 */
import type { Notice } from "../../models/index.ts";
import { virtioFields } from "../../models/virtio/fields.ts";
import {
  parseVirtio,
  virtioValue,
  withVirtio,
  type VirtioScenario,
} from "../../models/virtio/scenario.ts";
import type { FieldsOf } from "../lab/field-entry.ts";
import {
  byKey,
  linkFormOf,
  shorten,
  valueChanges,
  type Asked,
  type Pair,
} from "../lab/link-form.ts";
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

/** @throws Error when the preset is not as a link would be */
export const presetState = ({ query }: VirtioPreset): VirtioState => {
  const { scenario, notices } = parseVirtio(new URLSearchParams(query));
  if (notices[0])
    throw new Error(`virtio preset "${query}": ${notices[0].text}`);
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
    key === "tx-ring" && typeof value === "number"
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

export const ringFields: FieldsOf<VirtioState> = {
  chosen,
  noticeOf: ({ scenario }, key, text) => withVirtio(scenario, key, text).notice,
};

/** The state that a link's pairs ask for. */
function stateFrom(
  given: readonly Pair[],
  preset: VirtioPreset,
): Asked<VirtioState> {
  const base = presetState(preset);
  const notices: Notice[] = [];
  const own: Pair[] = [];
  let { at } = base;
  for (const pair of given) {
    const [key, value] = pair;
    if (key === "v" || key === "") continue;
    if (key !== "step") own.push(pair);
    else {
      const given = value.trim() === "" ? NaN : Number(value);
      const refuse = (kind: Notice["kind"], text: string): void => {
        notices.push({ key, kind, text });
      };
      if (!Number.isInteger(given) || given < 1)
        refuse(
          "ignored",
          `step “${shorten(value)}” is no whole number from 1: the figure stands where it begins.`,
        );
      else {
        at = Math.min(given, mostSteps);
        if (at !== given)
          refuse(
            "clamped",
            `step ${given} is beyond ${mostSteps}: taken as ${mostSteps}.`,
          );
      }
    }
  }
  const read = parseVirtio(own, base.scenario);
  return {
    state: { scenario: read.scenario, at },
    notices: [...read.notices, ...notices],
  };
}

/** What of `state` differs from the preset. */
export function changesFrom(
  preset: VirtioPreset,
  { scenario, at }: VirtioState,
): Pair[] {
  const base = presetState(preset).scenario;
  const changes = valueChanges(
    virtioFields,
    (key) => virtioValue(base, key),
    (key) => virtioValue(scenario, key),
  );
  if (at !== null) changes.push(["step", String(at)]);
  return byKey(changes);
}

export const linkForm = linkFormOf({
  ownKeys: [...virtioFields.map(({ key }) => key), "step"],
  stateFrom,
  changesFrom,
});
