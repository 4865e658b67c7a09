/**
 * Interrupt moderation: what arrives waits for its interrupt, and how many arrivals share one.
 *
 * IDEA   After an interrupt the NIC is silent for T. A cycle is T plus, if nothing came, the time
 *        to the next arrival, which interrupts at once. Arrivals at rate λ: λT wait T/2 each, and
 *        e^(−λT) cycles carry one that does not wait. So W = (λT²/2) / (λT + e^(−λT)); arrivals an
 *        interrupt are the denominator. What arrives is a unit of traffic: its frames follow each
 *        other at the speed of the line, and are one arrival.
 * UNITS  Seconds, units of traffic.
 * HOLDS  Poisson arrivals; tested against a simulation.
 * SOURCE A renewal argument.
 */
import { expOfMinus } from "./exp-of-minus.ts";

/** @param load  units that come in one interval, λT */
export const unitsAnInterrupt = (load: number): number =>
  load + expOfMinus(load);

/** Mean wait of units that come at a rate, and how many share an interrupt. */
export const moderationWait = (
  rate: number,
  interval: number,
): { waitS: number; units: number } => {
  const load = rate * interval;
  const units = unitsAnInterrupt(load);
  return { waitS: (load * interval) / 2 / units, units };
};
