/** The ring lab's present state as text to carry away: Markdown for a wiki, CSV for a sheet. */
import { freeSlots } from "../../models/virtio/ring.ts";
import { fixed, plain } from "../format.ts";
import { csvText, tableLine } from "../lab/export.ts";
import type { Trace } from "./trace.ts";
import type { VirtioView } from "./view.ts";
import { actorNames, answerText, measuredRows } from "./words.ts";

/** The caption, what was measured, the window of steps, and the link. */
export const markdownOf = (
  view: VirtioView,
  sentence: string,
  heading: string,
  link: string,
): string =>
  [
    `**${heading}.** ${sentence}`,
    "",
    tableLine(["measured", ...view.measured.map(({ name }) => name)]),
    tableLine(["---", ...view.measured.map(() => "---:")]),
    ...measuredRows.map(({ name, text }) =>
      tableLine([name, ...view.measured.map(text)]),
    ),
    "",
    tableLine(["µs", "step", "who", "what", "free", "flags"]),
    tableLine(["---:", "---", "---", "---", "---:", "---"]),
    ...view.rows.map((done) =>
      tableLine([
        fixed(done.atS * 1e6, 1),
        done.step.id,
        actorNames[done.step.actor],
        `${done.step.label} ${answerText(done)}`.trim(),
        plain(freeSlots(done.ring)),
        [
          ...(done.ring.noNotify ? ["NO_NOTIFY"] : []),
          ...(done.ring.noInterrupt ? ["NO_INTERRUPT"] : []),
        ].join(" "),
      ]),
    ),
    "",
    `[The same state in The I/O Path](${link})`,
    "",
  ].join("\n");

/** Steps of a sheet, at least and beyond the one reached. */
const sheetSteps = 1_000;

/** One row a step from the first on, in seconds and full precision. */
export const csvOf = (trace: Trace, view: VirtioView): string =>
  csvText([
    [
      "step",
      "at_s",
      "took_s",
      "id",
      "who",
      "kind",
      "what",
      "answer",
      "packet",
      "available",
      "taken",
      "used",
      "reclaimed",
      "free",
      "no_notify",
      "no_interrupt",
      "stopped",
    ],
    ...trace
      .window(0, Math.max(sheetSteps, view.place + 1))
      .map(({ atS, tookS, step, answer, packet, ring, stopped }, place) => [
        place + 1,
        atS,
        tookS,
        step.id,
        step.actor,
        step.kind,
        step.label,
        answer ?? "",
        packet > 0 ? packet : "",
        ring.available,
        ring.popped,
        ring.used,
        ring.reclaimed,
        freeSlots(ring),
        ring.noNotify ? 1 : 0,
        ring.noInterrupt ? 1 : 0,
        stopped ? 1 : 0,
      ]),
  ]);
