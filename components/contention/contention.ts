/**
 * A guest whose threads share a spin lock, beside a busy neighbour: simulated when the book is built, for
 * each way in which a host can answer a guest that spins.
 *
 * UNITS  Seconds, locks a second, CPUs.
 * HOLDS  Ten seeds a case, 95 % intervals over them; the timeline is that of the first.
 * FAILS  One lock for the whole guest, and threads that do nothing else: contention at its worst.
 */
import type { Estimate } from "../../models/simulate/result.ts";
import {
  SharedCpusRun,
  type SharedCpusResult,
} from "../../models/simulate/cpu/shared-cpus-run.ts";
import { meanOf } from "../../models/simulate/paired-runs.ts";
import { WindowSink } from "../simlab/window-sink.ts";
import { timelineOf, type TimelineData } from "../timeline/tracks.ts";

export type Answer = "off" | "exit" | "directed-yield";

export const contention = {
  vcpus: 4,
  cpus: 4,
  busyBeside: 3,
  /** Work of a thread outside the lock and inside, mean seconds. */
  outsideS: 100e-6,
  insideS: 20e-6,
  seconds: 8,
  seeds: 10,
} as const;

const warmupSeconds = 2;
const span = { fromS: 2, toS: 2.016 };

export interface ContentionRow {
  readonly busyBeside: number;
  readonly answer: Answer;
  readonly locks: Estimate;
  readonly waitP50: Estimate;
  readonly waitP999: Estimate;
  readonly longestS: number;
  readonly spinning: Estimate;
  readonly steal: Estimate;
}

const start = (
  busyBeside: number,
  answer: Answer,
  seed: number,
  sink?: WindowSink,
): SharedCpusRun =>
  new SharedCpusRun(
    {
      cpus: contention.cpus,
      scheduler: "cfs",
      seed,
      sink,
      groups: [
        {
          name: "guest",
          guest: {
            vcpus: contention.vcpus,
            pauseLoop: answer,
            threads: Array.from({ length: contention.vcpus }, (_, at) => ({
              name: `thread ${at + 1}`,
              kind: "locker" as const,
              outsideS: contention.outsideS,
              insideS: contention.insideS,
            })),
          },
        },
        {
          name: "neighbour",
          threads: Array.from({ length: busyBeside }, (_, at) => ({
            name: `busy ${at + 1}`,
            kind: "busy" as const,
          })),
        },
      ],
    },
    { seconds: contention.seconds, warmupSeconds, mostEvents: 50_000_000 },
  );

const resultOf = (run: SharedCpusRun): SharedCpusResult => {
  while (!run.advance(1_000_000));
  return run.result();
};

/** One case over all its seeds. */
export function contentionRow(
  busyBeside: number,
  answer: Answer,
): ContentionRow {
  const guests = Array.from({ length: contention.seeds }, (_, k) => {
    const guest = resultOf(start(busyBeside, answer, k + 1)).guests[0];
    if (!guest) throw new Error("contention: the guest has no figures");
    return guest;
  });
  const over = (figure: (guest: (typeof guests)[number]) => number) =>
    meanOf(guests.map(figure));
  return {
    busyBeside,
    answer,
    locks: over((guest) => guest.locksPerSecond),
    waitP50: over((guest) => guest.lockWaits.percentile(0.5)),
    waitP999: over((guest) => guest.lockWaits.percentile(0.999)),
    longestS: Math.max(...guests.map((guest) => guest.lockWaits.max)),
    spinning: over((guest) => guest.spinningCpus),
    steal: over((guest) => guest.stealShare),
  };
}

/** The lanes of one case; the CPUs themselves, always busy, are left out. */
export function contentionTimeline(answer: Answer): TimelineData {
  const sink = new WindowSink(span.fromS, span.toS);
  resultOf(start(contention.busyBeside, answer, 1, sink));
  const data = timelineOf(sink.log, span.fromS, span.toS);
  return {
    ...data,
    tracks: data.tracks.filter(({ name }) => !/^CPU \d+$/.test(name)),
  };
}
