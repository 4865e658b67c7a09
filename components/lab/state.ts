/**
 * What a reader has chosen in a lab, and how a link says it.
 *
 * IDEA   The scenario's own keys, and two more: `with` (the technologies compared) and `y` (the axis).
 */
import {
  queryToScenario,
  refusalOf,
  technologies,
  technologyById,
  withField,
  type Notice,
  type Scenario,
} from "../../models/index.ts";
import { yScales, type YScale } from "../chart/series.ts";
import { scenarioNotice, type FieldsOf } from "./field-entry.ts";
import {
  byKey,
  choiceOf,
  linkFormOf,
  namesOf,
  scenarioChanges,
  scenarioWith,
  type Asked,
  type Pair,
} from "./link-form.ts";

export interface LabState {
  readonly scenario: Scenario;
  /** Ids of the technologies drawn, in catalogue order; the scenario's own is among them. */
  readonly compared: readonly string[];
  readonly y: YScale;
}

export interface LabPreset {
  readonly query: string;
  readonly technologies: readonly string[];
  readonly y: YScale;
}

const inOrder = (ids: readonly string[]): string[] =>
  technologies.map(({ id }) => id).filter((id) => ids.includes(id));

export const stateOf = (
  scenario: Scenario,
  compared: readonly string[],
  y: YScale,
): LabState => ({
  scenario,
  compared: inOrder([...compared, scenario.technology]),
  y,
});

export const presetState = (preset: LabPreset): LabState =>
  stateOf(
    queryToScenario(preset.query).scenario,
    preset.technologies,
    preset.y,
  );

/** `state` with one field as the reader typed or chose it. */
export const chosen = (
  state: LabState,
  key: string,
  value: unknown,
): LabState =>
  stateOf(withField(state.scenario, key, value), state.compared, state.y);

export const labFields: FieldsOf<LabState> = {
  chosen,
  noticeOf: ({ scenario }, key, text) => scenarioNotice(scenario, key, text),
};

/** `state` with a technology drawn or not; the one described is always drawn. */
export const compare = (
  state: LabState,
  id: string,
  draw: boolean,
): LabState => {
  const compared = draw
    ? [...state.compared, id]
    : state.compared.filter((each) => each !== id);
  const { technology: described, workload } = state.scenario;
  const explained = inOrder(compared).find(
    (each) => refusalOf(each, workload.kind) === null,
  );
  const next = described === id && !draw ? (explained ?? id) : described;
  return stateOf(
    withField(state.scenario, "technology", next),
    compared,
    state.y,
  );
};

/** The state that a link's pairs ask for. */
function stateFrom(given: readonly Pair[], preset: LabPreset): Asked<LabState> {
  const base = presetState(preset);
  const own: Pair[] = [];
  const notices: Notice[] = [];
  let { compared, y } = base;
  for (const pair of given) {
    const [key, value] = pair;
    if (key === "with") {
      const { known, unknown } = namesOf(value, (id) => technologyById.has(id));
      if (known.length > 0) compared = known;
      if (unknown !== null)
        notices.push({
          key,
          kind: "ignored",
          text: `with: “${unknown}” names no technology: ignored.`,
        });
    } else if (key === "y") {
      const axis = choiceOf(key, value, yScales, y);
      y = axis.value;
      notices.push(...axis.notices);
    } else own.push(pair);
  }
  const read = scenarioWith(base.scenario, own);
  return {
    state: stateOf(read.scenario, compared, y),
    notices: [...read.notices, ...notices],
  };
}

/** What of `state` differs from the preset. */
export function changesFrom(preset: LabPreset, state: LabState): Pair[] {
  const base = presetState(preset);
  const changes = scenarioChanges(base.scenario, state.scenario);
  if (state.compared.join() !== base.compared.join())
    changes.push(["with", state.compared.join(",")]);
  if (state.y !== base.y) changes.push(["y", state.y]);
  return byKey(changes);
}

export const linkForm = linkFormOf({
  ownKeys: ["with", "y"],
  stateFrom,
  changesFrom,
});
