/**
 * `npm run diagrams`: lays out every diagram of the catalogue with mermaid in Chromium, draws it and
 * writes rendered/<id>.svg, <id>-wide.svg, <id>.txt and manifest.json.
 *
 * IDEA   Mermaid measures, wraps and places; draw.ts draws the result without mermaid's styling, in
 *        class names that the site's tokens colour. The same catalogue gives the same bytes.
 */
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import type { Mermaid } from "mermaid";
import type { Page } from "playwright-core";
import { launchChromium } from "../../tests/browser/find-chromium.ts";
import { diagrams, type Rendering } from "./diagrams.ts";
import { draw } from "./draw.ts";
import type { Geometry } from "./geometry.ts";
import { configOf, faces } from "./mermaid-config.ts";
import { fileName, manifestOf, rendered } from "./manifest.ts";
import { readGeometry } from "./read-geometry.ts";

declare const mermaid: Mermaid;

const bundle = new URL(import.meta.resolve("mermaid/dist/mermaid.min.js"));
const fonts = new URL("../../site/fonts/", import.meta.url);

async function openPage(page: Page): Promise<void> {
  await page.setContent('<!doctype html><div id="stage"></div>');
  await page.addScriptTag({ path: bundle.pathname });
  for (const { family, file, weight } of faces) {
    const data = (await readFile(new URL(file, fonts))).toString("base64");
    await page.evaluate(
      async ([name, url, weight]) => {
        document.fonts.add(await new FontFace(name, url, { weight }).load());
      },
      [family, `url(data:font/woff2;base64,${data})`, weight] as const,
    );
  }
}

async function layOut(
  page: Page,
  id: string,
  { form, source }: Rendering,
): Promise<Geometry> {
  const config = configOf(form, id);
  await page.evaluate(
    async ({ id, source, config }) => {
      mermaid.initialize(config);
      const { svg } = await mermaid.render(`d-${id}`, source);
      (document.getElementById("stage") as HTMLElement).innerHTML = svg;
    },
    { id, source, config },
  );
  return page.locator("#stage > svg").evaluate(readGeometry);
}

async function renderAll(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const browser = await launchChromium({
    args: ["--font-render-hinting=none"],
  });
  try {
    const page = await browser.newPage({
      viewport: { width: 1600, height: 1200 },
    });
    await openPage(page);
    for (const diagram of diagrams) {
      for (const rendering of diagram.renderings) {
        const name = fileName(diagram, rendering);
        files.set(
          name,
          draw(
            diagram,
            rendering,
            await layOut(page, name.replace(".svg", ""), rendering),
          ),
        );
      }
      files.set(`${diagram.id}.txt`, diagram.outline);
    }
  } finally {
    await browser.close();
  }
  return files;
}

const files = await renderAll();
files.set(
  "manifest.json",
  `${JSON.stringify(manifestOf(diagrams, files), null, 2)}\n`,
);

await mkdir(rendered, { recursive: true });
for (const old of await readdir(rendered))
  if (!files.has(old)) await rm(new URL(old, rendered));
for (const [name, text] of files)
  await writeFile(new URL(name, rendered), text);
console.log(
  `${diagrams.length} diagrams, ${files.size} files in components/diagram/rendered/`,
);
