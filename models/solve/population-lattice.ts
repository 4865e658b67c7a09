/**
 * The lattice of population mixes: (0, 0), (0, 1), ... (N1, N2), in an order that suits recursion.
 *
 * IDEA     Number the mixes so that taking one request of class c away subtracts a fixed stride.
 *          The class with the largest population gets the largest stride; then a solver that only
 *          looks one request back needs to remember `window` mixes, not all of them.
 * UNITS    requests.
 * HOLDS    any populations >= 0.
 * FAILS    it does not limit the size: callers do.
 * COST     one increment per mix, amortised.
 * SOURCE   ordinary mixed-radix counting.
 */
export interface PopulationLattice {
  /** Number of mixes, the empty one included. */
  readonly mixes: number;
  /** A mix and all its neighbours with one request fewer lie among this many successive mixes. */
  readonly window: number;
  readonly strides: {
    /** By class: how far back the mix with one request fewer of that class lies. */
    readonly of: readonly number[];
    /** Advances `mix`, requests by class, to the next mix; the first call takes it from all 0. */
    readonly next: (mix: Int32Array) => void;
  };
}

export function populationLattice(
  classes: readonly { readonly population: number }[],
): PopulationLattice {
  const populations = classes.map(({ population }) => population);
  const order = populations.map((_, c) => c);
  order.sort((a, b) => (populations[a] as number) - (populations[b] as number));
  const of = new Array<number>(classes.length).fill(0);
  let mixes = 1;
  for (const c of order) {
    of[c] = mixes;
    mixes *= (populations[c] as number) + 1;
  }
  const largest = order[order.length - 1];
  const window = (largest === undefined ? 0 : (of[largest] as number)) + 1;
  const next = (mix: Int32Array): void => {
    for (const c of order) {
      const count = (mix[c] as number) + 1;
      if (count <= (populations[c] as number)) {
        mix[c] = count;
        return;
      }
      mix[c] = 0;
    }
  };
  return { mixes, window, strides: { of, next } };
}
