/**
 * SHOWS    What a reader can turn: technologies, the lab's own fields, and all others under "More".
 * READS    The field table and the state.
 * WITHOUT JS  The default's values; nothing acts. What stands under "More" is made when it opens,
 *          because a page would carry it for nobody.
 */
import { useState } from "preact/hooks";
import {
  fieldByKey,
  fields,
  fieldValue,
  parseScenario,
  technologies,
  type Field,
} from "../../models/index.ts";
import type { CurveFigure, YScale } from "../chart/series.ts";
import { ChoiceControl } from "./ChoiceControl.tsx";
import { appliesTo, openValue } from "./in-force.ts";
import { NumberControl } from "./NumberControl.tsx";
import type { LabState } from "./state.ts";
import { TechnologyPicker } from "./TechnologyPicker.tsx";

export interface ControlsProps {
  readonly id: string;
  readonly upFront: readonly string[];
  /** Technologies of the preset: up front, with what is drawn besides; others under "More". */
  readonly offered: readonly string[];
  readonly state: LabState;
  readonly figure: CurveFigure;
  readonly typed: Readonly<Record<string, string>>;
  readonly onValue: (
    key: string,
    value: number | string | null,
    settled: boolean,
  ) => void;
  readonly onType: (key: string, text: string) => void;
  readonly onSettle: (key: string) => void;
  readonly onCompare: (id: string, draw: boolean) => void;
  readonly onScale: (y: YScale) => void;
}

/** The technology has its own control, and the solver has no use for a seed. */
const elsewhere = new Set(["technology", "seed"]);

const groupNames: Readonly<Record<string, string>> = {
  workload: "Workload",
  hardware: "Hardware",
  limits: "Limits",
  options: "Options of the technologies",
};

export function Controls(props: ControlsProps) {
  const { id, upFront, offered, state, figure } = props;
  const [open, setOpen] = useState(false);
  const shown = upFront.flatMap((key) => fieldByKey.get(key) ?? []);
  const rest = fields.filter(
    ({ key }) => !elsewhere.has(key) && !upFront.includes(key),
  );
  const more = technologies
    .map((each) => each.id)
    .filter((each) => !offered.includes(each));
  const pick = (group: string, ids: readonly string[]) => (
    <TechnologyPicker
      id={`${id}-${group}`}
      figure={figure}
      offered={ids}
      onCompare={props.onCompare}
      onDescribe={(technology) => {
        props.onValue("technology", technology, true);
      }}
    />
  );
  const control = (field: Field) => (
    <OneControl key={field.key} field={field} {...props} />
  );
  return (
    <>
      <div class="lab-controls">
        {pick("drawn", [...offered, ...state.compared])}
        {shown.map(control)}
      </div>
      <details
        class="lab-more"
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>
          More <span>technologies, workload, hardware, options, axis</span>
        </summary>
        {open && (
          <div class="groups">
            <div>
              {more.length > 0 && pick("more", more)}
              <fieldset class="control axis-choice">
                <legend>Vertical axis</legend>
                {(["linear", "log"] as const).map((y) => (
                  <label key={y}>
                    <input
                      type="radio"
                      name={`${id}-y`}
                      checked={state.y === y}
                      onChange={() => {
                        props.onScale(y);
                      }}
                    />
                    {y === "log" ? "logarithmic" : "linear"}
                  </label>
                ))}
              </fieldset>
            </div>
            {Object.entries(groupNames).map(([group, label]) => {
              const members = rest.filter(({ at }) => at[0] === group);
              return (
                members.length > 0 && (
                  <div key={group}>
                    <p class="group-name">{label}</p>
                    {members.map(control)}
                  </div>
                )
              );
            })}
          </div>
        )}
      </details>
    </>
  );
}

function OneControl({
  field,
  ...props
}: ControlsProps & { readonly field: Field }) {
  const { scenario, compared } = props.state;
  const { key } = field;
  const id = `${props.id}-${key}`;
  const applies = appliesTo(scenario, compared, key);
  const value = fieldValue(scenario, key);
  if (field.kind === "choice") {
    return (
      <ChoiceControl
        field={field}
        id={id}
        value={String(value)}
        applies={applies}
        onChoose={(choice) => {
          props.onValue(key, choice, true);
        }}
      />
    );
  }
  const text = props.typed[key];
  const notice =
    text === undefined || text.trim() === ""
      ? undefined
      : parseScenario({ [key]: text }, scenario).notices[0]?.text;
  return (
    <NumberControl
      field={field}
      id={id}
      value={value as number | "none" | null}
      open={value === null ? openValue(scenario, key) : null}
      typed={text}
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
