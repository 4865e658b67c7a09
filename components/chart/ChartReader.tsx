/**
 * SHOWS    The pictures of a chart, and what a reader reads off them: by pointer, by touch, or with the
 *          keys on the chart's own stop.
 * READS    What `load` makes of the figure. It comes with the first pointer or focus, so that a page
 *          does not carry it for those who only look.
 * HOLDS    Nothing is spoken for a pointer: the table has the numbers. For the keys the stop is a
 *          slider, whose value is its place and whose text is the reading.
 * WITHOUT JS  The pictures.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ChartReading, Told } from "./ChartReading.tsx";
import type { Readable } from "./readable.ts";
import "./reader.css";

export interface ChartReaderProps<Figure> {
  readonly id: string;
  /** What the chart is read along: "threads". */
  readonly along: string;
  /** The place that the figure speaks of. */
  readonly at: number;
  readonly figure: Figure;
  readonly load: () => Promise<(figure: Figure) => Readable>;
  /** Sets the figure's place; none where a reader cannot. */
  readonly onPick?: ((at: number) => void) | undefined;
  readonly children: ComponentChildren;
}

interface Loaded<Figure> {
  readonly Reading: typeof ChartReading;
  readonly readableOf: (figure: Figure) => Readable;
}

export function ChartReader<Figure>(props: ChartReaderProps<Figure>) {
  const { id, along, at, figure, load, onPick, children } = props;
  const frame = useRef<HTMLDivElement>(null);
  const waking = useRef<Event[]>([]);
  const asked = useRef(false);
  const [loaded, setLoaded] = useState<Loaded<Figure> | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const wake = (...events: Event[]) => {
    if (loaded) return;
    waking.current.push(...events);
    if (asked.current) return;
    asked.current = true;
    Promise.all([import("./ChartReading.tsx"), load()]).then(
      ([{ ChartReading }, readableOf]) => {
        setLoaded({ Reading: ChartReading, readableOf });
      },
      () => {
        asked.current = false; // no net: the next pointer asks again
      },
    );
  };
  // The script may come after the focus.
  useEffect(() => {
    if (frame.current?.contains(document.activeElement) === true) wake();
  }, []);
  const readable = useMemo(() => loaded?.readableOf(figure), [loaded, figure]);
  return (
    <div
      ref={frame}
      class="chart-reader"
      onPointerMove={wake}
      onPointerDown={wake}
      onClick={wake}
      onFocusIn={wake}
    >
      {children}
      <div
        class="chart-stop"
        role="slider"
        tabIndex={0}
        aria-label={`Values along ${along}`}
        aria-describedby={`${id}-keys`}
        aria-valuenow={told?.at ?? at}
        aria-valuemin={readable?.stops[0] ?? at}
        aria-valuemax={readable?.stops.at(-1) ?? at}
        aria-valuetext={told?.text}
      />
      <span id={`${id}-keys`} hidden>
        {`Left and right, Home and End read the values of the chart; Escape ends that.${onPick ? ` Enter sets ${along}.` : ""}`}
      </span>
      {loaded && readable && frame.current && (
        <loaded.Reading
          frame={frame.current}
          waking={waking.current}
          readable={readable}
          along={along}
          at={at}
          onTold={setTold}
          onPick={onPick}
        />
      )}
    </div>
  );
}
