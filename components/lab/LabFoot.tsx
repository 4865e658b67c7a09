/**
 * SHOWS    What stands under every lab: what can be carried away, the state that a print shows, and
 *          the live region.
 * READS    The lab's state as texts and links, and what differs from its preset.
 * WITHOUT JS  The line for the print; the tools keep their place.
 */
import { ShareTools, type ShareToolsProps } from "./ShareTools.tsx";

export interface LabFootProps extends Omit<
  ShareToolsProps,
  "changed" | "onSay"
> {
  /** Key and value of what differs from the preset. */
  readonly changes: readonly (readonly [key: string, value: string])[];
  /** The link's place is known: not yet in the static page. */
  readonly live: boolean;
  /** What a print says it shows, as it stands by itself and before the changes. */
  readonly printed?: readonly [asPreset: string, changed: string];
  /** What `useAnnouncement` holds, and how a word is put there. */
  readonly announced: string;
  readonly announce: (word: string) => void;
}

export function LabFoot({
  changes,
  live,
  printed = ["Printed in its default state.", "Printed with"],
  announced,
  announce,
  ...tools
}: LabFootProps) {
  const [asPreset, changed] = printed;
  const told = changes.map(([key, value]) => `${key}=${value}`).join(", ");
  return (
    <>
      <ShareTools {...tools} changed={changes.length > 0} onSay={announce} />
      <p class="lab-print">
        {changes.length === 0
          ? asPreset
          : `${changed} ${told}: ${live ? tools.link() : ""}`}
      </p>
      <p class="unseen" role="status">
        {announced === "" ? null : announced}
      </p>
    </>
  );
}
