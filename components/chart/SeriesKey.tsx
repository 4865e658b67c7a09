/** SHOWS  A short piece of a technology's line with its marker: the key beside a name. */
import { markerPath } from "./markers.ts";
import { curveClass, type Series } from "./series.ts";

export function SeriesKey(
  series: Pick<Series, "id" | "family" | "isPrediction">,
) {
  const { family } = series;
  return (
    <svg
      class={`series-key tech-${family}`}
      viewBox="0 0 26 12"
      width="26"
      height="12"
      aria-hidden="true"
    >
      <line class={curveClass(series)} x1="1" x2="25" y1="6" y2="6" />
      <path
        class="marker"
        d={markerPath(family, 3.4)}
        transform="translate(13,6)"
      />
    </svg>
  );
}
