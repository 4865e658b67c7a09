/**
 * Which figure each part of a lab is drawn from while a run is under way.
 *
 * IDEA   A new run has its caption at once, its timeline when it has come to that span, its sweep and
 *        its comparison when the first run is over. Until then the part of the run before stands in,
 *        and is marked: a picture that goes and comes back moves all that is below it.
 *        The run's own column of a heat map is the run's until the sweep has come to it.
 *        A sweep along the field that was changed is the same sweep: it stands, and is not marked.
 * HOLDS  When a run is over every part is its own.
 */
import { hasStays } from "../timeline/tracks.ts";
import { isOnSweep } from "./about.ts";
import type { SimFigure, SimRequest } from "./figure.ts";

export const parts = [
  "timeline",
  "latency",
  "sweep",
  "heat",
  "compare",
] as const;
export type SimPart = (typeof parts)[number];

const has: Readonly<Record<SimPart, (figure: SimFigure) => boolean>> = {
  timeline: ({ timeline, request }) =>
    request.timeline === null ||
    (timeline !== null &&
      hasStays(timeline) &&
      timeline.toS >= request.timeline.toS),
  latency: ({ run }) => run.latency.count > 0,
  sweep: ({ line, sweep }) =>
    sweep.length > 0 || line.some(({ solved }) => solved !== null),
  heat: ({ sweep, run, request }) =>
    sweep.length > 0 || (run.latency.count > 0 && isOnSweep(request)),
  compare: ({ paired, request }) => request.against === null || paired !== null,
};

export type Sources = Readonly<Record<SimPart, SimFigure>>;

export const sourcesOf = (figure: SimFigure): Sources => ({
  timeline: figure,
  latency: figure,
  sweep: figure,
  heat: figure,
  compare: figure,
});

/** @param over  the run has ended, or was ended: nothing more comes of it */
export const sourcesAfter = (
  before: Sources,
  figure: SimFigure,
  over: boolean,
): Sources => {
  const source = (part: SimPart) =>
    over || has[part](figure) ? figure : before[part];
  return {
    timeline: source("timeline"),
    latency: source("latency"),
    sweep: source("sweep"),
    heat: source("heat"),
    compare: source("compare"),
  };
};

/** Whether two requests sweep the same scenarios. */
function haveOneSweep(a: SimRequest, b: SimRequest): boolean {
  const { sweep } = a;
  if (!sweep || JSON.stringify(sweep) !== JSON.stringify(b.sweep)) return false;
  const rest = ({ query }: SimRequest) => {
    const keys = new URLSearchParams(query);
    keys.delete(sweep.key);
    return keys.toString();
  };
  return rest(a) === rest(b);
}

/** `figure` with the points that the one before it has of the same sweep. */
export const withSweepOf = (before: SimFigure, figure: SimFigure): SimFigure =>
  before.sweep.length > figure.sweep.length &&
  haveOneSweep(before.request, figure.request)
    ? { ...figure, sweep: before.sweep }
    : figure;
