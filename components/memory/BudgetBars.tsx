/**
 * SHOWS    Where the host's memory goes, a bar for each arrangement: lost, programs, file caches, idle.
 * READS    The budgets of a MemoryView.
 * WITHOUT JS  The same. The numbers are in the table below (MemoryTables.tsx).
 */
import { percent } from "../format.ts";
import { ArrangementKey } from "./ArrangementKey.tsx";
import type { Row } from "./view.ts";

/** Pieces of a bar in order; what is lost is one. */
const pieces = [
  { id: "lost", name: "lost", bytes: ({ budget }: Row) => budget.lost },
  {
    id: "programs",
    name: "programs",
    bytes: ({ budget }: Row) => budget.parts.programs,
  },
  {
    id: "shared",
    name: "file cache for all",
    bytes: ({ budget }: Row) => budget.parts.sharedCache,
  },
  {
    id: "own",
    name: "file cache within guests",
    bytes: ({ budget }: Row) => budget.parts.ownCache,
  },
  {
    id: "twice",
    name: "second copies of it",
    bytes: ({ budget }: Row) => budget.parts.twice,
  },
  { id: "idle", name: "idle", bytes: ({ budget }: Row) => budget.parts.idle },
] as const;

export function BudgetBars({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <div class="budget-bars">
      <p class="bars-title">the host’s memory, by what it serves</p>
      <ul>
        {rows.map((row) => (
          <li key={row.arrangement.id} class={`tech-${row.arrangement.family}`}>
            <span class="bar-name">
              <ArrangementKey of={row.arrangement} />
              {row.arrangement.name}
            </span>
            <span class="bar" aria-hidden="true">
              {pieces.map((piece) => (
                <i
                  key={piece.id}
                  class={`piece ${piece.id}`}
                  style={{
                    flexGrow: (
                      (piece.bytes(row) / row.budget.hostBytes) *
                      1_000
                    ).toFixed(1),
                  }}
                />
              ))}
            </span>
            <span class="bar-lost">{`lost ${percent(row.budget.lostShare)}`}</span>
          </li>
        ))}
      </ul>
      <p class="chart-key bars-key" aria-hidden="true">
        {pieces.map(({ id, name }) => (
          <span key={id}>
            <i class={`piece ${id}`} />
            {name}
          </span>
        ))}
      </p>
    </div>
  );
}
