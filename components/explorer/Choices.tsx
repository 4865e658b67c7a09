/**
 * SHOWS    What the explorer walks: technologies, direction, the options under which steps appear and
 *          go, and the mechanisms that are technologies of their own; each says on which it acts.
 * READS    The catalogue, and the toggles and switches of a view.
 * WITHOUT JS  Hidden: the caption says what is walked.
 */
import type { ComponentChildren } from "preact";
import { technologies, technologyById } from "../../models/index.ts";
import { ways } from "../../models/explore/walk.ts";
import { plain } from "../format.ts";
import { mostColumns, type Columns } from "./columns.ts";
import type { ExplorerView } from "./view.ts";
import { wayNames } from "./words.ts";

const columnLabels = ["Technology", "beside it", "and"];

export interface ChoicesProps {
  readonly id: string;
  readonly state: Columns;
  readonly view: Pick<ExplorerView, "toggles" | "switches"> & {
    readonly columns: readonly unknown[];
  };
  /** Further radios, before the options. */
  readonly children?: ComponentChildren;
  readonly onColumn: (at: number, id: string) => void;
  readonly onWay: (way: Columns["way"]) => void;
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
        <Radios
          name={`${id}-way`}
          legend="Way"
          choices={ways.map((each) => ({
            value: each,
            name: wayNames[each],
            isChosen: each === way,
          }))}
          onChoose={props.onWay}
        />
        {props.children}
        {view.switches.map(
          ({ column, which: { key, label, states, beside } }) => (
            <Radios
              key={`${key}${column}`}
              name={`${id}-${key}-${column}`}
              legend={label}
              // A switch exchanges a technology: its own name says which only beside others.
              scope={view.columns.length > 1 ? [columns[column] ?? ""] : []}
              hint={beside ?? undefined}
              choices={states.map(({ technology, name }) => ({
                value: technology,
                name,
                isChosen: technology === columns[column],
              }))}
              onChoose={(technology) => {
                props.onColumn(column, technology);
              }}
            />
          ),
        )}
        {view.toggles.map(({ key, label, unit, hint, states, actsOn }) => (
          <Radios
            key={key}
            name={`${id}-${key}`}
            legend={label}
            title={hint}
            scope={actsOn.length < view.columns.length ? actsOn : []}
            choices={states.map(({ value, name, isChosen }) => ({
              value,
              name:
                name ??
                (value === 0 ? "none" : `${plain(Number(value))}\u202f${unit}`),
              isChosen,
            }))}
            onChoose={(value) => {
              props.onOption(key, value);
            }}
          />
        ))}
      </div>
    </div>
  );
}

interface RadiosProps<Value extends string | number> {
  readonly name: string;
  readonly legend: string;
  readonly title?: string;
  /** What else changes with the choice. */
  readonly hint?: string | undefined;
  /** Ids of the technologies on which it acts, where it does not act on all. */
  readonly scope?: readonly string[];
  readonly choices: readonly {
    readonly value: Value;
    readonly name: string;
    readonly isChosen: boolean;
  }[];
  readonly onChoose: (value: Value) => void;
}

export function Radios<Value extends string | number>({
  name,
  legend,
  title,
  hint,
  scope = [],
  choices,
  onChoose,
}: RadiosProps<Value>) {
  return (
    <fieldset class="control axis-choice" title={title}>
      <legend>
        {legend}
        {scope.length > 0 && (
          <span class="scope">
            {` (${scope.map((each) => technologyById.get(each)?.name ?? each).join("; ")})`}
          </span>
        )}
      </legend>
      {choices.map(({ value, name: words, isChosen }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            checked={isChosen}
            onChange={() => {
              onChoose(value);
            }}
          />
          {words}
        </label>
      ))}
      {hint !== undefined && <span class="scope">{hint}</span>}
    </fieldset>
  );
}
