/**
 * SHOWS    What a reader can turn about the ring: back end, packets, timer, burst and ring up front;
 *          the guest's work, the vCPU's bad moment and its rescue under "More".
 * READS    The ring's fields and the state.
 * WITHOUT JS  The default's values; nothing acts.
 */
import type { Field } from "../../models/index.ts";
import { costsOf } from "../../models/virtio/back-ends.ts";
import { virtioFields } from "../../models/virtio/fields.ts";
import {
  virtioValue,
  whyIdle,
  type VirtioScenario,
} from "../../models/virtio/scenario.ts";
import type { FieldEntry } from "../lab/field-entry.ts";
import { FieldControl } from "../lab/FieldControl.tsx";
import type { VirtioView } from "./view.ts";

const later = ["guest-us", "held-us", "rescue", "seed"];

export interface VirtioControlsProps {
  readonly id: string;
  readonly scenario: VirtioScenario;
  readonly view: VirtioView;
  readonly entry: FieldEntry;
}

/** What stands where the guest's work is left open. */
const modelsWorkUs = ({ backEnd }: VirtioView): number => {
  const { stackS, driverS } = costsOf(backEnd);
  return Number(((stackS + driverS) * 1e6).toPrecision(3));
};

export function VirtioControls({
  id,
  scenario,
  view,
  entry,
}: VirtioControlsProps) {
  const control = (field: Field) => {
    const { key } = field;
    const value = virtioValue(scenario, key);
    return (
      <FieldControl
        key={key}
        field={field}
        id={id}
        value={value}
        open={value === null ? modelsWorkUs(view) : null}
        applies={{ reason: whyIdle(scenario, key), scope: null }}
        entry={entry}
      />
    );
  };
  const all: readonly Field[] = virtioFields;
  return (
    <div class="ring-choices">
      <div class="ring-controls">
        {all.filter(({ key }) => !later.includes(key)).map(control)}
      </div>
      <details class="lab-more">
        <summary>
          More{" "}
          <span>the guest’s work, a vCPU held up, the rescue, the seed</span>
        </summary>
        <div class="ring-controls">
          {all.filter(({ key }) => later.includes(key)).map(control)}
        </div>
      </details>
    </div>
  );
}
