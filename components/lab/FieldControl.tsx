/**
 * SHOWS    One field of the scenario as a native control, with its unit, hint and what was refused.
 * READS    The field table, the scenario, and what the reader typed.
 * WITHOUT JS  The default's value; nothing acts.
 */
import {
  fieldValue,
  parseScenario,
  type Field,
  type Scenario,
} from "../../models/index.ts";
import { ChoiceControl } from "./ChoiceControl.tsx";
import { appliesTo, openValue, refusalsOf } from "./in-force.ts";
import { NumberControl } from "./NumberControl.tsx";

export interface FieldControlProps {
  readonly field: Field;
  /** The lab's id: the control's own is made from it and the field's key. */
  readonly id: string;
  readonly scenario: Scenario;
  /** Ids of the technologies drawn. */
  readonly compared: readonly string[];
  /** Ids of the technologies that a workload must suit; the scenario's own when not given. */
  readonly suits?: readonly string[];
  /** True where it acts though the solver has no use for it. */
  readonly acts?: boolean;
  /** The text as typed, while it is not the value's own. */
  readonly typed: string | undefined;
  readonly onValue: (
    key: string,
    value: number | string | null,
    settled: boolean,
  ) => void;
  readonly onType: (key: string, text: string) => void;
  readonly onSettle: (key: string) => void;
}

export function FieldControl({
  field: { called, ...any },
  scenario,
  compared,
  typed,
  ...props
}: FieldControlProps) {
  const label = called?.[scenario.workload.kind] ?? any.label;
  const field: Field = { ...any, label };
  const { key } = field;
  const id = `${props.id}-${key}`;
  const applies =
    props.acts === true
      ? { reason: null, scope: null }
      : appliesTo(scenario, compared, key);
  const value = fieldValue(scenario, key);
  if (field.kind === "choice")
    return (
      <ChoiceControl
        field={field}
        id={id}
        value={String(value)}
        applies={applies}
        refusals={refusalsOf(
          field,
          scenario,
          props.suits ?? [scenario.technology],
        )}
        onChoose={(choice) => {
          props.onValue(key, choice, true);
        }}
      />
    );
  const notice =
    typed === undefined || typed.trim() === ""
      ? undefined
      : parseScenario({ [key]: typed }, scenario).notices[0]?.text;
  return (
    <NumberControl
      field={field}
      id={id}
      value={value as number | "none" | null}
      open={value === null ? openValue(scenario, key) : null}
      typed={typed}
      notice={notice}
      applies={applies}
      onValue={(next, settled) => {
        props.onValue(key, next, settled);
      }}
      onType={(next) => {
        props.onType(key, next);
      }}
      onSettle={() => {
        props.onSettle(key);
      }}
    />
  );
}
