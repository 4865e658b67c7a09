/**
 * What `Seen` can say: one figure of what an observer sees of a lone message, for a sentence.
 *
 * IDEA   A sentence names technology, way, observer and figure; the number is walked when the book is
 *        built. An unknown name stops the build.
 */
import { parseScenario, technologyById } from "../../models/index.ts";
import {
  partOf,
  seenFrom,
  type Observer,
  type Seen,
} from "../../models/explore/seen.ts";
import { walkOf, type Way } from "../../models/explore/walk.ts";
import { duration, percent, plain } from "../format.ts";
import { seenPart } from "./words.ts";

export interface SeenFigureProps {
  technology: string;
  way: Way;
  from: Observer;
  /** Options, as a scenario's query. */
  query?: string;
  /**
   * `steps`: "2 of 12"; `elapsed`, `cpu`, `hardware`: shares; `seen`: the seconds that are seen;
   * `longest`: the seconds of the longest unseen stretch.
   */
  show: "steps" | "elapsed" | "cpu" | "hardware" | "seen" | "longest";
}

export const seenOf = ({
  technology,
  way,
  from,
  query = "",
}: Omit<SeenFigureProps, "show">): Seen => {
  const { scenario, notices } = parseScenario(query);
  const [notice] = notices;
  if (notice) throw new Error(`Seen: query "${query}": ${notice.text}`);
  if (!technologyById.has(technology))
    throw new Error(`Seen: no technology "${technology}"`);
  return seenFrom(walkOf(scenario, technology, way), from);
};

/** The words for `props`. @throws Error when they name nothing */
export function seenText(props: SeenFigureProps): string {
  const { count, elapsed, cpu, longest } = seenOf(props);
  switch (props.show) {
    case "steps":
      return `${plain(count.seen)} of ${plain(count.all)}`;
    case "elapsed":
      return seenPart(elapsed);
    case "cpu":
      return seenPart(cpu);
    case "hardware":
      return percent(partOf(elapsed.hardware, elapsed));
    case "seen":
      return duration(elapsed.seen);
    case "longest":
      return duration(longest?.softwareS ?? 0);
  }
}

/** Where the words come from, in one sentence. */
export const seenSource = ({
  technology,
  way,
  from,
  query,
}: SeenFigureProps): string =>
  `The model: one lone message, ${technology}, ${way}, seen from ${from}${query === undefined ? "" : `, ${query}`}`;
