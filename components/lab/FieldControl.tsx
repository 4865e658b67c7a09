/**
 * SHOWS    One field of a lab as a native control, with its unit, hint and what was refused.
 * READS    Its field record, its value, and what the reader typed.
 * WITHOUT JS  The default's value; nothing acts.
 */
import type { Field } from "../../models/index.ts";
import { ChoiceControl } from "./ChoiceControl.tsx";
import type { FieldEntry } from "./field-entry.ts";
import { noRefusals, type Applies, type Refusals } from "./in-force.ts";
import { NumberControl } from "./NumberControl.tsx";

export interface FieldControlProps {
  readonly field: Field;
  /** The lab's id: the control's own is made from it and the field's key. */
  readonly id: string;
  /** null where it is left open. */
  readonly value: number | string | null;
  /** What stands where it is left open. */
  readonly open?: number | string | null;
  readonly applies: Applies;
  readonly refusals?: Refusals;
  readonly entry: FieldEntry;
}

export function FieldControl({
  field,
  value,
  open = null,
  applies,
  refusals = noRefusals,
  entry,
  ...props
}: FieldControlProps) {
  const { key } = field;
  const id = `${props.id}-${key}`;
  if (field.kind === "choice")
    return (
      <ChoiceControl
        field={field}
        id={id}
        value={String(value)}
        applies={applies}
        refusals={refusals}
        onChoose={(choice) => {
          entry.onValue(key, choice, true);
        }}
      />
    );
  return (
    <NumberControl
      field={field}
      id={id}
      value={value}
      open={open}
      typed={entry.textOf(key)}
      notice={entry.noticeOf(key)}
      applies={applies}
      onValue={(next, settled) => {
        entry.onValue(key, next, settled);
      }}
      onType={(text) => {
        entry.onType(key, text, Number(text) < field.low);
      }}
      onSettle={() => {
        entry.onSettle(key);
      }}
    />
  );
}
