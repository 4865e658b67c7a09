/**
 * SHOWS    What a reader can turn: technologies and an access beside the pictures, the host beneath
 *          them; switches, first touches, vCPUs and balloons under "More".
 * READS    The fields, the state and its view.
 * WITHOUT JS  The default's values and the legend; nothing acts.
 */
import type { Field } from "../../models/index.ts";
import {
  arrangementById,
  arrangements,
} from "../../models/memory/arrangements.ts";
import { memoryFields } from "../../models/memory/fields.ts";
import { actsOn, memoryValue } from "../../models/memory/scenario.ts";
import { significant } from "../format.ts";
import { ComparePicker } from "../lab/ComparePicker.tsx";
import type { FieldEntry } from "../lab/field-entry.ts";
import { FieldControl } from "../lab/FieldControl.tsx";
import { scopeOf, type Applies } from "../lab/in-force.ts";
import { ArrangementKey } from "./ArrangementKey.tsx";
import type { MemoryState } from "./state.ts";
import type { MemoryView } from "./view.ts";

const ofAccess = ["working-set", "page", "host-page", "changes"];
const ofHost = ["tenants", "tenant-memory", "used", "host-memory"];
const later = ["switches", "fresh", "vcpus", "balloon"];

export interface MemoryControlsProps {
  readonly id: string;
  readonly state: MemoryState;
  readonly view: MemoryView;
  readonly entry: FieldEntry;
  readonly onCompare: (id: string, draw: boolean) => void;
}

/** On which of the arrangements drawn a field acts. */
const appliesTo = ({ compared }: MemoryState, key: string): Applies => {
  const drawn = compared.flatMap((id) => arrangementById.get(id) ?? []);
  const acts = drawn.filter((each) => actsOn(each, key));
  if (acts.length === 0)
    return { reason: "changes nothing of what is drawn", scope: null };
  const rests = drawn.filter((each) => !acts.includes(each));
  const names = (of: typeof drawn) => of.map(({ name }) => name);
  return { reason: null, scope: scopeOf(names(acts), names(rests)) };
};

export function MemoryControls(props: MemoryControlsProps) {
  const { id, state, entry } = props;
  const all: readonly Field[] = memoryFields;
  const control = (key: string) => {
    const field = all.find((each) => each.key === key);
    return (
      field && (
        <FieldControl
          key={key}
          field={field}
          id={id}
          value={memoryValue(state.scenario, key)}
          applies={appliesTo(state, key)}
          entry={entry}
        />
      )
    );
  };
  return (
    <>
      <div class="lab-controls">
        <Picker {...props} />
        <div role="group" aria-label="An access">
          {ofAccess.map(control)}
        </div>
      </div>
      <div class="memory-host" role="group" aria-label="The host">
        {ofHost.map(control)}
      </div>
      <details class="lab-more">
        <summary>
          More{" "}
          <span>switches of address space, first touches, vCPUs, balloons</span>
        </summary>
        <div class="groups">
          {later.map((key) => (
            <div key={key}>{control(key)}</div>
          ))}
        </div>
      </details>
    </>
  );
}

function Picker({ id, state, view, onCompare, entry }: MemoryControlsProps) {
  return (
    <ComparePicker
      id={id}
      unit="ns a load"
      offered={arrangements.map((each) => {
        const row = view.rows.find(({ arrangement }) => arrangement === each);
        return {
          id: each.id,
          name: each.name,
          family: each.family,
          mark: <ArrangementKey of={each} />,
          value: row ? significant(row.access.seconds * 1e9) : "",
          isDrawn: row !== undefined,
          stays: row !== undefined && state.compared.length === 1,
          isExplained: each === view.described.arrangement,
          refusal: null,
        };
      })}
      onCompare={onCompare}
      onExplain={(technology) => {
        entry.onValue("technology", technology, true);
      }}
    />
  );
}
