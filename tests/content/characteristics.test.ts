/** Each cell of the table of characteristics leads to a chapter, a place in it, and a lab that takes its query. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cells } from "../../models/characteristics/catalogue.ts";
import { parameterIds } from "../../models/index.ts";

const sourceOf = (page: string): string => {
  const file = `content/${page.replace(/\/$/, "")}.mdx`;
  return existsSync(file) ? readFileSync(file, "utf8") : "";
};

/** A heading's anchor, as the site makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

const anchorsIn = (source: string): string[] => [
  ...[...source.matchAll(/^#{2,4} (.+)$/gm)].map(([, heading = ""]) =>
    anchorOf(heading),
  ),
  ...[...source.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => id),
];

/** The component whose id is `id`, from its name to the end of its tag. */
const figureIn = (source: string, id: string): string =>
  new RegExp(`<(?:\\w*Lab|Explorer)\\s[^/]*?id="${id}"[\\s\\S]*?\\n/>`).exec(
    source,
  )?.[0] ?? "";

describe.each(cells)("$id", ({ cell: { shown } }) => {
  const source = sourceOf(shown.page);

  test("leads to a place that is there", () => {
    const anchors = [
      ...anchorsIn(source),
      ...(shown.page === "reference/parameters/" ? parameterIds : []),
    ];
    expect(anchors, shown.page).toContain(shown.at);
  });

  test("gives a query only to the lab that owns the page's plain keys", () => {
    if (shown.query !== undefined)
      expect(figureIn(source, shown.at), shown.page).toMatch(/\n\s+linked\n/);
  });
});
