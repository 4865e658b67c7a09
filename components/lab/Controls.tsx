/**
 * SHOWS    What a reader can turn: technologies, the lab's own fields, and all others under "More".
 * READS    The field table and the state.
 * WITHOUT JS  The default's values; nothing acts.
 */
import {
  fieldByKey,
  fields,
  technologies,
  type Field,
} from "../../models/index.ts";
import { machineOf } from "../../models/baseline.ts";
import {
  threadAxis,
  yScales,
  type CurveFigure,
  type YScale,
} from "../chart/series.ts";
import type { FieldEntry } from "./field-entry.ts";
import { isOfTenant, MoreFields } from "./MoreFields.tsx";
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

export function Controls(props: ControlsProps) {
  const { id, upFront, offered, state, figure, entry } = props;
  // What another workload's curves are drawn along stands beside them, too.
  const along = figure.axis === threadAxis ? [] : [figure.axis.key];
  const keys = [...new Set([...along, ...upFront])];
  const shown = keys.flatMap((key) => fieldByKey.get(key) ?? []);
  const rest = fields.filter(
    (field) => isOfTenant(field) && !keys.includes(field.key),
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
      onExplain={(technology) => {
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
      machineOf={machineOf}
      entry={entry}
    />
  );
  return (
    <>
      <div class="lab-controls">
        {pick("drawn", [...offered, ...state.compared])}
        {shown.map(control)}
      </div>
      <MoreFields
        holds="technologies, workload, hardware, options, your machine, axis"
        fields={rest}
        control={control}
      >
        <div>
          {more.length > 0 && pick("more", more)}
          <fieldset class="control axis-choice">
            <legend>Vertical axis</legend>
            {yScales.map((y) => (
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
      </MoreFields>
    </>
  );
}
