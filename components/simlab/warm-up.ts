/**
 * Events run and thrown away, so that the reader's first run finds compiled code.
 *
 * WHY    The first hundred thousand events of a fresh page cost several times what later ones do.
 */
import { startJob } from "./job.ts";

const eventsEach = 60_000;

const queries = [
  "workload=packets&threads=8",
  "workload=cpu&threads=8&cap=1",
  "workload=sched-latency&neighbours=4",
] as const;

export function warmUp(): void {
  for (const query of queries) {
    const job = startJob({
      query,
      against: null,
      seconds: 10,
      timeline: { fromS: 0, toS: 0.1 },
      sweep: null,
    });
    job.advance(eventsEach);
    job.figure();
  }
}
