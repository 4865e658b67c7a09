/**
 * Interrupt moderation: what a frame waits for its interrupt, and how many frames share one.
 *
 * IDEA   After an interrupt the NIC is silent for T. A cycle is T plus, if no frame came, the time
 *        to the next, which interrupts at once. Frames come at rate λ: λT wait T/2 each, and
 *        e^(−λT) cycles carry one frame that does not wait. So W = (λT²/2) / (λT + e^(−λT)); frames
 *        an interrupt are the denominator.
 * UNITS  Seconds, frames.
 * HOLDS  Poisson frames; tested against a simulation.
 * SOURCE A renewal argument.
 */
import { expOfMinus } from "./exp-of-minus.ts";

/** @param load  frames that come in one interval, λT */
export const framesAnInterrupt = (load: number): number =>
  load + expOfMinus(load);

/** Mean wait of frames that come at a rate, and how many share an interrupt. */
export const moderationWait = (
  rate: number,
  interval: number,
): { waitS: number; frames: number } => {
  const load = rate * interval;
  const frames = framesAnInterrupt(load);
  return { waitS: (load * interval) / 2 / frames, frames };
};
