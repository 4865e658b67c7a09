/**
 * SHOWS    The second scenario of a comparison: which fields differ, as controls of their own.
 * READS    The field table and the state.
 * WITHOUT JS  Nothing: the comparison's table says what differs.
 */
import { fieldByKey, fieldValue } from "../../models/index.ts";
import type { FieldEntry } from "../lab/field-entry.ts";
import { ScenarioControl } from "../lab/ScenarioControl.tsx";
import { actingFields, actsInRun } from "./SimControls.tsx";
import { differing, type SimState } from "./state.ts";
import type { MachineOf } from "./use-machine.ts";

export interface ComparedWithProps {
  readonly id: string;
  readonly state: SimState;
  /** The field under the reader's hand, though both scenarios may still agree in it. */
  readonly field: string | null;
  readonly machineOf: MachineOf;
  readonly entry: FieldEntry;
  readonly onField: (key: string | null) => void;
}

export function ComparedWith(props: ComparedWithProps) {
  const { id, state, field } = props;
  const { against } = state;
  const keys = [
    ...new Set([...differing(state), ...(field === null ? [] : [field])]),
  ];
  const offered = actingFields(state.scenario).filter(
    ({ key }) => key !== "seed",
  );
  return (
    <div class="sim-against">
      <div class="control choice">
        <label for={`${id}-differs`}>The second scenario differs in</label>
        <select
          id={`${id}-differs`}
          onChange={(event) => {
            const key = event.currentTarget.value;
            props.onField(key === "" ? null : key);
          }}
        >
          <option value="" selected={against === null}>
            nothing: no comparison
          </option>
          {offered.map(({ key, label }) => (
            <option
              key={key}
              value={key}
              selected={against !== null && keys.at(-1) === key}
            >
              {label}
            </option>
          ))}
        </select>
      </div>
      {against !== null &&
        keys.map((key) => {
          const one = fieldByKey.get(key);
          if (!one) return null;
          return (
            <ScenarioControl
              key={key}
              field={one}
              id={`${id}-second`}
              scenario={against}
              compared={[against.technology]}
              acts={
                actsInRun(against, key) ||
                fieldValue(state.scenario, key) !== fieldValue(against, key)
              }
              machineOf={props.machineOf}
              entry={props.entry}
            />
          );
        })}
    </div>
  );
}
