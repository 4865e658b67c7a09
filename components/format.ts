/**
 * How a quantity is printed, everywhere: captions, axes, tables, CSV, prose.
 *
 * IDEA   Three significant digits, SI prefixes, U+2212 for minus, U+202F between
 *        thousands and before a unit, so that no number breaks across lines.
 * UNITS  Arguments are in SI units: seconds, bit/s, packets/s, ratios of one.
 */
import { factorApart } from "../models/residual.ts";
import { inUnit, type UnitName } from "../models/units.ts";

const thin = "\u202f";
const nothing = "–";

export type RateUnit =
  | "bit/s"
  | "packets/s"
  | "requests/s"
  | "blocks/s"
  | "events/s"
  | "wake-ups/s"
  | "scans/s";

/** What a figure may be drawn in: a rate, or seconds where how long it takes is the question. */
export type FigureUnit = RateUnit | "s";

const grouped = (digits: string): string => {
  const [whole = "", fraction] = digits.split(".");
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, thin);
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
};

const signed = (value: number, text: string): string =>
  value < 0 && /[1-9]/.test(text) ? `−${text}` : text;

/** `value` to `digits` significant digits, without exponent: 4.27, 403, 13 500. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return nothing;
  const size = Math.abs(Number(value.toPrecision(digits)));
  if (size === 0) return "0";
  const decimals = digits - 1 - Math.floor(Math.log10(size));
  return signed(
    value,
    grouped(size.toFixed(Math.min(12, Math.max(0, decimals)))),
  );
}

/** "1.2 to 1.4 ms": a unit that both ends have is said once. */
export const spanText = (low: string, high: string): string => {
  const [, unit = ""] = /\u202f(\D+)$/.exec(high) ?? [];
  const [end = "", unitOfLow] = /\u202f(\D+)$/.exec(low) ?? [];
  const one = (name: string) => name.replace(/^CPUs$/, "CPU");
  return `${unitOfLow !== undefined && one(unitOfLow) === one(unit) ? low.slice(0, -end.length) : low} to ${high}`;
};

/** How a quantity is said: with three significant digits, or with `digits`. */
export type Saying = (value: number, digits?: number) => string;

/** How finely the ends of an interval are known, as a share of them. */
export type Fineness = 0.001 | 0.01;

/**
 * An interval by its ends: "4.20 to 4.34 Gbit/s". Ends that three digits do not tell apart have a
 * fourth, if they are known that finely; else the half-width is said to be below what is known.
 */
export function intervalEnds(
  low: number,
  high: number,
  said: Saying,
  known: Fineness = 0.001,
): string {
  if (low === 0 && high === 0) return "± 0";
  for (const digits of known < 0.01 ? [3, 4] : [3])
    if (said(low, digits) !== said(high, digits))
      return spanText(said(low, digits), said(high, digits));
  return `± less than ${plain(known * 100)}${thin}%`;
}

/** As the reader would type it, with no more digits than it has: 1.5, 200, 131 072. */
export function plain(value: number): string {
  if (!Number.isFinite(value)) return nothing;
  return signed(
    value,
    grouped(String(Math.abs(Number(value.toPrecision(12))))),
  );
}

/** `value` with a fixed number of decimals: for columns and axes. */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return nothing;
  return signed(value, grouped(Math.abs(value).toFixed(decimals)));
}

export interface Scaled {
  readonly factor: number;
  readonly unit: string;
}

/** The prefix that suits a largest value: one for a whole axis or column. */
export function rateScale(largest: number, unit: FigureUnit): Scaled {
  if (unit === "s") return durationScale(largest);
  if (unit !== "bit/s") return { factor: 1, unit };
  const size = Number(largest.toPrecision(3));
  if (size >= 1e9) return { factor: 1e-9, unit: "Gbit/s" };
  if (size >= 1e6) return { factor: 1e-6, unit: "Mbit/s" };
  return size >= 1e3 ? { factor: 1e-3, unit: "kbit/s" } : { factor: 1, unit };
}

/** 2.75 Gbit/s, 394 Mbit/s, 13 500 packets/s. */
export function rate(value: number, unit: FigureUnit, digits = 3): string {
  const scaled = rateScale(value, unit);
  return `${significant(value * scaled.factor, digits)}${thin}${scaled.unit}`;
}

/** The prefix that suits a time. */
export function durationScale(seconds: number): Scaled {
  const size = Math.abs(Number(seconds.toPrecision(3)));
  if (size === 0 || size >= 1) return { factor: 1, unit: "s" };
  if (size >= 1e-3) return { factor: 1e3, unit: "ms" };
  return size >= 1e-6
    ? { factor: 1e6, unit: "µs" }
    : { factor: 1e9, unit: "ns" };
}

/** 847 µs, 1.20 ms, 41.2 ms. */
export function duration(seconds: number, digits = 3): string {
  const { factor, unit } = durationScale(seconds);
  return `${significant(seconds * factor, digits)}${thin}${unit}`;
}

/**
 * A mean and its interval's half-width, both as far as the second digit of the latter and no
 * further than the fourth of the former: 11.9 ± 5.9 ms; 47.90 µs where that leaves nothing of it.
 */
