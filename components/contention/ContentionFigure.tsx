/**
 * SHOWS    Two timelines of one guest, guest over host: a host that does not answer spinning, and
 *          one that yields to the lock's holder.
 * READS    Timelines simulated when the book was built.
 * WITHOUT JS  The first, with its table.
 */
import { useMemo, useState } from "preact/hooks";
import { Cases } from "../lab/Cases.tsx";
import { Timeline } from "../timeline/Timeline.tsx";
import { TimelineTable } from "../timeline/TimelineTable.tsx";
import type { TimelineData } from "../timeline/tracks.ts";
import "../lab/lab.css";
import "../lab/case-figure.css";

export interface ContentionFigureProps {
  readonly id: string;
  readonly title: string;
  readonly number: number;
  readonly caption: string;
  /** Timelines as JSON, each with its name. */
  readonly cases: readonly { readonly name: string; readonly data: string }[];
}

export function ContentionFigure(props: ContentionFigureProps) {
  const { id, title, number, caption, cases } = props;
  const [shown, setShown] = useState(0);
  const all = useMemo(
    () => cases.map(({ data }) => JSON.parse(data) as TimelineData),
    [],
  );
  const data = all[shown];
  if (!data) return null;
  return (
    <div class="lab-frame wide not-content" data-pagefind-ignore="all">
      <figure id={id} class="case-figure tech-kvm">
        <Cases
          id={id}
          legend="A vCPU that spins"
          names={cases.map(({ name }) => name)}
          shown={shown}
          onShow={setShown}
        />
        <Timeline
          key={shown}
          data={data}
          id={`${id}-timeline`}
          title={title}
          description={caption}
        />
        <figcaption>
          <b>{`Figure ${number}.`}</b> <span class="title">{title}.</span>{" "}
          {caption}
        </figcaption>
        <details>
          <summary>Table</summary>
          <TimelineTable data={data} />
        </details>
      </figure>
    </div>
  );
}
