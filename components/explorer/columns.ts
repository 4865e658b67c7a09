/**
 * The part of a link that all pictures of a walk share: which technologies, which way, which options.
 *
 * IDEA   `with` names the technologies side by side, in order; `technology` puts one first; `way` says
 *        which way. What a walk settles by itself is refused; the rest is left to whoever asked.
 */
import { technologyById, type Notice } from "../../models/index.ts";
import { settledKeys, ways, type Way } from "../../models/explore/walk.ts";
import { shorten } from "../lab/state.ts";

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

export const isSettled = (key: string): boolean =>
  (settledKeys as readonly string[]).includes(key);

/** The columns that `given` asks for, over `base`; and the pairs that are none of theirs. */
export function columnsFrom(
  given: readonly (readonly [string, string])[],
  base: Columns,
): Columns & {
  readonly rest: readonly [string, string][];
  readonly notices: readonly Notice[];
} {
  let { columns, way } = base;
  let head: string | null = null;
  const rest: [string, string][] = [];
  const notices: Notice[] = [];
  const refuse = (key: string, kind: Notice["kind"], text: string) => {
    notices.push({ key, kind, text });
  };
  for (const [key, value] of given) {
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
        else if (columns.length < known.length)
          refuse(
            key,
            "ignored",
            "with: a technology stands once beside others.",
          );
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
    } else if (isSettled(key))
      refuse(key, "ignored", `${key}: one lone message is walked: ignored.`);
    else rest.push([key, value]);
  }
  if (head !== null) columns = once([head, ...columns]);
  return { columns, way, rest, notices };
}

/** What of `now` differs from `base`, as pairs of key and text. */
export const columnChanges = (
  base: Columns,
  now: Columns,
): [string, string][] => [
  ...(now.columns.join() === base.columns.join()
    ? []
    : [["with", now.columns.join(",")] satisfies [string, string]]),
  ...(now.way === base.way
    ? []
    : [["way", now.way] satisfies [string, string]]),
];
