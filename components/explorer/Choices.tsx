/**
 * SHOWS    What the explorer walks: technologies, direction, and the options under which steps appear
 *          and go, each with the technologies on which it acts.
 * READS    The catalogue, and the toggles of a view.
 * WITHOUT JS  Hidden: the caption says what is walked.
 */
import { technologies, technologyById } from "../../models/index.ts";
import { ways } from "../../models/explore/walk.ts";
import { plain } from "../format.ts";
import { mostColumns, type ExplorerState } from "./state.ts";
import type { ExplorerView } from "./view.ts";
import { wayNames } from "./words.ts";

const columnLabels = ["Technology", "beside it", "and"];

export interface ChoicesProps {
  readonly id: string;
  readonly state: ExplorerState;
  readonly view: ExplorerView;
  readonly onColumn: (at: number, id: string) => void;
  readonly onWay: (way: ExplorerState["way"]) => void;
  readonly onOption: (key: string, value: number | string) => void;
}

export function Choices(props: ChoicesProps) {
  const { id, state, view } = props;
  const { columns, way } = state;
  const places = Math.min(mostColumns, columns.length + 1);
  return (
    <div class="explorer-choices">
      <div class="explorer-columns">
        {columnLabels.slice(0, places).map((label, at) => (
          <label key={label} class="choice">
            <span>{label}</span>
            <select
              id={`${id}-column-${at}`}
              onChange={(event) => {
                props.onColumn(at, event.currentTarget.value);
              }}
            >
              {(at > 0 || columns.length > 1) && (
                <option value="" selected={columns[at] === undefined}>
                  none
                </option>
              )}
              {technologies.map((each) => (
                <option
                  key={each.id}
                  value={each.id}
                  selected={each.id === columns[at]}
                >
                  {each.name}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <div class="explorer-options">
        <fieldset class="control axis-choice">
          <legend>Way</legend>
          {ways.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name={`${id}-way`}
                checked={each === way}
                onChange={() => {
                  props.onWay(each);
                }}
              />
              {wayNames[each]}
            </label>
          ))}
        </fieldset>
        {view.toggles.map(({ key, label, unit, states, actsOn }) => (
          <fieldset key={key} class="control axis-choice">
            <legend>
              {label}
              {actsOn.length < view.columns.length && (
                <span class="scope">
                  {` acts on ${actsOn.map((each) => technologyById.get(each)?.name ?? each).join(" and ")}`}
                </span>
              )}
            </legend>
            {states.map(({ value, name, isChosen }) => (
              <label key={value}>
                <input
                  type="radio"
                  name={`${id}-${key}`}
                  checked={isChosen}
                  onChange={() => {
                    props.onOption(key, value);
                  }}
                />
                {name ??
                  (value === 0
                    ? "none"
                    : `${plain(Number(value))}\u202f${unit}`)}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </div>
  );
}
