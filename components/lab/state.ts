/**
 * What a reader has chosen in a lab, and how a link says it.
 *
 * IDEA   A link holds only what differs from the lab's preset, in the scenario's own keys, plus
 *        `with` (the technologies compared) and `y` (the axis). An empty value lifts a preset's.
 *        The page's first lab owns the plain keys; another lab's keys begin with its id and a dot.
 *        Keys that belong to nobody are kept, and said.
 */
import {
  fieldByKey,
  fields,
  fieldValue,
  parseScenario,
  queryToScenario,
  refusalOf,
  technologies,
  withField,
  type Notice,
  type Scenario,
} from "../../models/index.ts";
import type { YScale } from "../chart/series.ts";

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

export const linkVersion = "1";
const ownKeys = ["with", "y"];

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

/** The keys of one lab in an address, without its prefix, and none of the page's other labs. */
export const keysOf = (
  search: string,
  prefix: string,
  others: readonly string[],
): [string, string][] =>
  [...new URLSearchParams(search)]
    .flatMap(([key, value]): [string, string][] =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    )
    .filter(
      ([key]) =>
        prefix !== "" || !others.some((other) => key.startsWith(other)),
    );

/** A scenario with the keys of an address over it; an empty value lifts a preset's. */
export function scenarioWith(
  base: Scenario,
  given: readonly (readonly [string, string])[],
): { scenario: Scenario; notices: readonly Notice[] } {
  const own = new URLSearchParams();
  let from = base;
  for (const [key, value] of given)
    if (value === "")
      from = withField(from, key, fieldByKey.get(key)?.initial ?? null);
    else own.append(key, value);
  return parseScenario(own.toString(), from);
}

export const shorten = (text: string) =>
  text.length > 40 ? `${text.slice(0, 40)}…` : text;

/**
 * The state that a page's address asks of a lab. Never throws, whatever the address holds.
 *
 * @param search  the address's query, untrusted
 * @param prefix  "" for the page's first lab, "<id>." for others
 * @param others  prefixes of the page's other labs: their keys are none of ours
 */
export function stateFromSearch(
  search: string,
  preset: LabPreset,
  prefix: string,
  others: readonly string[],
): { state: LabState; notices: readonly Notice[] } {
  const given = keysOf(search, prefix, others);
  const base = presetState(preset);
  const own: [string, string][] = [];
  const notices: Notice[] = [];
  let { compared, y } = base;
  for (const [key, value] of given) {
    if (key === "with") {
      const ids = value.split(",").slice(0, 64);
      const known = inOrder(ids);
      const unknown = ids.filter((id) => !known.includes(id));
      if (known.length > 0) compared = known;
      if (unknown.length > 0)
        notices.push({
          key,
          kind: "ignored",
          text: `with: "${shorten(unknown.join(","))}" names no technology: ignored.`,
        });
    } else if (key === "y") {
      if (value === "log" || value === "linear") y = value;
      else
        notices.push({
          key,
          kind: "replaced",
          text: `y "${shorten(value)}" is neither linear nor log: ${y} stands.`,
        });
    } else own.push([key, value]);
  }
  const read = scenarioWith(base.scenario, own);
  return {
    state: stateOf(read.scenario, compared, y),
    notices: [...read.notices, ...notices],
  };
}

/** What of a scenario differs from another, as pairs of key and text. */
export const scenarioChanges = (
  base: Scenario,
  scenario: Scenario,
): [string, string][] =>
  fields.flatMap(({ key }): [string, string][] => {
    const value = fieldValue(scenario, key);
    if (value === fieldValue(base, key)) return [];
    return [[key, value === null ? "" : String(value)]];
  });

/** What of `state` differs from the preset, as pairs of key and text. */
export function changesFrom(
  preset: LabPreset,
  state: LabState,
): [string, string][] {
  const base = presetState(preset);
  const changes = scenarioChanges(base.scenario, state.scenario);
  if (state.compared.join() !== base.compared.join())
    changes.push(["with", state.compared.join(",")]);
  if (state.y !== base.y) changes.push(["y", state.y]);
  return changes.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `search` with a lab's keys replaced by `changes`; "" or a text that begins with "?". */
export function searchWith(
  search: string,
  prefix: string,
  ownKeys: readonly string[],
  changes: readonly (readonly [string, string])[],
): string {
  const mine = new Set([
    ...fields.map(({ key }) => key),
    ...ownKeys,
    "v",
    "version",
  ]);
  const kept = [...new URLSearchParams(search)].filter(
    ([key]) =>
      !(key.startsWith(prefix) && mine.has(key.slice(prefix.length))) &&
      key !== "v",
  );
  const own = changes.map(([key, value]): [string, string] => [
    prefix + key,
    value,
  ]);
  const all = [...own, ...kept];
  if (own.length > 0 || kept.some(([key]) => key.includes(".")))
    all.push(["v", linkVersion]);
  return all.length === 0
    ? ""
    : `?${readable(new URLSearchParams(all).toString())}`;
}

/** `search` with this lab's keys replaced by those of `state`; "" or a text that begins with "?". */
export const searchOf = (
  search: string,
  preset: LabPreset,
  prefix: string,
  state: LabState,
): string => searchWith(search, prefix, ownKeys, changesFrom(preset, state));

/** Commas and colons need no escape in a query, and a reader edits it by hand. */
const readable = (query: string) =>
  query.replaceAll("%2C", ",").replaceAll("%3A", ":");
