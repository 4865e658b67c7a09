/**
 * The post's rows from the simulator: the mean of several seeds beside the published figure.
 *
 * UNITS  A row's own unit: bit/s or packets/s.
 */
import type { PublishedRow } from "./measurements/post-2013.ts";
import { rateOf, scenarioOf } from "./replay-row.ts";
import { simulate } from "./simulate/simulate.ts";
import { student95 } from "./simulate/student-t.ts";

export interface SimulatedRow {
  readonly id: string;
  readonly unit: PublishedRow["unit"];
  readonly published: number;
  /** Mean over the seeds, and half of its 95 % interval. */
  readonly simulated: number;
  readonly half95: number;
  /** simulated / published − 1, and the same of the solver. */
  readonly error: number;
  readonly solverError: number;
}

/**
 * @param seeds    runs a row, with seeds 1, 2, …
 * @param seconds  simulated seconds of each run
 */
export const replaySimulated = (
  rows: readonly PublishedRow[],
  seeds: number,
  seconds = 3,
): readonly SimulatedRow[] =>
  rows.map((row) => {
    const scenario = scenarioOf(row);
    const rates = Array.from({ length: seeds }, (_, at) => {
      const result = simulate(scenario, { seed: at + 1, seconds });
      return row.unit === "bit/s"
        ? result.bitsPerSecond.mean
        : result.packetsPerSecond.mean;
    });
    const simulated = rates.reduce((sum, rate) => sum + rate, 0) / seeds;
    const square = rates.reduce(
      (sum, rate) => sum + (rate - simulated) ** 2,
      0,
    );
    const half95 =
      seeds < 2
        ? Infinity
        : student95(seeds - 1) * Math.sqrt(square / (seeds - 1) / seeds);
    return {
      id: row.id,
      unit: row.unit,
      published: row.value,
      simulated,
      half95,
      error: simulated / row.value - 1,
      solverError: rateOf(row) / row.value - 1,
    };
  });
