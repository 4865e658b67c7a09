/** The lab's present state as text to carry away: Markdown for a wiki, CSV for a sheet. */
import { labelOf } from "../diagram/path-text.ts";
import { placeOf } from "../explorer/view.ts";
import { takesText } from "../explorer/words.ts";
import { csvText, tableLine } from "../lab/export.ts";
import { longestCell, shareCells, shareHeads } from "./SeenTables.tsx";
import type { SeenView } from "./view.ts";
import { columnSentence, observerText, sightText } from "./words.ts";

/** Sentences, shares, every step, and the link. */
export function markdownOf(view: SeenView, name: string, link: string): string {
  const { columns } = view;
  return [
    `**${name}.** ${columns.map(columnSentence).join(" ")}`,
    "",
    tableLine(["path", "observer", ...shareHeads, "longest unseen stretch"]),
    tableLine(["---", "---", ...shareHeads.map(() => "---:"), "---"]),
    ...columns.flatMap(({ walk, lines }) =>
      lines.map((seen) =>
        tableLine([
          walk.technology.name,
          observerText(walk.technology, seen.from),
          ...shareCells(seen),
          longestCell(seen),
        ]),
      ),
    ),
    "",
    ...columns.flatMap(({ walk, lines }) => {
      const observed = lines.filter(({ from }) => from !== "both");
      return [
        tableLine([
          "step",
          walk.technology.name,
          "place",
          "takes",
          ...observed.map(({ from }) => observerText(walk.technology, from)),
        ]),
        tableLine(["---:", "---", "---", "---:", ...observed.map(() => "---")]),
        ...(observed[0]?.steps ?? []).map((each, at) =>
          tableLine([
            String(at + 1),
            labelOf(each.step),
            placeOf(walk, each.step.place),
            takesText(each),
            ...observed.map(({ steps }) => {
              const own = steps[at];
              return own ? sightText(own) : "";
            }),
          ]),
        ),
        "",
      ];
    }),
    `[The same state in The I/O Path](${link})`,
    "",
  ].join("\n");
}

/** One row a step of each technology and observer, in seconds and full precision. */
export const csvOf = ({ columns }: SeenView): string =>
  csvText([
    [
      "technology",
      "way",
      "from",
      "step",
      "id",
      "place",
      "taken",
      "sight",
      "by",
      "elapsed_s",
      "cpu_s",
      "source",
      "where",
    ],
    ...columns.flatMap(({ walk, lines }) =>
      lines.flatMap(({ from, steps }) =>
        steps.map(({ step, taken, sight, by, elapsedS, cpuS }, at) => [
          walk.technology.id,
          walk.way,
          from,
          at + 1,
          step.id,
          step.place,
          taken,
          sight,
          by.join("; "),
          elapsedS,
          cpuS,
          step.cite,
          step.where,
        ]),
      ),
    ),
  ]);
