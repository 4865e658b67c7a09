/**
 * What `Walked` can say: one figure of a lone message's walk, for a sentence.
 *
 * IDEA   A sentence names technology, way and figure; the number is walked when the book is built. An
 *        unknown name stops the build.
 */
import { parseScenario, technologyById } from "../../models/index.ts";
import { tallyOf } from "../../models/explore/tally.ts";
import { countedKinds, type CountedKind } from "../../models/paths/events.ts";
import { walkOf, type Walk, type Way } from "../../models/explore/walk.ts";
import { duration, inWords, percent, plain } from "../format.ts";

export interface WalkedProps {
  technology: string;
  way: Way;
  /** Options, as a scenario's query. */
  query?: string;
  /** `share`: of a step in the elapsed time of its way. */
  show: "elapsed" | "cpu" | "share" | "functions" | "crossings" | CountedKind;
  /** A step's id: its own time, instead of the whole way's. */
  step?: string;
}

const kinds: readonly string[] = countedKinds;
const walked = ({ technology, way, query = "" }: WalkedProps): Walk => {
  const { scenario, notices } = parseScenario(query);
  const [notice] = notices;
  if (notice) throw new Error(`Walked: query "${query}": ${notice.text}`);
  if (!technologyById.has(technology))
    throw new Error(`Walked: no technology "${technology}"`);
  return walkOf(scenario, technology, way);
};

/** The words for `props`. @throws Error when they name nothing */
export function walkedText(props: WalkedProps): string {
  const { show, step } = props;
  const { steps } = walked(props);
  const chosen = steps.filter((each) => !step || each.step.id === step);
  if (chosen.length === 0)
    throw new Error(`Walked: ${props.technology} has no step "${step ?? ""}"`);
  const tally = tallyOf(chosen);
  if (show === "elapsed") return duration(tally.elapsedS);
  if (show === "cpu") return duration(tally.cpuS);
  if (show === "functions")
    return plain(
      chosen
        .filter(({ taken }) => taken !== "not")
        .reduce((sum, each) => sum + each.step.functions.length, 0),
    );
  if (show === "share")
    return percent(tally.elapsedS / tallyOf(steps).elapsedS);
  if (show !== "crossings" && !kinds.includes(show))
    throw new Error(`Walked: nothing called "${show}"`);
  const many = show === "crossings" ? tally.crossings : tally.counts[show];
  return inWords(many);
}

/** Where the words come from, in one sentence. */
export const walkedSource = (props: WalkedProps): string =>
  `The model: one lone message, ${props.technology}, ${props.way}${props.query === undefined ? "" : `, ${props.query}`}`;
