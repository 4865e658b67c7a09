/**
 * The post's 19 rows from the simulator, 10 seeds each, against the solver's own bounds.
 *
 * IDEA     Seventeen rows are reached. Two are not, and stay visible as missed: no constant of their
 *          own was given to them. A row that comes within its bound must leave the list.
 *
 * - Zones with 4 threads: most of the rise is there, a tenth is not, since stays in parking vary and
 *   the solver's are all alike.
 * - Zones with 8 threads: a cap conserves CPU, so event by event threads beyond four change little.
 *   The solver's loss (assumed) acts on the whole tenant; here a connection that waits to retransmit
 *   leaves its CPU to the others, and use that a silence saves may be spent after it.
 */
import { describe, expect, test } from "vitest";
import { postRows } from "../../models/measurements/post-2013.ts";
import { replaySimulated } from "../../models/replay-simulated.ts";

const bound = { throughput: 0.08, "packet-rate": 0.05 } as const;

const missed = new Map([
  ["throughput/zone/4", -0.11],
  ["throughput/zone/8", 1.3],
]);

const simulated = replaySimulated(postRows, 10, 1.5);

describe("rows from the simulator", () => {
  test.each(simulated.map((row) => [row.id, row] as const))("%s", (id, row) => {
    const { table } = postRows.find((each) => each.id === id)!;
    const off = missed.get(id);
    if (off === undefined)
      expect(Math.abs(row.error)).toBeLessThanOrEqual(bound[table]);
    else {
      expect(Math.abs(row.error)).toBeGreaterThan(bound[table]);
      expect(Math.sign(row.error)).toBe(Math.sign(off));
    }
  });
});
