/** What is read off a heat map: a column's percentiles with their intervals, and what they are of. */
import { placeText, type Readable } from "../chart/readable.ts";
import { heatShares, QuantileKey, type HeatMapProps } from "./HeatMap.tsx";
import { percentileName, percentileOf, percentileText } from "./latency.ts";
import { heatFrame, heatLayouts } from "./latency-frame.ts";

export function heatReading({
  columns,
  along,
}: Pick<HeatMapProps, "columns" | "along">): Readable {
  const columnAt = (stop: number) => columns.find(({ at }) => at === stop);
  return {
    stops: columns.map(({ at }) => at),
    tell: (stop) => {
      const column = columnAt(stop);
      return {
        place: placeText(stop, along),
        lines: heatShares.flatMap((share) => {
          const found = column && percentileOf(column, share);
          return found
            ? [
                {
                  key: percentileName(share),
                  family: null,
                  mark: <QuantileKey share={share} />,
                  name: percentileName(share),
                  values: [["", percentileText(found, column.count)]] as const,
                },
              ]
            : [];
        }),
      };
    },
    frame: (index) => {
      const layout = heatLayouts[index] ?? heatLayouts[0]!;
      const { left, step, top, base, y } = heatFrame(columns, layout);
      return {
        top,
        base,
        x: (stop) =>
          left + (columns.findIndex(({ at }) => at === stop) + 0.5) * step,
        points: (stop) =>
          heatShares.flatMap((share) => {
            const column = columnAt(stop);
            const found = column && percentileOf(column, share);
            return found && found.seconds > 0
              ? [
                  {
                    key: percentileName(share),
                    family: null,
                    y: Math.min(base, Math.max(top, y(found.seconds))),
                  },
                ]
              : [];
          }),
      };
    },
  };
}
