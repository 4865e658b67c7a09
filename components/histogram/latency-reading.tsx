/**
 * What is read off a histogram: the share of each run's observations in a bin, and the percentiles
 * that fall into it, with their intervals.
 */
import type { Readable } from "../chart/readable.ts";
import { duration, significant, spanText } from "../format.ts";
import { lowEdge, type Bin } from "./bins.ts";
import {
  markedShares,
  percentileName,
  percentileOf,
  percentileText,
  type LatencySeries,
} from "./latency.ts";
import {
  latencyFrame,
  latencyLayouts,
  type LatencyFigure,
} from "./latency-frame.ts";
import { LatencyKey } from "./LatencyPlot.tsx";

/** Two digits: a tail's share is far below the tenth of a per cent. */
const shareText = (share: number) => `${significant(share * 100, 2)}\u202f%`;

/** A bin is read in its middle. */
const middleOf = (place: number) => lowEdge(place + 0.5);

const percentilesIn = (
  series: LatencySeries,
  place: number,
): [string, string][] =>
  markedShares.flatMap((share): [string, string][] => {
    const found = percentileOf(series, share);
    if (!found || found.seconds < lowEdge(place)) return [];
    if (found.seconds >= lowEdge(place + 1)) return [];
    return [[percentileName(share), percentileText(found, series.count)]];
  });

export function latencyReading(figure: LatencyFigure): Readable {
  const { series, noun } = figure;
  const places = new Map(
    series
      .flatMap(({ bins }) => bins)
      .map(({ place }) => [middleOf(place), place]),
  );
  const binAt = ({ bins }: LatencySeries, stop: number): Bin | undefined =>
    bins.find(({ place }) => place === places.get(stop));
  return {
    stops: [...places.keys()].sort((a, b) => a - b),
    tell: (stop) => {
      const place = places.get(stop) ?? 0;
      return {
        place: spanText(duration(lowEdge(place)), duration(lowEdge(place + 1))),
        lines: series.map((each, index) => ({
          key: each.id,
          family: null,
          mark: <LatencyKey first={index === 0} />,
          name: each.name,
          values: [
            [`of ${noun}`, shareText(binAt(each, stop)?.share ?? 0)],
            ...percentilesIn(each, place),
          ],
        })),
      };
    },
    frame: (index) => {
      const layout = latencyLayouts[index] ?? latencyLayouts[0]!;
      const { top, base, x, placeShare } = latencyFrame(figure, layout);
      return {
        top,
        base,
        x,
        points: (stop) =>
          series.flatMap((each) => {
            const bin = binAt(each, stop);
            return bin
              ? [{ key: each.id, family: null, y: placeShare(bin.share) }]
              : [];
          }),
      };
    },
  };
}
