/**
 * How long one exact Mean Value Analysis takes, warm and on the first call of a fresh process.
 *
 * IDEA     Warm figures say what a slider costs; the first call says what a reader waits for.
 *          The second can only be measured in a process of its own, where nothing is compiled yet.
 * UNITS    milliseconds for the first call; tinybench reports its own.
 * HOLDS    8 stations and 64 requests, the case that the targets are stated for.
 * FAILS    figures of different machines, or of a busy one, cannot be compared.
 * COST     one Node process per first call.
 * SOURCE   none.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Bench } from "tinybench";
import { solveMva, solveMvaCurve } from "../../models/solve/mva.ts";
import type { Network, Station } from "../../models/solve/network.ts";
import { eightQueues } from "./eight-queues.ts";

/** The same with two multiservers, which take the general path. */
const withMultiservers: Network = {
  ...eightQueues,
  stations: eightQueues.stations.map((station, k): Station =>
    k < 2 ? { ...station, kind: "multiserver", servers: 4 } : station,
  ),
};

/** Adds the tasks of the exact solver to `bench`. */
export function addMvaTasks(bench: Bench): void {
  bench
    .add("exact MVA, 8 queues, N = 64", () => {
      solveMva(eightQueues);
    })
    .add("exact MVA curve, 8 queues, N = 0 to 64", () => {
      solveMvaCurve(eightQueues);
    })
    .add("exact MVA, 6 queues and 2 multiservers, N = 64", () => {
      solveMva(withMultiservers);
    });
}

/**
 * Times of the first call of `solveMva` in fresh processes.
 *
 * @param processes  how many, >= 1
 * @returns          milliseconds, sorted
 */
export function firstCallMilliseconds(processes = 11): number[] {
  const file = fileURLToPath(new URL("mva-first-call.ts", import.meta.url));
  const times = Array.from({ length: processes }, () =>
    Number(execFileSync(process.execPath, [file], { encoding: "utf8" })),
  );
  return times.sort((a, b) => a - b);
}
