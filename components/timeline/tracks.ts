/**
 * What a timeline draws: for each lane, when it entered which state, in columns.
 *
 * UNITS  Seconds since the start of the run.
 * HOLDS  A stay ends where the next begins, the last at `toS`. Before its first stay a lane is
 *        unknown and nothing is drawn. Columns are typed arrays from a worker, plain ones from a page.
 */
import {
  laneStates,
  type EventLog,
  type Lane,
} from "../../models/simulate/event-log.ts";

export interface Track extends Lane {
  readonly startsS: ArrayLike<number>;
  /** Places in `laneStates`. */
  readonly codes: ArrayLike<number>;
}

export interface TimelineData {
  readonly fromS: number;
  readonly toS: number;
  readonly tracks: readonly Track[];
  /** Records that the log had no room for: the timeline ends where they begin. */
  readonly leftOut: number;
}

export interface StayAt {
  readonly code: number;
  readonly fromS: number;
  readonly toS: number;
}

/** Nanoseconds are enough for an eye, and short in a page. */
const tidy = (seconds: number): number => Number(seconds.toFixed(9));

/**
 * The lanes of a log between two times.
 *
 * @param fromS,toS  seconds; a span past the end of the log is cut there
 */
export function timelineOf(
  log: EventLog,
  fromS: number,
  toS: number,
): TimelineData {
  const starts: number[][] = log.lanes.map(() => []);
  const codes: number[][] = log.lanes.map(() => []);
  let endS = fromS;
  for (const stay of log.stays(fromS, toS)) {
    const code = laneStates.indexOf(stay.state);
    // A state left in the instant it was entered leaves two stays of its neighbour: one.
    if (codes[stay.lane]?.at(-1) !== code) {
      starts[stay.lane]?.push(tidy(stay.fromS));
      codes[stay.lane]?.push(code);
    }
    endS = Math.max(endS, stay.toS);
  }
  return {
    fromS: tidy(fromS),
    toS: tidy(endS),
    tracks: log.lanes.map((lane, index) => ({
      id: lane.id,
      name: lane.name,
      layer: lane.layer,
      startsS: starts[index] ?? [],
      codes: codes[index] ?? [],
    })),
    leftOut: log.leftOut,
  };
}

/** The place of the stay that holds at a time; −1 before the first. */
export function stayIndexAt(track: Track, timeS: number): number {
  let low = -1;
  let high = track.startsS.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (track.startsS[middle]! <= timeS) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The stay of a lane at a time, or null where nothing is known of it. */
export function stayAt(
  data: TimelineData,
  track: Track,
  timeS: number,
): StayAt | null {
  const index = stayIndexAt(track, timeS);
  if (index < 0) return null;
  return {
    code: track.codes[index]!,
    fromS: track.startsS[index]!,
    toS: track.startsS[index + 1] ?? data.toS,
  };
}

/** Whether there is anything to draw. */
export const hasStays = ({ tracks }: TimelineData): boolean =>
  tracks.some((track) => track.startsS.length > 0);

/** Whether any lane is ever in a state. */
export const occurs = ({ tracks }: TimelineData, code: number): boolean =>
  tracks.some((track) => {
    for (let at = 0; at < track.codes.length; at++)
      if (track.codes[at] === code) return true;
    return false;
  });
