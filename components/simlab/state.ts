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
  type Scenario,
} from "../../models/index.ts";
import type { YScale } from "../chart/series.ts";
import {
  keysOf,
  scenarioChanges,
  scenarioWith,
  searchWith,
  shorten,
} from "../lab/state.ts";
import type { LinkForm } from "../lab/use-address.ts";

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

/** Simulated seconds: a run can be cancelled, and the engine bounds its events. */
export const secondsRange = [0.1, 600] as const;
const ownKeys = ["seconds", "against", "y", "worker"];

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

/** `state` with one field of the compared scenario. */
export const chosenAgainst = (
  state: SimState,
  key: string,
  value: unknown,
): SimState => ({
  ...state,
  against: withField(state.against ?? state.scenario, key, value),
});

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

export function stateFromSearch(
  search: string,
  preset: SimPreset,
  prefix: string,
  others: readonly string[],
): { state: SimState; notices: readonly Notice[] } {
  const base = presetState(preset);
  const own: [string, string][] = [];
  const notices: Notice[] = [];
  let { seconds, y } = base;
  let asked: string | null = null;
  const refuse = (key: string, kind: Notice["kind"], text: string) => {
    notices.push({ key, kind, text });
  };
  for (const [key, value] of keysOf(search, prefix, others)) {
    if (key === "seconds") {
      const [low, high] = secondsRange;
      const given = value.trim() === "" ? NaN : Number(value);
      if (Number.isNaN(given))
        refuse(
          key,
          "replaced",
          `seconds "${shorten(value)}" is not a number: ${seconds} stands.`,
        );
      else {
        seconds = Math.min(high, Math.max(low, given));
        if (seconds !== given)
          refuse(
            key,
            "clamped",
            `seconds ${shorten(value)} is outside ${low} to ${high}: taken as ${seconds}.`,
          );
      }
    } else if (key === "y") {
      if (value === "log" || value === "linear") y = value;
      else
        refuse(
          key,
          "replaced",
          `y "${shorten(value)}" is neither linear nor log: ${y} stands.`,
        );
    } else if (key === "against") asked = value;
    else if (key !== "worker") own.push([key, value]);
  }
  const read = scenarioWith(base.scenario, own);
  notices.unshift(...read.notices);
  const { scenario } = read;
  // What the preset compares keeps its difference when the rest of the scenario moves.
  const kept = differing(base).map((key): [string, string] => {
    const value = base.against && fieldValue(base.against, key);
    return [key, value === null ? "" : String(value)];
  });
  const pairs =
    asked === null
      ? kept
      : asked
          .split(",")
          .slice(0, 32)
          .flatMap((part): [string, string][] => {
            const at = part.indexOf(":");
            if (at > 0 && fieldByKey.has(part.slice(0, at)))
              return [[part.slice(0, at), part.slice(at + 1)]];
            if (!["", "none", "same"].includes(part))
              refuse(
                "against",
                "ignored",
                `against: "${shorten(part)}" is not a key, a colon and a value: ignored.`,
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

/** What of `state` differs from the preset, as pairs of key and text. */
export function changesFrom(
  preset: SimPreset,
  state: SimState,
): [string, string][] {
  const base = presetState(preset);
  const changes = scenarioChanges(base.scenario, state.scenario);
  if (state.seconds !== base.seconds)
    changes.push(["seconds", String(state.seconds)]);
  if (state.y !== base.y) changes.push(["y", state.y]);
  if (againstText(state) !== againstText(base))
    changes.push(["against", againstText(state)]);
  return changes.sort(([a], [b]) => (a < b ? -1 : 1));
}

export const linkForm = (preset: SimPreset): LinkForm<SimState> => ({
  read: (search, prefix, others) =>
    stateFromSearch(search, preset, prefix, others),
  write: (search, prefix, state) =>
    // Where the page runs its simulations is the reader's, not the state's.
    searchWith(
      search,
      prefix,
      ownKeys.filter((key) => key !== "worker"),
      changesFrom(preset, state),
    ),
});
