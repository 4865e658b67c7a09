/**
 * Quantities: numbers that carry their dimension in the type.
 *
 * IDEA   A quantity is a plain number in the SI unit of its dimension, branded so that
 *        seconds cannot be passed for bytes and a bare number cannot be passed for either.
 *        Only the constructors below make one, so the unit is written where the value is.
 * HOLDS  Compile time only: at run time a quantity is a number, so arithmetic costs nothing.
 * FAILS  Arithmetic drops the brand (a product of two quantities is a number again); the
 *        model's inner loops work on numbers whose names end in their unit.
 */

declare const dimension: unique symbol;
type Quantity<Dimension extends string> = number & {
  readonly [dimension]: Dimension;
};

export type Seconds = Quantity<"s">;
export type SecondsPerByte = Quantity<"s/B">;
export type Bytes = Quantity<"B">;
export type BitsPerSecond = Quantity<"bit/s">;
/** A count of things: threads, frames, CPUs. */
export type Count = Quantity<"count">;
/** A dimensionless ratio or factor. */
export type Ratio = Quantity<"ratio">;

export type AnyQuantity =
  Seconds | SecondsPerByte | Bytes | BitsPerSecond | Count | Ratio;

export const ms = (value: number) => (value * 1e-3) as Seconds;
export const us = (value: number) => (value * 1e-6) as Seconds;
export const ns = (value: number) => (value * 1e-9) as Seconds;
export const nsPerByte = (value: number) => (value * 1e-9) as SecondsPerByte;
export const bytes = (value: number) => value as Bytes;
export const kibibytes = (value: number) => (value * 1024) as Bytes;
export const mebibytes = (value: number) => (value * 1_048_576) as Bytes;
export const gbitPerS = (value: number) => (value * 1e9) as BitsPerSecond;
export const count = (value: number) => value as Count;
export const ratio = (value: number) => value as Ratio;

/** How a quantity is shown: the unit that readers expect and the factor to it. */
export type UnitName =
  | "µs"
  | "ms"
  | "ns/B"
  | "B"
  | "KiB"
  | "MiB"
  | "Gbit/s"
  | "CPU"
  | "count"
  | "ratio";

const perUnit: Record<UnitName, number> = {
  µs: 1e6,
  ms: 1e3,
  "ns/B": 1e9,
  B: 1,
  KiB: 1 / 1024,
  MiB: 1 / 1_048_576,
  "Gbit/s": 1e-9,
  CPU: 1,
  count: 1,
  ratio: 1,
};

/** The number to print beside `unit` for a value held in SI units. */
export const inUnit = (value: number, unit: UnitName): number =>
  value * perUnit[unit];
