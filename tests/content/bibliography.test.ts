/** The bibliography holds what is cited, by the model or by a chapter, and nothing else. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cites } from "../../models/cites.ts";
import { parameters, technologies } from "../../models/index.ts";

const chapters = readdirSync("content", {
  recursive: true,
  encoding: "utf8",
}).filter((file) => file.endsWith(".mdx"));

test("every work of the bibliography is cited by a parameter, a step or a chapter", () => {
  const cited = new Set<string>(
    Object.values(parameters).map(({ cite }) => cite),
  );
  for (const { transmit, receive, disk } of technologies)
    for (const { cite } of [
      ...transmit,
      ...receive,
      ...disk.issue,
      ...disk.complete,
    ])
      cited.add(cite);
  for (const file of chapters)
    for (const [, id] of readFileSync(`content/${file}`, "utf8").matchAll(
      /<Cite\s+id="([^"]+)"/g,
    ))
      cited.add(id ?? "");
  expect(Object.keys(cites).filter((work) => !cited.has(work))).toEqual([]);
});