export function plusMinus(
  mean: number,
  halfWidth: number,
  { factor, unit }: Scaled,
): string {
  const size = (value: number) =>
    value === 0 ? -Infinity : Math.floor(Math.log10(Math.abs(value) * factor));
  const decimals = Math.max(0, Math.min(1 - size(halfWidth), 3 - size(mean)));
  const said = (value: number) => fixed(value * factor, decimals);
  const ends = unit === "" ? "" : `${thin}${unit}`;
  if (!Number.isFinite(decimals)) return `0${ends}`;
  const around = said(halfWidth);
  return /[1-9]/.test(around)
    ? `${said(mean)} ± ${around}${ends}`
    : `${said(mean)}${ends}`;
}

const binary: readonly (readonly [factor: number, unit: string])[] = [
  [2 ** 40, "TiB"],
  [2 ** 30, "GiB"],
  [2 ** 20, "MiB"],
  [2 ** 10, "KiB"],
];

/** 4 GiB, 352 MiB, 14.3 GiB, 0 B: the largest binary prefix that leaves at least one. */
export function memorySize(bytes: number): string {
  const digits = (factor: number) => Number((bytes / factor).toPrecision(3));
  const [factor, unit] = binary.find(
    ([each]) => Math.abs(digits(each)) >= 1,
  ) ?? [1, "B"];
  return `${plain(digits(factor))}${thin}${unit}`;
}

/** Seconds in a column whose head says µs: 3.05. */
export const micros = (seconds: number): string => fixed(seconds * 1e6, 2);

/** A share of one as a percentage: 94 %, 4.9 %. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return nothing;
  const value = share * 100;
  const text = fixed(value, Math.abs(value) < 9.95 ? 1 : 0);
  return `${text}${thin}%`;
}

/** A deviation as a percentage with its sign: +7.2 %, −4.9 %. */
export function deviation(share: number): string {
  const text = percent(share);
  return share > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A factor: 1.19, 2.7. */
export const factor = (times: number): string =>
  fixed(times, times < 1.995 ? 2 : 1);

/** By what factor an error is off, and to which side: ÷ 2.0 for half, × 2.0 for double. */
export const offBy = (error: number): string =>
  `${error < 0 ? "÷" : "×"}${thin}${factor(factorApart(error))}`;

/** From this factor on a percentage hides how far an undershoot is. */
const hides = 1.25;

/** An error with its sign, and with its factor where that says more: −3.1 %, −47 % (÷ 1.9). */
export const errorWords = (error: number): string =>
  factorApart(error) < hides
    ? deviation(error)
    : `${deviation(error)} (${offBy(error)})`;

/** A parameter's SI value as a number in its unit, with the digits that are worth printing. */
const published = (value: number, unit: UnitName): string => {
  const shown = inUnit(value, unit);
  const whole = unit === "count" || unit === "B";
  return plain(whole ? shown : Number(shown.toPrecision(4)));
};

const withUnit = (text: string, unit: UnitName | "ns"): string =>
  unit === "count" || unit === "ratio" ? text : `${text}${thin}${unit}`;

const inNanoseconds = (value: number): string =>
  plain(Number((value * 1e9).toPrecision(4)));

/** A parameter's SI value in the unit it is published in: 3 µs, 1 460 B; far below a µs, 49.67 ns. */
export function parameterValue(value: number, unit: UnitName): string {
  return unit === "µs" && value > 0 && value < 1e-7
    ? withUnit(inNanoseconds(value), "ns")
    : withUnit(published(value, unit), unit);
}

/** A parameter's range in its published unit, or in nanoseconds: 10 to 50 µs, 50 to 105 ns. */
export function parameterRange(
  [low, high]: readonly [number, number],
  unit: UnitName,
): string {
  if (low === high) return parameterValue(low, unit);
  return unit === "µs" && low > 0 && low < 1e-7 && high <= 1e-6
    ? withUnit(`${inNanoseconds(low)} to ${inNanoseconds(high)}`, "ns")
    : withUnit(`${published(low, unit)} to ${published(high, unit)}`, unit);
}

const ofTyped =
  "%|[µmn]?s|[GMk]?bit/s|[KMG]i?B|k?B|ns/B|[GMk]?Hz|CPUs?|GbE|(?:packets|requests|blocks|events)/s";
const typedThousands = /(?<![\d.])(\d{1,3}) (?=\d{3}(?!\d))/g;
const typedUnit = new RegExp(`(?<=\\d) (?=(?:${ofTyped})(?![\\w/]))`, "g");

/** A sentence as it was typed, whose numbers keep their thousands and their units on one line. */
export const unbroken = (text: string): string =>
  text.replace(typedThousands, `$1${thin}`).replace(typedUnit, thin);

/** `count` things: 1 thread, 8 threads. */
export function counted(count: number, thing: string): string {
  return `${plain(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** A unit after a number: 1 thread, 0.5 CPUs; what is measured and not counted has one form. */
export const unitAfter = (value: number, unit: string): string =>
  value === 1 && /^(v?CPU|thread|core|frame|packet|slot)s$/.test(unit)
    ? unit.slice(0, -1)
    : unit;

const numberWords =
  "no one two three four five six seven eight nine ten eleven twelve".split(
    " ",
  );

/** A count as a word, up to twelve: no, one, two. */
export const inWords = (count: number): string =>
  numberWords[count] ?? plain(count);

/** With its first letter large: a sentence or a title begins with it. */
export const sentenceCase = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1);
