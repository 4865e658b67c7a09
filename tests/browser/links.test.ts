/**
 * Every internal address of the built site leads to a file and an anchor that are
 * there, at the root and again under a sub-path.
 */
import { execFile } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { normalizeBase } from "../../site/server/static.ts";
import { dist, root } from "./serve.ts";

const elsewhere = mkdtempSync(join(tmpdir(), "iopath-"));
afterAll(() => {
  rmSync(elsewhere, { recursive: true, force: true });
});

const pagesOf = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".html") && !file.startsWith("pagefind"));

const idsOf = (directory: string, file: string): string[] =>
  [
    ...readFileSync(join(directory, file), "utf8").matchAll(/\sid="([^"]+)"/g),
  ].map(([, id]) => id ?? "");

/** Dead addresses, each as "page: address". */
function deadLinks(directory: string, basePath?: string): string[] {
  const base = normalizeBase(basePath);
  const origin = "http://book.invalid";
  const files = pagesOf(directory);
  const anchors = new Map(
    files.map((file) => [file, new Set(idsOf(directory, file))]),
  );
  return files.flatMap((file) => {
    const html = readFileSync(join(directory, file), "utf8");
    const page = new URL(base + file.replace(/index\.html$/, ""), origin);
    return [
      ...html.matchAll(/\s(?:href|src|component-url|renderer-url)="([^"]*)"/g),
    ]
      .map((match) => (match[1] ?? "").replaceAll("&amp;", "&"))
      .filter((address) => {
        const url = new URL(address, page);
        if (url.origin !== origin) return false;
        const path = decodeURIComponent(url.pathname);
        if (!path.startsWith(base)) return true;
        const target = path
          .slice(base.length)
          .replace(/(^|\/)$/, "$1index.html");
        const hash = decodeURIComponent(url.hash.slice(1));
        if (!existsSync(join(directory, target))) return true;
        return (
          hash !== "" &&
          target.endsWith(".html") &&
          !anchors.get(target)?.has(hash)
        );
      })
      .map((address) => `${file}: ${address}`);
  });
}

test("no page has an anchor twice", () => {
  const twice = pagesOf(dist).flatMap((file) => {
    const ids = idsOf(dist, file);
    return ids
      .filter((id, at) => ids.indexOf(id) !== at)
      .map((id) => `${file}: ${id}`);
  });
  expect(twice).toEqual([]);
});

test("every link of the built site leads somewhere", () => {
  expect(deadLinks(dist, process.env["BASE_PATH"])).toEqual([]);
});

test("every link leads somewhere under BASE_PATH=/wiki/iopath", async () => {
  // vitest puts its own BASE_URL in the environment, and Astro would believe it.
  await promisify(execFile)(
    process.execPath,
    [
      "node_modules/astro/bin/astro.mjs",
      "build",
      "--silent",
      "--outDir",
      elsewhere,
    ],
    {
      cwd: root,
      env: { PATH: process.env["PATH"], BASE_PATH: "/wiki/iopath" },
    },
  );
  expect(deadLinks(elsewhere, "/wiki/iopath")).toEqual([]);
});
