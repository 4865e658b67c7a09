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
  technologies,
  type Field,
} from "../../models/index.ts";
import type { CurveFigure, YScale } from "../chart/series.ts";
import type { FieldEntry } from "./field-entry.ts";
import { ScenarioControl } from "./ScenarioControl.tsx";
import type { LabState } from "./state.ts";
import { TechnologyPicker } from "./TechnologyPicker.tsx";

export interface ControlsProps {
  readonly id: string;
  readonly upFront: readonly string[];
  /** Technologies of the preset: up front, with what is drawn besides; others under "More". */
  readonly offered: readonly string[];
  readonly state: LabState;
  readonly figure: CurveFigure;
  readonly entry: FieldEntry;
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
  const { id, upFront, offered, state, figure, entry } = props;
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
      workload={state.scenario.workload.kind}
      offered={ids}
      onCompare={props.onCompare}
      onDescribe={(technology) => {
        entry.onValue("technology", technology, true);
      }}
    />
  );
  const control = (field: Field) => (
    <ScenarioControl
      key={field.key}
      field={field}
      id={id}
      scenario={state.scenario}
      compared={state.compared}
      entry={entry}
    />
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
