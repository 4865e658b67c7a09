/**
 * SHOWS    One number of the scenario: label, text field with unit, native slider.
 * READS    Its field record; what the reader typed stays in the text field, word for word, and
 *          what the model made of it stands below when that is something else.
 * WITHOUT JS  The default's value; nothing acts.
 */
import { plain, unitAfter } from "../format.ts";
import type { NumberField } from "../../models/index.ts";
import type { Applies } from "./in-force.ts";
import { sliderOf } from "./slider.ts";

export interface NumberControlProps {
  readonly field: NumberField;
  readonly id: string;
  readonly value: number | string | null;
  /** What stands when `value` is null. */
  readonly open: number | string | null;
  /** The text as typed, while it is not the value's own. */
  readonly typed: string | undefined;
  readonly notice: string | undefined;
  readonly applies: Applies;
  /** `settled` is false while a slider is dragged. */
  readonly onValue: (value: number | string | null, settled: boolean) => void;
  readonly onType: (text: string) => void;
  readonly onSettle: () => void;
}

const asText = (value: number | string | null): string =>
  typeof value === "number"
    ? String(Number(value.toPrecision(6)))
    : (value ?? "");

export function NumberControl(props: NumberControlProps) {
  const { field, id, value, open, typed, notice, applies } = props;
  const slider = sliderOf(field);
  const inForce = value ?? open;
  const place =
    typeof inForce === "number" ? slider.placeOf(inForce) : slider.max;
  const unit =
    typeof inForce === "number" ? unitAfter(inForce, field.unit) : field.unit;
  const spoken =
    typeof inForce === "number" ? `${plain(inForce)} ${unit}` : (inForce ?? "");
  const disabled = applies.reason !== null;
  const remark = notice ?? applies.scope;
  return (
    <div class={`control${disabled ? " off" : ""}`}>
      <label for={id}>{field.label}</label>
      <span class="entry">
        <input
          id={id}
          class="typed"
          type="text"
          inputMode="decimal"
          autocomplete="off"
          spellcheck={false}
          disabled={disabled}
          value={typed ?? asText(value)}
          placeholder={value === null ? asText(open) : undefined}
          aria-describedby={`${id}-hint`}
          aria-invalid={notice !== undefined}
          onInput={(event) => {
            props.onType(event.currentTarget.value);
          }}
          onChange={props.onSettle}
        />
        <span class="unit">{unit}</span>
      </span>
      <span class="slide">
        {disabled ? (
          <span class="reason">{applies.reason}</span>
        ) : (
          <input
            type="range"
            min={slider.min}
            max={slider.max}
            step={slider.step}
            value={place}
            aria-label={field.label}
            aria-valuetext={spoken}
            onInput={(event) => {
              props.onValue(
                slider.valueOf(Number(event.currentTarget.value)),
                false,
              );
            }}
            onChange={props.onSettle}
          />
        )}
        {!disabled &&
          field.words.map((word) => (
            <button
              key={word}
              type="button"
              aria-pressed={value === word}
              onClick={() => {
                props.onValue(word, true);
              }}
            >
              {word}
            </button>
          ))}
        {!disabled && field.initial === null && (
          <button
            type="button"
            aria-pressed={value === null}
            onClick={() => {
              props.onValue(null, true);
            }}
          >
            default
          </button>
        )}
      </span>
      {remark !== null && (
        <span class={notice === undefined ? "scope" : "refused"}>{remark}</span>
      )}
      <span id={`${id}-hint`} class="hint">
        {notice ?? applies.reason ?? field.hint.replaceAll("`", "")}
      </span>
    </div>
  );
}
