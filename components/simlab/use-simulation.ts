/**
 * The figure that a lab shows, and the run that will replace it.
 *
 * IDEA   A request that the figure shown already answers runs nothing. Another cancels the run under
 *        way, but while a slider moves not before that run has shown something: pictures then follow
 *        the slider as fast as this machine makes them, and the newest request is the next. The
 *        worker starts as the lab comes to life, before it is drawn: by the first change it is there.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { SimFigure, SimRequest } from "./figure.ts";
import { sameRequest } from "./request.ts";
import { runner, type Runner } from "./runner.ts";

export interface Simulation {
  readonly figure: SimFigure;
  readonly running: boolean;
  readonly cancelled: boolean;
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
  readonly status: "done" | "running" | "cancelled";
  readonly failure: string | null;
}

export function useSimulation(first: SimFigure): Simulation {
  const [runs] = useState(runnerOfPage);
  const [shown, setShown] = useState<Shown>({
    figure: first,
    status: "done",
    failure: null,
  });
  const current = useRef(shown);
  const stop = useRef<(() => void) | null>(null);
  const asked = useRef(first.request);
  /** The run under way has shown something. */
  const answered = useRef(true);
  /** What is run once it has. */
  const next = useRef<SimRequest | null>(null);
  const show = (now: Shown) => {
    current.current = now;
    setShown(now);
  };
  const end = () => {
    stop.current?.();
    stop.current = null;
    next.current = null;
  };
  useEffect(() => end, []);
  const start = (request: SimRequest) => {
    end();
    asked.current = request;
    // What was simulated when the book was built is not simulated again.
    if (sameRequest(request, first.request)) {
      show({ figure: first, status: "done", failure: null });
      return;
    }
    answered.current = false;
    show({ ...current.current, status: "running", failure: null });
    stop.current =
      runs?.start(request, {
        onFigure: (figure, done) => {
          show({ figure, status: done ? "done" : "running", failure: null });
          answered.current = true;
          if (next.current) start(next.current);
        },
        onFailure: (why) => {
          show({ ...current.current, status: "cancelled", failure: why });
        },
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
  return {
    figure: shown.figure,
    running: shown.status === "running",
    cancelled: shown.status === "cancelled",
    progress:
      shown.status === "done"
        ? 1
        : sameRequest(shown.figure.request, asked.current)
          ? shown.figure.progress
          : 0,
    failure: shown.failure,
    run,
    cancel: () => {
      end();
      show({ ...current.current, status: "cancelled" });
    },
  };
}
