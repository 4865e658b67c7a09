/**
 * How a lab's state is said in a link, and read from one: what every lab does alike.
 *
 * IDEA   A link holds only what differs from the lab's preset, as pairs of key and text; an empty text
 *        lifts a preset's. The page's first lab owns the plain keys; another lab's keys begin with its
 *        id and a dot. Keys that belong to nobody are kept, and said.
 */
import {
  fieldByKey,
  fields,
  fieldValue,
  parseScenario,
  withField,
  type Notice,
  type Scenario,
} from "../../models/index.ts";

export type Pair = readonly [key: string, text: string];

/** What was read of a link. */
export interface Asked<State> {
  readonly state: State;
  readonly notices: readonly Notice[];
}

/** How a lab's state is read from an address and written to it. */
export interface LinkForm<State> {
  /**
   * Never throws, whatever the address holds.
   *
   * @param search  the address's query, untrusted
   * @param prefix  "" for the page's first lab, "<id>." for others
   * @param others  prefixes of the page's other labs: their keys are none of ours
   */
  read(search: string, prefix: string, others: readonly string[]): Asked<State>;
  /** `search` with this lab's keys as `state` has them; "" or a text that begins with "?". */
  write(search: string, prefix: string, state: State): string;
}

/** What a kind of lab says of its links. */
export interface LinkWords<Preset, State> {
  /** Its keys beside the scenario's. */
  readonly ownKeys: readonly string[];
  /** The state that the pairs of a link ask for, over the preset's. */
  readonly stateFrom: (given: readonly Pair[], preset: Preset) => Asked<State>;
  /** What of a state differs from the preset's. */
  readonly changesFrom: (preset: Preset, state: State) => readonly Pair[];
}

const linkVersion = "1";

/** The keys of one lab in an address, without its prefix, and none of the page's other labs. */
const keysOf = (
  search: string,
  prefix: string,
  others: readonly string[],
): Pair[] =>
  [...new URLSearchParams(search)]
    .flatMap(([key, value]): Pair[] =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    )
    .filter(
      ([key]) =>
        prefix !== "" || !others.some((other) => key.startsWith(other)),
    );

/** Commas and colons need no escape in a query, and a reader edits it by hand. */
const readable = (query: string) =>
  query.replaceAll("%2C", ",").replaceAll("%3A", ":");

/** `search` with a lab's keys replaced by `changes`. */
function searchWith(
  search: string,
  prefix: string,
  ownKeys: readonly string[],
  changes: readonly Pair[],
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

export const linkFormOf =
  <Preset, State>(words: LinkWords<Preset, State>) =>
  (preset: Preset): LinkForm<State> => ({
    read: (search, prefix, others) =>
      words.stateFrom(keysOf(search, prefix, others), preset),
    write: (search, prefix, state) =>
      searchWith(
        search,
        prefix,
        words.ownKeys,
        words.changesFrom(preset, state),
      ),
  });

export const byKey = (changes: readonly Pair[]): Pair[] =>
  [...changes].sort(([a], [b]) => (a < b ? -1 : 1));

/** A scenario with the keys of a link over it. */
export function scenarioWith(
  base: Scenario,
  given: readonly Pair[],
): { scenario: Scenario; notices: readonly Notice[] } {
  const own = new URLSearchParams();
  let from = base;
  for (const [key, value] of given)
    if (value === "")
      from = withField(from, key, fieldByKey.get(key)?.initial ?? null);
    else own.append(key, value);
  return parseScenario(own.toString(), from);
}

/** What of fields' values differs from others, null as the empty text that leaves a field open. */
export const valueChanges = (
  keys: readonly { readonly key: string }[],
  base: (key: string) => string | number | null,
  now: (key: string) => string | number | null,
): Pair[] =>
  keys.flatMap(({ key }): Pair[] => {
    const value = now(key);
    return value === base(key) ? [] : [[key, String(value ?? "")]];
  });

/** What of a scenario differs from another. */
export const scenarioChanges = (base: Scenario, scenario: Scenario): Pair[] =>
  valueChanges(
    fields,
    (key) => fieldValue(base, key),
    (key) => fieldValue(scenario, key),
  );

export const shorten = (text: string) =>
  text.length > 40 ? `${text.slice(0, 40)}…` : text;

/** Names of a list that are looked at, at most. */
const longestList = 64;

/** The names of a list "zone,xen-pv" that are known; and the others, shortened, or null. */
export function namesOf(
  text: string,
  isKnown: (name: string) => boolean,
): { readonly known: readonly string[]; readonly unknown: string | null } {
  const names = text.split(",").slice(0, longestList);
  const unknown = names.filter((name) => !isKnown(name));
  return {
    known: names.filter(isKnown),
    unknown: unknown.length === 0 ? null : shorten(unknown.join(",")),
  };
}

/** The one of `choices` that a link names; what stood, with a notice, where it names none. */
export function choiceOf<Choice extends string>(
  key: string,
  text: string,
  choices: readonly Choice[],
  standing: Choice,
): { readonly value: Choice; readonly notices: readonly Notice[] } {
  const value = choices.find((each) => each === text);
  if (value !== undefined) return { value, notices: [] };
  const said = `${key} “${shorten(text)}” is none of ${choices.join(", ")}: ${standing} stands.`;
  return {
    value: standing,
    notices: [{ key, kind: "replaced", text: said }],
  };
}
