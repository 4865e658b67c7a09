/**
 * What a reader has chosen in the lab of what can be seen, and how a link says it.
 *
 * IDEA   The scenario's own keys and the columns of every picture of a walk (explorer/columns.ts), and
 *        one more: `from`, where the observer stands.
 */
import {
  defaultScenario,
  withField,
  type Notice,
  type Scenario,
} from "../../models/index.ts";
import { observers, type Observer } from "../../models/explore/seen.ts";
import {
  columnChanges,
  columnsFrom,
  exchanged,
  isSettled,
  once,
  type Columns,
} from "../explorer/columns.ts";
import {
  keysOf,
  scenarioChanges,
  scenarioWith,
  searchWith,
  shorten,
} from "../lab/state.ts";
import type { LinkForm } from "../lab/use-address.ts";

export interface SeenPreset extends Columns {
  readonly from: Observer;
}

export interface SeenState extends SeenPreset {
  readonly scenario: Scenario;
}

const ownKeys = ["with", "way", "from"];

export const presetState = ({ columns, way, from }: SeenPreset): SeenState => ({
  scenario: defaultScenario,
  columns: once(columns),
  way,
  from,
});

export const chosen = (
  state: SeenState,
  key: string,
  value: unknown,
): SeenState => ({
  ...state,
  scenario: withField(state.scenario, key, value),
});

/** `state` with `id` as its column `at`; "" takes the column away. */
export const withColumn = (
  state: SeenState,
  at: number,
  id: string,
): SeenState => ({ ...state, columns: exchanged(state.columns, at, id) });

export function stateFromSearch(
  search: string,
  preset: SeenPreset,
  prefix: string,
  others: readonly string[],
): { state: SeenState; notices: readonly Notice[] } {
  const base = presetState(preset);
  const asked = columnsFrom(keysOf(search, prefix, others), base);
  const own: [string, string][] = [];
  const notices: Notice[] = [...asked.notices];
  let { from } = base;
  for (const [key, value] of asked.rest) {
    if (key !== "from") {
      own.push([key, value]);
      continue;
    }
    const found = observers.find((each) => each === value);
    if (found) from = found;
    else
      notices.push({
        key,
        kind: "replaced",
        text: `from "${shorten(value)}" is none of ${observers.join(", ")}: ${from} stands.`,
      });
  }
  const { columns, way } = asked;
  const read = scenarioWith(base.scenario, own);
  return {
    state: { scenario: read.scenario, columns, way, from },
    notices: [...read.notices, ...notices],
  };
}

/** What of `state` differs from the preset, as pairs of key and text. */
export function changesFrom(
  preset: SeenPreset,
  state: SeenState,
): [string, string][] {
  const base = presetState(preset);
  const changes = scenarioChanges(base.scenario, state.scenario).filter(
    ([key]) => key !== "technology" && !isSettled(key),
  );
  changes.push(...columnChanges(base, state));
  if (state.from !== base.from) changes.push(["from", state.from]);
  return changes.sort(([a], [b]) => (a < b ? -1 : 1));
}

export const linkForm = (preset: SeenPreset): LinkForm<SeenState> => ({
  read: (search, prefix, others) =>
    stateFromSearch(search, preset, prefix, others),
  write: (search, prefix, state) =>
    searchWith(search, prefix, ownKeys, changesFrom(preset, state)),
});
