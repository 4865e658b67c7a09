/**
 * SHOWS    The numbers of a simulated figure as tables: lanes, latencies, the sweep.
 * READS    A SimFigure. While figures follow each other, closed tables wait for the last; in a page
 *          the built figure's stand as the page has them, since nothing acts in them.
 * WITHOUT JS  The same.
 */
import { useMemo, useRef, useState } from "preact/hooks";
import { sentenceCase } from "../format.ts";
import { LatencyTable } from "../histogram/LatencyTable.tsx";
import { TimelineTable } from "../timeline/TimelineTable.tsx";
import { rateName } from "../workload-rate.ts";
import { aboutOf } from "./about.ts";
import type { SimFigure } from "./figure.ts";
import { latenciesOf } from "./SimPicture.tsx";
import { SweepTable } from "./SweepTable.tsx";

export interface SimTablesProps {
  readonly figure: SimFigure;
  readonly running: boolean;
  /** The lanes are shown elsewhere too. */
  readonly lanes: boolean;
}

export function SimTables({ figure, running, lanes }: SimTablesProps) {
  const [open, setOpen] = useState(false);
  const last = useRef(figure);
  if (open || !running) last.current = figure;
  const shown = last.current;
  const built = useRef(shown);
  const isMade = useRef(typeof document === "undefined");
  if (shown !== built.current) isMade.current = true;
  const tables = useMemo(() => {
    if (!isMade.current) return null;
    const about = aboutOf(shown);
    const { noun, along, now } = about;
    return (
      <>
        {shown.timeline && lanes && <TimelineTable data={shown.timeline} />}
        <LatencyTable
          series={latenciesOf(shown, about).filter(
            ({ percentiles }) => percentiles.length > 0,
          )}
          caption={`Latency of ${noun}`}
        />
        {shown.sweep.length > 0 && (
          <SweepTable
            figure={shown}
            along={along}
            now={now}
            caption={`${sentenceCase(rateName(shown.run.unit))} and latency against ${along}`}
          />
        )}
      </>
    );
  }, [shown, lanes]);
  return (
    <details
      class="lab-part tables"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>Tables</summary>
      {tables ? (
        <div>{tables}</div>
      ) : (
        <div dangerouslySetInnerHTML={{ __html: "" }} />
      )}
    </details>
  );
}
