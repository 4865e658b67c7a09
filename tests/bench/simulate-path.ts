/**
 * How fast whole paths are simulated.
 *
 * UNITS    Millions of events a second of processor time; seconds of processor time, and on the
 *          wall, which are the same where no other program runs.
 * HOLDS    What `simulate` gives a reader: intervals, percentiles, counts. An event is a visit to
 *          a step's server, an interrupt, a flush or a tick.
 * COST     10 s.
 */
import { parseScenario } from "../../models/index.ts";
import { PathRun } from "../../models/simulate/path/path-run.ts";
import type { SimulateOptions } from "../../models/simulate/run.ts";
import { median, threadMicroseconds } from "./clock.ts";

const rounds = 5;

interface PathTime {
  readonly what: string;
  readonly events: number;
  /** Medians. */
  readonly eventsPerMicrosecond: number;
  readonly seconds: number;
  readonly wallSeconds: number;
}

const timed = (
  input: { technology: string; workload: string; threads: number },
  options: SimulateOptions,
): PathTime => {
  const { scenario } = parseScenario(input);
  const processors: number[] = [];
  const walls: number[] = [];
  let events = 0;
  for (let round = 0; round <= rounds; round++) {
    const [wall, processor] = [performance.now(), threadMicroseconds()];
    const run = new PathRun(scenario, { ...options, seed: round + 1 });
    while (!run.advance(1e5));
    events = run.result().events;
    if (round === 0) continue; // compiled by it
    processors.push(threadMicroseconds() - processor);
    walls.push((performance.now() - wall) / 1e3);
  }
  const { technology, workload, threads } = input;
  return {
    what: `${technology}, ${workload}, ${threads} threads`,
    events,
    eventsPerMicrosecond: events / median(processors),
    seconds: median(processors) / 1e6,
    wallSeconds: median(walls),
  };
};

/** The path of the target, a second and more of it. */
export const packetsTime = (): PathTime =>
  timed(
    { technology: "kvm-qemu-2012", workload: "packets", threads: 32 },
    { seconds: 1e6, mostEvents: 2e6 },
  );

/** 30 simulated seconds of the post's iperf with four threads. */
export const iperfTimes = (): PathTime[] =>
  ["zone", "kvm-qemu-2012"].map((technology) =>
    timed(
      { technology, workload: "tcp-stream", threads: 4 },
      { seconds: 30, warmup: 0 },
    ),
  );
