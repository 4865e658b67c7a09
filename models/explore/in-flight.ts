/**
 * How many units are on their way at once, in a prediction.
 *
 * IDEA   Little's law: as many as come in a second, times the seconds that one takes. A stream fills
 *        its windows, so there they are what the windows hold, and one unit's time is mostly that of
 *        the others before it.
 * HOLDS  It is the population that was solved (in-flight.test.ts).
 * FAILS  With a think time: who thinks is not on the way.
 * SOURCE Little 1961.
 */
import type { Prediction } from "../prediction.ts";

const bitsAByte = 8;

export const unitsInFlight = ({
  residenceSeconds,
  bitsPerSecond,
  unit,
}: Prediction): number =>
  (residenceSeconds * bitsPerSecond) / (bitsAByte * unit.bytes);
