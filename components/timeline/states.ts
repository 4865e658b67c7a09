/**
 * The states of a lane: words, and a height and a fill each, so that no state is told by colour alone.
 *
 * IDEA   Height says how near a lane is to doing its work: full while it has a CPU, lower while it
 *        waits, a line while it wants nothing. The fill tells apart what has the same height.
 */
import { laneStates, type LaneState } from "../../models/simulate/event-log.ts";

export interface StateLook {
  readonly state: LaneState;
  readonly name: string;
  /** What it means, in the key of the figure. */
  readonly meaning: string;
  /** Share of the lane's bar, from its foot. */
  readonly height: number;
  /** Name of a pattern of TimelinePatterns; null is a plain fill. */
  readonly pattern: "hatch" | "dots" | "cross" | "weave" | null;
}

const looks: Readonly<Record<LaneState, Omit<StateLook, "state">>> = {
  running: {
    name: "running",
    meaning: "has a CPU",
    height: 1,
    pattern: null,
  },
  hypervisor: {
    name: "in hypervisor",
    meaning: "out of the guest, in an exit",
    height: 1,
    pattern: "cross",
  },
  spinning: {
    name: "spinning",
    meaning: "burns its CPU waiting for a lock",
    height: 1,
    pattern: "weave",
  },
  runnable: {
    name: "runnable",
    meaning: "waits for a CPU",
    height: 0.62,
    pattern: "hatch",
  },
  parked: {
    name: "parked",
    meaning: "kept off the CPU by a cap",
    height: 0.38,
    pattern: "dots",
  },
  blocked: {
    name: "blocked",
    meaning: "sleeps, waits for an event",
    height: 0.12,
    pattern: null,
  },
  idle: { name: "idle", meaning: "nothing to do", height: 0, pattern: null },
};

/** By the code that tracks.ts and the event record use. */
export const stateLooks: readonly StateLook[] = laneStates.map((state) => ({
  state,
  ...looks[state],
}));

/** Codes in the order of a key: what uses a CPU first. */
export const keyOrder: readonly number[] = (
  Object.keys(looks) as LaneState[]
).map((state) => laneStates.indexOf(state));
