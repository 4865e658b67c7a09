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
  withVirtio,
  type VirtioScenario,
} from "../../models/virtio/scenario.ts";
import { ChoiceControl } from "../lab/ChoiceControl.tsx";
import type { Refusals } from "../lab/in-force.ts";
import { NumberControl } from "../lab/NumberControl.tsx";
import type { VirtioView } from "./view.ts";

const later = ["guest-us", "held-us", "rescue", "seed"];

const noRefusals: Refusals = new Map();

export interface VirtioControlsProps {
  readonly id: string;
  readonly scenario: VirtioScenario;
  readonly view: VirtioView;
  readonly typed: Readonly<Record<string, string>>;
  readonly onValue: (
    key: string,
    value: number | string | null,
    settled: boolean,
  ) => void;
  readonly onType: (key: string, text: string) => void;
  readonly onSettle: (key: string) => void;
}

/** What stands where the guest's work is left open. */
const modelsWorkUs = ({ backEnd }: VirtioView): number => {
  const { stackS, driverS } = costsOf(backEnd);
  return Number(((stackS + driverS) * 1e6).toPrecision(3));
};

export function VirtioControls(props: VirtioControlsProps) {
  const { id, scenario, view, typed } = props;
  const control = (field: Field) => {
    const { key } = field;
    const value = virtioValue(scenario, key);
    const applies = { reason: whyIdle(scenario, key), scope: null };
    if (field.kind === "choice")
      return (
        <ChoiceControl
          key={key}
          field={field}
          id={`${id}-${key}`}
          value={String(value)}
          applies={applies}
          refusals={noRefusals}
          onChoose={(choice) => {
            props.onValue(key, choice, true);
          }}
        />
      );
    const text = typed[key];
    const given = text === undefined || text.trim() === "" ? null : text;
    return (
      <NumberControl
        key={key}
        field={field}
        id={`${id}-${key}`}
        value={value as number | null}
        open={value === null ? modelsWorkUs(view) : null}
        typed={text}
        notice={
          given === null
            ? undefined
            : withVirtio(scenario, key, given).notice?.text
        }
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
