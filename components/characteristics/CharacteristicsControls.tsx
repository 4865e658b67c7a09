/**
 * SHOWS    What a reader can choose in the table: technologies, words to find, and only what differs.
 * READS    The table's state.
 * WITHOUT JS  Hidden: nothing would act.
 */
import { columns } from "../../models/characteristics/catalogue.ts";
import {
  compare,
  everyColumn,
  fewestColumns,
  ofThePost,
  type TableState,
} from "./state.ts";
import { TechnologyMark } from "./TechnologyMark.tsx";

export interface CharacteristicsControlsProps {
  readonly id: string;
  readonly state: TableState;
  /** How many rows are in view, as a sentence. */
  readonly count: string;
  readonly onChange: (state: TableState, settled: boolean) => void;
}

export function CharacteristicsControls(props: CharacteristicsControlsProps) {
  const { id, state, count, onChange } = props;
  const only = state.compared.length <= fewestColumns;
  const choose = (label: string, compared: TableState["compared"]) => (
    <button
      type="button"
      aria-pressed={state.compared.join() === compared.join()}
      onClick={() => {
        onChange({ ...state, compared }, true);
      }}
    >
      {label}
    </button>
  );
  return (
    <div class="table-controls">
      <fieldset class="table-columns">
        <legend>Compare</legend>
        {columns.map((column) => {
          const on = state.compared.includes(column.id);
          return (
            <label key={column.id} class={`tech-${column.family}`}>
              <input
                type="checkbox"
                checked={on}
                disabled={on && only}
                onChange={(event) => {
                  onChange(
                    compare(state, column.id, event.currentTarget.checked),
                    true,
                  );
                }}
              />
              <TechnologyMark family={column.family} />
              {column.name}
            </label>
          );
        })}
        {choose("the post’s three", ofThePost)}
        {choose("all", everyColumn)}
      </fieldset>
      <div class="table-rows">
        <label for={`${id}-find`}>Find</label>
        <input
          id={`${id}-find`}
          type="search"
          autocomplete="off"
          spellcheck={false}
          value={state.find}
          onInput={(event) => {
            onChange({ ...state, find: event.currentTarget.value }, false);
          }}
          onChange={(event) => {
            onChange({ ...state, find: event.currentTarget.value }, true);
          }}
        />
        <label>
          <input
            type="checkbox"
            checked={state.differ}
            onChange={(event) => {
              onChange({ ...state, differ: event.currentTarget.checked }, true);
            }}
          />
          only rows where they differ
        </label>
        <span class="count">{count}</span>
      </div>
    </div>
  );
}
