/**
 * The figure that a lab shows, and the run that will replace it.
 *
 * IDEA   A request that the figure shown already answers runs nothing. Another cancels the run under
 *        way, but while a slider moves not before that run has drawn the head of the lab: pictures
 *        then follow the slider as fast as this machine makes them, and the newest request is next.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { sameRequest, type SimFigure, type SimRequest } from "./figure.ts";
import { runner, type Runner } from "./runner.ts";
import {
  sourcesAfter,
  sourcesOf,
  withSweepOf,
  type SimPart,
  type Sources,
} from "./stand-in.ts";

export interface Simulation {
  readonly figure: SimFigure;
  /** What each part is drawn from: `figure`, or one before it. */
  readonly sources: Sources;
  readonly running: boolean;
  readonly cancelled: boolean;
  /** The figure is of what was asked for last. */
  readonly begun: boolean;
  readonly progress: number;
  readonly failure: string | null;
  /** @param settled  the reader has let go: at once */
  readonly run: (request: SimRequest, settled: boolean) => void;
  readonly cancel: () => void;
}

/** While the book is built nothing runs. */
const runnerOfPage = (): Runner | null =>
  typeof document === "undefined" ? null : runner();

interface Shown {
  readonly figure: SimFigure;
  readonly sources: Sources;
  readonly status: "done" | "running" | "cancelled";
  readonly failure: string | null;
}

/** Milliseconds after which a run gives way though it has not drawn the head. */
const patience = 300;

/** @param head  the part that a reader sees first */
export function useSimulation(first: SimFigure, head: SimPart): Simulation {
  const [runs] = useState(runnerOfPage);
  const [shown, setShown] = useState<Shown>({
    figure: first,
    sources: sourcesOf(first),
    status: "done",
    failure: null,
  });
  const current = useRef(shown);
  const stop = useRef<(() => void) | null>(null);
  const asked = useRef(first.request);
  /** The run under way may give way to the next: it has drawn the head, or had its time. */
  const answered = useRef(true);
  /** What is run then. */
  const next = useRef<SimRequest | null>(null);
  const show = (now: Shown) => {
    current.current = now;
    setShown(now);
  };
  const showFigure = (given: SimFigure, done: boolean) => {
    const figure = withSweepOf(current.current.figure, given);
    show({
      figure,
      sources: sourcesAfter(current.current.sources, figure, done),
      status: done ? "done" : "running",
      failure: null,
    });
  };
  const end = () => {
    stop.current?.();
    stop.current = null;
    next.current = null;
  };
  useEffect(() => end, []);
  /** What there is of the run stays, and no part of another stands in. */
  const giveUp = (failure: string | null) => {
    const { figure, sources } = current.current;
    show({
      figure,
      sources: sourcesAfter(sources, figure, true),
      status: "cancelled",
      failure,
    });
  };
  const start = (request: SimRequest) => {
    end();
    asked.current = request;
    // What was simulated when the book was built is not simulated again.
    if (sameRequest(request, first.request)) {
      showFigure(first, true);
      return;
    }
    answered.current = false;
    const begun = performance.now();
    show({ ...current.current, status: "running", failure: null });
    stop.current =
      runs?.start(request, {
        onFigure: (figure, done) => {
          showFigure(figure, done);
          answered.current =
            current.current.sources[head] === current.current.figure ||
            performance.now() - begun > patience;
          if (answered.current && next.current) start(next.current);
        },
        onFailure: giveUp,
      }) ?? null;
  };
  const run = (request: SimRequest, settled: boolean) => {
    next.current = null;
    const { status, figure } = current.current;
    const known =
      status === "running"
        ? asked.current
        : status === "done" && figure.request;
    if (known !== false && sameRequest(known, request)) return;
    if (status === "running" && !answered.current && !settled)
      next.current = request;
    else start(request);
  };
  const begun = sameRequest(shown.figure.request, asked.current);
  return {
    figure: shown.figure,
    sources: shown.sources,
    running: shown.status === "running",
    cancelled: shown.status === "cancelled",
    begun,
    progress: shown.status === "done" ? 1 : begun ? shown.figure.progress : 0,
    failure: shown.failure,
    run,
    cancel: () => {
      end();
      giveUp(null);
    },
  };
}
