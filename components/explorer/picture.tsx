/**
 * SHOWS    The lanes as one picture, for a file: what is walked, the line through its places, each step
 *          with what it takes.
 * READS    A view. Colours and faces come from explorer.css; lab/svg-file.ts writes them in.
 * FAILS    Text is wrapped by a mean width of letters: an SVG knows no lines.
 * WITHOUT JS  Nothing: it is drawn when a reader asks for the file.
 */
import { render } from "preact";
import type { WalkStep } from "../../models/explore/walk.ts";
import { labelOf, marks } from "../diagram/path-text.ts";
import { duration } from "../format.ts";
import { railsOf, type Rail } from "./rails.ts";
import { placeOf, type Column, type ExplorerView } from "./view.ts";
import { countsText, markOf, takenText, takesText } from "./words.ts";

/** Units of the picture: a wide page's pixels. */
const width = 880;
const margin = 16;
const gap = 28;
const line = 16;
const letter = 6.2;
const markAt = 13;
const laneWide = 62;
const laneNarrow = 15;
const takesWide = 58;
const below = 17;

/** `text` in rows of at most `units`. */
function wrapped(text: string, units: number): readonly string[] {
  const most = Math.max(8, Math.floor(units / letter));
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}

const metaOf = (of: Column, cell: WalkStep): string =>
  [placeOf(of.walk, cell.step.place), ...marks(cell.step), takenText(cell)]
    .filter((word) => word !== null)
    .join(", ");

interface Place {
  readonly left: number;
  readonly lane: number;
  readonly text: number;
  readonly right: number;
}

function Mark({ cell, x, y }: { cell: WalkStep; x: number; y: number }) {
  const kind = markOf(cell.step);
  const name = `mark ${kind}`;
  if (kind === "wait") return <circle class={name} cx={x} cy={y} r={4.5} />;
  if (kind === "hardware")
    return <rect class={name} x={x - 5} y={y - 2} width={10} height={4} />;
  const square = (half: number) => (
    <rect
      class={name}
      x={x - half}
      y={y - half}
      width={2 * half}
      height={2 * half}
    />
  );
  if (kind === "copy")
    return (
      <>
        {square(5)}
        {square(2.5)}
      </>
    );
  return kind === "crossing" ? (
    <g transform={`rotate(45 ${x} ${y})`}>{square(4)}</g>
  ) : (
    square(4.5)
  );
}

interface CellProps {
  readonly of: Column;
  readonly cell: WalkStep | null;
  readonly rail: Rail;
  readonly at: Place;
  readonly y: number;
  readonly height: number;
  readonly longestS: number;
}

function Cell({ of, cell, rail, at, y, height, longestS }: CellProps) {
  const x = (lane: number) => at.left + (lane + 0.5) * at.lane;
  const ym = y + markAt;
  const across = rail.from >= 0 && rail.mark >= 0 && rail.mark !== rail.from;
  const label = cell
    ? wrapped(labelOf(cell.step), at.right - takesWide - at.text)
    : [];
  const meta = cell
    ? wrapped(metaOf(of, cell), at.right - takesWide - at.text)
    : [];
  const share =
    cell?.taken === "way" && longestS > 0 ? cell.elapsedS / longestS : 0;
  return (
    <g
      class={`tech-${of.walk.technology.family}${cell && cell.taken !== "way" ? " quiet" : ""}`}
    >
      {of.lanes.map((place, lane) => (
        <path key={place} class="hair" d={`M${x(lane)} ${y}v${height}`} />
      ))}
      {rail.from >= 0 && <path class="way" d={`M${x(rail.from)} ${y}V${ym}`} />}
      {across && (
        <path
          class={rail.branches ? "way branch" : "way"}
          d={`M${x(rail.from)} ${ym}H${x(rail.mark)}`}
        />
      )}
      {rail.to >= 0 && (
        <path class="way" d={`M${x(rail.to)} ${ym}V${y + height}`} />
      )}
      {cell && <Mark cell={cell} x={x(rail.mark)} y={ym} />}
      {[...label, ...meta].map((row, index) => (
        <text
          key={index}
          class={index < label.length ? "label" : "meta"}
          x={at.text}
          y={ym + 4 + index * line}
        >
          {row}
        </text>
      ))}
      {cell && (
        <text class="takes" x={at.right} y={ym + 4}>
          {takesText(cell)}
        </text>
      )}
      {share > 0 && (
        <rect
          class={cell && cell.cpuS > 0 ? "bar" : "bar waits"}
          x={at.text}
          y={y + height - 8}
          width={Math.max(0.5, share * (at.right - at.text))}
          height={4}
        />
      )}
    </g>
  );
}

