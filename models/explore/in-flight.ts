/**
 * How many units are on their way at once, in a prediction, and how long one waits for the others.
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

/** @param seconds  of one loop */
export const bytesInFlight = (bitsPerSecond: number, seconds: number): number =>
  (bitsPerSecond * seconds) / bitsAByte;

export const unitsInFlight = ({
  residenceSeconds,
  bitsPerSecond,
  unit,
}: Prediction): number =>
  bytesInFlight(bitsPerSecond, residenceSeconds) / unit.bytes;

/** Seconds of a unit's loop behind other units: in queues, and in the batch that it goes with. */
export const behindOthersSeconds = ({ steps, waits }: Prediction): number =>
  [
    ...steps.map(({ waitSeconds }) => waitSeconds),
    ...waits.filter(({ id }) => id === "gather").map(({ seconds }) => seconds),
  ].reduce((sum, each) => sum + each, 0);
