/**
 * The figure that a lab shows, and the run that will replace it.
 *
 * IDEA   A request that the figure shown already answers runs nothing. Another cancels the run under
 *        way. Figures are taken as they come.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { SimFigure, SimRequest } from "./figure.ts";
import { sameRequest } from "./request.ts";
import type { Runner } from "./runner.ts";

export interface Simulation {
  readonly figure: SimFigure;
  readonly running: boolean;
  readonly cancelled: boolean;
  readonly progress: number;
  readonly failure: string | null;
  readonly run: (request: SimRequest) => void;
  readonly cancel: () => void;
  /** The first sign of a reader. */
  readonly warm: () => void;
}

/** The page's runner once its script is there: then nothing is waited for. */
let loaded: Runner | null = null;

const withRunner = (act: (runner: Runner) => void): void => {
  if (loaded) act(loaded);
  else
    void import("./runner.ts").then(({ runner }) => {
      act((loaded ??= runner()));
    });
};

interface Shown {
  readonly figure: SimFigure;
  readonly status: "done" | "running" | "cancelled";
  readonly failure: string | null;
}

export function useSimulation(first: SimFigure): Simulation {
  const [shown, setShown] = useState<Shown>({
    figure: first,
    status: "done",
    failure: null,
  });
  const current = useRef(shown);
  const stop = useRef<(() => void) | null>(null);
  const asked = useRef(first.request);
  const warmed = useRef(false);
  const show = (next: Shown) => {
    current.current = next;
    setShown(next);
  };
  useEffect(
    () => () => {
      stop.current?.();
    },
    [],
  );
  const run = (request: SimRequest) => {
    const { status, figure } = current.current;
    const known =
      status === "running"
        ? asked.current
        : status === "done" && figure.request;
    if (known !== false && sameRequest(known, request)) return;
    stop.current?.();
    asked.current = request;
    // What was simulated when the book was built is not simulated again.
    if (sameRequest(request, first.request)) {
      stop.current = null;
      show({ figure: first, status: "done", failure: null });
      return;
    }
    show({ ...current.current, status: "running", failure: null });
    let live = true;
    let halt: (() => void) | null = null;
    withRunner((runner) => {
      if (!live) return;
      halt = runner.start(request, {
        onFigure: (next, done) => {
          if (live)
            show({
              figure: next,
              status: done ? "done" : "running",
              failure: null,
            });
        },
        onFailure: (why) => {
          if (live)
            show({ ...current.current, status: "cancelled", failure: why });
        },
      });
    });
    stop.current = () => {
      live = false;
      halt?.();
    };
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
      stop.current?.();
      stop.current = null;
      show({ ...current.current, status: "cancelled" });
    },
    warm: () => {
      if (warmed.current) return;
      warmed.current = true;
      withRunner(() => undefined);
    },
  };
}
