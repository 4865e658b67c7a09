/**
 * A lane's stays as few shapes: one path a state, whatever the number of stays.
 *
 * IDEA   A stay wider than a unit of the picture is a bar of its state's height. Narrower ones in a
 *        row are gathered until they fill a unit, and that column is split by their shares of its
 *        time: nothing is left out, and nothing short is drawn longer than it was.
 * COST   One step a stay in view; what is out of view is skipped by bisection.
 */
import { stateLooks } from "./states.ts";
import { stayIndexAt, type Track } from "./tracks.ts";

/** Units of the picture below which stays are merged. */
const leastWidth = 1;

export interface Painted {
  readonly code: number;
  /** The shapes of this state in a lane, as the `d` of a path from its top left corner. */
  readonly path: string;
}

export interface View {
  readonly fromS: number;
  readonly toS: number;
  /** Units of the picture that the view spans. */
  readonly width: number;
  /** Units of the picture of a full bar. */
  readonly height: number;
}

const round = (value: number): number => Math.round(value * 100) / 100;
const box = (x: number, y: number, width: number, height: number): string =>
  `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${-round(width)}z`;

const states = stateLooks.length;

export interface Painting {
  readonly shapes: readonly Painted[];
  /** True where stays were merged: the figure says so. */
  readonly merged: boolean;
}

export function paint(track: Track, endS: number, view: View): Painting {
  const paths: string[] = Array.from({ length: states }, () => "");
  const share = new Float64Array(states);
  const scale = view.width / (view.toS - view.fromS);
  const until = Math.min(view.toS, endS);
  let gatheredFrom = 0;
  let gathered = 0;
  let gatheredStays = 0;
  let merged = false;
  const flush = () => {
    if (gathered <= 0) return;
    if (gatheredStays > 1) merged = true;
    let foot = view.height;
    for (let code = 0; code < states; code++) {
      const part = share[code]!;
      if (part === 0) continue;
      const look = stateLooks[code]!;
      // A lone short stay keeps its state's height; a mixture is split by time.
      const height =
        gatheredStays === 1
          ? look.height * view.height
          : (part / gathered) * view.height;
      if (look.height > 0)
        paths[code] += box(gatheredFrom, foot - height, gathered, height);
      foot -= gatheredStays === 1 ? 0 : height;
      share[code] = 0;
    }
    gathered = 0;
    gatheredStays = 0;
  };
  const count = track.startsS.length;
  for (let at = Math.max(0, stayIndexAt(track, view.fromS)); at < count; at++) {
    const startS = Math.max(view.fromS, track.startsS[at]!);
    if (startS >= until) break;
    const stopS = Math.min(
      until,
      at + 1 < count ? track.startsS[at + 1]! : until,
    );
    const x = (startS - view.fromS) * scale;
    const width = (stopS - startS) * scale;
    if (width <= 0) continue;
    const code = track.codes[at]!;
    if (width >= leastWidth) {
      flush();
      const height = (stateLooks[code]?.height ?? 0) * view.height;
      if (height > 0)
        paths[code] += box(x, view.height - height, width, height);
      continue;
    }
    if (gathered === 0) gatheredFrom = x;
    gathered = x + width - gatheredFrom;
    gatheredStays += 1;
    share[code]! += width;
    if (gathered >= leastWidth) flush();
  }
  flush();
  return {
    shapes: paths.flatMap((path, code) =>
      path === "" ? [] : [{ code, path }],
    ),
    merged,
  };
}
