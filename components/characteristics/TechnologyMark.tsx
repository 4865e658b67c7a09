/** SHOWS  The marker of a technology's family in its hue, beside a name. */
import type { Family } from "../../models/index.ts";
import { markerPath } from "../chart/markers.ts";

export function TechnologyMark({ family }: { readonly family: Family }) {
  return (
    <svg
      class="technology-mark"
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
    >
      <path d={markerPath(family, 4)} transform="translate(6,6)" />
    </svg>
  );
}
