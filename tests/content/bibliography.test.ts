/** The bibliography holds what is cited, by the model or by a chapter, and nothing else. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cites, type CiteKey } from "../../models/cites.ts";
import { publishedFigures } from "../../models/compared.ts";
import { citing } from "../../models/uses.ts";

const chapters = readdirSync("content", {
  recursive: true,
  encoding: "utf8",
}).filter((file) => file.endsWith(".mdx"));

test("every work of the bibliography is cited by a parameter, a step, a figure or a chapter", () => {
  const cited = new Set<string>(publishedFigures.map(({ cite }) => cite));
  for (const work of Object.keys(cites) as CiteKey[]) {
    const { parameters, steps, cells } = citing(work);
    if (parameters.length + steps.length + cells.length > 0) cited.add(work);
  }
  for (const file of chapters)
    for (const [, id] of readFileSync(`content/${file}`, "utf8").matchAll(
      /<Cite\s+id="([^"]+)"/g,
    ))
      cited.add(id ?? "");
  expect(Object.keys(cites).filter((work) => !cited.has(work))).toEqual([]);
});
