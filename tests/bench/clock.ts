/**
 * What a piece of work costs on a busy machine: processor time, not time on the wall.
 *
 * UNITS  Microseconds.
 * HOLDS  Good to a microsecond or two, so that 20 ms of work are timed to 1 in 1000; ratios of
 *        alternating rounds repeat within 2 % where no other program shares the caches.
 * FAILS  A thread's caches and its core are shared all the same.
 */

/** Processor time of this thread so far. */
export const threadMicroseconds = (): number => {
  // Linux adds up a running thread's time at its ticks, some milliseconds apart; being asked for
  // that of the whole process, it brings the thread's up to date.
  process.cpuUsage();
  const { user, system } = process.threadCpuUsage();
  return user + system;
};

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
