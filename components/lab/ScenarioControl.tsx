/**
 * SHOWS    One field of the scenario as a control, called as its workload calls it.
 * READS    The field table, the scenario, and what the reader typed.
 * WITHOUT JS  The default's value; nothing acts.
 */
import {
  fieldValue,
  isScaled,
  valueInForce,
  type Field,
  type MachineScale,
  type Scenario,
} from "../../models/index.ts";
import type { FieldEntry } from "./field-entry.ts";
import { FieldControl } from "./FieldControl.tsx";
import {
  appliesEverywhere,
  appliesTo,
  noRefusals,
  onMeasuredMachine,
  refusalsOf,
} from "./in-force.ts";

export interface ScenarioControlProps {
  readonly field: Field;
  /** The lab's id. */
  readonly id: string;
  readonly scenario: Scenario;
  /** Ids of the technologies drawn. */
  readonly compared: readonly string[];
  /** Ids of the technologies that a workload must suit; the scenario's own when not given. */
  readonly suits?: readonly string[];
  /** True where it acts though the solver has no use for it. */
  readonly acts?: boolean;
  /** The machine that a scenario runs on: the reader's, where it was measured. */
  readonly machineOf: (scenario: Scenario) => MachineScale;
  readonly entry: FieldEntry;
}

export function ScenarioControl({
  field: { called, ...any },
  id,
  scenario,
  compared,
  suits = [scenario.technology],
  acts = false,
  machineOf,
  entry,
}: ScenarioControlProps) {
  const label = called?.[scenario.workload.kind] ?? any.label;
  const field: Field = { ...any, label };
  const { key } = field;
  const value = fieldValue(scenario, key);
  const applies = acts ? appliesEverywhere : appliesTo(scenario, compared, key);
  const machine = machineOf(scenario);
  return (
    <FieldControl
      field={field}
      id={id}
      value={value}
      open={value === null ? valueInForce(scenario, key, machine) : null}
      applies={
        value === null && isScaled(scenario, key, machine)
          ? onMeasuredMachine(applies)
          : applies
      }
      refusals={
        field.kind === "choice"
          ? refusalsOf(field, scenario, suits)
          : noRefusals
      }
      entry={entry}
    />
  );
}
