/**
 * The one error that `models/` throws on purpose.
 *
 * IDEA     A reader who gets an error should know what is wrong, where, what was found
 *          there, and what to do next. Those four parts are arguments, so none can be forgotten.
 * UNITS    none.
 * HOLDS    every deliberate failure of the model. Each has a code from the one list below.
 * FAILS    it does not describe bugs: a TypeError that escapes from `models/` is a bug to report.
 * COST     one short string.
 * SOURCE   Starlight's errors, which say what is wrong and then what to do.
 */

/** Every code, in one list: `AREA_FAULT`. Tests and the command line match on these. */
export const modelErrorCodes = [
  "NETWORK_SHAPE",
  "NETWORK_KEY",
  "NETWORK_KIND",
  "NETWORK_NAME",
  "NETWORK_STATIONS",
  "NETWORK_CLASSES",
  "NETWORK_DEMAND",
  "NETWORK_THINK_TIME",
  "NETWORK_POPULATION",
  "NETWORK_SERVERS",
  "NETWORK_RATES",
  "NETWORK_ARRIVAL_RATE",
  "NETWORK_EMPTY",
  "MVA_TOO_LARGE",
  "MULTICLASS_TOO_LARGE",
  "SCHWEITZER_LOAD_DEPENDENT",
  "SCHWEITZER_NO_CONVERGENCE",
  "OPEN_SATURATED",
  "FORMULA_ARGUMENT",
  "FORMULA_SATURATED",
  "SIMULATE_OPTION",
] as const;

export type ModelErrorCode = (typeof modelErrorCodes)[number];

/** The four parts. `what`, `where` and `hint` are prose without a final full stop. */
export interface ModelErrorParts {
  readonly code: ModelErrorCode;
  /** The rule that was broken: "population must be a whole number >= 0". */
  readonly what: string;
  /** The place, in the reader's own terms: "stations[2] (disk)". */
  readonly where: string;
  /** The offending value, any type; it is shortened for display and never executed. */
  readonly found: unknown;
  /** What to do: "solve 2 and 3 and interpolate". */
  readonly hint: string;
}

/**
 * An error with a code and four parts.
 *
 * `message` has two lines: `CODE: what. Found X in WHERE.` and `Hint: do.`
 * `line` is the same on one line, for a command line that prints one.
 */
export class ModelError extends Error {
  readonly code: ModelErrorCode;
  readonly what: string;
  readonly where: string;
  readonly found: string;
  readonly hint: string;

  constructor(parts: ModelErrorParts) {
    const found = showValue(parts.found);
    super(
      `${parts.code}: ${parts.what}. Found ${found} in ${parts.where}.\nHint: ${parts.hint}.`,
    );
    this.name = "ModelError";
    this.code = parts.code;
    this.what = parts.what;
    this.where = parts.where;
    this.found = found;
    this.hint = parts.hint;
  }

  /** The message on one line. */
  get line(): string {
    return this.message.replace("\n", " ");
  }
}

const longestShown = 40;

/**
 * A short, one-line, printable form of any value, for error messages.
 *
 * Text is quoted, shortened and stripped of control characters; a container is only counted,
 * so neither its size nor its getters can harm the caller.
 *
 * @param value  anything at all
 * @returns      at most about fifty characters
 */
export function showValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return `"${printable(value)}"`;
  if (typeof value === "number" || typeof value === "boolean")
    return String(value);
  if (typeof value === "bigint") return "a big integer";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "an object";
  return `a ${typeof value}`;
}

/** `text` without control or direction characters, cut to a length fit for one line. */
export function printable(text: string): string {
  const clean = text
    .slice(0, 4 * longestShown)
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ");
  return clean.length > longestShown
    ? `${clean.slice(0, longestShown)}...`
    : clean;
}
