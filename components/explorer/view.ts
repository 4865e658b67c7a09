/**
 * What the explorer shows for a state: walks, their rows, and sums up to the row reached.
 *
 * IDEA   The model is asked (models/explore); here its answers are put beside each other. A way that
 *        a technology refuses is said, and not walked.
 */
import {
  technologyById,
  type Place,
  type Scenario,
} from "../../models/index.ts";
import { alignWalks, type Row } from "../../models/explore/align.ts";
import {
  sameStacks,
  stacksOf,
  type Stack,
} from "../../models/explore/stacks.ts";
import { switchesOf, type Switch } from "../../models/explore/switches.ts";
import { tallyOf, type Tally } from "../../models/explore/tally.ts";
import { togglesOf, type Toggle } from "../../models/explore/toggles.ts";
import {
  lanesOf,
  longestStepS,
  walkOf,
  type Walk,
} from "../../models/explore/walk.ts";
import { placeName } from "../diagram/path-text.ts";
import type { Asked } from "../lab/link-form.ts";
import type { Columns } from "./columns.ts";
import type { ExplorerState } from "./state.ts";

export interface Column {
  readonly walk: Walk;
  readonly lanes: readonly Place[];
  readonly now: Tally;
  readonly whole: Tally;
  readonly stacks: readonly Stack[];
  /** The name of an earlier column whose stacks are these, function for function. */
  readonly same: string | null;
}

/** What is walked of a state's technologies, and what a reader can choose of it. */
export interface Walked {
  readonly walks: readonly Walk[];
  readonly toggles: readonly Toggle[];
  /** Each with the place, among the state's technologies, of the one that it exchanges. */
  readonly switches: readonly {
    readonly column: number;
    readonly which: Switch;
  }[];
  /** Sentences on technologies that have no such way. */
  readonly refused: readonly string[];
}

export interface ExplorerView extends Omit<Walked, "walks"> {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Rows walked. */
  readonly at: number;
  readonly longestS: number;
}

export const placeOf = ({ technology }: Walk, place: Place): string =>
  technology.places?.[place] ?? placeName(place, technology.family);

export function walkedOf({
  columns,
  way,
  scenario,
}: Columns & { readonly scenario: Scenario }): Walked {
  const refusalOf = (id: string): string | undefined =>
    way === "disk" ? technologyById.get(id)?.refuses?.disk : undefined;
  const ids = columns.filter((id) => refusalOf(id) === undefined);
  return {
    walks: ids.map((id) => walkOf(scenario, id, way)),
    toggles: togglesOf(scenario, ids, way),
    switches: columns.flatMap((id, column) =>
      switchesOf(id, way).map((which) => ({ column, which })),
    ),
    refused: columns.flatMap((id) => refusalOf(id) ?? []),
  };
}

export function viewOf(state: ExplorerState): ExplorerView {
  const { walks, ...choices } = walkedOf(state);
  const rows = alignWalks(walks);
  const at = Math.min(state.at ?? rows.length, rows.length);
  const stacks = walks.map(stacksOf);
  return {
    columns: walks.map((walk, column) => {
      const steps = rows.map(({ cells }) => cells[column] ?? null);
      const own = stacks[column] ?? [];
      const before = stacks
        .slice(0, column)
        .findIndex((other) => sameStacks(other, own));
      return {
        walk,
        lanes: lanesOf(walk),
        now: tallyOf(steps, at),
        whole: tallyOf(steps),
        stacks: own,
        same: walks[before]?.technology.name ?? null,
      };
    }),
    rows,
    at,
    longestS: longestStepS(walks),
    ...choices,
  };
}

/** What was read of a link, with its step inside the walk that it asks for. */
export function withinWalk(asked: Asked<ExplorerState>): Asked<ExplorerState> {
  const { state, notices } = asked;
  if (state.at === null) return asked;
  const { at } = viewOf(state);
  if (at === state.at) return asked;
  const text = `step ${String(state.at)} is past the end: the walk ends at ${String(at)}.`;
  return {
    state: { ...state, at },
    notices: [...notices, { key: "step", kind: "clamped", text }],
  };
}
