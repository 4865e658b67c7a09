/**
 * Walks side by side: which of their steps are the same.
 *
 * IDEA   Two steps are the same when they have one id, and keep their order. All walks are aligned
 *        at once: a row of two saves one row, a row of three saves two, and the most is saved.
 *        Among alignments of the fewest rows, the most rows are those that all walks share.
 * HOLDS  Every step of every walk stands in exactly one row, in its own order; no alignment has fewer
 *        rows; which steps share a row does not depend on the order of the walks (align.test.ts).
 * FAILS  Among equally good alignments one is taken by the ids alone, not by what a reader would
 *        prefer. Steps of different ids are different steps, whatever their functions.
 * COST   The product of the lengths, times two to the number of walks: a millisecond for the three
 *        longest.
 * SOURCE Wagner and Fischer 1974, the table of common lengths, in as many dimensions as walks.
 */
import type { Walk, WalkStep } from "./walk.ts";

export interface Row {
  readonly id: string;
  /** One a walk; null where a walk has no such step. */
  readonly cells: readonly (WalkStep | null)[];
  /**
   * `functions`: every walk takes it, and a tracer shows the same functions. `step`: at least two
   * walks have it. `own`: one has it.
   */
  readonly shared: "functions" | "step" | "own";
}

type Ids = readonly string[];

/** One row: a position in each list, null where the list has no part in it. */
export type Places = readonly (number | null)[];

/** More than there are rows: a row that all share counts where the fewest rows leave a choice. */
const rowSaved = 1024;

/** Every choice of `count` lists, the largest first, each as places in the list of lists. */
const choicesOf = (count: number): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** count - 1 }, (_, choice) =>
    Array.from({ length: count }, (_, list) => list).filter(
      (list) => ((choice + 1) >> list) & 1,
    ),
  ).sort((a, b) => b.length - a.length);

/** The rows of a best alignment that at least two of `lists` share, in order. */
function sharedRows(lists: readonly Ids[]): readonly Places[] {
  const strides = lists.map((_, list) =>
    lists.slice(0, list).reduce((size, ids) => size * (ids.length + 1), 1),
  );
  const moves = choicesOf(lists.length).map((members) => ({
    members,
    stride: members.reduce((sum, list) => sum + (strides[list] ?? 0), 0),
    worth:
      rowSaved * (members.length - 1) +
      (members.length === lists.length ? 1 : 0),
  }));
  /** Where each list stands in the state `at`, as the id that comes next. */
  const nextIds = (at: number): (string | undefined)[] =>
    lists.map(
      (ids, list) =>
        ids[Math.floor(at / (strides[list] ?? 1)) % (ids.length + 1)],
    );
  const possible = (next: readonly (string | undefined)[]) =>
    moves.filter(({ members: [first = 0, ...others] }) => {
      const id = next[first];
      return id !== undefined && others.every((list) => next[list] === id);
    });
  const states = lists.reduce((size, ids) => size * (ids.length + 1), 1);
  /** The most that the rest of the lists is worth, from each state on. */
  const worthFrom = new Uint32Array(states);
  for (let at = states - 2; at >= 0; at--) {
    let best = 0;
    for (const { worth, stride } of possible(nextIds(at)))
      best = Math.max(best, worth + (worthFrom[at + stride] ?? 0));
    worthFrom[at] = best;
  }

  const rows: Places[] = [];
  const places = lists.map(() => 0);
  for (let at = 0; at < states - 1;) {
    const left = worthFrom[at];
    const move = possible(nextIds(at)).find(
      ({ worth, stride }) => worth + (worthFrom[at + stride] ?? 0) === left,
    );
    if (!move) break; // every state but the last has a best move
    const { members, stride } = move;
    if (members.length > 1)
      rows.push(
        places.map((place, list) => (members.includes(list) ? place : null)),
      );
    for (const list of members) places[list] = (places[list] ?? 0) + 1;
    at += stride;
  }
  return rows;
}

/**
 * A joint alignment of `lists`.
 *
 * @param lists  ids; none, one or a few lists
 * @returns      rows in an order that every list keeps; what one list alone has stands before the next
 *               row that the list shares
 */
export function alignIds(lists: readonly Ids[]): readonly Places[] {
  // By content, so that the order of the lists cannot decide between equals.
  const order = lists
    .map((ids, list) => ({ list, key: ids.join("\n") }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ list }) => list);
  const shared = sharedRows(order.map((list) => lists[list] ?? [])).map((row) =>
    lists.map((_, list) => row[order.indexOf(list)] ?? null),
  );
  const rows: Places[] = [];
  const reached = lists.map(() => 0);
  const upTo = (ends: Places) => {
    ends.forEach((end, list) => {
      for (; end !== null && (reached[list] ?? end) < end; reached[list]!++)
        rows.push(lists.map((_, at) => (at === list ? reached[list]! : null)));
    });
  };
  for (const row of shared) {
    upTo(row);
    rows.push(row);
    row.forEach((place, list) => {
      if (place !== null) reached[list] = place + 1;
    });
  }
  upTo(lists.map(({ length }) => length));
  return rows;
}

const sharedBy = (cells: Row["cells"]): Row["shared"] => {
  const present = cells.filter((cell) => cell !== null);
  if (present.length < 2) return "own";
  const functions = new Set(
    present.map(({ step }) => `${step.place} ${step.functions.join()}`),
  );
  return present.length === cells.length && functions.size === 1
    ? "functions"
    : "step";
};

/** The rows of `walks`; one walk gives a row a step. */
export function alignWalks(walks: readonly Walk[]): readonly Row[] {
  const ids = walks.map(({ steps }) => steps.map(({ step }) => step.id));
  return alignIds(ids).map((places) => {
    const cells = places.map((place, walk) =>
      place === null ? null : (walks[walk]?.steps[place] ?? null),
    );
    return {
      id: cells.find((cell) => cell !== null)?.step.id ?? "",
      cells,
      shared: sharedBy(cells),
    };
  });
}
