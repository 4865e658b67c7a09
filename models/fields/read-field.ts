/**
 * Reads what a reader typed for one field: the value that stands, and what was not taken as given.
 *
 * IDEA   Input never throws. A number may carry a unit; outside its range it is clamped; what makes
 *        no sense leaves what stood.
 * UNITS  Values are kept in the unit that the reader types (field.ts).
 */
import { printable } from "../errors.ts";
import type { Field, NumberField } from "./field.ts";

export type FieldValue = string | number | null;

export interface FieldReading {
  readonly value: FieldValue;
  /** One sentence of what was found and what stands instead; null when it was taken as given. */
  readonly notice: {
    readonly kind: "clamped" | "replaced";
    readonly text: string;
  } | null;
}

/** As Array.isArray, which throws on a revoked proxy. */
export const isList = (value: unknown): boolean => {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
};

/** What was given, short and on one line. */
export const shownValue = (value: unknown): string => {
  if (typeof value === "string") return `“${printable(value)}”`;
  if (value === null || typeof value === "number" || typeof value === "boolean")
    return String(value);
  return isList(value) ? "a list" : `a value of type ${typeof value}`;
};

const timeUnits: ReadonlyMap<string, number> = new Map([
  ["ns", 1e-3],
  ["us", 1],
  ["µs", 1],
  ["μs", 1],
  ["ms", 1e3],
  ["s", 1e6],
]);
const byteUnits: ReadonlyMap<string, number> = new Map([
  ["b", 1],
  ["k", 1024],
  ["kb", 1000],
  ["kib", 1024],
  ["m", 1_048_576],
  ["mb", 1e6],
  ["mib", 1_048_576],
  ["g", 1_073_741_824],
  ["gb", 1e9],
  ["gib", 1_073_741_824],
]);

/** The units that may be typed in place of a field's own. */
const unitsFor = (unit: string): ReadonlyMap<string, number> | undefined =>
  [timeUnits, byteUnits].find((units) => units.has(unit.toLowerCase()));

/** A number with an optional unit suffix, in the field's unit; or why it is not one. */
const readNumber = (field: NumberField, raw: unknown): number | string => {
  if (typeof raw === "number")
    return Number.isNaN(raw) ? "is not a number" : raw;
  if (typeof raw !== "string") return "is not a number";
  const match =
    /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-zµμ%]*)\s*$/i.exec(raw);
  if (!match) return "is not a number";
  const [, digits = "", suffix = ""] = match;
  const value = Number(digits);
  if (suffix === "" || suffix === field.unit) return value;
  const units = unitsFor(field.unit);
  const own = units?.get(field.unit.toLowerCase());
  const factor = units?.get(suffix.toLowerCase());
  if (factor !== undefined && own !== undefined) return value * (factor / own);
  return field.unit === ""
    ? `has the unit ${printable(suffix)}, but this is a bare number`
    : `has the unit ${printable(suffix)}, which is not a unit of ${field.unit}`;
};

/**
 * @param raw       untrusted
 * @param standing  the value that the field has so far
 */
export const readField = (
  field: Field,
  raw: unknown,
  standing: FieldValue,
): FieldReading => {
  const replaced = (why: string): FieldReading => ({
    value: standing,
    notice: {
      kind: "replaced",
      text: `${field.key} ${shownValue(raw)} ${why}: ${standing === null ? "the default" : String(standing)} stands.`,
    },
  });
  if (field.kind === "choice") {
    const text = typeof raw === "boolean" ? (raw ? "on" : "off") : raw;
    const chosen = field.choices.find((choice) => choice.id === text);
    if (chosen) return { value: chosen.id, notice: null };
    const known = field.choices.map((choice) => choice.id).join(", ");
    return replaced(`is none of ${known}`);
  }
  if (raw === null && field.initial === null)
    return { value: null, notice: null };
  if (typeof raw === "string" && field.words.includes(raw))
    return { value: raw, notice: null };
  const value = readNumber(field, raw);
  if (typeof value === "string") return replaced(value);
  // −0 plus 0 is 0: a link cannot say −0.
  const whole = (field.integer ? Math.round(value) : value) + 0;
  const clamped = Math.min(field.high, Math.max(field.low, whole));
  if (clamped === value) return { value: clamped, notice: null };
  const reason =
    clamped === whole
      ? "is not a whole number"
      : `is outside ${String(field.low)} to ${String(field.high)}`;
  // One thread, but one µs and one event/s.
  const unit =
    field.unit === ""
      ? ""
      : ` ${clamped === 1 ? field.unit.replace(/(?<=[A-Za-z]{3})s$/, "") : field.unit}`;
  return {
    value: clamped,
    notice: {
      kind: "clamped",
      text: `${field.key} ${shownValue(raw)} ${reason}: taken as ${String(clamped)}${unit}.`,
    },
  };
};
