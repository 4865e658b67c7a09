/**
 * A guest whose threads share a spin lock, beside a busy neighbour, for each way in which a host can
 * answer a guest that spins.
 *
 * IDEA   The hosts differ in nothing but the answer. Every case is simulated with the same seeds.
 * UNITS  Seconds, locks a second, CPUs.
 * HOLDS  95 % intervals over the seeds, which are as many as an interval needs to be trusted.
 * FAILS  One lock for the whole guest, and threads that do nothing else: contention at its worst.
 */
import { publishedValues } from "./parameters/published-values.ts";
import type { Sink } from "./simulate/event-log.ts";
import type { GuestSpec, ThreadSpec } from "./simulate/cpu/shared-cpus.ts";
import {
  SharedCpusRun,
  type SharedCpusResult,
} from "./simulate/cpu/shared-cpus-run.ts";
import { meanOf } from "./simulate/paired-runs.ts";
import type { Estimate } from "./simulate/result.ts";

export type Answer = NonNullable<GuestSpec["pauseLoop"]>;

/** The case: a guest as wide as its host, and a neighbour that leaves it one CPU. */
export const contention = {
  cpus: 4,
  /** One thread each. */
  vcpus: 4,
  scheduler: "cfs",
  /** Threads of the neighbour, when there is one. */
  busyBeside: 3,
  seconds: 8,
  warmupSeconds: 2,
  seeds: 10,
} as const;

/** More than any of these runs needs. */
const mostEvents = 50_000_000;

export interface ContendedLock {
  readonly busyBeside: number;
  readonly answer: Answer;
  readonly locks: Estimate;
  readonly waitP50: Estimate;
  readonly waitP999: Estimate;
  readonly longestS: number;
  readonly spinning: Estimate;
  readonly steal: Estimate;
}

const named = (count: number, name: string): string[] =>
  Array.from({ length: count }, (_, at) => `${name} ${at + 1}`);

/**
 * Simulates one case with one seed.
 *
 * @param busyBeside  busy threads of the neighbour; 0 leaves the guest alone
 * @param sink        where to write what happens
 */
export function simulateContention(
  busyBeside: number,
  answer: Answer,
  seed: number,
  sink?: Sink,
): SharedCpusResult {
  const { cpus, vcpus, scheduler, seconds, warmupSeconds } = contention;
  const run = new SharedCpusRun(
    {
      cpus,
      scheduler,
      seed,
      sink,
      groups: [
        {
          name: "guest",
          guest: {
            vcpus,
            pauseLoop: answer,
            threads: named(vcpus, "thread").map((name) => ({
              name,
              kind: "locker",
              outsideS: publishedValues["lock.outside"],
              insideS: publishedValues["lock.inside"],
            })),
          },
        },
        {
          name: "neighbour",
          threads: Array.from({ length: busyBeside }, (_, at): ThreadSpec => ({
            name: String(at + 1),
            kind: "busy",
          })),
        },
      ],
    },
    { seconds, warmupSeconds, mostEvents },
  );
  while (!run.advance(1_000_000));
  return run.result();
}

/** One case over all its seeds. */
export function contendedLock(
  busyBeside: number,
  answer: Answer,
): ContendedLock {
  const guests = Array.from({ length: contention.seeds }, (_, at) =>
    simulateContention(busyBeside, answer, at + 1),
  ).flatMap((result) => result.guests[0] ?? []);
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
