/**
 * A timeline as numbers: for each lane and state the share of time, the longest and the typical stay.
 *
 * HOLDS  The first and last stay of a span are cut by it: they count in the shares, and in the
 *        longest and typical stay only where a lane has no whole one in that state.
 */
import type { TimelineData } from "./tracks.ts";

export interface StateShare {
  readonly lane: string;
  readonly layer: "host" | "guest";
  readonly code: number;
  /** Share of the span, 0 to 1. */
  readonly share: number;
  readonly stays: number;
  readonly longestS: number;
  /** Median. */
  readonly typicalS: number;
  /** True where every stay was cut by the span: the lengths are at least these. */
  readonly cut: boolean;
}

const median = (sorted: readonly number[]): number =>
  sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;

export function stateShares(data: TimelineData): StateShare[] {
  const span = data.toS - data.fromS;
  return data.tracks.flatMap((track) => {
    const whole = new Map<number, number[]>();
    const cut = new Map<number, number[]>();
    const count = track.startsS.length;
    for (let at = 0; at < count; at++) {
      const startS = track.startsS[at]!;
      const endS = at + 1 < count ? track.startsS[at + 1]! : data.toS;
      const isCut = at + 1 === count || startS <= data.fromS;
      const into = isCut ? cut : whole;
      const code = track.codes[at]!;
      const lengths = into.get(code);
      if (lengths) lengths.push(endS - startS);
      else into.set(code, [endS - startS]);
    }
    return [...new Set([...whole.keys(), ...cut.keys()])]
      .sort((a, b) => a - b)
      .map((code): StateShare => {
        const inside = whole.get(code) ?? [];
        const edges = cut.get(code) ?? [];
        const lengths = (inside.length > 0 ? inside : edges).toSorted(
          (a, b) => a - b,
        );
        const total = [...inside, ...edges].reduce(
          (sum, each) => sum + each,
          0,
        );
        return {
          lane: track.name,
          layer: track.layer,
          code,
          share: span > 0 ? total / span : 0,
          stays: inside.length + edges.length,
          longestS: lengths.at(-1) ?? 0,
          typicalS: median(lengths),
          cut: inside.length === 0,
        };
      });
  });
}
