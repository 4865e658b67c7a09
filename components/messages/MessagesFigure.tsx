/**
 * SHOWS    The messages of a simulated path, each where it stands at a time that the reader moves: by a
 *          slider, to the next move or the last, or in slow motion.
 * READS    Flights that were simulated when the book was built; models/standing says who stands where.
 * HOLDS    A message stands in its row and then in the next: nothing is drawn on the way between them.
 * WITHOUT JS  The first case at a telling time, with its table.
 */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { moveFrom, standingAt } from "../../models/standing/flight.ts";
import { duration } from "../format.ts";
import { Cases } from "../lab/Cases.tsx";
import {
  MessagesPlot,
  messagesLayouts,
  type MessagesCase,
} from "./MessagesPlot.tsx";
import { MessagesTable } from "./MessagesTable.tsx";
import { instantText } from "./words.ts";
import "../lab/lab.css";
import "../lab/case-figure.css";
import "./messages.css";

export interface MessagesFigureProps {
  readonly id: string;
  readonly number: number;
  readonly caption: string;
  /** MessagesCases as JSON. */
  readonly cases: readonly string[];
}

/** Seconds of the reader's in which the whole span passes. */
const replayS = 30;

export function MessagesFigure(props: MessagesFigureProps) {
  const { id, number, caption } = props;
  const cases = useMemo(
    () => props.cases.map((each) => JSON.parse(each) as MessagesCase),
    [],
  );
  const [shown, setShown] = useState(0);
  const [timeS, setTime] = useState(cases[0]?.atS ?? 0);
  const [playing, setPlaying] = useState(false);
  const latest = useRef(timeS);
  latest.current = timeS;
  const of = cases[shown];

  useEffect(() => {
    if (!playing || !of) return;
    const { fromS, toS } = of.flight;
    let before: number | undefined;
    let request = 0;
    const step = (now: number) => {
      const passed = before === undefined ? 0 : (now - before) / 1000;
      before = now;
      const next = latest.current + (passed / replayS) * (toS - fromS);
      setTime(Math.min(toS, next));
      if (next >= toS) setPlaying(false);
      else request = requestAnimationFrame(step);
    };
    request = requestAnimationFrame(step);
    return () => {
      cancelAnimationFrame(request);
    };
  }, [playing, of]);

  if (!of) return null;
  const { flight } = of;
  const look = (next: number) => {
    setPlaying(false);
    setTime(next);
  };
  const now = duration(timeS);
  return (
    <div class="lab-frame wide not-content" data-pagefind-ignore="all">
      <figure id={id} class={`case-figure messages tech-${of.family}`}>
        <Cases
          id={id}
          legend="Messages of"
          names={cases.map(({ name }) => name)}
          shown={shown}
          onShow={(place) => {
            setShown(place);
            look(cases[place]?.atS ?? 0);
          }}
        />
        <div class="messages-chart">
          {messagesLayouts.map((layout) => (
            <MessagesPlot
              key={layout.name}
              of={of}
              timeS={timeS}
              layout={layout}
              id={`${id}-${layout.name}`}
              title={`${of.title}: ${of.name}`}
              description={caption}
            />
          ))}
        </div>
        <p class="messages-tools">
          <button
            type="button"
            aria-label="Back to the last move"
            disabled={timeS <= flight.fromS}
            onClick={() => {
              look(moveFrom(flight, timeS, false));
            }}
          >
            ◂
          </button>
          <button
            type="button"
            aria-label="On to the next move"
            disabled={timeS >= flight.toS}
            onClick={() => {
              look(moveFrom(flight, timeS, true));
            }}
          >
            ▸
          </button>
          <button
            type="button"
            class="play"
            aria-pressed={playing}
            onClick={() => {
              if (!playing && timeS >= flight.toS) setTime(flight.fromS);
              setPlaying(!playing);
            }}
          >
            {playing ? "stop" : "play"}
          </button>
          <input
            type="range"
            aria-label="Time"
            min={flight.fromS}
            max={flight.toS}
            step={(flight.toS - flight.fromS) / 1000}
            value={timeS}
            aria-valuetext={`${now}: ${instantText(flight.places, standingAt(flight, timeS))}`}
            onInput={(event) => {
              look(Number(event.currentTarget.value));
            }}
          />
          <span class="now">{now}</span>
        </p>
        <ul class="messages-key">
          {(["served", "waits", "travels"] as const).map((doing) => (
            <li key={doing}>
              <svg
                width="16"
                height="16"
                viewBox="-8 -8 16 16"
                aria-hidden="true"
              >
                <g class={`message ${doing}`}>
                  <circle r={7} />
                </g>
              </svg>
              {keyWords[doing]}
            </li>
          ))}
        </ul>
        <figcaption>
          <b>{`Figure ${number}.`}</b> <span class="title">{of.title}.</span>{" "}
          {caption}
        </figcaption>
        <details>
          <summary>Table</summary>
          <MessagesTable
            of={of}
            timeS={timeS}
            caption={`${of.name}: where its messages stand ${now} into the span, and how many on average, ± half of a 95\u202f% interval`}
          />
        </details>
      </figure>
    </div>
  );
}

const keyWords = {
  served: "served",
  waits: "waits for a server, a timer, an interrupt or a wake-up",
  travels: "on its way",
} as const;
