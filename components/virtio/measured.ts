/**
 * What `Measured` can say: one figure of a run of the ring, made when the book is built.
 *
 * IDEA   A sentence names the back end, the packets and the figure. An unknown name stops the build.
 */
import { measure, type Measured } from "../../models/virtio/measure.ts";
import type { BackEndId } from "../../models/virtio/scenario.ts";
import { presetState } from "./state.ts";
import { measuredRows } from "./words.ts";

export interface MeasuredProps {
  backEnd?: BackEndId;
  /** The ring's fields, as a link has them. */
  query?: string;
  /** Simulated seconds. */
  seconds?: number;
  /** A row of the strip, by its id. */
  show: string;
}

const runs = new Map<string, Measured>();

const runFor = ({
  backEnd,
  query = "",
  seconds = 1,
}: MeasuredProps): Measured => {
  const { scenario } = presetState({ query });
  const asked = { ...scenario, backEnd: backEnd ?? scenario.backEnd };
  const key = JSON.stringify([asked, seconds]);
  const run = runs.get(key) ?? measure(asked, seconds);
  runs.set(key, run);
  return run;
};

/** The words for `props`. @throws Error when they name nothing */
export function measuredText(props: MeasuredProps): string {
  const row = measuredRows.find(({ id }) => id === props.show);
  if (!row)
    throw new Error(
      `Measured: nothing called "${props.show}"; there are ${measuredRows.map(({ id }) => id).join(", ")}`,
    );
  return row.text(runFor(props));
}

/** Where the words come from, in one sentence. */
export const measuredSource = (props: MeasuredProps): string => {
  const { name, seconds } = runFor(props);
  return `The ring’s machine: ${name}, ${props.query ?? "as it begins"}, ${seconds} s`;
};
