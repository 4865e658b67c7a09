/** What a simulated figure is about, in the words that its caption, its parts and its tables share. */
import {
  fieldByKey,
  fieldValue,
  parseScenario,
  type Scenario,
} from "../../models/index.ts";
import { plain, unitAfter } from "../format.ts";
import type { SimFigure, SimRequest } from "./figure.ts";
import { differing } from "./state.ts";
import { captionOf, captionText, nounOf } from "./words.ts";

export interface About {
  readonly sentence: string;
  /** What its latencies are of. */
  readonly noun: string;
  /** What is swept, in words; empty for nothing. */
  readonly along: string;
  /** Where the run itself stands on the sweep's axis; NaN for nowhere. */
  readonly now: number;
  /** The two scenarios, by what they differ in; the second is empty for none. */
  readonly names: readonly [string, string];
}

/** Where a scenario stands on the axis of its sweep; NaN for nowhere. */
const placeOf = ({ sweep }: SimRequest, scenario: Scenario): number =>
  sweep ? Number(fieldValue(scenario, sweep.key) ?? NaN) : NaN;

/** Whether the run itself is one of those that its sweep makes. */
export const isOnSweep = (request: SimRequest): boolean =>
  request.sweep?.values.includes(
    placeOf(request, parseScenario(request.query).scenario),
  ) ?? false;

export function aboutOf(figure: SimFigure): About {
  const { scenario } = parseScenario(figure.request.query);
  const { unit } = figure.run;
  const key = figure.request.sweep?.key ?? "";
  return {
    sentence: captionText(captionOf(figure, scenario), unit),
    noun: nounOf(unit),
    along: key === "neighbours" ? "busy neighbours" : key,
    now: placeOf(figure.request, scenario),
    names: comparedNames(figure, scenario),
  };
}

/** A field's value as its control names it. */
function fieldWords(scenario: Scenario, key: string): string {
  const field = fieldByKey.get(key);
  const value = fieldValue(scenario, key);
  const text =
    field?.kind === "choice"
      ? (field.choices.find(({ id }) => id === value)?.name ?? String(value))
      : typeof value === "number"
        ? `${plain(value)} ${unitAfter(value, field?.unit ?? "")}`.trim()
        : String(value ?? "default");
  return `${field?.label ?? key}: ${text}`;
}

function comparedNames(
  { request, run }: SimFigure,
  scenario: Scenario,
): readonly [string, string] {
  if (request.against === null) return [run.name, ""];
  const against = parseScenario(request.against).scenario;
  const keys = differing({ scenario, against, seconds: 0, y: "linear" });
  const said = (of: Scenario) =>
    keys.map((key) => fieldWords(of, key)).join(", ") || run.name;
  return [said(scenario), said(against)];
}
