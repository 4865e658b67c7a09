/** SHOWS  A short piece of an arrangement's line with its family's marker: the key beside a name. */
import type { Arrangement } from "../../models/memory/arrangements.ts";
import { SeriesKey } from "../chart/SeriesKey.tsx";
import { lineClass } from "./line.ts";

export function ArrangementKey({ of }: { readonly of: Arrangement }) {
  return <SeriesKey family={of.family} line={lineClass(of)} />;
}
