/**
 * What a reader has chosen in a simulated lab, and how a link says it.
 *
 * IDEA   The scenario's own keys, as in every lab, and four more: `seconds` (how long a run is),
 *        `against` (what the compared scenario has otherwise, as `cap:2,threads:4`; `none` for no
 *        comparison), `y` (the axis of shares), and `worker` (off: run on the page).
 */
import {
  fieldByKey,
  fieldValue,
  queryToScenario,
  withField,
  parseScenario,
  type Notice,
  type NumberField,
  type Scenario,
} from "../../models/index.ts";
import { readField } from "../../models/fields/read-field.ts";
import { yScales, type YScale } from "../chart/series.ts";
import { scenarioNotice, type FieldsOf } from "../lab/field-entry.ts";
import {
  byKey,
  choiceOf,
  linkFormOf,
  scenarioChanges,
  scenarioWith,
  shorten,
  type Asked,
  type Pair,
} from "../lab/link-form.ts";

export interface SimState {
  readonly scenario: Scenario;
  /** Simulated seconds that count. */
  readonly seconds: number;
  /** The compared scenario, or null. */
  readonly against: Scenario | null;
  readonly y: YScale;
}

export interface SimPreset {
  readonly query: string;
  readonly seconds: number;
  /** What the compared scenario has otherwise: "cap-release=before"; empty for none. */
  readonly against: string;
  readonly y: YScale;
}

/** A run's length is the lab's own choice: it can be cancelled, and the engine bounds its events. */
export const secondsField: NumberField = {
  kind: "number",
  key: "seconds",
  label: "Length of a run",
  hint: "simulated time that counts; longer runs have narrower intervals",
  at: ["seconds"],
  unit: "s",
  low: 0.1,
  high: 3600,
  integer: false,
  initial: 10,
  words: [],
  slider: [1, 120],
  logarithmic: true,
};

export const presetState = (preset: SimPreset): SimState => {
  const { scenario } = queryToScenario(preset.query);
  return {
    scenario,
    seconds: preset.seconds,
    against:
      preset.against === ""
        ? null
        : parseScenario(preset.against, scenario).scenario,
    y: preset.y,
  };
};

/** `state` with one field as the reader typed or chose it, in both scenarios where they agree. */
export const chosen = (
  state: SimState,
  key: string,
  value: unknown,
): SimState => {
  if (key === "seconds") {
    const read = readField(secondsField, value, state.seconds);
    return { ...state, seconds: Number(read.value) };
  }
  const scenario = withField(state.scenario, key, value);
  const { against } = state;
  const shared =
    against !== null &&
    fieldValue(against, key) === fieldValue(state.scenario, key);
  return {
    ...state,
    scenario,
    against: shared ? withField(against, key, value) : against,
  };
};

export const simFields: FieldsOf<SimState> = {
  chosen,
  noticeOf: ({ scenario, seconds }, key, text) => {
    if (key !== "seconds") return scenarioNotice(scenario, key, text);
    const { notice } = readField(secondsField, text, seconds);
    return notice && { key, ...notice };
  },
};

/** `state` with one field of the compared scenario. */
const chosenAgainst = (
  state: SimState,
  key: string,
  value: unknown,
): SimState => ({
  ...state,
  against: withField(state.against ?? state.scenario, key, value),
});

export const againstFields: FieldsOf<SimState> = {
  chosen: chosenAgainst,
  noticeOf: ({ scenario, against }, key, text) =>
    scenarioNotice(against ?? scenario, key, text),
};

/** Keys in which the compared scenario differs. */
export const differing = ({ scenario, against }: SimState): string[] =>
  against === null
    ? []
    : scenarioChanges(scenario, against).map(([key]) => key);

const againstText = ({ scenario, against }: SimState): string =>
  against === null
    ? "none"
    : scenarioChanges(scenario, against)
        .map(([key, value]) => `${key}:${value}`)
        .join(",") || "same";

/** The state that a link's pairs ask for. */
function stateFrom(given: readonly Pair[], preset: SimPreset): Asked<SimState> {
  const base = presetState(preset);
  const own: Pair[] = [];
  const notices: Notice[] = [];
  let { seconds, y } = base;
  let asked: string | null = null;
  const refuse = (key: string, kind: Notice["kind"], text: string) => {
    notices.push({ key, kind, text });
  };
  for (const pair of given) {
    const [key, value] = pair;
    if (key === "seconds") {
      const read = readField(secondsField, value, seconds);
      seconds = Number(read.value);
      if (read.notice) refuse(key, read.notice.kind, read.notice.text);
    } else if (key === "y") {
      const axis = choiceOf(key, value, yScales, y);
      y = axis.value;
      notices.push(...axis.notices);
    } else if (key === "against") asked = value;
    else if (key !== "worker") own.push(pair);
  }
  const read = scenarioWith(base.scenario, own);
  notices.unshift(...read.notices);
  const { scenario } = read;
  // What the preset compares keeps its difference when the rest of the scenario moves.
  const kept = differing(base).map((key): Pair => {
    const value = base.against && fieldValue(base.against, key);
    return [key, value === null ? "" : String(value)];
  });
  const pairs =
    asked === null
      ? kept
      : asked
          .split(",")
          .slice(0, 32)
          .flatMap((part): Pair[] => {
            const at = part.indexOf(":");
            if (at > 0 && fieldByKey.has(part.slice(0, at)))
              return [[part.slice(0, at), part.slice(at + 1)]];
            if (!["", "none", "same"].includes(part))
              refuse(
                "against",
                "ignored",
                `against: “${shorten(part)}” is not a key, a colon and a value: ignored.`,
              );
            return [];
          });
  const wanted =
    asked === null
      ? base.against !== null
      : asked === "same" || pairs.length > 0;
  let against: Scenario | null = null;
  if (wanted) {
    const other = scenarioWith(scenario, pairs);
    against = other.scenario;
    for (const { kind, text } of other.notices)
      refuse("against", kind, `against: ${text}`);
  }
  return { state: { scenario, seconds, against, y }, notices };
}

/** What of `state` differs from the preset. */
export function changesFrom(preset: SimPreset, state: SimState): Pair[] {
  const base = presetState(preset);
  const changes = scenarioChanges(base.scenario, state.scenario);
  if (state.seconds !== base.seconds)
    changes.push(["seconds", String(state.seconds)]);
  if (state.y !== base.y) changes.push(["y", state.y]);
  if (againstText(state) !== againstText(base))
    changes.push(["against", againstText(state)]);
  return byKey(changes);
}

export const linkForm = linkFormOf({
  // Where the page runs its simulations (`worker`) is the reader's, not the state's: it is kept.
  ownKeys: ["seconds", "against", "y"],
  stateFrom,
  changesFrom,
});
