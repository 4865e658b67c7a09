/** ESLint does not read MDX, so the rule of the rooms is checked here for chapters. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const content = new URL("../../content/", import.meta.url);
const chapters = readdirSync(content, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".mdx"))
  .map((file) => file.replaceAll("\\", "/"));

test.each(chapters)("content/%s imports no page, layout or test", (file) => {
  const source = readFileSync(new URL(file, content), "utf8");
  const imports = [
    ...source.matchAll(/^(?:import|export)\b[^;]*?["']([^"']+)["']/gm),
  ].map((match) => match[1]);
  expect(
    imports.filter((path) => /^(\.{1,2}\/)+(site|tests)\//.test(path ?? "")),
  ).toEqual([]);
});

test.each(chapters)(
  "content/%s links inside the book by relative paths",
  (file) => {
    const source = readFileSync(new URL(file, content), "utf8");
    // An address from the root would lose BASE_PATH on a wiki's sub-path.
    const rooted = [
      ...source.matchAll(/\]\((\/[^)]*)\)|\bhref="(\/[^"]*)"/g),
    ].map((match) => match[1] ?? match[2]);
    expect(rooted).toEqual([]);
  },
);
