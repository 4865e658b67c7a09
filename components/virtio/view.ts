/**
 * What the ring's lab shows for a state: a window of steps, the one reached, and three measurements.
 *
 * IDEA   The model is asked; no arithmetic of its own.
 */
import { backEndById, backEnds } from "../../models/virtio/back-ends.ts";
import type { BackEnd } from "../../models/virtio/back-ends.ts";
import type { Done } from "../../models/virtio/machine.ts";
import {
  glanceSecondsFor,
  measureAll,
  secondsFor,
  type Measured,
} from "../../models/virtio/measure.ts";
import type { VirtioScenario } from "../../models/virtio/scenario.ts";
import type { Trace } from "./trace.ts";

/** Rows of the sequence: the first packet's whole way out, and the second's to its masked kick. */
export const rowsShown = 18;
/** Rows of them that a phone shows, around the one reached. */
export const rowsNear = 6;

/** What a reader can go on to. */
export interface Mark {
  readonly id: string;
  readonly name: string;
  readonly is: (done: Done) => boolean;
  /** What brings one about, where the figure's own state has none. */
  readonly takes?: string;
}

export const marks: readonly Mark[] = [
  {
    id: "kick",
    name: "kick",
    is: ({ step, answer }: Done) => step.id === "4" && answer === "no",
  },
  {
    id: "flush",
    name: "flush",
    is: ({ step }: Done) => /^C(4|4b|4v)$/.test(step.id),
  },
  { id: "stop", name: "stop", is: ({ step }: Done) => step.id === "14" },
  {
    id: "interrupt",
    name: "interrupt",
    is: ({ step }: Done) => step.id === "C11",
  },
  {
    id: "missed",
    name: "missed interrupt",
    is: ({ step, missed }: Done) => step.id === "18" && missed,
    takes: "bursts that fill the ring, and a vCPU held up, under More",
  },
  {
    id: "rescue",
    name: "rescue",
    is: ({ step }: Done) => step.id === "R3",
    takes: "an interrupt that was missed",
  },
];

export interface VirtioView {
  readonly backEnd: BackEnd;
  /** The place reached, from 0; and the window around it. */
  readonly place: number;
  readonly from: number;
  readonly rows: readonly Done[];
  /** The step before the window, for lines that come from there; null at the start. */
  readonly before: readonly Done[];
  readonly now: Done | null;
  readonly measured: readonly Measured[];
}

/** Steps among which the figure looks for a place to stand at. */
const lookedThrough = 200;

/** Where the figure stands by itself: at the first kick that is masked, or at the first step. */
const ownPlace = (trace: Trace): number =>
  Math.max(
    0,
    trace
      .window(0, lookedThrough)
      .findIndex(({ step, answer }) => step.id === "4" && answer === "yes"),
  );

let known: { key: string; measured: readonly Measured[] } | null = null;

/** Stepping measures nothing again, nor does another back end. */
const measuredFor = (
  scenario: VirtioScenario,
  seconds: number,
): readonly Measured[] => {
  const { backEnd: _, ...same } = scenario;
  const key = JSON.stringify([same, seconds]);
  if (known?.key !== key)
    known = { key, measured: measureAll(scenario, seconds) };
  return known.measured;
};

/** @param moving  a slider is in the reader's hand: a glance has to do until it is let go */
export function viewOf(
  scenario: VirtioScenario,
  trace: Trace,
  at: number | null,
  moving = false,
): VirtioView {
  const place = trace.within(at === null ? ownPlace(trace) : at - 1);
  const from = Math.floor(place / rowsShown) * rowsShown;
  return {
    backEnd: backEndById.get(scenario.backEnd) ?? backEnds[0]!,
    place,
    from,
    rows: trace.window(from, rowsShown),
    before: trace.window(Math.max(0, from - 40), Math.min(40, from)),
    now: trace.at(place),
    measured: measuredFor(
      scenario,
      moving ? glanceSecondsFor(scenario) : secondsFor(scenario),
    ),
  };
}
