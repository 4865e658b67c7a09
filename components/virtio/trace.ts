/**
 * The machine's steps as a list that grows when somebody looks further.
 *
 * HOLDS  Going back needs no undoing: a step that was done is kept, with the ring as it was then.
 * COST   About 200 bytes a step.
 */
import { Machine, type Done } from "../../models/virtio/machine.ts";
import type { VirtioScenario } from "../../models/virtio/scenario.ts";

/** Steps that are kept at most: some thousand packets. */
export const mostSteps = 20_000;

export class Trace {
  private readonly machine: Machine;
  private readonly done: Done[] = [];
  private over = false;

  constructor(scenario: VirtioScenario) {
    this.machine = new Machine(scenario);
  }

  /** The step at a place, from 0; null past the last. */
  at(place: number): Done | null {
    while (this.done.length <= place && !this.over) {
      const next = this.done.length < mostSteps ? this.machine.next() : null;
      if (next) this.done.push(next);
      else this.over = true;
    }
    return this.done[place] ?? null;
  }

  /** `place`, or the last one before it that there is. */
  within(place: number): number {
    this.at(place);
    return Math.max(0, Math.min(place, this.done.length - 1));
  }

  /** The steps of a window, as far as there are. */
  window(from: number, count: number): readonly Done[] {
    this.at(from + count - 1);
    return this.done.slice(from, from + count);
  }

  /** The first place from `from` on whose step is one that is looked for; −1 for none. */
  find(from: number, wanted: (done: Done) => boolean): number {
    for (let place = from; ; place++) {
      const done = this.at(place);
      if (!done) return -1;
      if (wanted(done)) return place;
    }
  }
}
