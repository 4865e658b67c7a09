/**
 * A parameter: a value with its unit, range, status and source.
 *
 * IDEA   No number enters the model bare. Its status says how far to trust it: `quoted` (read
 *        in a source), `measured` (read off a run whose data we hold), `fitted` (chosen so that
 *        the model meets stated measurements) or `assumed` (a judgement, with its reason).
 * HOLDS  An assumption or a fit without a range, a quotation without a place and an unknown
 *        citation do not compile; `source.errors.ts` keeps the proofs.
 */
import type { CiteKey } from "./cites.ts";
import type { AnyQuantity, UnitName } from "./units.ts";

export type Status = "quoted" | "measured" | "fitted" | "assumed";

interface Described<Q extends AnyQuantity> {
  readonly value: Q;
  readonly unit: UnitName;
  /** What one unit of it is: a noun phrase that reads after the name. */
  readonly what: string;
  /** The interval that a slider or a fit may use, in the same SI unit as `value`. */
  readonly range: readonly [low: Q, high: Q];
  /** The source that the value or its range comes from. */
  readonly cite: CiteKey;
  /** Section, table, file or page within the source. */
  readonly where: string;
}

export type Parameter<Q extends AnyQuantity = AnyQuantity> = Described<Q> &
  (
    | { readonly status: "quoted" }
    | { readonly status: "measured" }
    | { readonly status: "fitted"; readonly to: string }
    | { readonly status: "assumed"; readonly because: string }
  );

/** Types `catalogue` as parameters while keeping its keys, so that steps can name them. */
export const parameterSet = <const Catalogue extends Record<string, Parameter>>(
  catalogue: Catalogue,
): Catalogue => catalogue;
