/**
 * SHOWS    What a reader can turn in a simulated lab: the lab's own fields, the run's length and
 *          seed, and every other field that acts under "More".
 * READS    The field table and the state.
 * WITHOUT JS  The default's values; nothing acts. What stands under "More" is made when it opens.
 */
import { useState } from "preact/hooks";
import {
  fieldByKey,
  fields,
  whyFieldIsIdle,
  type Field,
  type NumberField,
  type Scenario,
} from "../../models/index.ts";
import { FieldControl } from "../lab/FieldControl.tsx";
import { NumberControl } from "../lab/NumberControl.tsx";
import { secondsRange, type SimState } from "./state.ts";

/** The run's length is the lab's own choice, described as the scenario's fields are. */
export const secondsField: NumberField = {
  kind: "number",
  key: "seconds",
  label: "Length of a run",
  hint: "simulated time that counts; longer runs have narrower intervals",
  at: ["seconds"],
  unit: "s",
  low: secondsRange[0],
  high: secondsRange[1],
  integer: false,
  initial: 10,
  words: [],
  slider: [1, 120],
  logarithmic: true,
};

/** Whether a field changes a run: that the solver has no use for it is no reason here. */
export const actsInRun = (scenario: Scenario, key: string): boolean =>
  whyFieldIsIdle(scenario, key)?.startsWith("the solver") ?? true;

/** Fields that change something in this scenario, the technology among them. */
export const actingFields = (scenario: Scenario): Field[] =>
  fields.filter(({ key }) => actsInRun(scenario, key));

const groupNames: Readonly<Record<string, string>> = {
  workload: "Workload",
  hardware: "Hardware",
  limits: "Limits",
  options: "Options of the technologies",
};
const groupOf = ({ at }: Field): string =>
  at.length > 1 && Object.hasOwn(groupNames, at[0])
    ? (groupNames[at[0]] ?? "")
    : "Run and surroundings";

export interface SimControlsProps {
  readonly id: string;
  readonly upFront: readonly string[];
  readonly state: SimState;
  readonly typed: Readonly<Record<string, string>>;
  readonly onValue: (
    key: string,
    value: number | string | null,
    settled: boolean,
  ) => void;
  readonly onType: (key: string, text: string) => void;
  readonly onSettle: (key: string) => void;
}

export function SimControls(props: SimControlsProps) {
  const { id, upFront, state } = props;
  const [open, setOpen] = useState(false);
  const control = (field: Field) => (
    <FieldControl
      key={field.key}
      field={field}
      id={id}
      scenario={state.scenario}
      compared={[state.scenario.technology]}
      suits={[state.scenario, ...(state.against ? [state.against] : [])].map(
        ({ technology }) => technology,
      )}
      acts={actsInRun(state.scenario, field.key)}
      typed={props.typed[field.key]}
      onValue={props.onValue}
      onType={props.onType}
      onSettle={props.onSettle}
    />
  );
  const rest = actingFields(state.scenario).filter(
    ({ key }) => !upFront.includes(key),
  );
  const groups = [...new Set(rest.map(groupOf))];
  return (
    <>
      <div class="lab-controls">
        {upFront.flatMap((key) => {
          const field = fieldByKey.get(key);
          return field ? [control(field)] : [];
        })}
        <NumberControl
          field={secondsField}
          id={`${id}-seconds`}
          value={state.seconds}
          open={null}
          typed={props.typed["seconds"]}
          notice={undefined}
          applies={{ reason: null, scope: null }}
          onValue={(value, settled) => {
            props.onValue("seconds", value, settled);
          }}
          onType={(text) => {
            props.onType("seconds", text);
          }}
          onSettle={() => {
            props.onSettle("seconds");
          }}
        />
      </div>
      <details
        class="lab-more"
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>
          More{" "}
          <span>technology, workload, hardware, limits, options, seed</span>
        </summary>
        {open && (
          <div class="groups">
            {groups.map((group) => (
              <div key={group}>
                <p class="group-name">{group}</p>
                {rest.filter((field) => groupOf(field) === group).map(control)}
              </div>
            ))}
          </div>
        )}
      </details>
    </>
  );
}
