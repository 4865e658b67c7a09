/** Scale factors on one solution: what a limiter search and a cap change. 1 leaves all as it is. */
export interface Tweak {
  /** Capacity of a server kind, both ends: `{ io: 1.1 }` is an I/O thread 10 % wider. */
  readonly capacity?: Readonly<Partial<Record<string, number>>>;
  readonly timer?: number;
  readonly moderation?: number;
  readonly delay?: number;
  readonly population?: number;
  /** Of the CPUs that each host has. */
  readonly cores?: number;
}
