/** What the lab shows for a state: walks, as each observer sees them. */
import { technologyById } from "../../models/index.ts";
import { seenFrom, type Seen } from "../../models/explore/seen.ts";
import { switchesOf } from "../../models/explore/switches.ts";
import { togglesOf } from "../../models/explore/toggles.ts";
import { walkOf, type Walk } from "../../models/explore/walk.ts";
import type { ExplorerView } from "../explorer/view.ts";
import type { SeenState } from "./state.ts";

export interface SeenColumn {
  readonly walk: Walk;
  /** As each observer sees it who is asked for, and then, if both are, as both do. */
  readonly lines: readonly Seen[];
  /** Of them the one that was asked for. */
  readonly asked: Seen;
}

export interface SeenView extends Pick<
  ExplorerView,
  "toggles" | "switches" | "refused"
> {
  readonly columns: readonly SeenColumn[];
}

export function viewOf(state: SeenState): SeenView {
  const { from, way, scenario } = state;
  const refusalOf = (id: string): string | undefined =>
    way === "disk" ? technologyById.get(id)?.refuses?.disk : undefined;
  const ids = state.columns.filter((id) => refusalOf(id) === undefined);
  return {
    columns: ids.map((id) => {
      const walk = walkOf(scenario, id, way);
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
    toggles: togglesOf(scenario, ids, way),
    switches: state.columns.flatMap((id, column) =>
      switchesOf(id, way).map((which) => ({ column, which })),
    ),
    refused: state.columns.flatMap((id) => refusalOf(id) ?? []),
  };
}

/** Observers of a column who stand in one place. */
export const single = ({ lines }: SeenColumn): readonly Seen[] =>
  lines.length === 1 ? lines : lines.filter(({ from }) => from !== "both");
