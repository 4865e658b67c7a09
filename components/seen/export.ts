/** The lab's present state as text to carry away: Markdown for a wiki, CSV for a sheet. */
import { labelOf } from "../diagram/path-text.ts";
import { placeOf } from "../explorer/view.ts";
import { takesText } from "../explorer/words.ts";
import { csvText, tableLine } from "../lab/export.ts";
import { shareColumns } from "./SeenTables.tsx";
import { single, type SeenView } from "./view.ts";
import { columnSentence, observerText, sightText } from "./words.ts";

/** Sentences, shares, every step, and the link. */
export function markdownOf(view: SeenView, name: string, link: string): string {
  const { columns } = view;
  return [
    `**${name}.** ${columns.map(columnSentence).join(" ")}`,
    "",
    tableLine(shareColumns.map(({ head }) => head)),
    tableLine(shareColumns.map(({ holds }) => (holds ? "---" : "---:"))),
    ...columns
      .flatMap(({ lines }) => lines)
      .map((seen, at) =>
        tableLine(shareColumns.map(({ cell }) => cell(seen, at))),
      ),
    "",
    ...columns.flatMap((of) => {
      const { walk, asked } = of;
      const observed = single(of);
      return [
        tableLine([
          "step",
          walk.technology.name,
          "place",
          "takes",
          ...observed.map(({ from }) => observerText(walk.technology, from)),
        ]),
        tableLine(["---:", "---", "---", "---:", ...observed.map(() => "---")]),
        ...asked.steps.map((each, at) =>
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
