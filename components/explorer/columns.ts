/**
 * The part of a link that all pictures of a walk share: which technologies, which way, which options.
 *
 * IDEA   `with` names the technologies side by side, in order; `technology` puts one first; `way` says
 *        which way. What a walk settles by itself is refused; the rest is left to whoever asked.
 */
import {
  technologyById,
  type Notice,
  type Scenario,
} from "../../models/index.ts";
import { settledKeys, ways, type Way } from "../../models/explore/walk.ts";
import {
  choiceOf,
  namesOf,
  scenarioChanges,
  type Pair,
} from "../lab/link-form.ts";

/** More than three columns cannot be read beside each other. */
export const mostColumns = 3;

/** Technologies by id, one to three, each once; and the way they are walked. */
export interface Columns {
  readonly columns: readonly string[];
  readonly way: Way;
}

export const once = (ids: readonly string[]): readonly string[] =>
  [...new Set(ids)].slice(0, mostColumns);

/** `columns` with `id` at `at`; "" takes it away, but never the last. */
export function exchanged(
  columns: readonly string[],
  at: number,
  id: string,
): readonly string[] {
  const next = [...columns];
  const elsewhere = next.indexOf(id);
  // The one that stood there changes places with the one chosen.
  if (elsewhere >= 0 && elsewhere !== at) next[elsewhere] = next[at] ?? "";
  next[at] = id;
  const left = next.filter((each) => each !== "");
  return left.length > 0 ? once(left) : columns;
}

const isSettled = (key: string): boolean =>
  (settledKeys as readonly string[]).includes(key);

/** The columns that `given` asks for, over `base`; and the pairs that are none of theirs. */
export function columnsFrom(
  given: readonly Pair[],
  base: Columns,
): Columns & {
  readonly rest: readonly Pair[];
  readonly notices: readonly Notice[];
} {
  let { columns, way } = base;
  let head: string | null = null;
  const rest: Pair[] = [];
  const notices: Notice[] = [];
  const refuse = (key: string, kind: Notice["kind"], text: string) => {
    notices.push({ key, kind, text });
  };
  for (const pair of given) {
    const [key, value] = pair;
    if (key === "with" || key === "technology") {
      const { known, unknown } = namesOf(value, (id) => technologyById.has(id));
      if (unknown !== null)
        refuse(
          key,
          "ignored",
          `${key}: “${unknown}” names no technology: ignored.`,
        );
      if (key === "technology") head = known[0] ?? head;
      else if (known.length > 0) {
        columns = once(known);
        if (columns.length < new Set(known).size)
          refuse(key, "clamped", `with: the first ${mostColumns} are shown.`);
        else if (columns.length < known.length)
          refuse(
            key,
            "ignored",
            "with: a technology stands once beside others.",
          );
      }
    } else if (key === "way") {
      const found = choiceOf(key, value, ways, way);
      way = found.value;
      notices.push(...found.notices);
    } else if (isSettled(key))
      refuse(key, "ignored", `${key}: one lone message is walked: ignored.`);
    else rest.push(pair);
  }
  if (head !== null) columns = once([head, ...columns]);
  return { columns, way, rest, notices };
}

/** What of a scenario walked by itself, and of its columns, differs from others. */
export const walkChanges = (
  base: Columns & { readonly scenario: Scenario },
  now: Columns & { readonly scenario: Scenario },
): Pair[] => {
  const changes = scenarioChanges(base.scenario, now.scenario).filter(
    ([key]) => key !== "technology" && !isSettled(key),
  );
  if (now.columns.join() !== base.columns.join())
    changes.push(["with", now.columns.join(",")]);
  if (now.way !== base.way) changes.push(["way", now.way]);
  return changes;
};
