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
  keysOf,
  scenarioChanges,
  scenarioWith,
  searchWith,
  shorten,
} from "../lab/state.ts";
import type { LinkForm } from "../lab/use-address.ts";
import {
  columnChanges,
  columnsFrom,
  exchanged,
  isSettled,
  once,
  type Columns,
} from "./columns.ts";

export interface ExplorerState extends Columns {
  readonly scenario: Scenario;
  /** Rows walked; null for all. */
  readonly at: number | null;
  readonly by: Measure;
}

export type ExplorerPreset = Columns;

const ownKeys = ["with", "way", "step", "by"];
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

export function stateFromSearch(
  search: string,
  preset: ExplorerPreset,
  prefix: string,
  others: readonly string[],
): { state: ExplorerState; notices: readonly Notice[] } {
  const base = presetState(preset);
  const asked = columnsFrom(keysOf(search, prefix, others), base);
  const own: [string, string][] = [];
  const notices: Notice[] = [...asked.notices];
  let { at, by } = base;
  const refuse = (key: string, kind: Notice["kind"], text: string) => {
    notices.push({ key, kind, text });
  };
  for (const [key, value] of asked.rest) {
    if (key === "by") {
      const found = measures.find((each) => each === value);
      if (found) by = found;
      else
        refuse(
          key,
          "replaced",
          `by "${shorten(value)}" is neither elapsed nor cpu: ${by} stands.`,
        );
    } else if (key === "step") {
      const given = value.trim() === "" ? NaN : Number(value);
      if (Number.isInteger(given) && given >= 0) at = given;
      else
        refuse(
          key,
          "ignored",
          `step "${shorten(value)}" is not a whole number: all steps stand.`,
        );
    } else own.push([key, value]);
  }
  const { columns, way } = asked;
  const read = scenarioWith(base.scenario, own);
  return {
    state: { scenario: read.scenario, columns, way, at, by },
    notices: [...read.notices, ...notices],
  };
}

/** What of `state` differs from the preset, as pairs of key and text. */
export function changesFrom(
  preset: ExplorerPreset,
  state: ExplorerState,
): [string, string][] {
  const base = presetState(preset);
  const changes = scenarioChanges(base.scenario, state.scenario).filter(
    ([key]) => key !== "technology" && !isSettled(key),
  );
  changes.push(...columnChanges(base, state));
  if (state.at !== null) changes.push(["step", String(state.at)]);
  if (state.by !== base.by) changes.push(["by", state.by]);
  return changes.sort(([a], [b]) => (a < b ? -1 : 1));
}

export const linkForm = (preset: ExplorerPreset): LinkForm<ExplorerState> => ({
  read: (search, prefix, others) =>
    stateFromSearch(search, preset, prefix, others),
  write: (search, prefix, state) =>
    searchWith(search, prefix, ownKeys, changesFrom(preset, state)),
});
