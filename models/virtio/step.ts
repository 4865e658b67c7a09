/**
 * The form of one step around the ring: smaller than a path's, and tied to the one it belongs to.
 *
 * IDEA   A path prices a transmit in a few steps; the ring's protocol is in what lies between them.
 *        So a step here names the path's step of which it is a part, and takes its cost from there.
 */
import type { CiteKey } from "../cites.ts";
import type { Step, StepKind } from "../paths/step.ts";

/** Who acts: the lanes of a sequence. `ring` is the memory that both sides see. */
export type Actor =
  "guest" | "ring" | "hypervisor" | "vcpu-thread" | "io-thread" | "host";

export const actors: readonly Actor[] = [
  "guest",
  "ring",
  "hypervisor",
  "vcpu-thread",
  "io-thread",
  "host",
];

export interface RingStep {
  /**
   * The number in the post's diagram, 1 to 23; C for completion, R for rescue; b and v for the
   * bottom half's and vhost's own.
   */
  readonly id: string;
  readonly actor: Actor;
  readonly kind: StepKind;
  readonly label: string;
  /** In the order in which they are called. */
  readonly functions: readonly string[];
  /** What the ring's memory holds afterwards that it did not before. */
  readonly changes: string | null;
  /** The path's step that it is a part of; null where the paths leave it out. */
  readonly of: Step | null;
  readonly cite: CiteKey;
  readonly where: string;
}
