/**
 * What a lab draws of a scenario, and along which of its fields.
 *
 * IDEA   A rate along threads, as a rule. A scan is the same for any number of threads, and its cost
 *        is along processes. Wake-ups come as often as their pauses let them, whoever is woken: what
 *        differs is how long one takes, and what it depends on are the neighbours.
 */
import type { Prediction, Scenario } from "../../models/index.ts";
import { threadAxis, type Axis } from "../chart/series.ts";
import { counted, plain, type FigureUnit } from "../format.ts";
import { rateOf, workloadRate } from "../workload-rate.ts";

export interface Along {
  readonly axis: Axis;
  /** The state's own place. */
  readonly at: number;
  /** That place, as a caption says it of a technology. */
  readonly words: string;
  readonly places: readonly number[];
  /** Of them, those that a table lists. */
  readonly listed: readonly number[];
}

const everyCount = Array.from({ length: 32 }, (_, at) => at + 1);
const further = [
  40, 48, 64, 80, 96, 128, 160, 192, 256, 320, 384, 512, 640, 768, 896, 1024,
];

const inOrder = (places: readonly number[]): readonly number[] =>
  [...new Set(places)].sort((a, b) => a - b);

/** Thread counts of a curve: every one to 32, then coarser, as far as the state needs. */
const countsFor = (threads: number): readonly number[] => {
  const past = further.findIndex((count) => count >= threads);
  const more =
    threads <= 32 ? [] : further.slice(0, past < 0 ? undefined : past + 1);
  const doubled = more.filter(
    (count) => count <= 2 ** Math.ceil(Math.log2(threads)),
  );
  return inOrder([...everyCount, ...doubled, threads]);
};

const alongThreads = (threads: number): Along => {
  const places = countsFor(threads);
  return {
    axis: threadAxis,
    at: threads,
    words: `with ${counted(threads, "thread")}`,
    places,
    listed: places.filter((count) => Number.isInteger(Math.log2(count))),
  };
};

/** From nought in equal steps, every `each`th of which is listed. */
const stepsTo = (
  furthest: number,
  steps: number,
  each: number,
  at: number,
): Pick<Along, "places" | "listed"> => {
  const even = Array.from({ length: steps + 1 }, (_, step) =>
    Math.round((step * furthest) / steps),
  );
  return {
    places: inOrder([...even, at]),
    listed: even.filter((_, step) => step % each === 0),
  };
};

const alongProcesses = (processes: number): Along => ({
  axis: { key: "processes", name: "processes of others", scale: "linear" },
  at: processes,
  words: `beside ${plain(processes)} ${processes === 1 ? "process" : "processes"} of others`,
  ...stepsTo(
    10 ** Math.max(4, Math.ceil(Math.log10(processes))),
    20,
    2,
    processes,
  ),
});

/** The next end of an axis: of few a multiple of twenty, of many of two hundred. */
const upTo = (count: number): number => {
  const step = count <= 200 ? 20 : 200;
  return step * Math.ceil(count / step);
};

/** As many as there are CPUs have one each: the curve shows as many again, or the state's. */
const alongNeighbours = (neighbours: number, cores: number): Along => ({
  axis: { key: "neighbours", name: "busy neighbours", scale: "linear" },
  at: neighbours,
  words: `beside ${counted(neighbours, "busy neighbour")}`,
  ...stepsTo(upTo(Math.max(2 * cores, neighbours)), 40, 4, neighbours),
});

/** What a scenario's curves are drawn along. */
export const alongOf = ({
  workload,
  neighbours,
  hardware,
}: Scenario): Along => {
  switch (workload.kind) {
    case "proc-scan":
      return alongProcesses(workload.processes);
    case "sched-latency":
      return alongNeighbours(neighbours, hardware.cores);
    default:
      return alongThreads(workload.threads);
  }
};

/** The unit of what is drawn. */
export const unitOf = (scenario: Scenario): FigureUnit =>
  scenario.workload.kind === "sched-latency"
    ? "s"
    : workloadRate(scenario).unit;

type Figures = Parameters<typeof rateOf<number>>[0] &
  Partial<Pick<Prediction, "wakeUpSeconds">>;

/** What is drawn of a solution, in that unit. */
export const figureOf = (figures: Figures, scenario: Scenario): number =>
  figures.wakeUpSeconds ?? rateOf(figures, scenario);
