/**
 * SHOWS    The model's error at every published point of a chart: a dot a row about a zero line,
 *          with both numbers beside it. The scale is logarithmic: half and double are equally far.
 * READS    The chart's own figure; errors come from the replay.
 * WITHOUT JS  The same: a real table, whose last column draws.
 */
import { factorApart, placeOfError } from "../../models/residual.ts";
import { markerPath } from "../chart/markers.ts";
import { niceStep } from "../chart/scale.ts";
import { largestRate, type CurveFigure } from "../chart/series.ts";
import {
  counted,
  errorWords,
  offBy,
  rateScale,
  significant,
} from "../format.ts";
import "./table.css";

/** The plot's own units, and room at its sides for a marker. */
const width = 240;
const side = 10;

export function ResidualPlot({
  figure,
  caption,
}: {
  figure: CurveFigure;
  caption: string;
}) {
  const points = figure.series.flatMap((series) =>
    series.published.map((published) => ({ series, ...published })),
  );
  if (points.length === 0) {
    return (
      <p class="absent">
        No published point was measured under these conditions.
      </p>
    );
  }
  const largest = Math.max(
    0.05,
    ...points.map(({ error }) => factorApart(error) - 1),
  );
  const step = niceStep(largest, 2);
  const beyond = step * Math.ceil(largest / step - 1e-9);
  const scaled = rateScale(largestRate(figure), figure.unit);
  const place = (error: number) =>
    side + ((placeOfError(error, 1 + beyond) + 1) / 2) * (width - 2 * side);
  const ends = [1 / (1 + beyond) - 1, beyond] as const;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table class="figures residuals">
        <caption>
          {caption}, {scaled.unit}
        </caption>
        <thead>
          <tr>
            <th scope="col">row</th>
            <th scope="col">published</th>
            <th scope="col">model</th>
            <th scope="col">error</th>
            <th scope="col" class="plot">
              <svg
                viewBox={`0 0 ${width} 16`}
                width={width}
                height="16"
                aria-hidden="true"
              >
                {[ends[0], 0, ends[1]].map((share) => (
                  <text
                    key={share}
                    x={place(share)}
                    y="12"
                    text-anchor={
                      share < 0 ? "start" : share > 0 ? "end" : "middle"
                    }
                    dx={share < 0 ? -side : share > 0 ? side : 0}
                  >
                    {share === 0 ? "1" : offBy(share)}
                  </text>
                ))}
              </svg>
              <span class="unseen">{`drawn by factors, between ${offBy(ends[0])} and ${offBy(ends[1])}`}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ series, row, model, error }) => (
            <tr key={row.id} class={`tech-${series.family}`}>
              <th scope="row">
                <span class="tech-name">{series.name}</span>,{" "}
                <span class="count">{counted(row.threads, "thread")}</span>
              </th>
              <td class="quoted">{significant(row.value * scaled.factor)}</td>
              <td>{significant(model * scaled.factor)}</td>
              <td>{errorWords(error)}</td>
              <td class="plot">
                <svg
                  viewBox={`0 0 ${width} 22`}
                  width={width}
                  height="22"
                  aria-hidden="true"
                >
                  <line
                    class="zero"
                    x1={place(0)}
                    x2={place(0)}
                    y1="0"
                    y2="22"
                  />
                  <line
                    class="error"
                    x1={place(0)}
                    x2={place(error)}
                    y1="11"
                    y2="11"
                  />
                  <path
                    class="marker"
                    d={markerPath(series.family, 3.6)}
                    transform={`translate(${place(error).toFixed(1)},11)`}
                  />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
