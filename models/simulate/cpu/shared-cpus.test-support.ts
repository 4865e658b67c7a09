/**
 * Short ways to say who shares CPUs, for tests.
 *
 * UNITS  Seconds, CPUs.
 */
import { EventLog } from "../event-log.ts";
import type { GroupSpec, SharedCpusSpec, ThreadSpec } from "./shared-cpus.ts";
import { SharedCpusRun, type SharedCpusResult } from "./shared-cpus-run.ts";

/** Threads that never rest. */
export const busy = (threads: number): ThreadSpec[] =>
  Array.from({ length: threads }, (_, at) => ({
    name: `busy ${at + 1}`,
    kind: "busy",
  }));

export const busyGroups = (shares: readonly number[], threads = 1) =>
  shares.map((share, at): GroupSpec => ({
    name: `group ${at + 1}`,
    shares: share,
    threads: busy(threads),
  }));

/** Runs for `seconds` after `warmupSeconds`. */
export const run = (
  spec: SharedCpusSpec,
  seconds: number,
  warmupSeconds = 0,
): SharedCpusResult => {
  const running = new SharedCpusRun(spec, {
    seconds,
    warmupSeconds,
    mostEvents: 1e8,
  });
  running.advance(Infinity);
  return running.result();
};

export const cpuSecondsOf = (result: SharedCpusResult, group: number): number =>
  result.tasks
    .filter((task) => task.group === group)
    .reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);

/** Each group's part of all CPU time used. */
export const partsOf = (result: SharedCpusResult): number[] => {
  const used = result.groups.map((_, group) => cpuSecondsOf(result, group));
  const all = used.reduce((sum, each) => sum + each, 0);
  return used.map((each) => each / all);
};

/** Spans in which no CPU ran anything, in seconds, after `fromS`. */
export const silences = (
  spec: SharedCpusSpec,
  untilS: number,
  fromS: number,
) => {
  const log = new EventLog(400_000);
  run({ ...spec, sink: log }, untilS);
  const cpus = new Set(
    log.lanes.flatMap(({ id }, lane) => (id.startsWith("cpu:") ? [lane] : [])),
  );
  const runs = log
    .stays(fromS)
    .filter(({ lane, state }) => cpus.has(lane) && state === "running");
  const found: number[] = [];
  let end = runs[0]?.toS ?? 0;
  for (const { fromS: from, toS } of runs) {
    if (from > end + 1e-9) found.push(from - end);
    end = Math.max(end, toS);
  }
  return found.sort((a, b) => a - b);
};

export const median = (sorted: readonly number[]): number =>
  sorted[Math.floor(sorted.length / 2)] ?? 0;
