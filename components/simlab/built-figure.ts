/**
 * Figures simulated when the book is built, each once.
 *
 * HOLDS  Seven significant digits: a microsecond in a run of ten seconds, and more than any label. Of
 *        shares four: hundreds of bars are most of what a page with four labs carries.
 */
import type { SimFigure, SimRequest } from "./figure.ts";
import { runJob } from "./job.ts";

/** For JSON.stringify: numbers as short as their use allows; a share is the height of a bar. */
export const shortNumbers = (key: string, value: unknown): unknown =>
  typeof value === "number"
    ? Number(value.toPrecision(key === "share" ? 4 : 7))
    : value;

const known = new Map<string, string>();

/** The figure as the JSON that a page carries. */
export function figureText(request: SimRequest): string {
  const key = JSON.stringify(request);
  const before = known.get(key);
  if (before !== undefined) return before;
  const text = JSON.stringify(runJob(request), shortNumbers);
  known.set(key, text);
  return text;
}

export const builtFigure = (request: SimRequest): SimFigure =>
  JSON.parse(figureText(request)) as SimFigure;
