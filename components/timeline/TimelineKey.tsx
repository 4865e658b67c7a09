/**
 * SHOWS    What the bars of a timeline mean, of the states that occur in it.
 * READS    TimelineData; patterns of TimelinePatterns.
 * WITHOUT JS  The same.
 */
import { useMemo } from "preact/hooks";
import { keyOrder, stateLooks } from "./states.ts";
import { patternId } from "./TimelinePlot.tsx";
import { occurs, type TimelineData } from "./tracks.ts";

export function TimelineKey({
  data,
  id,
}: {
  readonly data: TimelineData;
  readonly id: string;
}) {
  const present = useMemo(
    () => keyOrder.filter((code) => occurs(data, code)),
    [data],
  );
  return (
    <ul class="timeline-key">
      {present.map((code) => {
        const state = stateLooks[code]!;
        const pattern = patternId(id, state.pattern);
        return (
          <li key={code}>
            <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden="true">
              <line class="foot" x1="0" x2="18" y1="13.5" y2="13.5" />
              <rect
                class={`state-${state.state}`}
                y={(1 - state.height) * 14}
                width="18"
                height={state.height * 14}
                {...(pattern === null ? {} : { fill: `url(#${pattern})` })}
              />
            </svg>
            <span>
              <b>{state.name}</b>: {state.meaning}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
