/**
 * Where the line through the lanes runs at each row of one column.
 *
 * IDEA   The message stands in the lane of the last step on its way. A step on its way moves it; one
 *        beside it branches off and the line goes on; where a column has no step the line goes on.
 */
import type { Place } from "../../models/index.ts";
import type { WalkStep } from "../../models/explore/walk.ts";

export interface Rail {
  /** The lane of the step's mark; −1 without a step. */
  readonly mark: number;
  /** The lane that the line comes from and the one it leaves by; −1 before the first or after the last. */
  readonly from: number;
  readonly to: number;
  readonly branches: boolean;
}

export function railsOf(
  cells: readonly (WalkStep | null)[],
  lanes: readonly Place[],
): readonly Rail[] {
  const onWay = (cell: WalkStep | null | undefined): boolean =>
    cell?.taken === "way";
  const last = cells.reduce(
    (found, cell, at) => (onWay(cell) ? at : found),
    -1,
  );
  let lane = -1;
  return cells.map((cell, at) => {
    const mark = cell ? lanes.indexOf(cell.step.place) : -1;
    const from = at > last ? -1 : lane;
    if (cell && onWay(cell)) lane = mark;
    return {
      mark,
      from,
      to: at >= last ? -1 : lane,
      branches: cell !== null && !onWay(cell),
    };
  });
}
