/**
 * Two or three walks side by side: which of their steps are the same.
 *
 * IDEA   Two steps are the same when they have one id, and keep their order: a longest common
 *        subsequence of ids. A third walk is aligned with the rows that the first two made.
 * HOLDS  Every step of every walk stands in exactly one row, in its own order (align.test.ts).
 * FAILS  Three walks are aligned one after the other, which need not be the most that three share.
 * COST   Rows times steps.
 * SOURCE Wagner and Fischer 1974, the table of common lengths.
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

/** Pairs of positions of a longest common subsequence of `a` and `b`, in order. */
export function commonSubsequence(
  a: readonly string[],
  b: readonly string[],
): [number, number][] {
  const width = b.length + 1;
  /** lengths[i * width + j]: the longest that a from i and b from j have in common. */
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(
              lengths[(i + 1) * width + j] ?? 0,
              lengths[i * width + j + 1] ?? 0,
            );
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (
      (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)
    )
      i++;
    else j++;
  }
  return pairs;
}

type Cells = readonly (WalkStep | null)[];

const idOf = (cells: Cells): string =>
  cells.find((cell) => cell !== null)?.step.id ?? "";

/** `rows` of `width` cells with one more walk beside them. */
function beside(
  rows: readonly Cells[],
  width: number,
  steps: readonly WalkStep[],
): Cells[] {
  const pairs = commonSubsequence(
    rows.map(idOf),
    steps.map(({ step }) => step.id),
  );
  const empty: Cells = Array.from({ length: width }, () => null);
  const made: Cells[] = [];
  let row = 0;
  let at = 0;
  for (const [i, j] of [...pairs, [rows.length, steps.length] as const]) {
    for (; row < i; row++) made.push([...(rows[row] ?? empty), null]);
    for (; at < j; at++) made.push([...empty, steps[at] ?? null]);
    if (i < rows.length || j < steps.length)
      made.push([...(rows[row++] ?? empty), steps[at++] ?? null]);
  }
  return made;
}

const sharedBy = (cells: Cells): Row["shared"] => {
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
  let rows: readonly Cells[] = [];
  walks.forEach(({ steps }, width) => {
    rows = beside(rows, width, steps);
  });
  return rows.map((cells) => ({
    id: idOf(cells),
    cells,
    shared: sharedBy(cells),
  }));
}
