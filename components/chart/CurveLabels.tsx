/**
 * SHOWS    Which curve is whose: names at their ends, or the legend's numbers at either end.
 * READS    The series and where their picture has them.
 * WITHOUT JS  The same.
 */
import { endOf, numberHeight, startOf } from "./curve-frame.ts";
import { spread } from "./end-labels.ts";
import { markerPath } from "./markers.ts";
import { printed as at } from "./scale.ts";
import type { Series } from "./series.ts";

const lineHeight = 15;

interface EndLabelsProps {
  readonly series: readonly Series[];
  readonly x: number;
  readonly y: (rate: number) => number;
  readonly low: number;
  readonly high: number;
}

/** From the curves' ends to a name. */
const beforeName = 27;
/** What a letter takes, and air after a name. */
const letter = 6.2;
const afterName = 8;

/** A name that there is no room for breaks after its last comma. */
const inLines = (name: string, letters: number): readonly string[] =>
  name.length > letters ? name.split(/(?<=,) (?=[^,]*$)/) : [name];

/** The legend's numbers, where there is no room for names or curves are told apart better than at their end. */
export function Numbers({
  series,
  at: where,
  x,
  y,
  low,
  high,
}: EndLabelsProps & { readonly at: "start" | "end" }) {
  const isEnd = where === "end";
  const away = isEnd ? 1 : -1;
  const places = series.map((each) => y(isEnd ? endOf(each) : startOf(each)));
  const labels = spread(
    places.map((place) => ({ at: place, height: numberHeight })),
    low,
    high,
  );
  return (
    <g class="end-labels">
      {series.map((each, index) => {
        const place = places[index] ?? 0;
        const label = labels[index] ?? place;
        return (
          <g key={each.id} class={`tech-${each.family}`}>
            <path
              class="leader"
              d={`M${at(x + away * 2)},${at(place)}L${at(x + away * 10)},${at(label)}`}
            />
            <text
              x={at(x + away * 13)}
              y={at(label + 4)}
              text-anchor={isEnd ? "start" : "end"}
            >
              {index + 1}
            </text>
          </g>
        );
      })}
    </g>
  );
}

export function EndLabels({
  series,
  numbered,
  room,
  x,
  y,
  low,
  high,
}: EndLabelsProps & {
  readonly numbered: boolean;
  /** From the curves' ends to the picture's. */
  readonly room: number;
}) {
  const letters = (room - beforeName - afterName) / letter - (numbered ? 2 : 0);
  const nameOf = ({ name }: Series) => inLines(name, letters);
  const linesOf = (each: Series) =>
    nameOf(each).length + (each.isPrediction ? 1 : 0);
  const ends = series.map((each) => y(endOf(each)));
  const places = spread(
    series.map((each, index) => ({
      at: ends[index] ?? 0,
      height: linesOf(each) * (lineHeight - 1) + 4,
    })),
    low,
    high,
  );
  return (
    <g class="end-labels">
      {series.map((each, index) => {
        const end = ends[index] ?? 0;
        const place = places[index] ?? end;
        const first = place + 4 - ((linesOf(each) - 1) * (lineHeight - 1)) / 2;
        return (
          <g key={each.id} class={`tech-${each.family}`}>
            <path
              class="leader"
              d={`M${at(x + 2)},${at(end)}L${at(x + 12)},${at(place)}`}
            />
            <path
              class="marker"
              d={markerPath(each.family, 3.4)}
              transform={`translate(${at(x + 18)},${at(place)})`}
            />
            <text x={x + beforeName} y={at(first)}>
              {nameOf(each).map((line, nth) => (
                <tspan
                  key={line}
                  x={x + beforeName}
                  {...(nth > 0 ? { dy: lineHeight - 1 } : {})}
                >
                  {numbered && nth === 0 && (
                    <tspan class="number">{index + 1} </tspan>
                  )}
                  {line}
                </tspan>
              ))}
              {each.isPrediction && (
                <tspan
                  class="predicted-word"
                  x={x + beforeName}
                  dy={lineHeight - 1}
                >
                  predicted
                </tspan>
              )}
            </text>
          </g>
        );
      })}
    </g>
  );
}
