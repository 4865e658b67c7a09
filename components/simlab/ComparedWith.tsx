/**
 * SHOWS    The second scenario of a comparison: which fields differ, as controls of their own.
 * READS    The field table and the state.
 * WITHOUT JS  Nothing: the comparison's table says what differs.
 */
import { fieldByKey, fieldValue } from "../../models/index.ts";
import { FieldControl } from "../lab/FieldControl.tsx";
import { actingFields, actsInRun } from "./SimControls.tsx";
import { differing, type SimState } from "./state.ts";

export interface ComparedWithProps {
  readonly id: string;
  readonly state: SimState;
  /** The field under the reader's hand, though both scenarios may still agree in it. */
  readonly field: string | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly onField: (key: string | null) => void;
  readonly onValue: (
    key: string,
    value: number | string | null,
    settled: boolean,
  ) => void;
  readonly onType: (key: string, text: string) => void;
  readonly onSettle: (key: string) => void;
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
            <FieldControl
              key={key}
              field={one}
              id={`${id}-second`}
              scenario={against}
              compared={[against.technology]}
              acts={
                actsInRun(against, key) ||
                fieldValue(state.scenario, key) !== fieldValue(against, key)
              }
              typed={props.typed[`second.${key}`]}
              onValue={props.onValue}
              onType={props.onType}
              onSettle={props.onSettle}
            />
          );
        })}
    </div>
  );
}
