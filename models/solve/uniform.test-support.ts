/** Chance for the small simulations that tests compare formulas with. */

/** Mulberry32: a stream of uniform numbers from one seed. */
export const uniform = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};
