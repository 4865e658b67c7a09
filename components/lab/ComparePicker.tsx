/**
 * SHOWS    What can be compared: which are drawn, which one the caption explains, and the figure of
 *          each. It is the chart's legend as well. What makes no sense is greyed, with the reason.
 * READS    What is offered, as its lab describes it.
 * WITHOUT JS  The legend and the default's figures.
 */
import type { ComponentChildren } from "preact";
import type { Family } from "../../models/index.ts";
import "./picker.css";

export interface Offered {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  /** Its line, in short. */
  readonly mark: ComponentChildren;
  /** Its figure, while it is drawn. */
  readonly value: string;
  readonly isDrawn: boolean;
  /** The only one drawn: it stays. */
  readonly stays: boolean;
  readonly isExplained: boolean;
  /** Why it cannot be drawn. */
  readonly refusal: string | null;
}

export interface ComparePickerProps {
  readonly id: string;
  /** Of the figures. */
  readonly unit: string;
  readonly offered: readonly Offered[];
  readonly onCompare: (id: string, draw: boolean) => void;
  readonly onExplain: (id: string) => void;
}

export function ComparePicker(props: ComparePickerProps) {
  const { id, unit, offered } = props;
  return (
    <fieldset class="technologies">
      <legend>
        <span>Compare</span>
        <span>{unit}</span>
        <span>Explain</span>
      </legend>
      {offered.map(({ name, family, refusal, ...each }) => {
        const reasonId = `${id}-${each.id}-reason`;
        const said = refusal === null ? {} : { "aria-describedby": reasonId };
        const classes = [
          `technology tech-${family}`,
          ...(each.isDrawn ? ["drawn"] : []),
          ...(refusal === null ? [] : ["off"]),
        ];
        return (
          <div key={each.id} class={classes.join(" ")}>
            <label>
              <input
                type="checkbox"
                checked={each.isDrawn}
                disabled={each.stays || refusal !== null}
                {...said}
                onChange={(event) => {
                  props.onCompare(each.id, event.currentTarget.checked);
                }}
              />
              {each.mark}
              <span class="name">{name}</span>
            </label>
            <span class="value">{each.value}</span>
            <input
              type="radio"
              name={`${id}-describe`}
              checked={each.isExplained}
              disabled={refusal !== null}
              {...said}
              aria-label={`Explain ${name}`}
              onChange={() => {
                props.onExplain(each.id);
              }}
            />
            {refusal !== null && (
              <span id={reasonId} class="reason">
                {refusal}
              </span>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
