/**
 * CPUs that threads share, first come, first served: each is a time from which it is free.
 *
 * IDEA   Nobody asks which CPU runs a thread, so a heap of times is the whole state.
 * UNITS  Seconds.
 * HOLDS  Work is granted in the order in which it is asked for, which is the order of time.
 * COST   log2 of the CPUs a grant.
 */
export class CpuPool {
  private readonly freeAt: Float64Array;

  /** @param cpus  at least 1 */
  constructor(cpus: number) {
    this.freeAt = new Float64Array(cpus);
  }

  /** Grants a CPU. @returns when work that could begin at `readyS` begins */
  grant(readyS: number, busyS: number): number {
    const { freeAt } = this;
    const start = freeAt[0]! > readyS ? freeAt[0]! : readyS;
    const until = start + busyS;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= freeAt.length) break;
      if (child + 1 < freeAt.length && freeAt[child + 1]! < freeAt[child]!)
        child += 1;
      if (freeAt[child]! >= until) break;
      freeAt[place] = freeAt[child]!;
      place = child;
    }
    freeAt[place] = until;
    return start;
  }
}
