/**
 * What must not compile: `tsc` reports each line below whose error has gone away.
 *
 * IDEA   A number without unit, range, status or source cannot enter the model. These are proofs.
 */
import { parameterSet, type Parameter } from "./source.ts";
import {
  bytes,
  ms,
  us,
  type Bytes,
  type Ratio,
  type Seconds,
} from "./units.ts";

const cited = {
  cite: "gregg2013",
  where: "stack trace",
  what: "a cost",
} as const;

// A bare number is not a quantity.
// @ts-expect-error a number has no unit
export const bareSeconds: Seconds = 2e-6;
export const bareValue: Parameter<Seconds> = {
  ...cited,
  // @ts-expect-error a number has no unit
  value: 2e-6,
  unit: "µs",
  range: [us(1), us(3)],
  status: "quoted",
};
export const bareRange: Parameter<Seconds> = {
  ...cited,
  value: us(2),
  unit: "µs",
  // @ts-expect-error a range has the unit of its value
  range: [1e-6, 3e-6],
  status: "quoted",
};
export const bareInCatalogue = parameterSet({
  exit: {
    ...cited,
    // @ts-expect-error a number has no unit
    value: 2e-6,
    unit: "µs",
    range: [us(1), us(3)],
    status: "quoted",
  },
});

// Seconds are not bytes, and arithmetic drops the unit.
// @ts-expect-error seconds where bytes are expected
export const wrongDimension: Bytes = us(2);
// @ts-expect-error a product of two quantities is a number again
export const product: Seconds = us(2) * 2;
// @ts-expect-error a sum of quantities is a number again
export const sum: Seconds = us(2) + us(3);
export const wrongParameter: Parameter<Bytes> = {
  ...cited,
  // @ts-expect-error seconds where bytes are expected
  value: ms(1),
  unit: "B",
  range: [bytes(1), bytes(2)],
  status: "quoted",
};
// @ts-expect-error a ratio is no time
export const ratioForTime: Ratio = us(1);

// An assumption says why and between what; a fit says to what.
// @ts-expect-error an assumption without a range
export const noRange: Parameter<Seconds> = {
  ...cited,
  value: us(2),
  unit: "µs",
  status: "assumed",
  because: "a guess",
};
// @ts-expect-error an assumption without a reason
export const noReason: Parameter<Seconds> = {
  ...cited,
  value: us(2),
  unit: "µs",
  range: [us(1), us(3)],
  status: "assumed",
};
// @ts-expect-error a fit that does not say to what
export const noTarget: Parameter<Seconds> = {
  ...cited,
  value: us(2),
  unit: "µs",
  range: [us(1), us(3)],
  status: "fitted",
};
export const noStatus: Parameter<Seconds> = {
  ...cited,
  value: us(2),
  unit: "µs",
  range: [us(1), us(3)],
  // @ts-expect-error none of the four statuses
  status: "known",
};

// A source is an entry of the bibliography, with a place in it.
export const unknownCitation: Parameter<Seconds> = {
  value: us(2),
  unit: "µs",
  what: "a cost",
  range: [us(1), us(3)],
  status: "quoted",
  // @ts-expect-error no such work
  cite: "hearsay1999",
  where: "page 1",
};
// @ts-expect-error a quotation without a place
export const noPlace: Parameter<Seconds> = {
  value: us(2),
  unit: "µs",
  what: "a cost",
  range: [us(1), us(3)],
  status: "quoted",
  cite: "gregg2013",
};
export const unknownUnit: Parameter<Seconds> = {
  ...cited,
  value: us(2),
  // @ts-expect-error no such unit
  unit: "kg",
  range: [us(1), us(3)],
  status: "quoted",
};
