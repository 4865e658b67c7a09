/**
 * Which end of a transfer is the busier: CPUs at work at each, and the fullest server there.
 *
 * IDEA   A station that works for so many servers' worth of time occupies so many CPUs. Lines carry
 *        and do not work, so they are left out; so is the disk.
 * UNITS  CPUs.
 * HOLDS  At both ends together it is throughput times the CPU time of one unit (ends.test.ts).
 */
import type { PredictedStation, Prediction } from "../prediction.ts";
import type { End } from "../traffic.ts";

export interface EndLoad {
  /** Back ends included, whoever pays for them. */
  readonly cpus: number;
  /** The server that is fullest; null where nothing works. */
  readonly busiest: PredictedStation | null;
}

const works = ({ server }: PredictedStation): boolean =>
  server !== "link" && server !== "device";

export const loadOf = ({ stations }: Prediction, end: End): EndLoad => {
  const own = stations.filter((each) => each.end === end && works(each));
  return {
    cpus: own.reduce(
      (sum, { servers, utilisation }) => sum + servers * utilisation,
      0,
    ),
    busiest: own.reduce<PredictedStation | null>(
      (most, each) =>
        most === null || each.utilisation > most.utilisation ? each : most,
      null,
    ),
  };
};
