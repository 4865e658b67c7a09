/**
 * Places on a slider: a native range runs over places, which stand for values of a field.
 *
 * IDEA   A linear field's places are its values; a logarithmic field's are their logarithms to
 *        base two, so that a key press is a like ratio everywhere.
 */
import { niceStep } from "../chart/scale.ts";
import type { NumberField } from "../../models/index.ts";

export interface Slider {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  placeOf(value: number): number;
  valueOf(place: number): number;
}

const tidy = (value: number): number => Number(value.toPrecision(10));

export function sliderOf(field: NumberField): Slider {
  const [low, high] = field.slider;
  const clamp = (value: number) => Math.min(high, Math.max(low, value));
  if (field.logarithmic) {
    const round = (value: number) =>
      field.integer ? Math.round(value) : Number(value.toPrecision(3));
    return {
      min: Math.log2(low),
      max: Math.log2(high),
      step: 0.25,
      placeOf: (value) => Math.log2(clamp(value)),
      valueOf: (place) => clamp(round(2 ** place)),
    };
  }
  const coarse = niceStep(high - low, 100);
  const fits = (low / coarse) % 1 < 1e-9;
  const step = field.integer
    ? Math.max(1, Math.round(coarse))
    : fits
      ? coarse
      : coarse / 2;
  return {
    min: low,
    max: high,
    step: field.integer && high - low <= 300 ? 1 : step,
    placeOf: clamp,
    valueOf: tidy,
  };
}
