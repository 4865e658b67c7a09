/**
 * What every page of the built site must keep: it loads only from its own origin,
 * without an error, without moving, within its budget, at any width, in both
 * themes, and with nothing that axe objects to.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Serving } from "../../site/server/static.ts";
import { launchChromium } from "./find-chromium.ts";
import { dist, serveDist } from "./serve.ts";

/** kB gzip (fonts as they are): design.md section 9. */
const budgets = {
  page: { script: 45, all: 110 },
  embed: { script: 45, all: 60 },
};

const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** Every page as a path from the home page: "", "measuring/throughput-results/". */
const pages = readdirSync(dist, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".html") && !file.startsWith("pagefind"))
  .map((file) => file.replaceAll("\\", "/").replace(/index\.html$/, ""))
  .sort();

let browser: Browser;
let site: Serving;

beforeAll(async () => {
  site = await serveDist();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

async function visit(
  options: BrowserContextOptions,
  look: (page: Page, complaints: string[]) => Promise<void>,
) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()))
        complaints.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
    page.on("requestfailed", (request) =>
      complaints.push(`failed: ${request.url()}`),
    );
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol !== "data:" && protocol !== "blob:")
        if (origin !== new URL(site.url).origin)
          complaints.push(`off origin: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400)
        complaints.push(`${String(response.status())}: ${response.url()}`);
    });
    await look(page, complaints);
  } finally {
    await context.close();
  }
}

/** Scrolls to the end, so that what waits to be seen is loaded, and back. */
async function scrollThrough(page: Page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    scrollTo(0, 0);
  });
  await page.waitForLoadState("networkidle");
}

describe.each(pages)("page /%s", (path) => {
  test("loads whole, from its own origin, within its budget, without moving", () =>
    visit(
      { viewport: { width: 1280, height: 800 } },
      async (page, complaints) => {
        await page.addInitScript(() => {
          const moved: string[] = [];
          Object.assign(globalThis, { moved });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
              const shift = entry as PerformanceEntry & {
                value: number;
                sources: { node?: Node }[];
              };
              const nodes = shift.sources.map(({ node }) =>
                node instanceof Element
                  ? node.outerHTML.slice(0, 80)
                  : (node?.textContent ?? "?"),
              );
              moved.push(`${shift.value.toFixed(4)} ${nodes.join(", ")}`);
            }
          }).observe({ type: "layout-shift", buffered: true });
        });
        const bytes = { script: 0, all: 0 };
        const counting: Promise<void>[] = [];
        page.on("response", (response) => {
          if (response.status() !== 200) return;
          const type = response.headers()["content-type"] ?? "";
          counting.push(
            response.body().then((body) => {
              const size = type.startsWith("font/")
                ? body.length
                : gzipSync(body, { level: 9 }).length;
              bytes.all += size;
              if (type.startsWith("text/javascript")) bytes.script += size;
            }),
          );
        });

        await page.goto(site.url + path, { waitUntil: "networkidle" });
        await scrollThrough(page);
        await Promise.all(counting);
        const before = { ...bytes };
        // Islands wait for a sign of a reader; nothing may move when they come to life.
        await page.mouse.move(2, 2);
        if ((await page.locator("figure.lab").count()) > 0)
          await page.locator("figure.lab.live").first().waitFor();
        await page.waitForTimeout(300);
        await Promise.all(counting);

        expect(complaints).toEqual([]);
        expect(await page.title()).not.toBe("");
        expect(
          await page.evaluate(
            () => (globalThis as unknown as { moved: string[] }).moved,
          ),
        ).toEqual([]);
        const budget = path.startsWith("embed/") ? budgets.embed : budgets.page;
        if (process.env["SIZES"])
          console.log(
            `/${path} script ${String(before.script)} all ${String(before.all)}; with a reader ${String(bytes.script)}`,
          );
        expect(before.script / 1000).toBeLessThanOrEqual(budget.script);
        expect(before.all / 1000).toBeLessThanOrEqual(budget.all);
      },
    ));

  test.each([320, 360, 768, 1440])(
    "does not scroll sideways at %i px",
    (width) =>
      visit({ viewport: { width, height: 800 } }, async (page) => {
        await page.goto(site.url + path, { waitUntil: "networkidle" });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - innerWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
      }),
  );

  test.each(["light", "dark"] as const)("axe finds nothing in %s", (theme) =>
    visit({ colorScheme: theme }, async (page) => {
      await page.goto(site.url + path, { waitUntil: "networkidle" });
      await page.mouse.move(2, 2);
      await scrollThrough(page);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        (
          globalThis as unknown as { axe: { run(): Promise<AxeResults> } }
        ).axe.run(),
      );
      expect(
        violations.map(({ id, nodes }) => ({
          id,
          at: nodes.map(({ target, failureSummary }) =>
            [target.join(" "), failureSummary].join(": "),
          ),
        })),
      ).toEqual([]);
    }),
  );
});
