/** The rules that keep the rooms apart, seen to bite. */
import { ESLint } from "eslint";
import { describe, expect, test } from "vitest";

// Only the rules themselves: no types are needed, so no program is built.
const eslint = new ESLint({
  overrideConfig: {
    languageOptions: { parserOptions: { projectService: false } },
  },
  ruleFilter: ({ ruleId }) =>
    ruleId.startsWith("no-restricted") && !ruleId.includes("/"),
});

async function broken(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(
    ({ ruleId, message }) => ruleId ?? message,
  );
}

describe("refuses", () => {
  test.each([
    ["models/a.ts", 'import "../components/chart.tsx";'],
    ["models/paths/a.ts", 'import x from "../../site/parts.ts"; x();'],
    ["models/a.ts", 'import "preact";'],
    ["models/a.ts", 'import "node:fs";'],
    ["models/a.ts", 'export * from "astro";'],
    ["models/cli.ts", 'import "preact";'],
    ["models/a.test.ts", 'import "preact";'],
    ["components/chart/a.tsx", 'import "../../content/a.ts";'],
    ["components/a.astro", '---\nimport "../site/parts.ts";\n---\n'],
    ["content/measuring/a.ts", 'import "../../site/parts.ts";'],
    ["site/a.ts", 'import "../tests/run.ts";'],
    ["components/a.ts", 'import "../tests/run.ts";'],
  ])("%s: %s", async (file, code) => {
    expect(await broken(file, code)).toEqual(["no-restricted-imports"]);
  });

  test.each([
    ["models/a.ts", "Math.random();", "no-restricted-properties"],
    ["models/a.ts", "globalThis.document;", "no-restricted-properties"],
    ["models/a.ts", "Date.now();", "no-restricted-globals"],
    ["models/a.ts", "performance.now();", "no-restricted-globals"],
    ["models/a.ts", "document.title;", "no-restricted-globals"],
    ["models/a.ts", "window.name;", "no-restricted-globals"],
    ["models/a.ts", 'await import("node:fs");', "no-restricted-syntax"],
    ["models/a.ts", 'export const a = "a guest\'s";', "no-restricted-syntax"],
    [
      "components/a.tsx",
      "export const a = `a's ${1}`;",
      "no-restricted-syntax",
    ],
  ])("%s: %s", async (file, code, rule) => {
    expect(await broken(file, code)).toEqual([rule]);
  });
});

describe("allows", () => {
  test.each([
    ["models/a.ts", 'import "./units.ts";'],
    ["models/paths/a.ts", 'import "../units.ts";'],
    ["models/cli.ts", 'import "node:fs"; performance.now();'],
    ["models/a.test.ts", 'import "vitest"; import "fast-check";'],
    ["models/a.test.ts", 'import "node:fs"; Date.now();'],
    ["components/a.tsx", 'import "../models/index.ts"; import "preact";'],
    ["content/a.ts", 'import "../components/a.tsx";'],
    ["site/a.ts", 'import "../models/index.ts"; import "../content/a.ts";'],
    ["tests/a.test.ts", 'import "../site/parts.ts"; Math.random();'],
  ])("%s: %s", async (file, code) => {
    expect(await broken(file, code)).toEqual([]);
  });
});
