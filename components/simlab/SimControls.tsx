/**
 * SHOWS    What a reader can turn in a simulated lab: the lab's own fields, the run's length and
 *          seed, and every other field that acts under "More".
 * READS    The field table and the state.
 * WITHOUT JS  The default's values; nothing acts.
 */
import {
  fieldByKey,
  fields,
  whyFieldIsIdle,
  type Field,
  type Scenario,
} from "../../models/index.ts";
import type { FieldEntry } from "../lab/field-entry.ts";
import { FieldControl } from "../lab/FieldControl.tsx";
import { appliesEverywhere } from "../lab/in-force.ts";
import { MoreFields } from "../lab/MoreFields.tsx";
import { ScenarioControl } from "../lab/ScenarioControl.tsx";
import { secondsField, type SimState } from "./state.ts";
import type { MachineOf } from "./use-machine.ts";

/** Whether a field changes a run: that the solver has no use for it is no reason here. */
export const actsInRun = (scenario: Scenario, key: string): boolean =>
  whyFieldIsIdle(scenario, key)?.startsWith("the solver") ?? true;

/** Fields that change something in this scenario, the technology among them. */
export const actingFields = (scenario: Scenario): Field[] =>
  fields.filter(({ key }) => actsInRun(scenario, key));

export interface SimControlsProps {
  readonly id: string;
  readonly upFront: readonly string[];
  readonly state: SimState;
  readonly machineOf: MachineOf;
  readonly entry: FieldEntry;
}

export function SimControls(props: SimControlsProps) {
  const { id, upFront, state, machineOf, entry } = props;
  const control = (field: Field) => (
    <ScenarioControl
      key={field.key}
      field={field}
      id={id}
      scenario={state.scenario}
      compared={[state.scenario.technology]}
      suits={[state.scenario, ...(state.against ? [state.against] : [])].map(
        ({ technology }) => technology,
      )}
      acts={actsInRun(state.scenario, field.key)}
      machineOf={machineOf}
      entry={entry}
    />
  );
  const rest = actingFields(state.scenario).filter(
    ({ key }) => !upFront.includes(key),
  );
  return (
    <>
      <div class="lab-controls">
        {upFront.flatMap((key) => fieldByKey.get(key) ?? []).map(control)}
        <FieldControl
          field={secondsField}
          id={id}
          value={state.seconds}
          applies={appliesEverywhere}
          entry={entry}
        />
      </div>
      <MoreFields
        holds="technology, workload, hardware, limits, options, seed"
        fields={rest}
        control={control}
      />
    </>
  );
}
