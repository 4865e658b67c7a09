/** What the lab shows for a state: walks, as each observer sees them. */
import { seenFrom, type Seen } from "../../models/explore/seen.ts";
import type { Walk } from "../../models/explore/walk.ts";
import { walkedOf, type Walked } from "../explorer/view.ts";
import type { SeenState } from "./state.ts";

export interface SeenColumn {
  readonly walk: Walk;
  /** As each observer sees it who is asked for, and then, if both are, as both do. */
  readonly lines: readonly Seen[];
  /** Of them the one that was asked for. */
  readonly asked: Seen;
}

export interface SeenView extends Omit<Walked, "walks"> {
  readonly columns: readonly SeenColumn[];
}

export function viewOf(state: SeenState): SeenView {
  const { from } = state;
  const { walks, ...choices } = walkedOf(state);
  return {
    columns: walks.map((walk) => {
      const asked = seenFrom(walk, from);
      return {
        walk,
        asked,
        lines:
          from === "both"
            ? [seenFrom(walk, "host"), seenFrom(walk, "guest"), asked]
            : [asked],
      };
    }),
    ...choices,
  };
}

/** Observers of a column who stand in one place. */
export const single = ({ lines }: SeenColumn): readonly Seen[] =>
  lines.length === 1 ? lines : lines.filter(({ from }) => from !== "both");
