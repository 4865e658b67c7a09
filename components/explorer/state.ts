/**
 * What a reader has chosen in the explorer, and how a link says it.
 *
 * IDEA   The scenario's own keys, as in every lab, and four more: `with` (the technologies side by
 *        side, in order; `technology` puts one first), `way`, `step` (how many rows have been walked;
 *        all when not given) and `by` (what the flame's widths are).
 */
import {
  defaultScenario,
  technologyById,
  withField,
  type Notice,
  type Scenario,
} from "../../models/index.ts";
import type { Measure } from "../../models/explore/flame.ts";
import { settledKeys, ways, type Way } from "../../models/explore/walk.ts";
import {
  keysOf,
  scenarioChanges,
  scenarioWith,
  searchWith,
  shorten,
} from "../lab/state.ts";
import type { LinkForm } from "../lab/use-address.ts";

/** More than three columns cannot be read beside each other. */
export const mostColumns = 3;

export interface ExplorerState {
  readonly scenario: Scenario;
  /** Ids of technologies, one to three, each once. */
  readonly columns: readonly string[];
  readonly way: Way;
  /** Rows walked; null for all. */
  readonly at: number | null;
  readonly by: Measure;
}

export interface ExplorerPreset {
  readonly columns: readonly string[];
  readonly way: Way;
}

const ownKeys = ["with", "way", "step", "by"];
const measures: readonly Measure[] = ["elapsed", "cpu"];

const once = (ids: readonly string[]): readonly string[] =>
  [...new Set(ids)].slice(0, mostColumns);

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
export function withColumn(
  state: ExplorerState,
  at: number,
  id: string,
): ExplorerState {
  const columns = [...state.columns];
  const elsewhere = columns.indexOf(id);
  // The one that stood there changes places with the one chosen.
  if (elsewhere >= 0 && elsewhere !== at)
    columns[elsewhere] = columns[at] ?? "";
  columns[at] = id;
  const left = columns.filter((each) => each !== "");
  return {
    ...state,
    columns: left.length > 0 ? once(left) : state.columns,
    at: null,
  };
}

export function stateFromSearch(
  search: string,
  preset: ExplorerPreset,
  prefix: string,
  others: readonly string[],
): { state: ExplorerState; notices: readonly Notice[] } {
  const base = presetState(preset);
  const own: [string, string][] = [];
  const notices: Notice[] = [];
  let { columns, way, at, by } = base;
  let head: string | null = null;
  const refuse = (key: string, kind: Notice["kind"], text: string) => {
    notices.push({ key, kind, text });
  };
  for (const [key, value] of keysOf(search, prefix, others)) {
    if (key === "with" || key === "technology") {
      const ids = value.split(",").slice(0, 64);
      const known = ids.filter((id) => technologyById.has(id));
      const unknown = ids.filter((id) => !technologyById.has(id));
      if (unknown.length > 0)
        refuse(
          key,
          "ignored",
          `${key}: "${shorten(unknown.join(","))}" names no technology: ignored.`,
        );
      if (key === "technology") head = known[0] ?? head;
      else if (known.length > 0) {
        columns = once(known);
        if (columns.length < new Set(known).size)
          refuse(key, "clamped", `with: the first ${mostColumns} are shown.`);
      }
    } else if (key === "way") {
      const found = ways.find((each) => each === value);
      if (found) way = found;
      else
        refuse(
          key,
          "replaced",
          `way "${shorten(value)}" is none of ${ways.join(", ")}: ${way} stands.`,
        );
    } else if (key === "by") {
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
    } else if ((settledKeys as readonly string[]).includes(key))
      refuse(key, "ignored", `${key}: one lone message is walked: ignored.`);
    else own.push([key, value]);
  }
  if (head !== null) columns = once([head, ...columns]);
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
    ([key]) =>
      key !== "technology" && !(settledKeys as readonly string[]).includes(key),
  );
  if (state.columns.join() !== base.columns.join())
    changes.push(["with", state.columns.join(",")]);
  if (state.way !== base.way) changes.push(["way", state.way]);
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
