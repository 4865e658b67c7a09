/** A row of the measurements opens the very scenario that it was compared under, in a lab that exists. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  labOfTable,
  labQuery,
  rowQuery,
} from "../../components/reference/lab-link.ts";
import { linkForm } from "../../components/lab/state.ts";
import {
  measurements,
  publishedFigures,
  queryToScenario,
} from "../../models/index.ts";
import { scenarioOf } from "../../models/replay-row.ts";

interface LabTag {
  readonly id: string;
  readonly preset: string;
  readonly linked: boolean;
}

const labsOf = (page: string): LabTag[] =>
  [
    ...readFileSync(`content/${page}.mdx`, "utf8").matchAll(
      /<(?:Lab|SimLab|Explorer)\s([^]*?)\/>/g,
    ),
  ].map(([, props = ""]) => ({
    id: /\bid="([^"]+)"/.exec(props)?.[1] ?? "",
    preset: /\bpreset="([^"]+)"/.exec(props)?.[1] ?? "",
    linked: /\blinked\b/.test(props),
  }));

const links = [
  ...measurements.map((row) => ({
    id: row.id,
    query: rowQuery(row),
    scenario: scenarioOf(row),
    lab: labOfTable[row.table],
  })),
  ...publishedFigures.flatMap(({ id, asked }) =>
    typeof asked === "string"
      ? []
      : [
          {
            id,
            query: asked.query,
            scenario: queryToScenario(asked.query).scenario,
            lab: asked.lab,
          },
        ],
  ),
];

test.each(links)("$id opens its scenario", ({ query, scenario, lab }) => {
  const labs = labsOf(lab.page);
  const own = labs.find(({ id }) => id === lab.id);
  if (!own) throw new Error(`content/${lab.page}.mdx has no lab ${lab.id}`);
  const owner = labs.find(({ linked }) => linked) ?? labs[0];
  expect(lab.further ?? false).toBe(owner !== own);
  const { state, notices } = linkForm({
    query: own.preset,
    technologies: ["zone"],
    y: "linear",
  }).read(
    labQuery(query, lab),
    lab.further ? `${lab.id}.` : "",
    labs.filter(({ id }) => id !== lab.id).map(({ id }) => `${id}.`),
  );
  expect(notices).toEqual([]);
  expect(state.scenario).toEqual(scenario);
});