function Picture({ view, title }: { view: ExplorerView; title: string }) {
  const { columns, rows } = view;
  const many = columns.length > 1;
  const each =
    (width - gap * (columns.length - 1)) / Math.max(1, columns.length);
  const places = columns.map(({ lanes }, index): Place => {
    const left = index * (each + gap);
    const lane = many ? laneNarrow : laneWide;
    return {
      left,
      lane,
      text: left + lanes.length * lane + 8,
      right: left + each,
    };
  });
  const rails = columns.map(({ lanes }, index) =>
    railsOf(
      rows.map(({ cells }) => cells[index] ?? null),
      lanes,
    ),
  );
  const heads = wrapped(title, width).length * line;
  const laneNames = many ? 110 : 2 * line + 6;
  const top = heads + 2 * line + laneNames;
  const heights = rows.map(({ cells }) =>
    Math.max(
      ...cells.map((cell, index) => {
        const at = places[index];
        const of = columns[index];
        if (!cell || !at || !of) return 0;
        const units = at.right - takesWide - at.text;
        return (
          (wrapped(labelOf(cell.step), units).length +
            wrapped(metaOf(of, cell), units).length) *
            line +
          below
        );
      }),
    ),
  );
  const tops = heights.map((_, index) =>
    heights.slice(0, index).reduce((sum, height) => sum + height, top),
  );
  const bottom = heights.reduce((sum, height) => sum + height, top);
  return (
    <svg
      class="walk-picture"
      viewBox={`0 0 ${width + 2 * margin} ${bottom + 2 * margin}`}
      role="img"
    >
      <title>{title}</title>
      <desc>
        {columns
          .map(
            ({ walk, whole }) =>
              `${walk.technology.name}: ${countsText(whole)}.`,
          )
          .join(" ")}
      </desc>
      <g transform={`translate(${margin} ${margin / 2})`}>
        {wrapped(title, width).map((row, index) => (
          <text key={row} class="title" x={0} y={(index + 1) * line - 2}>
            {row}
          </text>
        ))}
        {columns.map(({ walk, lanes, whole }, index) => {
          const at = places[index];
          if (!at) return null;
          return (
            <g
              key={walk.technology.id}
              class={`tech-${walk.technology.family}`}
            >
              <text class="of" x={at.left} y={heads + line}>
                {`${walk.technology.name}: ${duration(whole.elapsedS)}`}
              </text>
              {lanes.map((place, lane) => {
                const x = at.left + (lane + 0.5) * at.lane;
                const name = placeOf(walk, place);
                return many ? (
                  <text
                    key={place}
                    class="lane"
                    transform={`translate(${x + 4} ${top - 6}) rotate(-90)`}
                  >
                    {name}
                  </text>
                ) : (
                  wrapped(name, at.lane)
                    .slice(0, 2)
                    .map((row, nth, all) => (
                      <text
                        key={row}
                        class="lane middle"
                        x={x}
                        y={top - 6 - (all.length - 1 - nth) * 14}
                      >
                        {row}
                      </text>
                    ))
                );
              })}
            </g>
          );
        })}
        {rows.map(({ id, cells }, index) => (
          <g key={`${id}${index}`}>
            <path class="rule" d={`M0 ${tops[index] ?? 0}H${width}`} />
            {columns.map((of, column) => {
              const at = places[column];
              const rail = rails[column]?.[index];
              return (
                at &&
                rail && (
                  <Cell
                    key={of.walk.technology.id}
                    of={of}
                    cell={cells[column] ?? null}
                    rail={rail}
                    at={at}
                    y={tops[index] ?? 0}
                    height={heights[index] ?? 0}
                    longestS={view.longestS}
                  />
                )
              );
            })}
          </g>
        ))}
      </g>
    </svg>
  );
}

/** Draws `view` where no reader sees it, and returns what holds the picture. */
export function drawPicture(
  figure: HTMLElement,
  view: ExplorerView,
  title: string,
): HTMLElement {
  const name = `${figure.id}-picture`;
  const found = document.getElementById(name);
  const host = found ?? document.createElement("div");
  if (!found) {
    host.id = name;
    host.hidden = true;
    document.body.append(host);
  }
  render(<Picture view={view} title={title} />, host);
  return host;
}
