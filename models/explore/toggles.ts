/**
 * The choices of a scenario under which steps of a way appear and go.
 *
 * IDEA   Nobody lists them. A field is a toggle when two of its states give one of the technologies
 *        another list of steps, so a new option of a path has its switch as soon as a field sets it.
 *        Of a number the states are 0 and a value; of a choice, its choices.
 * COST   One list of steps for each state of each option, without a solution.
 */
import { inForce, stepsInForce } from "../options-in-force.ts";
import { publishedValues } from "../parameters/published-values.ts";
import { fields, type Field } from "../scenario-fields.ts";
import { fieldValue, withField, type Scenario } from "../scenario.ts";
import { loneScenario, wholePath, type Way } from "./walk.ts";

export interface ToggleState {
  readonly value: number | string;
  /** The choice's own name, or what 0 means; null for a number, which is printed with its unit. */
  readonly name: string | null;
  readonly isChosen: boolean;
}

export interface Toggle {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly unit: string;
  readonly states: readonly ToggleState[];
  /** The ids of the technologies on which it acts. */
  readonly actsOn: readonly string[];
}

/** Options of the technologies, and what a disk is asked to do. */
const mayToggle = ({ at, key }: Field): boolean =>
  at[0] === "options" || key === "direction";

const statesOf = (field: Field, scenario: Scenario): readonly ToggleState[] => {
  const now = fieldValue(scenario, field.key);
  if (field.kind === "choice")
    return field.choices.map(({ id, name }) => ({
      value: id,
      name,
      isChosen: id === now,
    }));
  const on = typeof now === "number" && now > 0 ? now : field.initial;
  return typeof on === "number" && on > 0 && field.low <= 0
    ? [on, 0].map((value) => ({
        value,
        name: value === 0 ? (field.zero ?? null) : null,
        isChosen: value === now,
      }))
    : [];
};

const stepIds = (scenario: Scenario, id: string, way: Way): string => {
  const force = inForce(loneScenario(scenario, id, way), publishedValues);
  return stepsInForce(wholePath(force.technology, way), force.on)
    .map((step) => step.id)
    .join();
};

/** The toggles of `way` for these technologies, in the order of the field table. */
export function togglesOf(
  scenario: Scenario,
  ids: readonly string[],
  way: Way,
): readonly Toggle[] {
  const everyField: readonly Field[] = fields;
  return everyField.filter(mayToggle).flatMap((field) => {
    const states = statesOf(field, scenario);
    const actsOn = ids.filter((id) => {
      const lists = states.map(({ value }) =>
        stepIds(withField(scenario, field.key, value), id, way),
      );
      return new Set(lists).size > 1;
    });
    return actsOn.length === 0
      ? []
      : [
          {
            key: field.key,
            label: field.label,
            hint: field.hint,
            unit: field.kind === "number" ? field.unit : "",
            states,
            actsOn,
          },
        ];
  });
}
