/**
 * SHOWS    One layout of a path as rows in the order of its loop, with the messages that stand there at
 *          a time, and in the wide one how many do on average.
 * READS    A Flight, its means, and the time.
 * WITHOUT JS  The same.
 */
import { significant } from "../format.ts";
import type { Estimate } from "../../models/simulate/result.ts";
import { standingAt, type Flight } from "../../models/standing/flight.ts";
import { messageName, passNames, placeName } from "./words.ts";

interface Layout {
  readonly name: "narrow" | "wide";
  readonly width: number;
  readonly names: number;
  /** Where the bars of averages begin; 0 where there is no room. */
  readonly bars: number;
}

export const messagesLayouts: readonly Layout[] = [
  { name: "narrow", width: 340, names: 178, bars: 0 },
  { name: "wide", width: 680, names: 206, bars: 424 },
];

/** Messages at a place on average. */
export interface Mean {
  readonly served: Estimate;
  readonly others: Estimate;
}

export interface MessagesCase {
  /** What the figure finds of it. */
  readonly title: string;
  readonly name: string;
  readonly family: string;
  readonly flight: Flight;
  readonly means: readonly Mean[];
  /** The time that is shown at first. */
  readonly atS: number;
}

const rowHeight = 21;
const headHeight = 22;
const radius = 8;
const gap = 10;
/** Room after the longest bar for its number. */
const numberRoom = 36;

export interface MessagesPlotProps {
  readonly of: MessagesCase;
  readonly timeS: number;
  readonly layout: Layout;
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export function MessagesPlot(props: MessagesPlotProps) {
  const { of, timeS, layout, id } = props;
  const { places } = of.flight;
  const { width, names, bars } = layout;
  let y = 0;
  const rows = places.map((place, index) => {
    const isHead = place.pass !== places[index - 1]?.pass;
    if (isHead) y += headHeight;
    y += rowHeight;
    return { place, index, isHead, y: y - rowHeight / 2 };
  });
  const standing = standingAt(of.flight, timeS);
  const room = Math.min(
    2 * radius + 1,
    ((bars || width) - names - gap) / of.flight.messages.length,
  );
  const meanOf = ({ served, others }: Mean) => served.mean + others.mean;
  const scale = (width - bars - numberRoom) / Math.max(...of.means.map(meanOf));
  return (
    <svg
      class={`messages-plot ${layout.name}`}
      viewBox={`0 0 ${width} ${y + 4}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{props.title}</title>
      <desc id={`${id}-desc`}>{props.description}</desc>
      {bars > 0 && (
        <text class="head" x={bars} y={headHeight - 8}>
          on average
        </text>
      )}
      {rows.map(({ place, index, isHead, y: middle }) => {
        const mean = of.means[index];
        return (
          <g key={place.id}>
            {isHead && (
              <text class="head" x={0} y={middle - rowHeight / 2 - 8}>
                {passNames[place.pass]}
              </text>
            )}
            <text class="name" x={names - gap} y={middle + 4} text-anchor="end">
              {layout.name === "narrow"
                ? placeName(place).replace("destination:", "dest.:")
                : placeName(place)}
            </text>
            <line
              class="foot"
              x1={names}
              x2={width}
              y1={middle + rowHeight / 2}
              y2={middle + rowHeight / 2}
            />
            {bars > 0 && mean && (
              <g class="mean">
                <rect
                  class="served"
                  x={bars}
                  y={middle - 4}
                  width={(mean.served.mean * scale).toFixed(1)}
                  height={8}
                />
                <rect
                  class="others"
                  x={(bars + mean.served.mean * scale).toFixed(1)}
                  y={middle - 4}
                  width={(mean.others.mean * scale).toFixed(1)}
                  height={8}
                />
                <text
                  x={(bars + meanOf(mean) * scale + 6).toFixed(1)}
                  y={middle + 4}
                >
                  {significant(meanOf(mean), 2)}
                </text>
              </g>
            )}
            {standing
              .filter((each) => each.place === index)
              .map(({ message, doing }, nth) => (
                <g
                  key={message}
                  class={`message ${doing}`}
                  transform={`translate(${(names + radius + nth * room).toFixed(1)},${middle})`}
                >
                  <circle r={radius} />
                  <text y={3.8} text-anchor="middle">
                    {messageName(message)}
                  </text>
                </g>
              ))}
          </g>
        );
      })}
    </svg>
  );
}
