/** Rows whose rates have different units, a group a unit: the unit is said once, and one prefix suits all. */
import {
  rateScale,
  sentenceCase,
  significant,
  type RateUnit,
} from "../format.ts";
import { rateName } from "../workload-rate.ts";

export interface RateGroup<Row> {
  /** "Throughput, Gbit/s". */
  readonly name: string;
  /** "Gbit/s". */
  readonly unit: string;
  readonly rows: readonly Row[];
  /** A rate of the group, without its unit. */
  readonly shown: (value: number) => string;
}

/** Groups in the order in which their units come; `rate` is what a group's prefix must suit. */
export function rateGroups<Row extends { readonly unit: RateUnit }>(
  rows: readonly Row[],
  rate: (row: Row) => number,
): readonly RateGroup<Row>[] {
  return [...new Set(rows.map(({ unit }) => unit))].map((of) => {
    const group = rows.filter(({ unit }) => unit === of);
    const { factor, unit } = rateScale(Math.max(...group.map(rate)), of);
    return {
      name: `${sentenceCase(rateName(of))}, ${unit}`,
      unit,
      rows: group,
      shown: (value) => significant(value * factor),
    };
  });
}
