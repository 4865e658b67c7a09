/**
 * A lane's stays as few shapes: one path a state, whatever the number of stays.
 *
 * IDEA   A stay wider than a unit of the picture is a bar of its state's height. Narrower ones in a
 *        row are gathered until they fill a unit, and that column is split by their shares of its
 *        time: nothing is left out, and nothing short is drawn longer than it was. Columns that meet
 *        at one height are one bar: they have no seam, and a page carries them once.
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

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  width: number;
}

const pathOf = ({ x, y, width, height }: Bar): string =>
  `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${-round(width)}z`;

const meet = (before: Bar, after: Bar): boolean =>
  Math.abs(before.x + before.width - after.x) < 1e-6 &&
  round(before.y) === round(after.y) &&
  round(before.height) === round(after.height);

const states = stateLooks.length;

export interface Painting {
  readonly shapes: readonly Painted[];
  /** True where stays were merged: the figure says so. */
  readonly merged: boolean;
}

export function paint(track: Track, endS: number, view: View): Painting {
  const bars: Bar[][] = Array.from({ length: states }, () => []);
  const put = (code: number, bar: Bar) => {
    const last = bars[code]!.at(-1);
    if (last && meet(last, bar)) last.width += bar.width;
    else bars[code]!.push(bar);
  };
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
        put(code, {
          x: gatheredFrom,
          y: foot - height,
          width: gathered,
          height,
        });
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
      if (height > 0) put(code, { x, y: view.height - height, width, height });
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
    shapes: bars.flatMap((each, code) =>
      each.length === 0 ? [] : [{ code, path: each.map(pathOf).join("") }],
    ),
    merged,
  };
}
