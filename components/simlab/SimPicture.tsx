/**
 * SHOWS    One part of a simulated figure: its timeline, latencies, sweep, heat map or comparison.
 * READS    The figure that the part is drawn from: while a run is under way that may be an earlier
 *          one (stand-in.ts), and then it is marked.
 * WITHOUT JS  The same.
 */
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { CurveChart } from "../chart/CurveChart.tsx";
import type { YScale } from "../chart/series.ts";
import { plain } from "../format.ts";
import { HeatMap } from "../histogram/HeatMap.tsx";
import type { LatencyColumn, LatencySeries } from "../histogram/latency.ts";
import { LatencyPlot } from "../histogram/LatencyPlot.tsx";
import { Timeline } from "../timeline/Timeline.tsx";
import { hasStays } from "../timeline/tracks.ts";
import { aboutOf, type About } from "./about.ts";
import type { SimFigure } from "./figure.ts";
import { PairedTable } from "./PairedTable.tsx";
import type { SimPart } from "./stand-in.ts";
import { useRoom } from "./use-room.ts";
import { sweepCurve } from "./sweep-curve.ts";

export interface SimPictureProps {
  readonly part: SimPart;
  readonly figure: SimFigure;
  /** The figure is of a run before. */
  readonly earlier: boolean;
  readonly id: string;
  readonly title: string;
  readonly y: YScale;
  readonly onPick: (at: number) => void;
}

/** What of a figure each part shows. */
const shownOf: Readonly<Record<SimPart, (figure: SimFigure) => unknown[]>> = {
  timeline: ({ timeline }) => [timeline],
  latency: ({ run, paired }) => [run, paired],
  sweep: ({ line, sweep, published }) => [line, sweep, published],
  heat: ({ sweep, run }) => [sweep, run],
  compare: ({ paired }) => [paired],
};

/** Drawn again when what it shows is another, and once more at the run's end, when its words are sure. */
export function SimPicture({ earlier, ...props }: SimPictureProps) {
  const { part, figure, title, y } = props;
  const picture = useMemo(
    () => pictures[part](props, aboutOf(figure)),
    [figure.request, figure.progress === 1, title, y, ...shownOf[part](figure)],
  );
  return <div class={earlier ? "earlier" : undefined}>{picture}</div>;
}

type Picture = (
  props: Omit<SimPictureProps, "earlier">,
  about: About,
) => ComponentChildren;

const pictures: Readonly<Record<SimPart, Picture>> = {
  timeline: ({ figure, id, title }, { sentence }) =>
    figure.timeline && hasStays(figure.timeline) ? (
      <Timeline
        id={`${id}-timeline`}
        title={title}
        description={sentence}
        data={figure.timeline}
      />
    ) : (
      <p class="absent">This run wrote no lanes in that span.</p>
    ),
  latency: ({ figure, id, title, y }, about) => (
    <LatencyPlot
      id={`${id}-latency`}
      title={title}
      description={about.sentence}
      series={latenciesOf(figure, about)}
      y={y}
      noun={about.noun}
    />
  ),
  sweep: ({ figure, id, title, y, onPick }, { sentence, along, now }) => (
    <>
      <CurveChart
        id={`${id}-sweep`}
        title={title}
        description={sentence}
        figure={sweepCurve(figure, now, y)}
        onPick={onPick}
      />
      <p class="chart-key">
        Line: solver. Dots: simulator, with 95 % bars. Fine dots above: what no
        arrangement of waiting exceeds.
        {figure.published.length > 0 &&
          " Open marks: published in 2013; their whiskers, the solver’s error."}
      </p>
      <Partings sweep={figure.sweep} along={along} />
    </>
  ),
  heat: ({ figure, id, title, onPick }, { sentence, along, now }) => (
    <HeatMap
      id={`${id}-heat`}
      title={title}
      description={sentence}
      columns={columnsOf(figure, now)}
      along={along}
      now={now}
      onPick={onPick}
    />
  ),
  compare: ({ figure }, { names }) =>
    figure.paired && <PairedTable paired={figure.paired} names={names} />,
};

/** The run's, and that of the scenario it is compared with: empty until that has been run. */
export const latenciesOf = (
  { run, paired, request }: SimFigure,
  { names: [first, second] }: About,
): readonly LatencySeries[] => [
  { ...run.latency, name: first },
  ...(paired?.latency
    ? [{ ...paired.latency, name: second }]
    : request.against === null
      ? []
      : [nothingOf("against", second)]),
];

/** Every value of the sweep has its place, though nothing may be there yet but the run at `now`. */
const columnsOf = (
  { request, run, sweep }: SimFigure,
  now: number,
): readonly LatencyColumn[] =>
  (request.sweep?.values ?? [])
    .toSorted((a, b) => a - b)
    .map((at) => {
      const point = sweep.find((each) => each.at === at);
      const latency =
        point?.latency ??
        (at === now ? run.latency : nothingOf(String(at), String(at)));
      return { ...latency, at };
    });

const nothingOf = (id: string, name: string): LatencySeries => ({
  id,
  name,
  bins: [],
  percentiles: [],
  meanS: NaN,
  count: 0,
});

/** Where solver and simulator part, and why. */
function Partings({
  sweep,
  along,
}: {
  readonly sweep: SimFigure["sweep"];
  readonly along: string;
}) {
  const reasons = new Map<string, number[]>();
  for (const { at, because } of sweep)
    if (because !== null)
      reasons.set(because, [...(reasons.get(because) ?? []), at]);
  const said = [...reasons].map(
    ([because, at]) =>
      `Line and dots part at ${along} ${at.map(plain).join(", ")}. ${because}`,
  );
  return (
    <div class="sim-partings" data-room={useRoom(said.join("\n"))}>
      <ul>
        {said.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </div>
  );
}
