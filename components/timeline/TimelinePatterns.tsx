/**
 * SHOWS    Nothing itself: the fills of a timeline's states, once for all its layouts and its key.
 * READS    `id`: the timeline's own, so that two on a page do not share.
 * WITHOUT JS  The same.
 */
import { patternId } from "./TimelinePlot.tsx";

const shapes = {
  hatch: { size: 5, class: "state-runnable", d: "M-1 1L1 -1M0 5L5 0M4 6L6 4" },
  dots: { size: 4, class: "state-parked", d: "M0 0h2v2h-2zM2 2h2v2h-2z" },
  cross: {
    size: 5,
    class: "state-hypervisor",
    d: "M0 0L5 5M0 5L5 0",
  },
  weave: { size: 4, class: "state-spinning", d: "M0 1h4M0 3h2" },
} as const;

export function TimelinePatterns({ id }: { readonly id: string }) {
  return (
    <svg class="timeline-patterns" width="0" height="0" aria-hidden="true">
      <defs>
        {Object.entries(shapes).map(([name, shape]) => (
          <pattern
            key={name}
            id={patternId(id, name) ?? name}
            width={shape.size}
            height={shape.size}
            patternUnits="userSpaceOnUse"
          >
            <rect
              class={`${shape.class} wash`}
              width={shape.size}
              height={shape.size}
            />
            <path class={`${shape.class} ${name}`} d={shape.d} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}
