/**
 * Random scenarios for property tests: every field, every technology, every workload.
 *
 * IDEA     Drawn from the same table of fields that readers choose from, so that a new field or
 *          technology is tried without a line here.
 * UNITS    as the fields.
 * HOLDS    most fields at their default, as in a link; numbers within the slider or the domain.
 * FAILS    hostile input is not a scenario: see scenario.test.ts.
 */
import fc from "fast-check";
import { fields, type Field } from "./scenario-fields.ts";
import { parseScenario, withField, type Scenario } from "./scenario.ts";
import { takesPath } from "./traffic.ts";

/** Passed to every `fc.assert` over scenarios, chosen before looking at any result. */
export const trials = { seed: 41, numRuns: 300 } as const;

/** Three digits: what a reader types. */
const roundTo = (value: number, integer: boolean): number =>
  integer ? Math.round(value) : Number(value.toPrecision(3));

/** Any value that `field` accepts, in the form in which a scenario holds it. */
export const valueOf = (
  field: Field,
): fc.Arbitrary<string | number | undefined> => {
  if (field.kind === "choice")
    return fc.constantFrom(...field.choices.map(({ id }) => id));
  const between = (low: number, high: number) =>
    fc
      .integer({ min: 0, max: 1000 })
      .map((thousandths) => thousandths / 1000)
      .map((share) =>
        roundTo(
          low > 0 && share > 0.5
            ? low * (high / low) ** share
            : low + share * (high - low),
          field.integer,
        ),
      );
  return fc.oneof(
    between(...field.slider),
    between(field.low, field.high),
    fc.constantFrom(field.low, field.high, ...field.words),
  );
};

const pathWorkloads = ["tcp-stream", "packets", "request-response", "disk"];

const sometimes = (field: Field): fc.Arbitrary<unknown> =>
  field.key === "technology" || field.key === "workload"
    ? valueOf(field)
    : field.key === "threads"
      ? fc.oneof(fc.integer({ min: 1, max: 64 }), valueOf(field))
      : fc.option(valueOf(field), { freq: 3, nil: undefined });

/** A scenario in which about a quarter of the fields differ from the default. */
export const everyScenario: fc.Arbitrary<Scenario> = fc
  .tuple(
    ...fields.map((field) => fc.tuple(fc.constant(field), sometimes(field))),
  )
  .map((chosen) => {
    const given = chosen.filter(([, value]) => value !== undefined);
    return parseScenario(
      Object.fromEntries(given.map(([field, value]) => [field.key, value])),
    ).scenario;
  });

/** The same, with a workload that takes a path and so has a network. */
export const anyScenario: fc.Arbitrary<Scenario> = fc
  .tuple(everyScenario, fc.constantFrom(...pathWorkloads))
  .map(([scenario, workload]) =>
    takesPath(scenario.workload.kind)
      ? scenario
      : withField(scenario, "workload", workload),
  );
