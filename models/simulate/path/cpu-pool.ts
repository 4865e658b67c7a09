/**
 * CPUs that servers share, first come, first served: each is a time from which it is free.
 *
 * IDEA   A server that goes on without a pause keeps its CPU, unless another was promised it; one that
 *        begins takes the CPU that is free first.
 * UNITS  Seconds.
 * HOLDS  Work is granted in the order in which it is asked for, which is the order of time.
 * FAILS  A server that goes on, and finds its CPU promised, may leave another CPU idle until it begins.
 * COST   One look at each CPU a grant to a server that begins.
 */
export class CpuPool {
  private readonly freeAt: Float64Array;
  /** By server: the CPU that it was granted last. */
  private readonly cpuOf: Int32Array;

  /** @param cpus  at least 1 */
  constructor(cpus: number, servers: number) {
    this.freeAt = new Float64Array(cpus);
    this.cpuOf = new Int32Array(servers);
  }

  /**
   * Grants a CPU for `busyS` to a server that is itself busy until `readyS`, or free from then.
   *
   * @returns when the work begins
   */
  grant(server: number, readyS: number, busyS: number): number {
    const { freeAt, cpuOf } = this;
    let cpu = cpuOf[server]!;
    if (freeAt[cpu]! !== readyS) {
      cpu = 0;
      for (let other = 1; other < freeAt.length; other++)
        if (freeAt[other]! < freeAt[cpu]!) cpu = other;
      cpuOf[server] = cpu;
    }
    const start = freeAt[cpu]! > readyS ? freeAt[cpu]! : readyS;
    freeAt[cpu] = start + busyS;
    return start;
  }
}
