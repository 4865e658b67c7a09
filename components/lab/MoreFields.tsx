/**
 * SHOWS    The fields that a lab does not show up front, by group, behind a summary.
 * READS    Fields, and how each is shown.
 * WITHOUT JS  Hidden. What stands there is made when it opens: a page would carry it for nobody.
 */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Field } from "../../models/index.ts";

const groupNames: ReadonlyMap<string, string> = new Map([
  ["workload", "Workload"],
  ["hardware", "Hardware"],
  ["limits", "Limits"],
  ["options", "Options of the technologies"],
  ["baseline", "Your machine"],
]);

/** Whether a field is of the tenant and its machine, and not of the run or of who else is there. */
export const isOfTenant = ({ at: [group] }: Field): boolean =>
  groupNames.has(group);

const groupOf = ({ at: [group] }: Field): string =>
  groupNames.get(group) ?? "Run and surroundings";

export interface MoreFieldsProps {
  /** What is behind the summary, in its words. */
  readonly holds: string;
  readonly fields: readonly Field[];
  readonly control: (field: Field) => ComponentChildren;
  /** What stands before the fields. */
  readonly children?: ComponentChildren;
}

export function MoreFields(props: MoreFieldsProps) {
  const { holds, fields, control, children } = props;
  const [open, setOpen] = useState(false);
  return (
    <details
      class="lab-more"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        More <span>{holds}</span>
      </summary>
      {open && (
        <div class="groups">
          {children}
          {[...new Set(fields.map(groupOf))].map((group) => (
            <div key={group}>
              <p class="group-name">{group}</p>
              {fields.filter((each) => groupOf(each) === group).map(control)}
            </div>
          ))}
        </div>
      )}
    </details>
  );
}
