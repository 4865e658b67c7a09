/**
 * SHOWS    Rate along an axis, threads as a rule, for several technologies: the model's curves, the published
 *          points over them with their residuals, and the state that the caption speaks of.
 * READS    A CurveFigure (series.ts). Three layouts stand in the page and the container's
 *          width picks one, so that text stays legible at 320 px and nothing moves.
 * WITHOUT JS  The same picture: it is plain SVG.
 */
import { ChartReader } from "./ChartReader.tsx";
import { plotLayouts } from "./curve-frame.ts";
import { CurvePlot } from "./CurvePlot.tsx";
import { curveClass, hasTwins, type CurveFigure } from "./series.ts";
import { SeriesKey } from "./SeriesKey.tsx";
import "./chart.css";

export interface CurveChartProps {
  readonly figure: CurveFigure;
  readonly id: string;
  readonly title: string;
  /** The finding, for those who do not see the picture. */
  readonly description: string;
  /** Sets the figure's place on its axis. */
  readonly onPick?: (at: number) => void;
}

const load = async () => (await import("./curve-reading.tsx")).curveReading;

export function CurveChart({
  figure,
  id,
  title,
  description,
  onPick,
}: CurveChartProps) {
  return (
    <div class="curve-chart">
      <ul class="curve-legend" aria-hidden="true">
        {figure.series.map((series, index) => (
          <li key={series.id} class={`tech-${series.family}`}>
            {hasTwins(figure) && <b>{index + 1}</b>}
            <SeriesKey family={series.family} line={curveClass(series)} />
            <span>
              {series.name}
              {series.isPrediction && <i>, predicted</i>}
            </span>
          </li>
        ))}
      </ul>
      <ChartReader
        id={id}
        along={figure.axis.name}
        at={figure.at}
        figure={figure}
        load={load}
        onPick={onPick}
      >
        {plotLayouts.map((layout) => (
          <CurvePlot
            key={layout.name}
            layout={layout}
            figure={figure}
            id={`${id}-${layout.name}`}
            title={title}
            description={description}
          />
        ))}
      </ChartReader>
    </div>
  );
}
