/**
 * SHOWS    Why a unit of a stream takes as long as it does: how many are on their way with it, and how
 *          much of its time it spends behind them. Nothing where each thread has one unit out.
 * READS    A prediction.
 * WITHOUT JS  The same.
 */
import {
  behindOthersSeconds,
  bytesInFlight,
  unitsInFlight,
} from "../../models/explore/in-flight.ts";
import { takesPath, type Prediction } from "../../models/index.ts";
import { counted, duration, memorySize, plain } from "../format.ts";

export function InFlight({ prediction }: { prediction: Prediction }) {
  const { residenceSeconds, bitsPerSecond, scenario } = prediction;
  const { threads } = scenario.workload;
  // What takes no path has no units on it.
  if (!takesPath(scenario.workload.kind)) return null;
  const units = Math.round(unitsInFlight(prediction));
  if (units <= threads) return null;
  const size = memorySize(bytesInFlight(bitsPerSecond, residenceSeconds));
  const full = scenario.workload.kind === "disk" ? "queue" : "window";
  const keeper =
    threads === 1
      ? "the thread keeps"
      : `each of ${counted(threads, "thread")} keeps`;
  return (
    <p class="chart-key">
      {`${plain(units)} units are on their way at once, ${size} in all, since ${keeper} its ${full} full. Of its ${duration(residenceSeconds)} a unit spends ${duration(behindOthersSeconds(prediction))} behind others; by Little’s law its time is their number over the rate.`}
    </p>
  );
}
