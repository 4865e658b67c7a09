/**
 * How many parked threads an illumos cap lets go in a tick.
 *
 * IDEA   Until OS-1405 (25 July 2012) one; since then the more, the further usage is below the cap:
 *        doubling from what is let go at 98 % and above.
 * UNITS  Share of the cap that is in use, below 1; threads.
 * SOURCE illumos cpucaps.c after OS-1405, commit 2453263d59; mechanism notes 5.2.
 */
export type CapRelease = "before" | "after";

/** From this share of the cap on, and how many times the least is let go. */
const steps: readonly (readonly [share: number, times: number])[] = [
  [0.98, 1],
  [0.95, 2],
  [0.9, 4],
  [0.85, 8],
];
const timesBelow = 16;

/** @param near  threads let go in a tick while usage is nearest to the cap, after OS-1405 */
export const letGo = (
  release: CapRelease,
  share: number,
  near: number,
): number => {
  if (release === "before") return 1;
  const step = steps.find(([least]) => share >= least);
  return near * (step?.[1] ?? timesBelow);
};
