/**
 * What a reader has chosen in the explorer, and how a link says it.
 *
 * IDEA   The scenario's own keys, as in every lab, and four more: `with` (the technologies side by
 *        side, in order; `technology` puts one first), `way`, `step` (how many rows have been walked;
 *        all when not given) and `by` (what the flame's widths are).
 */
import {
  defaultScenario,
  withField,
  type Notice,
  type Scenario,
} from "../../models/index.ts";
import type { Measure } from "../../models/explore/flame.ts";
import {
  byKey,
  choiceOf,
  linkFormOf,
  scenarioWith,
  shorten,
  type Asked,
  type Pair,
} from "../lab/link-form.ts";
import {
  columnsFrom,
  exchanged,
  once,
  walkChanges,
  type Columns,
} from "./columns.ts";

export interface ExplorerState extends Columns {
  readonly scenario: Scenario;
  /** Rows walked; null for all. */
  readonly at: number | null;
  readonly by: Measure;
}

export type ExplorerPreset = Columns;

const measures: readonly Measure[] = ["elapsed", "cpu"];

export const presetState = (preset: ExplorerPreset): ExplorerState => ({
  scenario: defaultScenario,
  columns: once(preset.columns),
  way: preset.way,
  at: null,
  by: "elapsed",
});

export const chosen = (
  state: ExplorerState,
  key: string,
  value: unknown,
): ExplorerState => ({
  ...state,
  scenario: withField(state.scenario, key, value),
  at: null,
});

/** `state` with `id` as its column `at`; "" takes the column away. */
export const withColumn = (
  state: ExplorerState,
  at: number,
  id: string,
): ExplorerState => ({
  ...state,
  columns: exchanged(state.columns, at, id),
  at: null,
});

/** The state that a link's pairs ask for. */
function stateFrom(
  given: readonly Pair[],
  preset: ExplorerPreset,
): Asked<ExplorerState> {
  const base = presetState(preset);
  const { columns, way, rest, ...asked } = columnsFrom(given, base);
  const own: Pair[] = [];
  const notices: Notice[] = [...asked.notices];
  let { at, by } = base;
  for (const pair of rest) {
    const [key, value] = pair;
    if (key === "by") {
      const found = choiceOf(key, value, measures, by);
      by = found.value;
      notices.push(...found.notices);
    } else if (key === "step") {
      const step = value.trim() === "" ? NaN : Number(value);
      if (Number.isInteger(step) && step >= 0) at = step;
      else
        notices.push({
          key,
          kind: "ignored",
          text: `step “${shorten(value)}” is not a whole number: all steps stand.`,
        });
    } else own.push(pair);
  }
  const read = scenarioWith(base.scenario, own);
  return {
    state: { scenario: read.scenario, columns, way, at, by },
    notices: [...read.notices, ...notices],
  };
}

/** What of `state` differs from the preset. */
export function changesFrom(
  preset: ExplorerPreset,
  state: ExplorerState,
): Pair[] {
  const base = presetState(preset);
  const changes = walkChanges(base, state);
  if (state.at !== null) changes.push(["step", String(state.at)]);
  if (state.by !== base.by) changes.push(["by", state.by]);
  return byKey(changes);
}

export const linkForm = linkFormOf({
  ownKeys: ["with", "way", "step", "by"],
  stateFrom,
  changesFrom,
});
