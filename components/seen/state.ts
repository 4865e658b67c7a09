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
  columnsFrom,
  exchanged,
  once,
  walkChanges,
  type Columns,
} from "../explorer/columns.ts";
import {
  byKey,
  choiceOf,
  linkFormOf,
  scenarioWith,
  type Asked,
  type Pair,
} from "../lab/link-form.ts";

export interface SeenPreset extends Columns {
  readonly from: Observer;
}

export interface SeenState extends SeenPreset {
  readonly scenario: Scenario;
}

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

/** The state that a link's pairs ask for. */
function stateFrom(
  given: readonly Pair[],
  preset: SeenPreset,
): Asked<SeenState> {
  const base = presetState(preset);
  const { columns, way, rest, ...asked } = columnsFrom(given, base);
  const own: Pair[] = [];
  const notices: Notice[] = [...asked.notices];
  let { from } = base;
  for (const pair of rest) {
    const [key, value] = pair;
    if (key !== "from") own.push(pair);
    else {
      const found = choiceOf(key, value, observers, from);
      from = found.value;
      notices.push(...found.notices);
    }
  }
  const read = scenarioWith(base.scenario, own);
  return {
    state: { scenario: read.scenario, columns, way, from },
    notices: [...read.notices, ...notices],
  };
}

/** What of `state` differs from the preset. */
export function changesFrom(preset: SeenPreset, state: SeenState): Pair[] {
  const base = presetState(preset);
  const changes = walkChanges(base, state);
  if (state.from !== base.from) changes.push(["from", state.from]);
  return byKey(changes);
}

export const linkForm = linkFormOf({
  ownKeys: ["with", "way", "from"],
  stateFrom,
  changesFrom,
});
