/**
 * A tree of times laid out as rows of frames, each as wide as its share of the whole.
 *
 * IDEA   The picture's only arithmetic: a frame begins where its elder sibling ends.
 */
import type { FlameFrame } from "../../models/index.ts";

export interface LaidFrame {
  readonly id: string;
  readonly frame: FlameFrame;
  readonly depth: number;
  /** Shares of the whole. */
  readonly left: number;
  readonly width: number;
  readonly parent: string | null;
}

/** Frames narrower than this share cannot be seen or hit; the table has them all. */
const narrowest = 0.0015;
/** Functions of a step narrower than this wait for a closer look. */
const narrowestStack = 0.035;

/** The frame called `id` in the tree below `root`, by the places of its ancestors. */
export function frameAt(root: FlameFrame, id: string): FlameFrame | null {
  return id
    .split(".")
    .slice(1)
    .reduce<FlameFrame | null>(
      (frame, at) => frame?.children[Number(at)] ?? null,
      root,
    );
}

/** Lays out `root`, whose own id is `rootId`. */
export function layFlame(root: FlameFrame, rootId: string): LaidFrame[] {
  const laid: LaidFrame[] = [];
  const whole = root.seconds > 0 ? root.seconds : 1;
  const lay = (
    frame: FlameFrame,
    id: string,
    depth: number,
    left: number,
    parent: string | null,
  ): void => {
    const width = frame.seconds / whole;
    if (width < narrowest) return;
    laid.push({ id, frame, depth, left, width, parent });
    if (frame.kind === "work" && width < narrowestStack) return;
    let at = left;
    frame.children.forEach((child, index) => {
      lay(child, `${id}.${index}`, depth + 1, at, id);
      at += child.seconds / whole;
    });
  };
  lay(root, rootId, 0, 0, null);
  return laid;
}

/** The frame that an arrow key leads to from `from`. */
export function neighbour(
  laid: readonly LaidFrame[],
  from: string,
  key: string,
): string | null {
  const here = laid.find(({ id }) => id === from);
  if (!here) return laid[0]?.id ?? null;
  switch (key) {
    case "ArrowUp":
      return here.parent;
    case "ArrowDown":
      return laid.find(({ parent }) => parent === from)?.id ?? null;
    case "ArrowLeft":
    case "ArrowRight": {
      const row = laid.filter(({ depth }) => depth === here.depth);
      const next =
        row.findIndex(({ id }) => id === from) + (key === "ArrowLeft" ? -1 : 1);
      return row[next]?.id ?? null;
    }
    case "Home":
      return laid[0]?.id ?? null;
    default:
      return null;
  }
}
