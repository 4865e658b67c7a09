/** The explorer's words: captions, counts and what is said at each step. */
import type { Step } from "../../models/index.ts";
import type { Tally } from "../../models/explore/tally.ts";
import { countedKinds, type CountedKind } from "../../models/paths/events.ts";
import type { WalkStep, Way } from "../../models/explore/walk.ts";
import { kindNames, labelOf } from "../diagram/path-text.ts";
import { duration, plain } from "../format.ts";
import { placeOf, type Column, type ExplorerView } from "./view.ts";

export const wayNames: Readonly<Record<Way, string>> = {
  transmit: "transmit",
  receive: "receive",
  disk: "disk",
};

/** What a count is called in a column of counts: always the plural. */
export const countName = (kind: CountedKind): string => kindNames[kind][1];

const countText = (kind: CountedKind, many: number): string =>
  `${plain(many)} ${kindNames[kind][many === 1 ? 0 : 1]}`;

/** "1 exit, 5 copies": what is not zero. */
export const countsText = ({ counts }: Tally): string =>
  countedKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => countText(kind, counts[kind]))
    .join(", ");

/** One sentence a technology: what its whole walk takes. */
export const columnSentence = ({ walk, whole }: Column): string =>
  `${walk.technology.name}: ${duration(whole.elapsedS)}, ${duration(whole.cpuS)} of CPU time; ${countsText(whole)}.`;

export const captionText = (view: ExplorerView, way: Way): string => {
  const [first] = view.columns;
  if (!first) return view.refused.join(" ");
  const what =
    way === "disk"
      ? `One block of ${plain(first.walk.messageBytes)}\u202fB, to the disk and back, alone.`
      : `One message of ${plain(first.walk.messageBytes)}\u202fB, ${wayNames[way]}, alone.`;
  return [what, ...view.columns.map(columnSentence), ...view.refused].join(" ");
};

/** Why a step takes no time of the message. */
export const takenText = ({ taken, step }: WalkStep): string | null =>
  taken === "way"
    ? null
    : taken === "aside"
      ? "beside the message’s way"
      : step.gathers
        ? "not for a lone message"
        : "not taken by a lone message";

/** What a step takes: its time, or why it takes none. */
export const takesText = (each: WalkStep): string =>
  each.taken === "way" && (each.elapsedS > 0 || each.step.costs.length > 0)
    ? duration(each.elapsedS)
    : each.taken === "aside" && each.cpuS > 0
      ? `${duration(each.cpuS)} of CPU`
      : "–";

/** Said when a step is reached. */
export const reachedText = (view: ExplorerView): string => {
  const row = view.rows[view.at - 1];
  if (!row) return "Before the first step.";
  const said = row.cells.flatMap((cell, column) => {
    const of = view.columns[column];
    return cell && of
      ? [
          `${view.columns.length > 1 ? `${of.walk.technology.name}: ` : ""}${labelOf(cell.step)}, ${placeOf(of.walk, cell.step.place)}, ${takesText(cell)}; ${duration(of.now.elapsedS)} so far`,
        ]
      : [];
  });
  return `Step ${view.at} of ${view.rows.length}. ${said.join(". ")}.`;
};

/** The shape of a step's mark: what it does to the message. */
export type Mark = "work" | "copy" | "crossing" | "wait" | "hardware";

const crossings: ReadonlySet<Step["kind"]> = new Set([
  "syscall",
  "exit",
  "hypercall",
  "inject",
  "irq",
  "notify",
  "grant-op",
]);

export const markOf = ({ kind }: Step): Mark =>
  kind === "copy"
    ? "copy"
    : kind === "dma"
      ? "hardware"
      : kind === "wake" || kind === "ctxsw" || kind === "timer-wait"
        ? "wait"
        : crossings.has(kind)
          ? "crossing"
          : "work";
