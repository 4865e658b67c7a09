/**
 * Events run and thrown away, so that the reader's first run finds compiled code.
 *
 * WHY    The first hundred thousand events of a fresh page cost several times what later ones do.
 * HOLDS  It gives way often, and ends when there is something to run: a reader who is quicker than it
 *        does not wait for it.
 */
import { startJob } from "./job.ts";

const eventsEach = 60_000;
const eventsAtOnce = 1_500;

const queries = [
  "workload=packets&threads=8",
  "workload=cpu&threads=8&cap=1",
  "workload=sched-latency&neighbours=4",
] as const;

export async function warmUp(
  giveWay: () => Promise<void>,
  isNeeded: () => boolean,
): Promise<void> {
  for (const query of queries) {
    const job = startJob({
      query,
      against: null,
      seconds: 10,
      timeline: { fromS: 0, toS: 0.1 },
      sweep: null,
    });
    for (let events = 0; events < eventsEach; events += eventsAtOnce) {
      await giveWay();
      if (!isNeeded()) return;
      job.advance(eventsAtOnce);
    }
    job.figure();
  }
}
