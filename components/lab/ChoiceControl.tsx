/**
 * SHOWS    One choice of the scenario: label and native select.
 * READS    Its field record.
 * WITHOUT JS  The default's choice; nothing acts.
 */
import type { ChoiceField } from "../../models/index.ts";
import type { Applies, Refusals } from "./in-force.ts";

export interface ChoiceControlProps {
  readonly field: ChoiceField;
  readonly id: string;
  readonly value: string;
  readonly applies: Applies;
  readonly refusals: Refusals;
  readonly onChoose: (id: string) => void;
}

export function ChoiceControl({
  field,
  id,
  value,
  applies,
  refusals,
  onChoose,
}: ChoiceControlProps) {
  const refused = new Set([...refusals.values()].flat().map((each) => each.id));
  const disabled = applies.reason !== null;
  const scope = applies.reason ?? applies.scope;
  return (
    <div class={`control choice${disabled ? " off" : ""}`}>
      <label for={id}>{field.label}</label>
      <select
        id={id}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          onChoose(event.currentTarget.value);
        }}
      >
        {field.choices.map((choice) => (
          <option
            key={choice.id}
            value={choice.id}
            selected={choice.id === value}
            disabled={refused.has(choice.id) && choice.id !== value}
          >
            {choice.name}
          </option>
        ))}
      </select>
      {scope !== null && (
        <span class={disabled ? "reason" : "scope"}>{scope}</span>
      )}
      {[...refusals].map(([sentence, choices]) => (
        <span key={sentence} class="reason">
          {`Not ${choices.map(({ name }) => name).join(" or ")}: ${sentence}`}
        </span>
      ))}
      <span id={`${id}-hint`} class="hint">
        {field.hint.replaceAll("`", "")}
      </span>
    </div>
  );
}
