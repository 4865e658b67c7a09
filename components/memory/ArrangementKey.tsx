/** SHOWS  A short piece of an arrangement's line with its family's marker: the key beside a name. */
import type { Arrangement } from "../../models/memory/arrangements.ts";
import { markerPath } from "../chart/markers.ts";
import { lineClass } from "./line.ts";

export function ArrangementKey({ of }: { readonly of: Arrangement }) {
  return (
    <svg
      class={`series-key tech-${of.family}`}
      viewBox="0 0 26 12"
      width="26"
      height="12"
      aria-hidden="true"
    >
      <line class={lineClass(of)} x1="1" x2="25" y1="6" y2="6" />
      <path
        class="marker"
        d={markerPath(of.family, 3.4)}
        transform="translate(13,6)"
      />
    </svg>
  );
}
