/**
 * Events run and thrown away, so that the reader's first run finds compiled code.
 *
 * WHY    The first hundred thousand events of a fresh page cost several times what later ones do.
 * IDEA   It begins when the page has come to life and goes on a little at a time: until then, and on a
 *        machine of few processors, the page needs them more.
 * HOLDS  It ends when there is something to run: a reader who is quicker does not wait for it.
 * UNITS  Milliseconds of the reader's, events.
 */
import { startJob } from "./job.ts";

const eventsAtOnce = 1_000;
const eventsEach = 60_000;
const pageComesToLife = 150;
const between = 4;

const queries = [
  "workload=cpu&threads=8&cap=1",
  "workload=packets&threads=8",
  "workload=tcp-stream&threads=4",
  "workload=sched-latency&neighbours=4",
] as const;

export async function warmUp(
  pause: (ms: number) => Promise<void>,
  isNeeded: () => boolean,
): Promise<void> {
  await pause(pageComesToLife);
  for (const query of queries) {
    if (!isNeeded()) return;
    const job = startJob({
      query,
      against: null,
      seconds: 10,
      timeline: { fromS: 0, toS: 0.1 },
      sweep: { key: "threads", values: [1, 8] },
    });
    for (let events = 0; events < eventsEach; events += eventsAtOnce) {
      await pause(between);
      if (!isNeeded()) return;
      job.advance(eventsAtOnce);
    }
    job.figure();
  }
}
