/** SHOWS  A short piece of a line with its family's marker: the key beside a name. */
import type { Family } from "../../models/index.ts";
import { markerPath } from "./markers.ts";

export function SeriesKey({
  family,
  line,
}: {
  readonly family: Family;
  /** Classes of the line. */
  readonly line: string;
}) {
  return (
    <svg
      class={`series-key tech-${family}`}
      viewBox="0 0 26 12"
      width="26"
      height="12"
      aria-hidden="true"
    >
      <line class={line} x1="1" x2="25" y1="6" y2="6" />
      <path
        class="marker"
        d={markerPath(family, 3.4)}
        transform="translate(13,6)"
      />
    </svg>
  );
}
