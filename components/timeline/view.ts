/**
 * The part of a timeline in view and its cursor, and how keys and buttons move them.
 *
 * UNITS  Seconds since the start of the run.
 * HOLDS  The view stays inside the data; the cursor stays inside the view.
 */
import { stayIndexAt, type TimelineData } from "./tracks.ts";

export interface TimelineView {
  readonly fromS: number;
  readonly toS: number;
  readonly cursorS: number;
}

/** Most stays of the eye: a view is not closer than this share of the whole. */
const closest = 1e-5;
const cursorSteps = 100;

export const wholeView = (data: TimelineData): TimelineView => ({
  fromS: data.fromS,
  toS: data.toS,
  cursorS: (data.fromS + data.toS) / 2,
});

/** The view asked for, inside the data; the whole where nothing of it is left. */
export function viewWithin(
  data: TimelineData,
  fromS: number,
  toS: number,
  cursorS: number,
): TimelineView {
  const whole = data.toS - data.fromS;
  if (!(whole > 0))
    return { fromS: data.fromS, toS: data.toS, cursorS: data.fromS };
  const span = Math.min(whole, Math.max(whole * closest, toS - fromS));
  const start = Math.min(data.toS - span, Math.max(data.fromS, fromS));
  const end = start + span;
  return {
    fromS: start,
    toS: end,
    cursorS: Math.min(end, Math.max(start, cursorS)),
  };
}

/** `factor` below one is closer; the cursor keeps its place in the picture. */
export function zoomed(
  data: TimelineData,
  view: TimelineView,
  factor: number,
): TimelineView {
  const span = (view.toS - view.fromS) * factor;
  const share = (view.cursorS - view.fromS) / (view.toS - view.fromS);
  const fromS = view.cursorS - share * span;
  return viewWithin(data, fromS, fromS + span, view.cursorS);
}

/** `share` of the span in view, later where positive; the cursor goes along. */
export function panned(
  data: TimelineData,
  view: TimelineView,
  share: number,
): TimelineView {
  const by = share * (view.toS - view.fromS);
  const moved = viewWithin(data, view.fromS + by, view.toS + by, view.cursorS);
  return viewWithin(
    data,
    moved.fromS,
    moved.toS,
    view.cursorS + moved.fromS - view.fromS,
  );
}

/** The cursor at a time; where that is out of view, the view follows. */
export function cursorAt(
  data: TimelineData,
  view: TimelineView,
  timeS: number,
): TimelineView {
  const cursorS = Math.min(data.toS, Math.max(data.fromS, timeS));
  const by =
    cursorS < view.fromS
      ? cursorS - view.fromS
      : cursorS > view.toS
        ? cursorS - view.toS
        : 0;
  return viewWithin(data, view.fromS + by, view.toS + by, cursorS);
}

/** The next change of any lane after the cursor, or the last before it. */
function changeFrom(data: TimelineData, timeS: number, later: boolean): number {
  let found = later ? data.toS : data.fromS;
  for (const track of data.tracks) {
    const at = stayIndexAt(track, timeS);
    const start = track.startsS[at];
    const before =
      start !== undefined && start < timeS ? start : track.startsS[at - 1];
    const next = later ? track.startsS[at + 1] : before;
    if (next === undefined) continue;
    found = later ? Math.min(found, next) : Math.max(found, next);
  }
  return found;
}

/** What a key does to a view; null where it does nothing. */
export function keyed(
  data: TimelineData,
  view: TimelineView,
  key: string,
  shift: boolean,
): TimelineView | null {
  const step = (view.toS - view.fromS) / cursorSteps;
  switch (key) {
    case "ArrowLeft":
    case "ArrowRight": {
      const later = key === "ArrowRight";
      const timeS = shift
        ? changeFrom(data, view.cursorS, later)
        : view.cursorS + (later ? step : -step);
      return cursorAt(data, view, timeS);
    }
    case "PageUp":
      return panned(data, view, -0.5);
    case "PageDown":
      return panned(data, view, 0.5);
    case "Home":
      return cursorAt(data, view, data.fromS);
    case "End":
      return cursorAt(data, view, data.toS);
    case "+":
    case "=":
      return zoomed(data, view, 0.5);
    case "-":
    case "_":
      return zoomed(data, view, 2);
    case "0":
      return { ...wholeView(data), cursorS: view.cursorS };
    default:
      return null;
  }
}
